import { received } from "../support/engineModel";
import { bare, errorOf, established, GOOD, jira, startBench, writes, WRONG } from "./support/bench";
import type { PluginProcess } from "../support/pluginProcess";
import type { Stack } from "./support/stack";
import { type Declaration } from "./support/stack";

/** What the engine has of a resource when it calls `create`. */
async function checked(process: PluginProcess, name: string, { type, args }: Declaration) {
  const { inputs, failures } = await process.check(type, {}, { name, ...args, __resource: name });
  expect(failures).toEqual([]);
  return received(inputs).values;
}

/** The ids of the objects in state; one that stands there twice is listed twice. */
const idsIn = (stack: Stack) => [...stack.saved.values()].map(({ id }) => id).sort();

const TWIN = { id: 36, name: "a", provider: "jira", folderId: 4515, externalId: "U1" };

async function benchWithTwin(...more: Parameters<typeof startBench>) {
  const bench = await startBench(...more);
  bench.emulator.addConnection("98178", TWIN);
  return bench;
}

describe("the same connection is there already", () => {
  test("by default: refused with its id, its folder and every way out; nothing is sent", async () => {
    const { emulator, stack } = await benchWithTwin();
    expect(await errorOf(stack.up({ a: jira() }))).toBe(
      'customer 98178 already has this connection: id 36 "a" (jira) in folder 4515. Nothing was sent. Ways out:\n' +
        '- take it over: adoptConnectionId: "36" on this resource, or onExisting: "adopt" ' +
        "(for the whole stack: `pulumi config set workato:onExisting adopt`);\n" +
        '- make another one beside it: onExisting: "create";\n' +
        "- if it is this very resource under a new logical name, give the resource `aliases`;\n" +
        "- if it is this very resource, being replaced (--replace), set the resource option deleteBeforeReplace: true.",
    );
    expect(writes(emulator)).toEqual([]);
    expect(stack.saved.size).toBe(0);
  });

  test.each([
    [{}, true],
    [{ folderId: 4515, externalId: "U1", parentId: null }, true],
    [{ folderId: 1 }, false],
    [{ externalId: "U2" }, false],
    [{ externalId: null }, false],
    [{ parentId: 35 }, false],
    [{ name: "A" }, false],
    [{ provider: "zendesk" }, false],
    [{ managedUserId: "98179" }, false],
  ])("is what has the same provider, name and, where set, folder, parent and external id: %j %s", async (args, is) => {
    const { emulator, stack } = await benchWithTwin();
    emulator.addConnection("98178", { id: 35, name: "parent", provider: "jira" });
    const up = stack.up({ a: jira(args) });
    if (is) expect(await errorOf(up)).toContain("already has this connection: id 36");
    else expect(await up).toEqual({ a: "create" });
  });

  test("is named also when the API tells little of it", async () => {
    const { emulator, stack } = await startBench();
    const element = { id: 36, name: "a", provider: "jira" };
    emulator.failNext({ method: "GET", body: { result: [element] } });
    expect(await errorOf(stack.up({ a: jira() }))).toContain('connection: id 36 "a" (jira). Nothing was sent');
    emulator.failNext({ method: "GET", body: { result: [{ id: 36 }] } });
    expect(await errorOf(stack.up({ a: bare({ adoptConnectionId: 36 }) }))).toContain('is of provider "", not "jira"');
  });

  test("several are always an error that lists them, also with adopt", async () => {
    const { emulator, stack } = await benchWithTwin();
    emulator.addConnection("98178", { ...TWIN, id: 37, folderId: 7 });
    expect(await errorOf(stack.up({ a: jira({ onExisting: "adopt" }) }))).toBe(
      'customer 98178 has 2 connections like this one: id 36 "a" (jira) in folder 4515; id 37 "a" (jira) in folder 7. ' +
        'Say which one is meant with adoptConnectionId, or make another one with onExisting: "create".',
    );
    expect(writes(emulator)).toEqual([]);
  });

  test('with "create": another one is made beside it', async () => {
    const { emulator, stack } = await benchWithTwin();
    await stack.up({ a: jira({ onExisting: "create" }) });
    expect(emulator.connections().map(({ id }) => id)).toEqual([36, 1001]);
    expect(stack.of().id).toBe("98178/1001");
  });

  test("with adopt by configuration: a PUT with the credentials and what differs only", async () => {
    const { emulator, stack } = await benchWithTwin({ config: { onExisting: "adopt" } });
    await stack.up({ a: jira({ folderId: 4515 }) });
    expect(writes(emulator)).toEqual([`PUT 98178/connections/36 ${JSON.stringify({ input: GOOD })}`]);
    expect(stack.of().id).toBe("98178/36");
    expect(stack.outputs()).not.toHaveProperty("externalId");
    expect(await stack.up({ a: jira({ folderId: 4515 }) })).toEqual({ a: "same" });
  });

  test("the argument wins over the configuration", async () => {
    const { stack } = await benchWithTwin({ config: { onExisting: "adopt" } });
    expect(await errorOf(stack.up({ a: jira({ onExisting: "error" }) }))).toContain("already has this connection");
  });

  test("with adopt and nothing that differs: no request but the list", async () => {
    const { emulator, stack } = await benchWithTwin();
    await stack.up({ a: bare({ onExisting: "adopt" }) });
    expect(writes(emulator)).toEqual([]);
    expect(stack.outputs()).toMatchObject({ name: "a", authorizationStatus: "success" });
    expect(await stack.up({ a: bare({ onExisting: "adopt" }) })).toEqual({ a: "same" });
  });

  test("with adopt and refused credentials: in state with its id, repaired by the next up", async () => {
    const { emulator, stack } = await benchWithTwin();
    expect(await errorOf(stack.up({ a: jira({ onExisting: "adopt", input: WRONG }) }))).toContain("were refused");
    expect(stack.of().id).toBe("98178/36");
    await stack.up({ a: jira({ onExisting: "adopt" }) });
    expect(emulator.connection(36)).toMatchObject({ authorizationStatus: "success", input: GOOD });
  });

  test("with adopt, a shell that does not work gets its credentials as a shell", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { ...TWIN, authorizationStatus: "failed" });
    await stack.up({ a: jira({ onExisting: "adopt", shellConnection: true, input: WRONG }) });
    expect(emulator.requestsOf("PUT")[0]?.body).toEqual({ input: WRONG, shell_connection: true });
  });

  test("with adopt, a shell that works gets none: someone has authorized it", async () => {
    const { emulator, stack } = await benchWithTwin();
    const a = jira({ adoptConnectionId: 36, shellConnection: true, folderId: 7 });
    await stack.up({ a });
    expect(writes(emulator)).toEqual([`PUT 98178/connections/36 ${JSON.stringify({ folder_id: "7" })}`]);
    expect(stack.outputs()).toMatchObject({ credentials: "unsent", input: GOOD });
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });

  test("with adopt, a shell without credentials is left alone", async () => {
    const { emulator, stack } = await benchWithTwin();
    await stack.up({ a: bare({ onExisting: "adopt", shellConnection: true }) });
    expect(writes(emulator)).toEqual([]);
  });

  test("with adopt, one that has no authorization need not be disconnected", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { ...TWIN, authorizationStatus: null, authorizedAt: null });
    await stack.up({ a: jira({ onExisting: "adopt", disconnected: true }) });
    expect(writes(emulator)).toEqual([]);
    // The server never got those of the program.
    expect(stack.outputs()).toMatchObject({ credentials: "unsent", input: GOOD });
    await stack.up({ a: jira({ onExisting: "adopt" }) });
    expect(writes(emulator)).toEqual([`PUT 98178/connections/36 ${JSON.stringify({ input: GOOD })}`]);
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });

  test("with adopt and without credentials: its authorization is not talked about", async () => {
    const { stack, lines } = await benchWithTwin();
    await stack.up({ a: bare({ onExisting: "adopt" }) });
    expect(lines).toEqual([]);
  });

  test.each([{ authorizedAt: "2026-01-01T00:00:00.000Z" }, { connectionLostAt: "2026-01-01T00:00:00.000Z" }])(
    "with adopt, the error of one that was lost is shown: %j",
    async (times) => {
      const { emulator, stack } = await startBench();
      const lost = { authorizationStatus: "failed", authorizationError: "The token has expired" } as const;
      emulator.addConnection("98178", { ...TWIN, ...lost, authorizedAt: null, ...times });
      await stack.up({ a: bare({ onExisting: "adopt" }) });
      await stack.refresh();
      expect(stack.outputs()).toMatchObject(lost);
    },
  );

  test("with adopt, the error of one that was never authorized is a secret: it may quote what a killed run sent", async () => {
    const { emulator, stack, shown } = await startBench();
    const refused = { authorizationStatus: "failed", authorizationError: "bad token s3cret" } as const;
    emulator.addConnection("98178", { ...TWIN, ...refused, authorizedAt: null });
    await stack.up({ a: bare({ onExisting: "adopt" }) });
    for (const _refresh of [1, 2]) {
      expect(stack.outputs()).toMatchObject({ authorizationError: "bad token s3cret" });
      expect(shown() + stack.history.join("\n")).not.toContain("s3cret");
      await stack.refresh();
    }
  });

  test("with adopt and desired state disconnected: disconnected, and no credentials are sent", async () => {
    const { emulator, stack } = await benchWithTwin();
    await stack.up({ a: jira({ onExisting: "adopt", disconnected: true }) });
    expect(writes(emulator)).toEqual(["POST 98178/connections/36/disconnect"]);
    expect(emulator.connection(36)?.authorizationStatus).toBeNull();
  });

  test("two resources with the same arguments never take over one connection together", async () => {
    const { emulator, stack } = await benchWithTwin();
    await stack.up({ x: jira({ name: "a", onExisting: "adopt" }), y: jira({ name: "a", onExisting: "adopt" }) });
    expect([...stack.saved.values()].map(({ id }) => id).sort()).toEqual(["98178/1001", "98178/36"]);
    expect(emulator.connections()).toHaveLength(2);
  });

  test("one customer by number and by external id: one connection is taken over once", async () => {
    const { stack } = await benchWithTwin();
    const adopt = { name: "a", onExisting: "adopt" };
    await stack.up({ x: jira(adopt), y: jira({ ...adopt, managedUserId: "EA2300" }) });
    const ids = [...stack.saved.values()].map(({ id }) => id.split("/")[1]);
    expect(new Set(ids)).toEqual(new Set(["36", "1001"]));
  });

  test("one customer in two spellings whose lists are known already: nothing waits between decision and claim", async () => {
    const { emulator, stack } = await benchWithTwin();
    const process = stack.startProcess();
    for (const id of ["98178/36", "EA2300/36"]) await process.read("connection", id, { __provider: "" });
    const adopt = { name: "a", onExisting: "adopt" };
    await stack.up({ x: jira(adopt), y: jira({ ...adopt, managedUserId: "EA2300" }) }, { process });
    expect(new Set([...stack.saved.values()].map(({ id }) => id.split("/")[1]))).toEqual(new Set(["36", "1001"]));
    expect(emulator.connections()).toHaveLength(2);
  });

  test("what `get` looks at is not the stack's own: it is still refused", async () => {
    const { stack } = await benchWithTwin();
    const process = stack.startProcess();
    await process.read("connection", "98178/36", { __provider: "" });
    expect(await errorOf(stack.up({ a: jira() }, { process }))).toContain("already has this connection: id 36");
  });
});

describe("adoptConnectionId", () => {
  test("takes over exactly this connection: one PUT with what differs and the credentials", async () => {
    const { emulator, stack } = await benchWithTwin();
    await stack.up({ a: jira({ name: "b", adoptConnectionId: 36, folderId: 7, externalId: null }) });
    expect(emulator.requests.map(({ method }) => method)).toEqual(["GET", "PUT"]);
    expect(emulator.requestsOf("PUT")[0]?.body).toEqual({ name: "b", folder_id: "7", external_id: null, input: GOOD });
    expect(stack.of().id).toBe("98178/36");
  });

  test("may stay in the program, and may be taken out, without a request", async () => {
    const { emulator, stack } = await benchWithTwin();
    await stack.up({ a: bare({ adoptConnectionId: 36 }) });
    emulator.clearRequests();
    expect(await stack.up({ a: bare({ adoptConnectionId: 36 }) })).toEqual({ a: "same" });
    expect(await stack.up({ a: bare() })).toEqual({ a: "update" });
    expect(emulator.requests).toEqual([]);
  });

  test("chooses among several", async () => {
    const { emulator, stack } = await benchWithTwin();
    emulator.addConnection("98178", { ...TWIN, id: 37 });
    await stack.up({ a: bare({ adoptConnectionId: "37" }) });
    expect(stack.of().id).toBe("98178/37");
  });

  test("not found: says to correct it or to take it out; nothing is sent", async () => {
    const { emulator, stack } = await benchWithTwin();
    expect(await errorOf(stack.up({ a: jira({ adoptConnectionId: 99 }) }))).toBe(
      'adoptConnectionId: customer 98178 has no connection 99 of provider "jira". Correct the id, or remove ' +
        "adoptConnectionId to create a new connection.",
    );
    expect(writes(emulator)).toEqual([]);
  });

  test("of another provider: says so", async () => {
    const { stack } = await benchWithTwin();
    expect(await errorOf(stack.up({ a: bare({ provider: "zendesk", adoptConnectionId: 36 }) }))).toBe(
      'adoptConnectionId: connection 36 is of provider "jira", not "zendesk". Correct provider or the id, or remove ' +
        "adoptConnectionId to create a new connection.",
    );
  });

  test("twice in one program: the second is an error, whatever their names", async () => {
    const { stack } = await benchWithTwin();
    const text = await errorOf(stack.up({ x: bare({ adoptConnectionId: 36 }), y: bare({ adoptConnectionId: 36 }) }));
    expect(text).toBe(
      "adoptConnectionId: connection 36 of customer 98178 is already managed by another resource of this stack, " +
        '"x". Remove adoptConnectionId, or remove the other resource (a renamed resource needs `aliases` only).',
    );
    expect([...stack.saved.keys()]).toEqual(["x"]);
  });

  test("of a connection that another resource has: an error", async () => {
    const { stack } = await benchWithTwin();
    await stack.up({ a: bare({ adoptConnectionId: 36 }) });
    const process = stack.startProcess();
    const a = bare({ adoptConnectionId: 36 });
    await stack.preview({ a }, { process });
    expect(await errorOf(stack.up({ a, b: bare({ adoptConnectionId: 36 }) }, { process }))).toContain(
      'connection 36 of customer 98178 is already managed by another resource of this stack, "a".',
    );
  });

  test("on a resource that exists already changes nothing, and says so", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira() });
    emulator.clearRequests();
    expect(await stack.up({ a: jira({ adoptConnectionId: 36 }) })).toEqual({ a: "update" });
    expect(emulator.requests).toEqual([]);
    expect(lines.join("")).toContain(
      'warning: adoptConnectionId 36 changes nothing: "a" is connection 1001 already, and the argument counts at create ' +
        "only. To manage the other connection, declare it as a resource of its own.",
    );
  });

  test("moves a connection from the customer's number to the external id, without a new one", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira() });
    await stack.up({ a: jira({ managedUserId: "EA2300", adoptConnectionId: 1001 }) });
    expect(stack.of().id).toBe("EA2300/1001");
    expect(emulator.connections()).toHaveLength(1);
    expect(emulator.requestsOf("DELETE")).toEqual([]);
    expect(lines.join("")).toContain("was not deleted: the resource that replaces it manages it now.");
  });
});

describe("an adoption that fails", () => {
  test("lets the old resource of the connection delete it: state and server agree", async () => {
    const { emulator, stack } = await established({ name: "same" });
    const process = stack.startProcess();
    const inputs = await checked(process, "b", jira({ name: "same", externalId: "u1", adoptConnectionId: 1001 }));
    emulator.failNext({ method: "PUT", status: 422, body: { message: "Validation failed" } });
    await expect(process.create("connection", inputs)).rejects.toThrow("Validation failed");
    // `--continue-on-error`: the engine goes on and deletes what the program does not have any more.
    await process.delete("connection", "98178/1001", stack.of().outputs);
    expect(emulator.connections()).toEqual([]);
  });

  test("lets another create of the same process take the connection over", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    emulator.failNext({ method: "PUT", status: 422, body: { message: "Validation failed" } });
    const process = stack.startProcess();
    const a = jira({ onExisting: "adopt" });
    await errorOf(stack.up({ a }, { process }));
    await stack.up({ a }, { process });
    expect(idsIn(stack)).toEqual(["98178/36"]);
  });
});
