import { SharedAnswers, type Sharing } from "../../provider/api/sharedAnswers";

/** Answers with how often it was asked; the first times it may fail. */
function bench(sharing?: Sharing, failures = 0) {
  const answers = new SharedAnswers<number>(sharing);
  let asked = 0;
  const ask = async () => {
    const count = (asked += 1);
    await Promise.resolve();
    if (count <= failures) throw new Error(`failure ${count}`);
    return count;
  };
  return { answers, get: (question = "a") => answers.get(question, ask) };
}

test.each<Sharing>(["kept", "underWay"])("%s: all who ask the same meanwhile get one answer", async (sharing) => {
  const { get } = bench(sharing);
  expect(await Promise.all([get(), get(), get("b"), get()])).toEqual([1, 1, 2, 1]);
});

test("an answer is kept until it is dropped", async () => {
  const { answers, get } = bench();
  expect([await get(), await get(), await get("b")]).toEqual([1, 1, 2]);
  answers.drop("a");
  expect([await get(), await get("b")]).toEqual([3, 2]);
});

test("an answer that is shared only under way is asked for again, also by who goes on right after it", async () => {
  const { get } = bench("underWay");
  expect(await get().then(() => get())).toBe(2);
});

test.each<Sharing>(["kept", "underWay"])(
  "%s: a failure is one error object for all, and is not kept",
  async (sharing) => {
    const { get } = bench(sharing, 1);
    const failureOf = (answer: Promise<number>) => answer.catch((error: unknown) => error);
    const [one, other] = await Promise.all([failureOf(get()), failureOf(get())]);
    expect(one).toEqual(new Error("failure 1"));
    expect(other).toBe(one);
    expect(await get()).toBe(2);
  },
);

test("a late failure takes nothing from who asked again after a drop", async () => {
  const answers = new SharedAnswers<string>();
  let fail: (error: Error) => void = () => undefined;
  const first = answers.get("a", () => new Promise((_, reject) => (fail = reject)));
  answers.drop("a");
  const second = answers.get("a", () => Promise.resolve("second"));
  fail(new Error("late"));
  await expect(first).rejects.toThrow("late");
  expect(await second).toBe("second");
  expect(await answers.get("a", () => Promise.resolve("third"))).toBe("second");
});
