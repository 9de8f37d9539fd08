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

const [T0, T1, T2] = ["2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z", "2026-01-03T00:00:00.000Z"] as const;

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
  /** An answer that says itself that it lacks some. */
  readonly answerWithGap: (gap: string) => void;
  readonly fail: (error: Error) => void;
}

/** Which of the ids that these tests use are in a list. */
function idsIn(list: ListedConnections): string[] {
  return ["36", "37", "38", "40", "41"].filter((connectionId) => list.get(connectionId) !== undefined);
}

/** How long a list may be behind. */
const LAG_MS = 4000;

/** Lists of a client whose requests the test sees and answers, by a clock that only the test moves. */
function open() {
  let nowMs = 1_000_000;
  jest.spyOn(performance, "now").mockImplementation(() => nowMs);
  const wait = (ms: number) => {
    nowMs += ms;
  };
  const asked: Asked[] = [];
  const client = new WorkatoClient({
    ...{ baseUrl: "http://127.0.0.1:9", apiToken: "t", requestTimeoutSeconds: 1, retryTimeoutSeconds: 1 },
    ...{ requestsPerMinute: 60, listRequestsPerMinute: 1000, quotaWindowSeconds: 60 },
    ...{ environment: {}, writeLine: () => undefined, debug: false },
  });
  jest.spyOn(client, "readConnectionList").mockImplementation((customer, query, call) => {
    return new Promise((resolve, reject) => {
      const answer = (...connections: Connection[]) => {
        resolve({ connections });
      };
      const answerWithGap = (gap: string) => {
        resolve({ connections: [], gap });
      };
      asked.push({ customer, query, call, answer, answerWithGap, fail: reject });
    });
  });
  const lists = new ConnectionLists(client, LAG_MS);
  const idsOf = async (customer = "1") => idsIn(await lists.all(customer));
  return { asked, lists, idsOf, wait };
}

/** Lets what waits for nothing but promises go on. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

afterEach(() => {
  jest.restoreAllMocks();
});

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

  test("serves whoever asks for any, however old it is", async () => {
    const { asked, idsOf, wait } = open();
    const first = idsOf();
    asked[0]!.answer(connection("36"));
    await first;
    wait(3_600_000);
    expect(await idsOf()).toEqual(["36"]);
    expect(asked).toHaveLength(1);
  });

  test("says why it may lack some", async () => {
    const { asked, lists } = open();
    const [all, later] = [lists.all("1"), lists.later("1", "jira", 0)];
    asked[0]!.answerWithGap("it counts 3 connections and lists 2");
    asked[1]!.answer();
    expect((await all).gap).toBe("it counts 3 connections and lists 2");
    expect((await later).gap).toBeUndefined();
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

describe("the list as it is now", () => {
  /** Lists of a customer whose list with connection 36 was asked for just now. */
  async function withList() {
    const opened = open();
    const asking = opened.lists.all("1");
    opened.asked[0]!.answer(connection("36"));
    await asking;
    opened.asked.length = 0;
    const current = async () => idsIn(await opened.lists.current("1"));
    return { ...opened, current };
  }

  test("is one that is at most 10 s old", async () => {
    const { asked, current, wait } = await withList();
    wait(10_000);
    expect(await current()).toEqual(["36"]);
    expect(asked).toEqual([]);
    wait(1);
    const anew = [current(), current()];
    expect(asked).toMatchObject([{ query: { includeTags: true } }]);
    asked[0]!.answer(connection("36"), connection("37"));
    expect(await Promise.all(anew)).toEqual([
      ["36", "37"],
      ["36", "37"],
    ]);
  });

  test("is the newest for everybody from then on", async () => {
    const { asked, current, idsOf, wait } = await withList();
    wait(10_001);
    const anew = current();
    asked[0]!.answer(connection("37"));
    await anew;
    expect(await idsOf()).toEqual(["37"]);
    expect(asked).toHaveLength(1);
  });

  test("is as old as the question, not as the answer", async () => {
    const { asked, wait, lists } = open();
    const asking = lists.current("1");
    wait(10_001);
    asked[0]!.answer(connection("36"));
    await asking;
    const anew = lists.current("1");
    expect(asked).toHaveLength(2);
    asked[1]!.answer();
    await anew;
  });

  test("is none that has been disproved, and that only once", async () => {
    const { asked, current, idsOf, lists, wait } = await withList();
    wait(5);
    lists.disprove("1");
    lists.disprove("2");
    expect(await idsOf()).toEqual(["36"]);
    const anew = current();
    expect(asked).toHaveLength(1);
    asked[0]!.answer();
    expect(await anew).toEqual([]);
    wait(1);
    expect(await current()).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  test("that fails leaves nothing for whoever asks next", async () => {
    const { asked, current, wait } = await withList();
    wait(10_001);
    const failing = current();
    asked[0]!.fail(new Error("500"));
    await expect(failing).rejects.toThrow("500");
    const next = current();
    asked[1]!.answer(connection("37"));
    expect(await next).toEqual(["37"]);
  });

  test("is another one for each customer", async () => {
    const { asked, lists } = await withList();
    const other = lists.current("2");
    expect(asked).toMatchObject([{ customer: "2" }]);
    asked[0]!.answer();
    await other;
  });
});

describe("a later list", () => {
  test("has the provider filter and runtime connections, and is one for all who wait for that time", async () => {
    const { asked, lists } = open();
    const now = performance.now();
    const later = [now, now, now - 1].map((atMs) => lists.later("1", "jira", atMs));
    expect(asked).toMatchObject([{ query: { provider: "jira", includeRuntimeConnections: true, includeTags: true } }]);
    asked[0]!.answer(connection("36"));
    for (const list of await Promise.all(later)) expect(idsIn(list)).toEqual(["36"]);
    const unfiltered = lists.later("1", undefined, now);
    expect(asked[1]!.query).toEqual({ includeRuntimeConnections: true, includeTags: true });
    asked[1]!.answer();
    await unfiltered;
  });

  test("is asked for at its time, not before, and an older one does not do", async () => {
    const { asked, lists } = open();
    const first = lists.later("1", "jira", performance.now());
    asked[0]!.answer();
    await first;
    const later = [lists.later("1", "jira", performance.now() + 20), lists.later("1", "jira", performance.now() + 20)];
    await turn();
    expect(asked).toHaveLength(1);
    while (asked.length < 2) await turn();
    asked[1]!.answer(connection("36"));
    for (const list of await Promise.all(later)) expect(idsIn(list)).toEqual(["36"]);
    expect(asked).toHaveLength(2);
  });

  test("does not stand for the list of everything", async () => {
    const { asked, lists, idsOf } = open();
    const later = lists.later("1", "jira", performance.now());
    const all = idsOf();
    expect(asked).toHaveLength(2);
    asked[0]!.answer();
    asked[1]!.answer(connection("36"));
    await later;
    expect(await all).toEqual(["36"]);
  });
});

describe("what resources in state look for", () => {
  test("is known by customer, without what was deleted", () => {
    const { lists } = open();
    expect([...lists.seek("1", "36")]).toEqual(["36"]);
    lists.seek("1", "37");
    expect([...lists.seek("1", "36")]).toEqual(["36", "37"]);
    expect([...lists.seek("2", "40")]).toEqual(["40"]);
    lists.forget("36");
    expect([...lists.seek("1", "37")]).toEqual(["37"]);
    expect([...lists.seek("1", "36")]).toEqual(["37"]);
  });

  test("is shown by any list of the customer, or by none", async () => {
    const { asked, lists } = open();
    const sought = lists.seek("1", "36");
    lists.seek("1", "37");
    expect(lists.isAnyShown("1", sought)).toBe(false);
    const [all, later] = [lists.all("1"), lists.later("1", "jira", 0)];
    asked[0]!.answer(connection("40"));
    await all;
    expect(lists.isAnyShown("1", sought)).toBe(false);
    asked[1]!.answer(connection("37"));
    await later;
    expect(lists.isAnyShown("1", sought)).toBe(true);
    expect(lists.isAnyShown("2", sought)).toBe(false);
  });

  test("was asked for first when the list was asked for, and now where it never was", async () => {
    const { asked, lists, wait } = open();
    const asking = lists.all("1");
    const askedAtMs = performance.now();
    wait(30);
    asked[0]!.answer();
    await asking;
    wait(30);
    expect(lists.askedAtMs("1")).toBe(askedAtMs);
    expect(lists.askedAtMs("2")).toBe(performance.now());
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

  test("is in a list that does not show it yet, however late that was asked for", async () => {
    const { asked, lists, wait, idsOf } = open();
    lists.record("1", { connectionId: "36", updatedAt: T1 }, connection(""));
    lists.record("1", { connectionId: "37" }, connection(""));
    wait(LAG_MS * 2);
    const list = idsOf();
    asked[0]!.answer();
    expect(await list).toEqual(["36", "37"]);
  });

  test.each<[string, string, number, string]>([
    ["an older one, which is behind", T0, 2 * LAG_MS, "written"],
    ["a newer one: somebody has changed it since", T2, 0, "listed"],
    ["the same one, as the server keeps it", T1, 0, "listed"],
  ])("that says when it was is compared with what the list has: %s", async (_title, updatedAt, afterMs, wins) => {
    const { asked, lists, wait } = open();
    lists.record("1", { connectionId: "36", name: "written", updatedAt: T1 }, connection("36"));
    wait(afterMs);
    const list = lists.all("1");
    asked[0]!.answer(connection("36", { name: "listed", updatedAt }));
    expect((await list).get("36")).toMatchObject({ name: wins });
  });

  test.each([
    [0, "written"],
    [LAG_MS - 1, "written"],
    [LAG_MS, "listed"],
  ])("that does not say when it was counts against a list of %s ms later: %s", async (afterMs, wins) => {
    const { asked, lists, wait } = open();
    lists.record("1", { connectionId: "36", name: "written" }, connection("36"));
    wait(afterMs);
    const list = lists.all("1");
    // When the question came counts, not when the answer did.
    wait(LAG_MS);
    asked[0]!.answer(connection("36", { name: "listed" }));
    expect((await list).get("36")).toMatchObject({ name: wins });
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

  test("is found in the list, without a further look", async () => {
    const { asked, lists } = await withList();
    expect(await lists.find("1", "36", "jira")).toMatchObject({ connectionId: "36" });
    expect(asked).toEqual([]);
  });

  test("that the list lacks is looked for once more, with its provider and runtime connections, once for all", async () => {
    const { asked, lists, wait } = await withList();
    const found = [lists.find("1", "40", "jira"), lists.find("1", "41", "jira")];
    await turn();
    // No two ask in the same instant.
    wait(0.01);
    found.push(lists.find("1", "42", "jira"));
    await turn();
    expect(asked).toMatchObject([{ query: { provider: "jira", includeRuntimeConnections: true, includeTags: true } }]);
    asked[0]!.answer(connection("40"));
    expect(await Promise.all(found)).toMatchObject([{ connectionId: "40" }, undefined, undefined]);
    wait(9_999);
    expect(await lists.find("1", "43", "jira")).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test("that the list lacks is looked for anew by whoever asks after that was disproved: it may have come up", async () => {
    const { asked, lists, wait } = await withList();
    const first = lists.find("1", "40", "jira");
    await turn();
    asked[0]!.answer();
    expect(await first).toBeUndefined();
    wait(1);
    lists.disprove("1");
    const second = lists.find("1", "40", "jira");
    asked[1]!.answer();
    await turn();
    asked[2]!.answer(connection("40"));
    expect(await second).toMatchObject({ connectionId: "40" });
  });

  test("is looked for in a list that is at most 10 s old", async () => {
    const { asked, lists, wait } = await withList();
    wait(10_001);
    const found = lists.find("1", "36", "jira");
    expect(asked).toMatchObject([{ query: { includeTags: true } }]);
    asked[0]!.answer();
    await turn();
    asked[1]!.answer();
    expect(await found).toBeUndefined();
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

describe("a connection after a write", () => {
  /** Writes 36, and looks; the first look may not show the write. */
  async function afterWrite(known: Partial<Connection>, answer: Partial<Connection>, seen: Partial<Connection>) {
    const opened = open();
    const write = { connection: connection("36", { ...known, ...answer }), answer: { connectionId: "36", ...answer } };
    const found = opened.lists.afterWrite("1", { provider: "jira" }, write);
    opened.asked[0]!.answer(connection("36", seen), connection("37", { updatedAt: T2 }));
    await turn();
    return { ...opened, found };
  }

  test.each<[string, Partial<Connection>, Partial<Connection>, Partial<Connection>]>([
    ["its time is that of the answer", { updatedAt: T0 }, { updatedAt: T1 }, { updatedAt: T1 }],
    ["its time is later than that of the answer", { updatedAt: T0 }, { updatedAt: T1 }, { updatedAt: T2 }],
    ["the answer says no time, and it has another than before", { updatedAt: T0 }, {}, { updatedAt: T1 }],
  ])("is as the list has it when %s", async (_title, known, answer, seen) => {
    const { asked, found } = await afterWrite(known, answer, { ...seen, name: "listed" });
    expect(await found).toMatchObject({ connectionId: "36", name: "listed" });
    expect(asked).toMatchObject([{ query: { provider: "jira", includeTags: true } }]);
  });

  test.each<[string, Partial<Connection>, Partial<Connection>, Partial<Connection>]>([
    ["has an earlier time than the answer", { updatedAt: T0 }, { updatedAt: T1 }, { updatedAt: T0 }],
    ["has the time of before, and the answer says none", { updatedAt: T0 }, {}, { updatedAt: T0 }],
  ])("is asked for again when it %s, as long as a list may be behind", async (_title, known, answer, seen) => {
    const { asked, found, wait } = await afterWrite(known, answer, seen);
    while (asked.length < 2) await turn();
    wait(LAG_MS);
    asked[1]!.answer(connection("36", { ...seen, name: "still behind" }));
    // It has been behind for longer than lists are.
    while (asked.length < 3) await turn();
    asked[2]!.answer(connection("36", { ...seen, name: "the last look" }));
    expect(await found).toMatchObject({ name: "the last look" });
  });

  test("is an error when no list shows it", async () => {
    const { asked, lists, wait } = open();
    const write = { connection: connection("36"), answer: { connectionId: "36" } };
    const found = lists.afterWrite("1", {}, write);
    wait(LAG_MS);
    asked[0]!.answer(connection("37"));
    while (asked.length < 2) await turn();
    asked[1]!.answer(connection("37"));
    await expect(found).rejects.toThrow("the list does not show the connection.");
  });
});
