import { connection, idsIn, open, turn, withList } from "./support/answeredLists";

describe("the list as it is now", () => {
  async function withCurrent() {
    const opened = await withList();
    const current = async () => idsIn(await opened.lists.current("1"));
    return { ...opened, current };
  }

  test("is one that is at most 10 s old", async () => {
    const { asked, current, wait } = await withCurrent();
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
    const { asked, current, idsOf, wait } = await withCurrent();
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
    const { asked, current, idsOf, lists, wait } = await withCurrent();
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
    const { asked, current, wait } = await withCurrent();
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
  test("is known by customer, without what our own requests have deleted", () => {
    const { lists } = open();
    expect([...lists.seek("1", "36")]).toEqual(["36"]);
    lists.seek("1", "37");
    expect([...lists.seek("1", "36")]).toEqual(["36", "37"]);
    expect([...lists.seek("2", "40")]).toEqual(["40"]);
    lists.unseek("1", "36");
    lists.unseek("1", "99");
    expect([...lists.seek("1", "37")]).toEqual(["37"]);
    // What another request says is gone was looked for all the same.
    lists.forget("37");
    expect([...lists.seek("1", "37")]).toEqual(["37"]);
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
});
