import { bare, errorOf, GOOD, jira, startBench, WRONG } from "./support/bench";

describe("lost authorization", () => {
  test("is a warning with the time and the reasons, no diff, and no error", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira() });
    emulator.loseAuthorization(1001, { at: "2026-02-03T04:05:06.000Z" });
    await stack.refresh();
    expect(lines).toEqual([
      'warning: connection 1001 "a" is not authorized since 2026-02-03T04:05:06.000Z: authentication_failure; The ' +
        "authorization was revoked. Send the credentials again by changing credentialsVersion, or set " +
        'onAuthorizationLost: "repair".\n',
    ]);
    expect(stack.outputs()).toMatchObject({
      authorizationStatus: "failed",
      connectionLostReason: "authentication_failure",
    });
    expect(await stack.preview({ a: jira() })).toEqual({ a: "same" });
  });

  test.each([
    ["shellConnection", { shellConnection: true }, "A person must authorize it in Workato."],
    ["no input", { input: undefined }, "A person must authorize it in Workato."],
    ["repair", { onAuthorizationLost: "repair" }, "The next `pulumi up` sends the credentials again."],
  ])("says what makes it work again: %s", async (_case, args, remedy) => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira(args) });
    lines.length = 0;
    emulator.loseAuthorization(1001);
    await stack.refresh();
    expect(lines.join("")).toContain(`was revoked. ${remedy}\n`);
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

  test("without a time and a reason is one, too", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira() });
    emulator.edit(1001, { authorizationStatus: "exception" });
    await stack.refresh();
    expect(lines.join("")).toContain('warning: connection 1001 "a" is not authorized. Send the credentials again');
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

  test("does not show refused credentials either, which are not in state", async () => {
    const { stack, shown } = await startBench({ behaviour: { echoCredentials: true } });
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    const text = stack.outputs().authorizationError;
    expect(text).toContain("[redacted]");
    await stack.refresh();
    expect(stack.outputs().authorizationError).toBe(text);
    expect(JSON.stringify(stack.of()) + shown()).not.toContain(WRONG.apitoken);
    await stack.refresh();
    expect(JSON.stringify(stack.of()) + shown()).not.toContain(WRONG.apitoken);
    expect(await stack.preview({ a: jira() })).toEqual({ a: "update" });
  });

  test("does not show credentials of a variable that is not set any more", async () => {
    const { emulator, stack, shown } = await startBench();
    process.env.JIRA_TOKEN = "from-the-environment";
    await stack.up({ a: bare({ inputFromEnvironment: { apitoken: "JIRA_TOKEN" } }) });
    emulator.loseAuthorization(1001, { error: "bad token from-the-environment" });
    await stack.refresh();
    expect(stack.outputs().authorizationError).toBe("bad token [redacted]");
    await stack.up({ a: bare({ inputFromEnvironment: { apitoken: "JIRA_TOKEN" }, credentialsVersion: 2 }) });
    emulator.loseAuthorization(1001, { error: "bad token from-the-environment" });
    delete process.env.JIRA_TOKEN;
    await stack.refresh();
    expect(stack.outputs().authorizationError).toMatch(/^not shown, because it may quote credentials/);
    expect(JSON.stringify(stack.of()) + shown()).not.toContain("from-the-environment");
  });
});

test("a loss that the status does not tell is a warning, too", async () => {
  const { emulator, stack, lines } = await startBench();
  await stack.up({ a: jira() });
  emulator.loseAuthorization(1001, { status: "success", error: null, at: "2026-02-03T04:05:06.000Z" });
  await stack.refresh();
  expect(lines.join("")).toContain('connection 1001 "a" is not authorized since 2026-02-03T04:05:06.000Z');
});

describe("an error without the time of a loss", () => {
  const FAILED = { authorizationStatus: "failed", authorizationError: "The token has expired" } as const;

  test("is shown when nobody has written the connection", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira() });
    emulator.edit(1001, { ...FAILED, updatedAt: emulator.connection(1001)!.updatedAt });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject(FAILED);
    expect(lines.join("")).toContain('connection 1001 "a" is not authorized: The token has expired.');
  });

  test("that was known before is kept, whatever else others change", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    const authorizationError = `the token ${GOOD.apitoken} has expired`;
    emulator.edit(1001, { ...FAILED, authorizationError, updatedAt: emulator.connection(1001)!.updatedAt });
    await stack.refresh();
    emulator.edit(1001, { name: "renamed" });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ authorizationError: "the token [redacted] has expired" });
    expect(stack.outputs()).not.toHaveProperty("credentialsForgotten");
  });

  test("that is none hides nothing later", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.edit(1001, { name: "renamed" });
    await stack.refresh();
    expect(stack.outputs()).not.toHaveProperty("credentialsForgotten");
  });

  test("is shown by a look-up", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "n", provider: "jira", ...FAILED });
    const { outputs } = await stack.startProcess().read("connection", "98178/36", {});
    expect(outputs).toMatchObject(FAILED);
  });

  test("is not shown after a write that the state does not know of: it may quote what that one sent", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira() });
    emulator.edit(1001, FAILED);
    await stack.refresh();
    expect(stack.outputs().authorizationError).toMatch(/^not shown, because it may quote credentials/);
    expect(lines.join("")).toContain('connection 1001 "a" is not authorized: not shown');
    await stack.refresh();
    expect(stack.outputs().authorizationError).toMatch(/^not shown/);
  });
});

describe("someone else authorized it", () => {
  test("is remembered, until credentials of ours are accepted again", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.authorize(1001);
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ reauthorizedElsewhere: true });
    await stack.refresh();
    await stack.up({ a: jira({ name: "b" }) });
    expect(stack.outputs()).toMatchObject({ reauthorizedElsewhere: true });
    await stack.up({ a: jira({ name: "b", credentialsVersion: 2 }) });
    expect(stack.outputs()).not.toHaveProperty("reauthorizedElsewhere");
    await stack.refresh();
    expect(stack.outputs()).not.toHaveProperty("reauthorizedElsewhere");
  });

  test("is remembered after a disconnect by hand, too: repair does not put ours over theirs", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira({ onAuthorizationLost: "repair" }) });
    emulator.disconnectByHand(1001);
    await stack.refresh();
    emulator.authorize(1001);
    await stack.refresh();
    emulator.loseAuthorization(1001);
    await stack.refresh();
    expect(await stack.preview({ a: jira({ onAuthorizationLost: "repair" }) })).toEqual({ a: "same" });
  });

  test("is not so for a shell that a person authorized", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: bare({ shellConnection: true }) });
    emulator.authorize(1001);
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ authorizationStatus: "success" });
    expect(stack.outputs()).not.toHaveProperty("reauthorizedElsewhere");
  });
});

test("credentials that the program took out are not shown when the server quotes them later", async () => {
  const { emulator, stack, lines } = await startBench();
  await stack.up({ a: jira() });
  await stack.up({ a: jira({ input: undefined }) });
  emulator.loseAuthorization(1001, { error: `the token ${GOOD.apitoken} was revoked` });
  await stack.refresh();
  await stack.refresh();
  expect(JSON.stringify(stack.outputs()) + lines.join("")).not.toContain(GOOD.apitoken);
  expect(stack.outputs().authorizationError).toContain("not shown");
});
