import { bare, errorOf, established, GOOD, jira, NEW, startBench, writes, WRONG, besidesSends } from "./support/bench";
import type { Values } from "../support/engineModel";

/** Writes that get no answer are given up soon. */
const IMPATIENT = { config: { retryTimeoutSeconds: "0.2" } };

const PUT = "PUT 98178/connections/1001";
const DISCONNECT = "POST 98178/connections/1001/disconnect";
const UNKNOWN = { credentials: "unknown" };
const GIVE_UP = { config: { retryTimeoutSeconds: "0.2" } };

/** An up whose PUT was done, and whose answers were cut. */
async function cutDuringUpdate(before: Values, after: Values) {
  const bench = await established(before, GIVE_UP);
  const fault = bench.emulator.failNext({ method: "PUT", cut: "after", times: 10_000 });
  expect(await errorOf(bench.stack.up({ a: jira(after) }))).toContain("the connection broke before an answer came");
  fault.cancel();
  bench.emulator.clearRequests();
  return bench;
}

describe("credentials that may have arrived although the PUT failed", () => {
  test("are in state as unknown; the old ones replace them when the program puts those back", async () => {
    const { emulator, stack } = await cutDuringUpdate({}, { input: NEW });
    expect(emulator.connection(1001)).toMatchObject({ input: NEW });
    for (const _refresh of [1, 2]) {
      expect(stack.outputs()).toMatchObject({ ...UNKNOWN, input: NEW });
      await stack.refresh();
    }
    expect(await stack.up({ a: jira() })).toEqual({ a: "update" });
    expect(writes(emulator)).toEqual([`${PUT} ${JSON.stringify({ input: GOOD })}`]);
    expect(stack.outputs()).toMatchObject({ input: GOOD });
    expect(stack.outputs()).not.toHaveProperty("credentials");
    expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
  });

  test("are sent again when the program keeps them", async () => {
    const { emulator, stack } = await cutDuringUpdate({}, { input: NEW });
    expect(await stack.up({ a: jira({ input: NEW }) })).toEqual({ a: "update" });
    expect(writes(emulator)).toEqual([`${PUT} ${JSON.stringify({ input: NEW })}`]);
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });

  test("leave their version in state, so that the one before is another one", async () => {
    const { emulator, stack } = await cutDuringUpdate({ credentialsVersion: 1 }, { credentialsVersion: 2 });
    expect(stack.outputs()).toMatchObject({ ...UNKNOWN, credentialsVersion: "2" });
    await stack.up({ a: jira({ credentialsVersion: 1 }) });
    expect(writes(emulator)).toEqual([`${PUT} ${JSON.stringify({ input: GOOD })}`]);
    expect(stack.outputs()).toMatchObject({ credentialsVersion: "1" });
  });

  test("of a shell stay those of a shell", async () => {
    const { emulator, stack } = await cutDuringUpdate({ shellConnection: true }, { shellConnection: true, input: NEW });
    await stack.up({ a: jira({ shellConnection: true }) });
    expect(emulator.requestsOf("PUT").map(({ body }) => body)).toEqual([{ input: GOOD, shell_connection: true }]);
  });

  test("are nobody's: a later loss is no reason to leave them alone", async () => {
    const { emulator, stack } = await cutDuringUpdate({ onAuthorizationLost: "repair" }, { input: NEW });
    await stack.refresh();
    emulator.loseAuthorization(1001);
    await stack.refresh();
    await stack.up({ a: jira({ onAuthorizationLost: "repair" }) });
    expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: GOOD });
  });

  test("are not sent to what shall be disconnected now, and sent at the reconnect", async () => {
    const { emulator, stack } = await cutDuringUpdate({}, { input: NEW });
    await stack.up({ a: jira({ disconnected: true }) });
    expect(writes(emulator)).toEqual([DISCONNECT]);
    expect(stack.outputs()).toMatchObject({ credentials: "unsent", input: GOOD });
    await stack.up({ a: jira() });
    expect(writes(emulator).slice(1)).toEqual([`${PUT} ${JSON.stringify({ input: GOOD })}`]);
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });

  test("while one is taken over: in state with its id, and sent by the next up", async () => {
    const { emulator, stack } = await startBench(GIVE_UP);
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira", folderId: 7 });
    const fault = emulator.failNext({ method: "PUT", cut: "after", times: 10_000 });
    const a = jira({ adoptConnectionId: 36, folderId: 8 });
    await errorOf(stack.up({ a }));
    fault.cancel();
    expect(stack.of().id).toBe("98178/36");
    expect(stack.outputs()).toMatchObject(UNKNOWN);
    emulator.clearRequests();
    await stack.up({ a });
    expect(emulator.requestsOf("PUT").map(({ body }) => body)).toEqual([{ folder_id: "8", input: GOOD }]);
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });
});

describe("the server's words, while credentials are unknown", () => {
  test("are not shown: they may quote those of before; in state they are redacted, and encrypted", async () => {
    const { emulator, stack, lines } = await cutDuringUpdate({}, { input: NEW });
    const reason = `the token ${NEW.apitoken} was revoked, and ${GOOD.apitoken} too`;
    emulator.loseAuthorization(1001, { error: reason, reason });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({
      authorizationStatus: "failed",
      authorizationError: `the token [redacted] was revoked, and ${GOOD.apitoken} too`,
      connectionLostReason: `the token [redacted] was revoked, and ${GOOD.apitoken} too`,
    });
    expect(lines.join("")).toContain(
      "the reason may quote credentials: see the output connectionLostReason and the output authorizationError, or Workato",
    );
    expect(lines.join("")).not.toContain("was revoked");
    for (const { apitoken } of [NEW, GOOD]) expect(lines.join("") + stack.history.join("\n")).not.toContain(apitoken);
  });
});

test("a lost connection whose credentials are unknown: the line says that the next up sends them", async () => {
  const { emulator, stack, lines } = await cutDuringUpdate({}, { input: NEW });
  emulator.loseAuthorization(1001);
  await stack.refresh();
  expect(lines.join("")).toContain("The next `pulumi up` sends the credentials again.");
});

describe("fields that may have arrived", () => {
  test("are not in state: the next up sends them again, also those that the program has put back", async () => {
    const { emulator, stack } = await cutDuringUpdate({ folderId: 1 }, { folderId: 2, name: "b" });
    expect(stack.outputs()).not.toHaveProperty("credentials");
    for (const key of ["folderId", "name"]) expect(stack.outputs()).not.toHaveProperty(key);
    expect(emulator.connection(1001)).toMatchObject({ folderId: 2, name: "b" });
    expect(await stack.up({ a: jira({ folderId: 1 }) })).toEqual({ a: "update" });
    expect(emulator.requestsOf("PUT").map(({ body }) => body)).toEqual([{ name: "a", folder_id: "1" }]);
  });

  test("a flag as well", async () => {
    const { emulator, stack } = await cutDuringUpdate(
      { input: undefined },
      { input: undefined, shellConnection: true },
    );
    expect(await stack.up({ a: bare() })).toEqual({ a: "update" });
    expect(emulator.requestsOf("PUT").map(({ body }) => body)).toEqual([{ shell_connection: false }]);
    expect(await stack.up({ a: bare() })).toEqual({ a: "same" });
  });
});

describe("a disconnect that may have been done", () => {
  async function cutDuringDisconnect(args: Values) {
    const bench = await established(args, GIVE_UP);
    const fault = bench.emulator.failNext({ path: /disconnect/, cut: "after", times: 10_000 });
    expect(await errorOf(bench.stack.up({ a: jira({ ...args, disconnected: true }) }))).toContain(
      "The connection exists and may still be connected. Run `pulumi up` again to disconnect it.",
    );
    fault.cancel();
    bench.emulator.clearRequests();
    return bench;
  }

  test("leaves the credentials unknown: put back, the program sends them", async () => {
    const { emulator, stack } = await cutDuringDisconnect({});
    expect(stack.outputs()).toMatchObject({ ...UNKNOWN, input: GOOD });
    expect(stack.outputs()).not.toHaveProperty("disconnected");
    expect(await stack.up({ a: jira() })).toEqual({ a: "update" });
    expect(writes(emulator)).toEqual([`${PUT} ${JSON.stringify({ input: GOOD })}`]);
    expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success" });
  });

  test("is sent again when the program keeps it", async () => {
    const { emulator, stack } = await cutDuringDisconnect({});
    expect(await stack.up({ a: jira({ disconnected: true }) })).toEqual({ a: "update" });
    expect(writes(emulator)).toEqual([DISCONNECT]);
    expect(await stack.up({ a: jira({ disconnected: true }) })).toEqual({ a: "same" });
  });

  test("is nothing to send for, where the program has no credentials", async () => {
    const { stack } = await cutDuringDisconnect({ input: undefined });
    expect(stack.outputs()).not.toHaveProperty("credentials");
    expect(await stack.up({ a: bare() })).toEqual({ a: "update" });
    expect(await stack.up({ a: bare() })).toEqual({ a: "same" });
  });

  test("at a create: the id is kept, and the next up disconnects", async () => {
    const { emulator, stack } = await startBench(GIVE_UP);
    const fault = emulator.failNext({ path: /disconnect/, cut: "after", times: 10_000 });
    await errorOf(stack.up({ a: jira({ disconnected: true }) }));
    fault.cancel();
    expect(stack.of().id).toBe("98178/1001");
    expect(stack.outputs()).toMatchObject(UNKNOWN);
    expect(await stack.up({ a: jira({ disconnected: true }) })).toEqual({ a: "update" });
    expect(writes(emulator).at(-1)).toBe(DISCONNECT);
  });

  test("of a connection in use is refused, and leaves nothing unknown", async () => {
    const { emulator, stack } = await established();
    emulator.useInRecipe(1001);
    await errorOf(stack.up({ a: jira({ disconnected: true }) }));
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });
});

describe("nothing is unknown after", () => {
  test("a PUT with credentials that the token may not send", async () => {
    const { emulator, stack } = await established();
    emulator.failNext({ method: "PUT", status: 403 });
    await errorOf(stack.up({ a: jira({ input: NEW }) }));
    expect(stack.outputs()).toMatchObject({ input: GOOD });
    expect(stack.outputs()).not.toHaveProperty("credentials");
    expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
  });

  test("a PUT without credentials that was refused", async () => {
    const { stack } = await established({}, { behaviour: { missingFolders: [9] } });
    await errorOf(stack.up({ a: jira({ folderId: 9 }) }));
    expect(stack.outputs()).not.toHaveProperty("credentials");
    expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
  });
});

test("an adoption that may have been done does not say that it disconnected, too", async () => {
  const { emulator, stack } = await startBench(GIVE_UP);
  emulator.addConnection("98178", { id: 36, name: "b", provider: "jira", authorizationStatus: "failed" });
  const fault = emulator.failNext({ method: "PUT", cut: "after", times: 10_000 });
  const a = bare({ adoptConnectionId: 36, disconnected: true });
  await errorOf(stack.up({ a }));
  fault.cancel();
  expect(stack.outputs()).not.toHaveProperty("disconnected");
  await stack.up({ a });
  expect(emulator.connection(36)).toMatchObject({ name: "a", authorizationStatus: null });
});

describe("refused credentials", () => {
  test("of a connection that is gone since: an error that says how to make it again", async () => {
    const { emulator, stack } = await startBench();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    emulator.remove(1001);
    expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toContain("Run `pulumi up --refresh`");
  });

  test("stay refused when a person has authorized the connection: what works is left alone, quietly", async () => {
    const { emulator, stack } = await established();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    await stack.refresh();
    expect(await stack.preview({ a: jira() })).toEqual({ a: "update" });
    emulator.authorize(1001);
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ credentials: "refused", authorizationStatus: "success" });
    emulator.clearRequests();
    expect(await stack.up({ a: jira({ input: WRONG }) })).toEqual({ a: "same" });
    expect(emulator.requests).toEqual([]);
  });

  test("are followed by what the program changes them to, also when a person has authorized it; that is said", async () => {
    const { emulator, stack, lines } = await established();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    emulator.authorize(1001);
    await stack.refresh();
    const { authorizedAt } = emulator.connection(1001)!;
    emulator.clearRequests();
    lines.length = 0;
    expect(await stack.up({ a: jira() })).toEqual({ a: "update" });
    expect(writes(emulator)).toEqual([`${PUT} ${JSON.stringify({ input: GOOD })}`]);
    expect(besidesSends(lines)).toEqual([
      'connection 1001 "a": the credentials of the program replace those with which someone else authorized it at ' +
        `${authorizedAt}.\n`,
    ]);
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });
});

describe("a create that was accepted, and whose status could not be seen", () => {
  async function acceptedUnseen() {
    const bench = await startBench({ behaviour: { sparseAnswers: true } });
    bench.emulator.failNext({ method: "GET", skip: 1, status: 403 });
    expect(await errorOf(bench.stack.up({ a: jira() }))).toContain(
      "whether its credentials were accepted is not known",
    );
    expect(bench.emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: GOOD });
    bench.emulator.clearRequests();
    return bench;
  }

  test.each([
    ["other credentials are sent", NEW, false],
    ["other credentials are sent, also after a refresh", NEW, true],
    ["the same ones are sent once more", GOOD, false],
    ["the same ones are sent once more, also after a refresh", GOOD, true],
  ])("%s", async (_title, input, isRefreshed) => {
    const { emulator, stack } = await acceptedUnseen();
    if (isRefreshed) await stack.refresh();
    const a = jira({ input });
    expect(await stack.preview({ a })).toEqual({ a: "update" });
    await stack.up({ a });
    expect(emulator.requestsOf("PUT").map(({ body }) => body)).toEqual([{ input }]);
    expect(emulator.connection(1001)).toMatchObject({ input });
    expect(stack.outputs()).toMatchObject({ input, authorizationStatus: "success" });
    expect(stack.outputs()).not.toHaveProperty("credentials");
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });
});

describe("done, its answer cut, and the program put back", () => {
  test.each([[false], [true]])(
    "a disconnect: the credentials are sent again (after a refresh: %s)",
    async (isRefreshed) => {
      const { emulator, stack } = await established({}, IMPATIENT);
      const fault = emulator.failNext({ path: /disconnect/, cut: "after", times: 10_000 });
      await errorOf(stack.up({ a: jira({ disconnected: true }) }));
      expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: null });
      fault.cancel();
      if (isRefreshed) await stack.refresh();
      expect(await stack.up({ a: jira() })).toEqual({ a: "update" });
      expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: GOOD });
      expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
    },
  );

  test("a disconnect, and the program kept: it is done again", async () => {
    const { emulator, stack } = await established({}, IMPATIENT);
    const fault = emulator.failNext({ path: /disconnect/, cut: "after", times: 10_000 });
    const a = jira({ disconnected: true });
    await errorOf(stack.up({ a }));
    fault.cancel();
    await stack.up({ a });
    expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: null });
    expect(await stack.up({ a })).toEqual({ a: "same" });
    await stack.up({ a: jira() });
    expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: GOOD });
  });

  test.each([
    ["name", {}, { name: "b" }, { name: "a" }, false],
    ["name", {}, { name: "b" }, { name: "a" }, true],
    ["folderId", { folderId: 7 }, { folderId: 8 }, { folderId: 7 }, false],
    ["externalId", { externalId: "u1" }, { externalId: "u2" }, { externalId: "u1" }, false],
    ["externalId, cleared", { externalId: "u1" }, { externalId: null }, { externalId: "u1" }, false],
  ])(
    "a PUT of %s from %j to %j: %j is sent again (after a refresh: %s)",
    async (_name, before, after, expected, isRefreshed) => {
      const { emulator, stack } = await established(before, IMPATIENT);
      const fault = emulator.failNext({ method: "PUT", cut: "after", times: 10_000 });
      await errorOf(stack.up({ a: jira({ ...before, ...after }) }));
      expect(emulator.connection(1001)).not.toMatchObject(expected);
      fault.cancel();
      if (isRefreshed) await stack.refresh();
      expect(await stack.up({ a: jira(before) })).toEqual({ a: "update" });
      expect(emulator.connection(1001)).toMatchObject(expected);
      expect(await stack.up({ a: jira(before) })).toEqual({ a: "same" });
    },
  );
});
