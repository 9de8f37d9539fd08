import { assignment, bare, errorOf, established, GOOD, jira, startBench, WRONG, writes } from "./support/bench";
import type { Emulator } from "../../emulator";

const LISTS = { method: "GET", path: "/connections" };

/** The next lists are as this one: behind what is written meanwhile. */
async function lag(emulator: Emulator, times: number): Promise<void> {
  const answer = await fetch(`${emulator.url}/api/managed_users/98178/connections?includes[]=tags`, {
    headers: { authorization: `Bearer ${emulator.token}` },
  });
  emulator.failNext({ ...LISTS, status: 200, body: await answer.json(), times });
  emulator.clearRequests();
}

describe("a list that is behind an answer that says little", () => {
  test("does not stand for credentials that were refused meanwhile", async () => {
    const { emulator, stack } = await established({}, { behaviour: { sparseAnswers: true } });
    await lag(emulator, 2);
    expect(await errorOf(stack.up({ a: jira({ name: "b", input: WRONG }) }))).toContain("its credentials were refused");
    expect(stack.outputs()).toMatchObject({ name: "b", authorizationStatus: "failed", credentials: "refused" });
  });

  test("does not take the name back that was sent", async () => {
    const { emulator, stack, lines } = await established({}, { behaviour: { sparseAnswers: true } });
    await lag(emulator, 2);
    await stack.up({ a: jira({ name: "b" }) });
    expect(lines).toEqual([]);
    expect(await stack.preview({ a: jira({ name: "b" }) })).toEqual({ a: "same" });
  });

  test("does not bring back what this process deleted, by whatever id of the customer", async () => {
    const { emulator, stack } = await established();
    const process = stack.startProcess({ previewLookups: "true" });
    await stack.preview({ b: bare({ managedUserId: "EA2300", name: "other" }) }, { process });
    await stack.up({}, { process });
    await stack.up({ a: jira({ managedUserId: "EA2300" }) }, { process });
    expect(emulator.connections()).toMatchObject([{ id: 1002 }]);
  });

  test("after a delete whose first answer was lost, a 404 is believed", async () => {
    const { emulator, stack } = await established();
    await lag(emulator, 5);
    emulator.failNext({ method: "DELETE", cut: "after" });
    await stack.destroy();
    expect(stack.saved.size).toBe(0);
  });
});

test("a refused request that waited claims nothing that was made while it waited", async () => {
  const { emulator, stack } = await startBench();
  // By the server's clock: sent half a minute after we looked, because of the queue.
  const date = new Date(Date.now() + 30_000).toUTCString();
  emulator.failNext({ method: "POST", status: 422, body: { message: "Invalid credentials" }, headers: { date } });
  const hold = emulator.hold({ method: "POST" });
  const up = errorOf(stack.up({ a: jira() }));
  await hold.waitForArrival();
  emulator.addConnection("98178", { id: 50, name: "a", provider: "jira", authorizationStatus: "failed" });
  hold.release();
  expect(await up).toContain("which this request or somebody else has made");
  await stack.destroy();
  expect(emulator.connection(50)).toBeDefined();
});

test("a refused request claims nothing that is only nearly what it asked for", async () => {
  const { emulator, stack } = await startBench();
  emulator.failNext({ method: "POST", status: 422, body: { message: "Invalid credentials" } });
  const hold = emulator.hold({ method: "POST" });
  const up = errorOf(stack.up({ a: jira({ name: "ACME" }) }));
  await hold.waitForArrival();
  emulator.addConnection("98178", { id: 50, name: "acme", provider: "jira", authorizationStatus: "failed" });
  hold.release();
  expect(await up).toContain("which this request or somebody else has made");
  expect(stack.saved.size).toBe(0);
});

describe("what is not on the server any more", () => {
  test.each<[string, Record<string, unknown>, boolean]>([
    ["a disconnect", { disconnected: true }, false],
    ["a change", { name: "b" }, false],
    ["a change whose first answer was lost", { name: "b" }, true],
  ])("is said of %s, with what makes it again", async (_what, args, isLost) => {
    const { emulator, stack } = await established();
    emulator.remove(1001);
    if (isLost) emulator.failNext({ method: "PUT", status: 502 });
    const text = await errorOf(stack.up({ a: jira(args) }));
    expect(text).toContain("Connection 1001 is not in customer 98178 any more. Run `pulumi up --refresh`");
    expect(text).not.toContain("still connected");
    await stack.up({ a: jira({ name: "b" }) }, { refresh: true });
    expect(emulator.connections()).toMatchObject([{ name: "b" }]);
  });
});

test("a write after which the credentials do not work any more says so", async () => {
  const { emulator, stack, lines } = await established({}, { behaviour: { retestOnPut: true } });
  emulator.behaviour.refuses = () => "revoked";
  await stack.up({ a: jira({ name: "b" }) });
  expect(lines.join("")).toMatch(
    /^warning: connection 1001 "b" is not authorized \(status "failed"\): .*changing credentialsVersion/,
  );
  expect(stack.outputs()).toMatchObject({ authorizationStatus: "failed" });
});

describe("credentials that are not sent are never silent", () => {
  test("those of a connection that is to be disconnected", async () => {
    const { emulator, stack, lines } = await established({ disconnected: true });
    lines.length = 0;
    await stack.up({ a: jira({ disconnected: true, credentialsVersion: "2" }) });
    expect(lines.join("")).toContain("is to be disconnected, so its credentials were not sent");
    expect(writes(emulator)).toEqual([]);
  });

  test("those that are not there", async () => {
    const { emulator, stack, lines } = await established({ input: undefined });
    lines.length = 0;
    await stack.up({ a: bare({ credentialsVersion: "2" }) });
    expect(lines.join("")).toContain("has no `input`, so a new credentialsVersion sends nothing.");
    expect(writes(emulator)).toEqual([]);
  });
});

describe("words that may quote credentials which nobody here knows any more", () => {
  const OLD = { apitoken: "first-secret-AAAA" };
  const quoted = (emulator: Emulator, quote: string) => {
    emulator.loseAuthorization(1001, { reason: `401 for token ${quote}` });
  };

  test("those of a loss before the credentials were replaced", async () => {
    const { emulator, stack, shown } = await startBench({ behaviour: { keepsLostAt: true } });
    await stack.up({ a: jira({ input: OLD }) });
    quoted(emulator, OLD.apitoken);
    await stack.refresh();
    await stack.up({ a: jira({ input: GOOD }) });
    await stack.refresh();
    expect(shown() + stack.history.join("\n")).not.toContain(OLD.apitoken);
  });

  test("those of a loss before the credentials were replaced, when the new ones fail, too", async () => {
    const { emulator, stack, shown } = await startBench({ behaviour: { keepsLostAt: true, retestOnPut: true } });
    await stack.up({ a: jira({ input: OLD }) });
    quoted(emulator, OLD.apitoken);
    await stack.up({ a: jira({ input: GOOD }) });
    emulator.behaviour.refuses = () => "revoked";
    await stack.up({ a: jira({ input: GOOD, name: "b" }) });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ authorizationStatus: "failed" });
    expect(shown() + stack.history.join("\n")).not.toContain(OLD.apitoken);
  });

  test("a person's", async () => {
    const { emulator, stack, shown } = await established();
    emulator.edit(1001, { authorizedAt: "2030-01-01T00:00:00.000Z" });
    quoted(emulator, "persons-own-token");
    await stack.refresh();
    expect(shown() + stack.history.join("\n")).not.toContain("persons-own-token");
  });
});

describe("an assignment that was unassigned for a replacement which failed", () => {
  test.each([0, 1])("is assigned again when the program is put back, with %d other customers", async (others) => {
    const { emulator, stack } = await startBench();
    if (others > 0) emulator.assignByHand("98179", 322);
    await stack.up({ p: assignment() });
    await errorOf(stack.up({ p: assignment({ profileId: 999 }) }));
    expect(emulator.assignments("98178")).toEqual([]);
    await stack.up({ p: assignment() });
    expect(emulator.assignments("98178")).toEqual([322]);
    expect(await stack.up({ p: assignment() })).toEqual({ p: "same" });
    await stack.destroy();
    expect(emulator.assignments("98178")).toEqual([]);
  });
});

describe("a connection that the program takes over by its id", () => {
  test.each(["EA2300", "98178"])("is not deleted before its replacement in customer %s", async (managedUserId) => {
    const { emulator, stack, lines } = await established();
    const options = { deleteBeforeReplace: true };
    const replaced = { ...jira({ managedUserId, adoptConnectionId: 1001 }), options };
    const replace = managedUserId === "98178" ? { replace: ["a"] } : {};
    expect(await stack.up({ a: replaced }, replace)).toEqual({ a: "replace" });
    expect(lines.join("")).toContain(
      "connection 1001 of customer 98178 was not deleted: adoptConnectionId takes it over.",
    );
    expect(emulator.connections()).toMatchObject([{ id: 1001 }]);
    expect(stack.of().id).toBe(`${managedUserId}/1001`);
    await stack.destroy();
    expect(emulator.connections()).toEqual([]);
  });

  test("its own authorization is not called somebody else's", async () => {
    const { stack, lines } = await established();
    const a = { ...jira({ managedUserId: "EA2300", adoptConnectionId: 1001 }), options: { deleteBeforeReplace: true } };
    await stack.up({ a });
    expect(lines.join("")).not.toContain("someone else");
  });

  test("is foreseen to be refused when another resource has it, or will", async () => {
    const { stack, lines } = await established();
    const adopting = (name: string) => jira({ name, adoptConnectionId: 1001 });
    const process = stack.startProcess({ previewLookups: "true" });
    await stack.preview({ a: jira(), b: adopting("b") }, { process });
    process.end();
    expect(lines.join("")).toContain(
      "`pulumi up` will fail for 1 connection, because adoptConnectionId is one that another resource of this stack has: " +
        '"b" (id 1001) of customer 98178',
    );
  });
});

test("a file in `input` is refused with its place: Workato would get a path of this machine", async () => {
  const { emulator, stack } = await startBench();
  const file = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", path: "key.pem" };
  expect(await errorOf(stack.up({ a: jira({ input: { keys: [{ private: file }] } }) }))).toBe(
    'input has a file or an archive at "keys.0.private": read the file, and give its text.',
  );
  expect(emulator.requests).toEqual([]);
});
