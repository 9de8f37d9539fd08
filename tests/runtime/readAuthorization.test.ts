import { received } from "../support/engineModel";
import { bare, errorOf, GOOD, jira, startBench, WRONG } from "./support/bench";

/** What a line says instead of the server's words: where they are. */
const elsewhere = (...outputs: string[]) =>
  `; the reason may quote credentials: see ${outputs.map((output) => `the output ${output}`).join(" and ")}, or Workato. `;

describe("lost authorization", () => {
  test("is a warning with the time and the reasons, no diff, and no error", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira() });
    emulator.loseAuthorization(1001, { at: "2026-02-03T04:05:06.000Z" });
    await stack.refresh();
    expect(lines).toEqual([
      'warning: connection 1001 "a" is not authorized since 2026-02-03T04:05:06.000Z (status "failed"): ' +
        "authentication_failure; The authorization was revoked. Send the credentials again by changing " +
        'credentialsVersion, or set onAuthorizationLost: "repair".\n',
    ]);
    expect(stack.outputs()).toMatchObject({
      authorizationStatus: "failed",
      connectionLostReason: "authentication_failure",
    });
    expect(await stack.preview({ a: jira() })).toEqual({ a: "same" });
  });

  const SOMEONE = `${elsewhere("authorizationError")}Someone at the customer must authorize it in Workato.`;
  test.each([
    ["shellConnection", { shellConnection: true }, SOMEONE],
    ["no input", { input: undefined }, SOMEONE],
    [
      "repair",
      { onAuthorizationLost: "repair" },
      "; The authorization was revoked. The next `pulumi up` sends the credentials again.",
    ],
  ])("says what makes it work again: %s", async (_case, args, remedy) => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira(args) });
    lines.length = 0;
    emulator.loseAuthorization(1001);
    await stack.refresh();
    expect(lines.join("")).toContain(`(status "failed"): authentication_failure${remedy}\n`);
  });

  test.each([
    ["network_error", false, "because the network is to blame"],
    ["authentication_failure", true, "because somebody else's credentials are newer"],
  ])("says why repair leaves it alone: %s", async (reason, isAuthorizedElsewhere, why) => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira({ onAuthorizationLost: "repair" }) });
    if (isAuthorizedElsewhere) emulator.edit(1001, { authorizedAt: "2030-01-01T00:00:00.000Z" });
    emulator.loseAuthorization(1001, { reason });
    await stack.refresh();
    expect(lines.join("")).toContain(`It is not repaired by itself, ${why}`);
    expect(await stack.preview({ a: jira({ onAuthorizationLost: "repair" }) })).toEqual({ a: "same" });
  });

  test("also by a disconnect by hand: a warning, and no diff, also with repair", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira({ onAuthorizationLost: "repair" }) });
    emulator.disconnectByHand(1001);
    await stack.refresh();
    expect(lines).toEqual([
      'warning: connection 1001 "a" has no authorization: somebody disconnected it, or nobody authorized it yet. ' +
        "Send the credentials again by changing credentialsVersion.\n",
    ]);
    expect(await stack.preview({ a: jira({ onAuthorizationLost: "repair" }) })).toEqual({ a: "same" });
    expect(await stack.up({ a: jira({ onAuthorizationLost: "repair", credentialsVersion: 2 }) })).toEqual({
      a: "update",
    });
    expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", authorizedBy: "api" });
  });

  test("so is a status that is not known to mean success", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira({ onAuthorizationLost: "repair" }) });
    emulator.failNext({ method: "GET", body: { result: [{ id: 1001, name: "a", authorization_status: "invalid" }] } });
    await stack.refresh();
    expect(lines.join("")).toContain('warning: connection 1001 "a" has the authorization status "invalid". Send');
    expect(await stack.preview({ a: jira({ onAuthorizationLost: "repair" }) })).toEqual({ a: "same" });
  });

  test("without a time and a reason is one, too", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira() });
    emulator.edit(1001, { authorizationStatus: "exception" });
    await stack.refresh();
    expect(lines.join("")).toContain(
      'warning: connection 1001 "a" is not authorized (status "exception"). Send the credentials again',
    );
  });

  test("of refused credentials that nothing sends again: correct them, or send them once more", async () => {
    const { stack, lines } = await startBench();
    await stack.up({ a: jira({ input: WRONG, onAuthorizationFailure: "warn", onAuthorizationLost: "repair" }) });
    lines.length = 0;
    await stack.refresh();
    expect(lines.join("")).toContain("Correct them, or send the credentials again by changing credentialsVersion.");
  });

  test("is none for a connection that shall be disconnected", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira({ disconnected: true }) });
    emulator.loseAuthorization(1001);
    await stack.refresh();
    expect(lines).toEqual([]);
  });

  test("does not show the credentials that the server quotes", async () => {
    const { emulator, stack, shown } = await startBench();
    await stack.up({ a: jira() });
    emulator.loseAuthorization(1001, { error: `bad token ${GOOD.apitoken}` });
    await stack.refresh();
    expect(stack.outputs().authorizationError).toBe("bad token [redacted]");
    expect(shown()).toContain("bad token [redacted]");
    expect(shown()).not.toContain(GOOD.apitoken);
  });

  test("does not show what the server says of refused credentials: it is redacted in state, and encrypted", async () => {
    const { stack, lines, shown } = await startBench({ behaviour: { echoCredentials: true } });
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    // What answers credentials that are at hand is shown without them.
    expect(stack.outputs().authorizationError).toMatch(/401 Unauthorized to \[redacted\]$/);
    for (const _refresh of [1, 2]) {
      lines.length = 0;
      await stack.refresh();
      expect(stack.outputs().authorizationError).toMatch(/401 Unauthorized to \[redacted\]$/);
      expect(lines.join("")).toContain(
        `connection 1001 "a" is not authorized (status "failed")${elsewhere("authorizationError")}`,
      );
      expect(lines.join("")).not.toContain("401 Unauthorized");
      expect(shown() + stack.history.join("\n")).not.toContain(WRONG.apitoken);
      expect(stack.history.at(-1)).toContain('"authorizationError":"[secret]"');
    }
    expect(await stack.preview({ a: jira() })).toEqual({ a: "update" });
  });

  test("shows no words where a variable is involved, set or not, and shows them again without it", async () => {
    const { emulator, stack, lines, shown } = await startBench();
    process.env.JIRA_TOKEN = "from-the-environment";
    await stack.up({ a: bare({ inputFromEnvironment: { apitoken: "JIRA_TOKEN" } }) });
    emulator.loseAuthorization(1001, { error: "bad token from-the-environment", reason: "from-the-environment" });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({
      authorizationError: "bad token [redacted]",
      connectionLostReason: "[redacted]",
    });
    delete process.env.JIRA_TOKEN;
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({
      authorizationError: "bad token from-the-environment",
      connectionLostReason: "from-the-environment",
    });
    for (const line of lines)
      expect(line).toContain(`(status "failed")${elsewhere("connectionLostReason", "authorizationError")}`);
    expect(lines).toHaveLength(2);
    expect(shown() + stack.history.join("\n")).not.toContain("from-the-environment");
    expect(shown()).not.toContain("bad token");
    await stack.up({ a: jira() });
    emulator.loseAuthorization(1001);
    lines.length = 0;
    await stack.refresh();
    expect(lines.join("")).toContain('(status "failed"): authentication_failure; The authorization was revoked. ');
  });

  test("says of words that it does not show what repair must know: the network is to blame", async () => {
    const { emulator, stack, lines } = await startBench();
    process.env.JIRA_TOKEN = "from-the-environment";
    const a = bare({ inputFromEnvironment: { apitoken: "JIRA_TOKEN" }, onAuthorizationLost: "repair" });
    await stack.up({ a });
    emulator.loseAuthorization(1001, { reason: "network_failure of from-the-environment" });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ connectionLostReason: "network_failure of [redacted]" });
    expect(lines.join("")).not.toContain("of [redacted]");
    expect(lines.join("")).toContain("because the network is to blame");
    expect(await stack.preview({ a })).toEqual({ a: "same" });
  });

  test("shows what answers credentials that are sent just now, variable or not", async () => {
    process.env.JIRA_TOKEN = "wrong-from-the-environment";
    const { stack, shown } = await startBench({ behaviour: { echoCredentials: true } });
    const a = bare({ inputFromEnvironment: { apitoken: "JIRA_TOKEN" } });
    expect(await errorOf(stack.up({ a }))).toContain("401 Unauthorized to [redacted]");
    expect(stack.outputs().authorizationError).toContain("401 Unauthorized to [redacted]");
    expect(JSON.stringify(stack.of()) + shown()).not.toContain("from-the-environment");
  });

  test("of refused credentials that are only warned of, names what helps: repair would not send them", async () => {
    const { stack, lines } = await startBench();
    const a = jira({ input: WRONG, onAuthorizationFailure: "warn" });
    await stack.up({ a });
    lines.length = 0;
    await stack.refresh();
    expect(lines.join("")).toContain("changing credentialsVersion");
    expect(lines.join("")).not.toContain('onAuthorizationLost: "repair"');
  });

  test("of refused credentials says that the next up sends those of the program", async () => {
    const { stack, lines } = await startBench();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    lines.length = 0;
    await stack.refresh();
    expect(lines.join("")).toContain("The next `pulumi up` sends the credentials again.");
  });
});

describe("a loss that the status does not tell", () => {
  const loss = (at: string) => ({ status: "success", error: null, at }) as const;

  test("is a warning, too", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira() });
    emulator.loseAuthorization(1001, loss("2099-02-03T04:05:06.000Z"));
    await stack.refresh();
    expect(lines.join("")).toContain('connection 1001 "a" is not authorized since 2099-02-03T04:05:06.000Z');
  });

  test("is over once it is older than the last authorization: no warning, and nothing to repair", async () => {
    const { emulator, stack, lines } = await startBench();
    const a = jira({ onAuthorizationLost: "repair" });
    await stack.up({ a });
    emulator.loseAuthorization(1001, loss("2026-02-03T04:05:06.000Z"));
    await stack.refresh();
    expect(lines).toEqual([]);
    expect(stack.outputs()).toMatchObject({ connectionLostAt: "2026-02-03T04:05:06.000Z" });
    expect(await stack.preview({ a })).toEqual({ a: "same" });
  });
});

describe("an error without the time of a loss", () => {
  const FAILED = { authorizationStatus: "failed", authorizationError: "The token has expired" } as const;

  test("is shown of credentials of ours", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira() });
    emulator.edit(1001, FAILED);
    await stack.refresh();
    expect(stack.outputs()).toMatchObject(FAILED);
    expect(lines.join("")).toContain('connection 1001 "a" is not authorized (status "failed"): The token has expired.');
  });

  test("is not shown of a person's, and is a secret in state", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira() });
    emulator.edit(1001, { ...FAILED, authorizedAt: "2030-01-01T00:00:00.000Z" });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject(FAILED);
    expect(lines.join("")).toContain(`is not authorized (status "failed")${elsewhere("authorizationError")}`);
    expect(lines.join("") + stack.history.join("\n")).not.toContain("The token has expired");
  });

  test("is shown without the credentials in it, as often as it is read", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.edit(1001, { ...FAILED, authorizationError: `the token ${GOOD.apitoken} has expired` });
    for (const name of ["a", "renamed"]) {
      emulator.edit(1001, { name });
      await stack.refresh();
      expect(stack.outputs()).toMatchObject({ authorizationError: "the token [redacted] has expired" });
    }
  });

  test("is an output of a lookup, and a secret there", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "n", provider: "jira", ...FAILED });
    const { outputs } = await stack.startProcess().read("connection", "98178/36", {});
    const { values, secrets } = received(outputs);
    expect(values).toMatchObject(FAILED);
    expect(secrets).toEqual([["authorizationError"]]);
  });
});

test("credentials that the program took out are not shown when the server quotes them later", async () => {
  const { emulator, stack, lines } = await startBench();
  await stack.up({ a: jira() });
  await stack.up({ a: jira({ input: undefined }) });
  emulator.loseAuthorization(1001, { error: `the token ${GOOD.apitoken} was revoked` });
  await stack.refresh();
  await stack.refresh();
  expect(stack.outputs()).toMatchObject({ authorizationError: `the token ${GOOD.apitoken} was revoked` });
  expect(lines.join("")).toContain(elsewhere("authorizationError"));
  expect(lines.join("") + stack.history.join("\n")).not.toContain(GOOD.apitoken);
});

test("a reason that is a whole page is kept and shown in part, on one line: it would be written at every step", async () => {
  const { emulator, stack, lines } = await startBench();
  await stack.up({ a: jira() });
  emulator.edit(1001, {
    authorizationStatus: "failed",
    authorizationError: `<html>\n${"<p>Bad Gateway</p>\n".repeat(2000)}`,
  });
  await stack.refresh();
  const { authorizationError } = stack.outputs() as { authorizationError: string };
  expect(authorizationError).toHaveLength(1000);
  expect(authorizationError).toMatch(/^<html> <p>Bad Gateway<\/p> <p>.*…$/);
  expect(lines.join("")).toContain(`is not authorized (status "failed"): ${authorizationError}. `);
});
