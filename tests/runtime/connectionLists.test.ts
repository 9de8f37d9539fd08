import {
  createRedactor,
  WorkatoClient,
  WorkatoError,
  type CallOptions,
  type Connection,
  type ListConnectionsQuery,
} from "../../provider/api";
import { knownConnection } from "../../provider/resources/connection/state";
import type { ListedConnections } from "../../provider/resources/shared/listedConnections";
import { ConnectionLists } from "../../provider/resources/shared/connectionLists";

const connection = (connectionId: string, fields: Partial<Connection> = {}): Connection =>
  knownConnection(connectionId, { provider: "jira", ...fields });

/** A refusal whose words are told anew for each who has secrets of its own. */
function refused(words: (redact: (text: string) => string) => string): WorkatoError {
  const request = { method: "GET", path: "/connections", attempts: 1, elapsedSeconds: 0 };
  const tell = (redact: (text: string) => string): WorkatoError =>
    new WorkatoError({ ...request, kind: "validation", outcome: "refused", reason: words(redact) }, tell);
  return tell((text) => text);
}

/** A request for a list that the test answers when it wants to. */
interface Asked {
  readonly customer: string;
  readonly query: ListConnectionsQuery | undefined;
  readonly call: CallOptions | undefined;
  readonly answer: (...connections: Connection[]) => void;
  readonly fail: (error: Error) => void;
}

/** Which of the ids that these tests use are in a list. */
function idsIn(list: ListedConnections): string[] {
  return ["36", "37", "38", "40", "41"].filter((connectionId) => list.get(connectionId) !== undefined);
}

/** Lists of a client whose requests the test sees and answers. */
function open() {
  const asked: Asked[] = [];
  const client = new WorkatoClient({
    ...{ baseUrl: "http://127.0.0.1:9", apiToken: "t", requestTimeoutSeconds: 1, retryTimeoutSeconds: 1 },
    ...{ requestsPerMinute: 60, listRequestsPerMinute: 1000, quotaWindowSeconds: 60 },
    ...{ environment: {}, writeLine: () => undefined, debug: false },
  });
  jest.spyOn(client, "listConnections").mockImplementation((customer, query, call) => {
    return new Promise((resolve, reject) => {
      const answer = (...connections: Connection[]) => {
        resolve(connections);
      };
      asked.push({ customer, query, call, answer, fail: reject });
    });
  });
  const lists = new ConnectionLists(client);
  const idsOf = async (customer = "1") => idsIn(await lists.all(customer));
  return { asked, lists, idsOf };
}

describe("a customer's list", () => {
  test("is asked for once, with tags, by all who ask at once and by all who ask later", async () => {
    const { asked, idsOf } = open();
    const first = [idsOf(), idsOf(), idsOf()];
    expect(asked).toMatchObject([{ customer: "1", query: { includeTags: true } }]);
    asked[0]!.answer(connection("36"), connection("37"));
    for (const ids of await Promise.all([...first, idsOf()])) expect(ids).toEqual(["36", "37"]);
    expect(asked).toHaveLength(1);
  });

  test("is each customer's own", async () => {
    const { asked, idsOf } = open();
    const both = [idsOf("1"), idsOf("2")];
    asked[0]!.answer(connection("36"));
    asked[1]!.answer(connection("37"));
    expect(await Promise.all(both)).toEqual([["36"], ["37"]]);
  });

  test("that failed is an error for those who wait, and is not kept for whoever asks next", async () => {
    const { asked, idsOf } = open();
    const waiting = [idsOf(), idsOf()];
    asked[0]!.fail(new Error("401"));
    for (const list of waiting) await expect(list).rejects.toThrow("401");
    const next = idsOf();
    asked[1]!.answer(connection("36"));
    expect(await next).toEqual(["36"]);
    expect(asked).toHaveLength(2);
  });

  test("that failed is told to each who waits without the secrets of each", async () => {
    const { asked, lists } = open();
    const withSecret = (secret: string) => lists.all("1", { redact: createRedactor([secret]) });
    const waiting = [withSecret("mine-1"), withSecret("mine-2"), lists.all("1")];
    asked[0]!.fail(refused((redact) => redact("mine-1 and mine-2 are wrong")));
    await expect(waiting[0]).rejects.toThrow("[redacted] and mine-2 are wrong");
    await expect(waiting[1]).rejects.toThrow("mine-1 and [redacted] are wrong");
    await expect(waiting[2]).rejects.toThrow("mine-1 and mine-2 are wrong");
  });

  test("is asked for in silence as long as only previews wait for it", async () => {
    const { asked, lists } = open();
    const waiting = [lists.all("1", { isQuiet: true })];
    expect(asked[0]!.call).toEqual({ isQuiet: true });
    waiting.push(lists.all("1"));
    expect(asked[0]!.call).toEqual({ isQuiet: false });
    asked[0]!.answer();
    await Promise.all(waiting);
  });

  test("is asked for anew after a write of unknown outcome", async () => {
    const { asked, lists, idsOf } = open();
    const before = idsOf();
    asked[0]!.answer(connection("36"));
    await before;
    lists.drop("1");
    const after = idsOf();
    asked[1]!.answer(connection("36"), connection("37"));
    expect(await after).toEqual(["36", "37"]);
  });

  test("that was under way at such a write does not count for those who ask after it", async () => {
    const { asked, lists, idsOf } = open();
    const before = idsOf();
    lists.drop("1");
    const after = idsOf();
    asked[1]!.answer(connection("36"), connection("37"));
    asked[0]!.answer(connection("36"));
    expect(await before).toEqual(["36"]);
    expect(await after).toEqual(["36", "37"]);
    expect(await idsOf()).toEqual(["36", "37"]);
  });
});

describe("what was written", () => {
  test("is in the list from then on, for those who have it already, too", async () => {
    const { asked, lists } = open();
    const asking = lists.all("1");
    asked[0]!.answer(connection("36", { name: "old" }));
    const list = await asking;
    lists.record("1", { connectionId: "36", name: "new" }, connection("36"));
    lists.record("1", { connectionId: "37" }, connection(""));
    expect(idsIn(list)).toEqual(["36", "37"]);
    expect(list.get("36")).toMatchObject({ connectionId: "36", name: "new" });
    expect(await lists.all("1")).toBe(list);
  });

  test("wins over a list that was under way meanwhile, and may be older", async () => {
    const { asked, lists } = open();
    const asking = lists.all("1");
    lists.record("1", { connectionId: "36", name: "new" }, connection("36"));
    lists.record("1", { connectionId: "38", name: "made" }, connection(""));
    lists.forget("37");
    asked[0]!.answer(connection("36", { name: "old" }), connection("37"));
    const list = await asking;
    expect(idsIn(list)).toEqual(["36", "38"]);
    expect(list.get("36")).toMatchObject({ name: "new" });
    expect(list.get("38")).toMatchObject({ name: "made" });
  });

  test("is what the answer says, and else what was known", () => {
    const { lists } = open();
    const known = connection("36", { name: "old", folderId: "7", authorizationStatus: "success", tags: ["gold"] });
    const answer = { connectionId: "36", name: "new", authorizationStatus: null };
    expect(lists.record("1", answer, known)).toEqual({ ...known, name: "new", authorizationStatus: null });
  });

  test("does not spare the first list, and is another customer's nothing", async () => {
    const { asked, lists, idsOf } = open();
    lists.record("1", { connectionId: "36" }, connection("36"));
    const other = idsOf("2");
    asked[0]!.answer();
    expect(await other).toEqual([]);
    const own = idsOf("1");
    asked[1]!.answer();
    expect(await own).toEqual(["36"]);
  });

  test("is gone when it is deleted, also after a list", async () => {
    const { asked, lists } = open();
    const asking = lists.all("1");
    asked[0]!.answer(connection("36"));
    const list = await asking;
    lists.forget("36");
    expect(idsIn(list)).toEqual([]);
  });
});

describe("one connection", () => {
  /** Lists of a customer with connection 36. */
  async function withList() {
    const opened = open();
    const asking = opened.lists.all("1");
    opened.asked[0]!.answer(connection("36"));
    await asking;
    opened.asked.length = 0;
    return opened;
  }

  /** Lets what waits for nothing but promises go on. */
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  test("is found in the list, without a further look", async () => {
    const { asked, lists } = await withList();
    expect(await lists.find("1", "36", "jira")).toMatchObject({ connectionId: "36" });
    expect(asked).toEqual([]);
  });

  test("that the list lacks is looked for once more, with its provider and runtime connections, once for all", async () => {
    const { asked, lists } = await withList();
    const found = [lists.find("1", "40", "jira"), lists.find("1", "41", "jira")];
    await turn();
    expect(asked).toMatchObject([{ query: { provider: "jira", includeRuntimeConnections: true, includeTags: true } }]);
    asked[0]!.answer(connection("40"));
    expect(await Promise.all(found)).toMatchObject([{ connectionId: "40" }, undefined]);
    expect(await lists.find("1", "42", "jira")).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test("of another provider, or of none that is known, has a look of its own", async () => {
    const { asked, lists } = await withList();
    const found = [lists.find("1", "40", "jira"), lists.find("1", "40", "zendesk"), lists.find("1", "40", undefined)];
    await turn();
    expect(asked.map(({ query }) => query?.provider)).toEqual(["jira", "zendesk", undefined]);
    for (const { answer } of asked) answer();
    expect(await Promise.all(found)).toEqual([undefined, undefined, undefined]);
  });

  test("whose second look fails is an error; the look is not kept", async () => {
    const { asked, lists } = await withList();
    const first = lists.find("1", "40", "jira");
    await turn();
    asked[0]!.fail(new Error("500"));
    await expect(first).rejects.toThrow("500");
    const second = lists.find("1", "40", "jira");
    await turn();
    asked[1]!.answer(connection("40"));
    expect(await second).toMatchObject({ connectionId: "40" });
  });

  test("that was deleted is gone, whatever an older look says; one that was written is there", async () => {
    const { asked, lists } = await withList();
    const first = lists.find("1", "40", "jira");
    await turn();
    asked[0]!.answer(connection("40", { name: "old" }), connection("41"));
    expect(await first).toMatchObject({ name: "old" });
    lists.record("1", { connectionId: "40", name: "new" }, connection("40"));
    lists.forget("41");
    expect(await lists.find("1", "40", "jira")).toMatchObject({ name: "new" });
    expect(await lists.find("1", "41", "jira")).toBeUndefined();
  });
});

test("a search asks now, whatever is known, with what the call adds", async () => {
  const { asked, lists } = open();
  lists.record("1", { connectionId: "36" }, connection("36"));
  const call = { redact: (text: string) => text };
  const searches = [lists.search("1", { provider: "jira" }, call), lists.search("1", { provider: "jira" })];
  expect(asked).toMatchObject([{ query: { provider: "jira", includeTags: true } }, { query: { provider: "jira" } }]);
  expect(asked[0]!.call).toBe(call);
  for (const { answer } of asked) answer(connection("37"));
  for (const found of await Promise.all(searches)) expect(found).toMatchObject([{ connectionId: "37" }]);
});
