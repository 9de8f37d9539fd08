import { createRedactor, WorkatoError } from "../../provider/api";
import { connection, open, turn, withList } from "./support/answeredLists";

/** A refusal whose words are told anew for each who has secrets of its own. */
function refused(words: (redact: (text: string) => string) => string): WorkatoError {
  const request = { method: "GET", path: "/connections", attempts: 1, elapsedSeconds: 0 };
  const tell = (redact: (text: string) => string): WorkatoError =>
    new WorkatoError({ ...request, kind: "validation", outcome: "refused", reason: words(redact) }, tell);
  return tell((text) => text);
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

describe("one connection", () => {
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
