import { bare, errorOf, established, GOOD, jira, NEW, startBench, writes, besidesSends } from "./support/bench";
import type { Values } from "../support/engineModel";

const PUT = "PUT 98178/connections/1001";

/** A connection made with `before`, and what an up with `after` sends. */
async function change(before: Values, after: Values, options: Parameters<typeof startBench>[0] = {}) {
  const bench = await startBench(options);
  bench.emulator.addConnection("98178", { id: 7, name: "parent", provider: "jira" });
  await bench.stack.up({ a: bare({ ...before }) });
  const { id } = bench.stack.of();
  bench.emulator.clearRequests();
  bench.lines.length = 0;
  const steps = await bench.stack.up({ a: bare({ ...after }) });
  expect(bench.stack.of().id).toBe(id);
  return { ...bench, steps, bodies: bench.emulator.requests.map(({ method, body }) => ({ method, body })) };
}

describe("the request", () => {
  test.each<[string, Values, Values, Values]>([
    ["name", {}, { name: "b" }, { name: "b" }],
    ["folderId", { folderId: 1 }, { folderId: 2 }, { folder_id: "2" }],
    ["folderId for the first time", {}, { folderId: 2 }, { folder_id: "2" }],
    ["parentId", {}, { parentId: 7 }, { parent_id: "7" }],
    ["null for the parent", { parentId: 7 }, { parentId: null }, { parent_id: null }],
    ["null for the external id", { externalId: "U" }, { externalId: null }, { external_id: null }],
    ["several", { name: "a" }, { name: "b", externalId: "U" }, { name: "b", external_id: "U" }],
    ["input", { input: GOOD }, { input: NEW }, { input: NEW }],
    ["input for the first time", {}, { input: GOOD }, { input: GOOD }],
    ["credentialsVersion", { input: GOOD }, { input: GOOD, credentialsVersion: 1 }, { input: GOOD }],
    [
      "a shell's input",
      { input: GOOD, shellConnection: true },
      { input: NEW, shellConnection: true },
      { input: NEW, shell_connection: true },
    ],
    ["a shell's name", { shellConnection: true }, { shellConnection: true, name: "b" }, { name: "b" }],
    [
      "a shell that becomes real",
      { input: GOOD, shellConnection: true },
      { input: GOOD },
      { shell_connection: false, input: GOOD },
    ],
    ["a shell without input that becomes real", { shellConnection: true }, {}, { shell_connection: false }],
    [
      "a connection that becomes a shell",
      { input: GOOD },
      { input: GOOD, shellConnection: true },
      { shell_connection: true },
    ],
  ])("has what changed and nothing else: %s", async (_title, before, after, body) => {
    const { bodies, stack, emulator } = await change(before, after);
    const puts = bodies.filter(({ method }) => method !== "GET");
    expect(puts).toEqual([{ method: "PUT", body }]);
    expect(await stack.up({ a: bare(after) })).toEqual({ a: "same" });
    await stack.refresh();
    expect(await stack.up({ a: bare(after) })).toEqual({ a: "same" });
    expect(emulator.requestsOf("PUT")).toHaveLength(1);
  });

  test.each<[string, Values, Values]>([
    ["forceDelete", {}, { forceDelete: true }],
    ["forceDelete taken out", { forceDelete: true }, {}],
    ["forceDisconnect", {}, { forceDisconnect: true }],
    ["onAuthorizationFailure", {}, { onAuthorizationFailure: "warn" }],
    ["onAuthorizationLost", {}, { onAuthorizationLost: "repair" }],
    ["onExisting", { onExisting: "adopt" }, {}],
    ["folderId taken out", { folderId: 1 }, {}],
    ["parentId taken out", { parentId: 7 }, {}],
    ["externalId taken out", { externalId: null }, {}],
    ["input taken out", { input: GOOD }, {}],
    ["credentialsVersion taken out", { input: GOOD, credentialsVersion: 1 }, { input: GOOD }],
    ["credentialsVersion without credentials", {}, { credentialsVersion: 1 }],
  ])("is none for %s", async (_title, before, after) => {
    const { bodies, steps, stack } = await change(before, after);
    expect(steps).toEqual({ a: "update" });
    expect(bodies).toEqual([]);
    expect(Object.keys(stack.outputs())).toEqual(expect.arrayContaining(Object.keys(after)));
    for (const key of Object.keys(before).filter((name) => !(name in after))) {
      expect(stack.outputs()).not.toHaveProperty(key);
    }
    expect(await stack.up({ a: bare(after) })).toEqual({ a: "same" });
  });

  test("is none for two previews and a no-op", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.clearRequests();
    await stack.preview({ a: jira({ name: "b" }) });
    await stack.up({ a: jira() });
    expect(emulator.requests).toEqual([]);
  });

  test("of a server that does not clear with null: the state is the server's word, and a line says why", async () => {
    const before = { externalId: "U" };
    const { stack, lines } = await change(before, { externalId: null }, { behaviour: { nullClears: false } });
    expect(stack.outputs()).toMatchObject({ externalId: "U" });
    expect(lines.join("")).toContain("Workato did not keep externalId as it was sent");
  });
});

describe("an answer", () => {
  test.each([{ wrapAnswers: true }, { sparseAnswers: true }])("%j leaves the same state", async (behaviour) => {
    const { stack, emulator } = await change({ input: GOOD }, { input: NEW, name: "b", folderId: 3 }, { behaviour });
    const { authorizedAt } = emulator.connection(1001)!;
    expect(stack.outputs()).toMatchObject({ name: "b", folderId: "3", authorizationStatus: "success", authorizedAt });
  });

  test.each([
    { cut: "after" },
    { cut: "before" },
    { status: 500 },
    { status: 502, body: "<html>" },
    { body: "" },
    { truncateAt: 5 },
  ] as const)("%j is no answer: the request is repeated, and done once it ends", async (fault) => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.failNext({ method: "PUT", ...fault });
    await stack.up({ a: jira({ name: "b" }) });
    expect(emulator.connection(1001)?.name).toBe("b");
    expect(emulator.requestsOf("PUT")).toHaveLength(2);
  });

  test("that says little leaves what is known as it is", async () => {
    const { stack } = await established({ folderId: 7, parentId: null }, { behaviour: { sparseAnswers: true } });
    await stack.up({ a: jira({ folderId: 7, parentId: null, name: "b" }) });
    expect(stack.outputs()).toMatchObject({ folderId: "7", name: "b", provider: "jira" });
  });

  test.each([
    { connection_lost_at: null, connection_lost_reason: null },
    { success: true },
    { result: { success: true } },
  ])("%j, without the id that the request names, is one: the list says the rest", async (body) => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.failNext({ method: "PUT", body, execute: true });
    const a = jira({ name: "b", input: NEW });
    await stack.up({ a });
    expect(emulator.requestsOf("PUT")).toHaveLength(1);
    const { authorizedAt } = emulator.connection(1001)!;
    expect(stack.outputs()).toMatchObject({ name: "b", authorizedAt, ourAuthorizedAt: authorizedAt, input: NEW });
    expect(await stack.preview({ a })).toEqual({ a: "same" });
  });

  test("that never comes is an error; the attributes that were sent leave the state, and the next up sends all of it again", async () => {
    const { emulator, stack } = await startBench({ config: { retryTimeoutSeconds: "0.2" } });
    await stack.up({ a: jira({ folderId: 7 }) });
    const fault = emulator.failNext({ method: "PUT", cut: "after", times: 10_000 });
    const a = jira({ folderId: 7, input: NEW, name: "b" });
    await expect(stack.up({ a })).rejects.toThrow("the connection broke before an answer came");
    expect(stack.outputs()).toMatchObject({ folderId: "7", input: NEW, credentials: "unknown" });
    expect(stack.outputs()).not.toHaveProperty("name");
    fault.cancel();
    emulator.clearRequests();
    expect(await stack.up({ a })).toEqual({ a: "update" });
    expect(emulator.requestsOf("PUT").map(({ body }) => body)).toEqual([{ name: "b", input: NEW }]);
    expect(stack.outputs()).toMatchObject({ input: NEW, name: "b" });
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });

  test("that refuses a field names it; the state stays, and nothing more is asked", async () => {
    const { emulator, stack } = await established({}, { behaviour: { missingFolders: [9], errorsAsStrings: true } });
    expect(await errorOf(stack.up({ a: jira({ folderId: 9 }) }))).toContain("folder_id: does not exist");
    expect(stack.outputs()).not.toHaveProperty("folderId");
    expect(emulator.requests.map(({ method }) => method)).toEqual(["PUT"]);
  });
});

describe("a connection that is gone", () => {
  test("is an error that says how to make it again", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.remove(1001);
    expect(await errorOf(stack.up({ a: jira({ name: "b" }) }))).toMatch(
      /PUT .* 404 .*Connection 1001 is not in customer 98178 any more\. Run `pulumi up --refresh`: it removes the connection from the state and creates it again\./s,
    );
    await stack.refresh();
    expect(await stack.up({ a: jira({ name: "b" }) })).toEqual({ a: "create" });
  });

  test("with its customer is the customer's error", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.removeCustomer(98178);
    expect(await errorOf(stack.up({ a: jira({ name: "b" }) }))).toContain("Customer 98178 is not at ");
    process.env.WORKATO_FORGET_CUSTOMERS = "98178";
    expect(await errorOf(stack.up({ a: jira({ name: "b" }) }))).toContain("Run `pulumi up --refresh`");
  });

  test("is not believed to be gone when the list has it", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.failNext({ method: "PUT", status: 404 });
    const text = await errorOf(stack.up({ a: jira({ name: "b" }) }));
    expect(text).toContain("404 Not found");
    expect(text).not.toContain("any more");
  });
});

describe("account", () => {
  async function benchWithAccounts() {
    const bench = await startBench({ behaviour: { foreignTokens: ["foreign"] }, moreTokens: ["second"] });
    const accounts = JSON.stringify({ same: { apiToken: "second" }, foreign: { apiToken: "foreign" } });
    await bench.stack.up({ a: jira() });
    bench.emulator.clearRequests();
    return { ...bench, process: () => bench.stack.startProcess({ accounts }) };
  }

  test("of the same workspace: looks whether the connection is there, and changes nothing", async () => {
    const { emulator, stack, process } = await benchWithAccounts();
    await stack.up({ a: jira({ account: "same" }) }, { process: process() });
    expect(emulator.requests.map(({ method, headers }) => [method, headers.authorization])).toEqual([
      ["GET", "Bearer second"],
    ]);
    expect(stack.outputs()).toMatchObject({ account: "same" });
    await stack.destroy({ process: process() });
    expect(emulator.connections()).toEqual([]);
    expect(emulator.requestsOf("DELETE")[0]?.headers.authorization).toBe("Bearer second");
  });

  test("of another workspace: an error, and the state stays", async () => {
    const { stack, process } = await benchWithAccounts();
    await expect(stack.up({ a: jira({ account: "foreign" }) }, { process: process() })).rejects.toThrow(
      "Customer 98178 is not at",
    );
    expect(stack.outputs()).not.toHaveProperty("account");
  });

  test("that has the customer and not the connection: says how to move", async () => {
    const { emulator, stack, process } = await benchWithAccounts();
    emulator.remove(1001);
    expect(await errorOf(stack.up({ a: jira({ account: "same" }) }, { process: process() }))).toBe(
      'account: customer 98178 of account "same" has no connection 1001 of provider "jira". Put the old account back; ' +
        "to move to another workspace, use a new logical name.",
    );
  });

  test("taken out: the stack's own account must have it", async () => {
    const { emulator, stack, process } = await benchWithAccounts();
    await stack.up({ a: jira({ account: "same" }) }, { process: process() });
    emulator.remove(1001);
    emulator.addConnection("98178", { id: 1001, name: "a", provider: "zendesk" });
    expect(await errorOf(stack.up({ a: jira() }))).toContain(
      'account: customer 98178 of the stack\'s own account has no connection 1001 of provider "jira".',
    );
    expect(writes(emulator)).toEqual([]);
  });

  test("that left the configuration: destroy says which, and loses nothing", async () => {
    const { stack, process } = await benchWithAccounts();
    await stack.up({ a: jira({ account: "same" }) }, { process: process() });
    await expect(stack.destroy({ process: stack.startProcess() })).rejects.toThrow(
      'account "same" is not in the configuration workato:accounts',
    );
    expect(stack.saved.size).toBe(1);
  });
});

describe("several updates at once", () => {
  test("of one customer need no list", async () => {
    const { emulator, stack } = await startBench();
    const program = (name: string) =>
      Object.fromEntries(["x", "y", "z"].map((k) => [k, jira({ name: `${k}${name}` })]));
    await stack.up(program("1"));
    emulator.clearRequests();
    await stack.up(program("2"));
    expect(emulator.requests.map(({ method }) => method)).toEqual(["PUT", "PUT", "PUT"]);
    expect(writes(emulator)).toContain(`${PUT} {"name":"x2"}`);
  });
});

test.each<[string, object, object]>([
  ["reconnects with credentials", jira({ disconnected: true }), jira()],
  ["stays disconnected", bare({ disconnected: true }), bare({ disconnected: true, name: "b" })],
  ["has no credentials and was never disconnected", bare(), bare({ name: "b" })],
  ["keeps what it once took over", bare({ adoptConnectionId: 36 }), bare({ adoptConnectionId: 36, name: "b" })],
  ["names itself as what it takes over", bare(), bare({ adoptConnectionId: 1001, name: "b" })],
])("an update says nothing of a connection that %s", async (_case, before, after) => {
  const { emulator, stack, lines } = await startBench();
  emulator.addConnection("98178", { id: 36, name: "a36", provider: "jira" });
  await stack.up({ a: before as ReturnType<typeof jira> });
  lines.length = 0;
  await stack.up({ a: after as ReturnType<typeof jira> });
  expect(besidesSends(lines)).toEqual([]);
});

test("what somebody changed in Workato shows in the answer to a write: a line says that the next up changes it back", async () => {
  const { emulator, stack, lines } = await established();
  emulator.edit(1001, { name: "by hand" });
  await stack.up({ a: jira({ input: NEW }) });
  expect(besidesSends(lines)).toEqual([
    'connection 1001 "a": name was changed in Workato; the next `pulumi up` changes it back.\n',
  ]);
  expect(await stack.up({ a: jira({ input: NEW }) })).toEqual({ a: "update" });
  expect(await stack.up({ a: jira({ input: NEW }) })).toEqual({ a: "same" });
});
