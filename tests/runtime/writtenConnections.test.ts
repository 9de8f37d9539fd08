import type { Connection } from "../../provider/api";
import { connection, idsIn, LAG_MS, open, turn } from "./support/answeredLists";
import { T0, T1, T2 } from "./support/authorizations";
import { errorOf, established, jira } from "./support/bench";

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
