import { startEmulator, type Behaviour, type Emulator, type StoredConnection } from "../../emulator";
import { namesIn, send } from "./testClient";

const CONNECTIONS = "/api/managed_users/98178/connections";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const turn = (behaviour: Partial<Behaviour>) => Object.assign(emulator.behaviour, behaviour);
const add = (name: string, folderId: number): StoredConnection =>
  emulator.addConnection(98178, { name, provider: "jira", folderId });
const create = (name: string) => send(emulator, "POST", CONNECTIONS, { name, provider: "jira" });
const list = async (query = "") => {
  const answer = await send(emulator, "GET", CONNECTIONS + query);
  expect(answer.status).toBe(200);
  return { names: namesIn(answer), count: answer.body.count };
};

describe("listLagMs", () => {
  it("leaves out what a request created until it is so old by the application's clock", async () => {
    turn({ listLagMs: 3_600_000 });
    add("by hand", 7);
    await create("Jira");
    expect((await list()).names).toEqual(["by hand"]);
    turn({ clockSkewMs: 3_599_000 });
    expect((await list()).names).toEqual(["by hand"]);
    turn({ clockSkewMs: 3_601_000 });
    expect((await list()).names).toEqual(["by hand", "Jira"]);
  });

  it("holds from the next list on, and beside listLag", async () => {
    turn({ listLag: 2, listLagMs: 3_600_000 });
    await create("Jira");
    expect((await list()).names).toEqual([]);
    turn({ listLagMs: 0 });
    expect((await list()).names).toEqual([]);
    expect((await list()).names).toEqual(["Jira"]);
  });

  it("leaves a new connection within the reach of other requests", async () => {
    turn({ listLagMs: 3_600_000 });
    const { body } = await create("Jira");
    expect((await send(emulator, "PUT", `${CONNECTIONS}/${String(body.id)}`, { name: "b" })).status).toBe(200);
  });
});

describe("visibleFolders", () => {
  const requests = (id: number) =>
    [
      ["PUT", `${CONNECTIONS}/${id}`, { name: "x" }],
      ["GET", `${CONNECTIONS}/${id}/input_schema`, undefined],
      ["POST", `${CONNECTIONS}/${id}/disconnect?force=true`, undefined],
      ["DELETE", `${CONNECTIONS}/${id}`, undefined],
    ] as const;
  const statusesFor = async (id: number) => {
    const statuses: number[] = [];
    for (const [method, path, body] of requests(id)) statuses.push((await send(emulator, method, path, body)).status);
    return statuses;
  };

  it("lists what is in them, and answers 404 for all else", async () => {
    const seen = add("seen", 7);
    const unseen = add("unseen", 8);
    turn({ visibleFolders: [7] });
    expect((await list()).names).toEqual(["seen"]);
    expect(await statusesFor(unseen.id)).toEqual([404, 404, 404, 404]);
    expect(emulator.connection(unseen.id)).toEqual(unseen);
    expect(await statusesFor(seen.id)).toEqual([200, 200, 200, 200]);
  });

  it("may be none: lists are empty, and a create works", async () => {
    add("unseen", 7);
    turn({ visibleFolders: [] });
    expect((await create("unseen")).status).toBe(200);
    expect((await list()).names).toEqual([]);
    turn({ visibleFolders: undefined });
    expect((await list()).names).toEqual(["unseen", "unseen"]);
  });
});

describe("emptyLists", () => {
  it("empties so many lists of any customer, and counts down", async () => {
    add("Jira", 7);
    turn({ emptyLists: 2 });
    expect((await send(emulator, "GET", "/api/managed_users/1/connections")).status).toBe(404);
    expect(await send(emulator, "GET", "/api/managed_users/98179/connections")).toMatchObject({ body: { result: [] } });
    expect((await list()).names).toEqual([]);
    expect(emulator.behaviour.emptyLists).toBe(0);
    expect((await list()).names).toEqual(["Jira"]);
  });
});

describe("countsAll", () => {
  it("counts what matches, also what visibleFolders, lag and emptyLists leave out", async () => {
    add("seen", 7);
    add("unseen", 8);
    emulator.addConnection(98178, { name: "Zendesk", provider: "zendesk", folderId: 7 });
    emulator.addConnection(98178, { name: "runtime", provider: "jira", runtime: true });
    expect((await list()).count).toBeUndefined();
    turn({ countsAll: true, visibleFolders: [7], listLagMs: 3_600_000 });
    await create("late");
    expect(await list("?provider=jira")).toEqual({ names: ["seen"], count: 3 });
    expect(await list("?folder_id=7")).toEqual({ names: ["seen", "Zendesk"], count: 2 });
    turn({ emptyLists: 1 });
    expect(await list()).toEqual({ names: [], count: 4 });
  });
});

describe("normalisesNames", () => {
  const DECOMPOSED = "Zoe\u0308";
  const COMPOSED = "Zo\u00eb";

  it("keeps a name in NFC, and takes both forms for one name", async () => {
    turn({ normalisesNames: true, uniqueNames: true });
    const { body } = await create(DECOMPOSED);
    expect(body.name).toBe(COMPOSED);
    expect((await create(DECOMPOSED)).status).toBe(400);
    const other = add("other", 7);
    await send(emulator, "PUT", `${CONNECTIONS}/${other.id}`, { name: `${DECOMPOSED} 2` });
    expect((await list()).names).toEqual([COMPOSED, `${COMPOSED} 2`]);
  });

  it("is off by default", async () => {
    expect((await create(DECOMPOSED)).body.name).toBe(DECOMPOSED);
  });
});
