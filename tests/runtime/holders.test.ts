import { Holders, newMark } from "../../provider/resources/shared/holders";
import { Notices } from "../../provider/resources/shared/notices";

/** Two lives of one resource, and resources beside it. */
const A = { mark: "aaaaaaaa", identity: "a" };
const A_NEXT = { mark: "a2a2a2a2", identity: "a" };
const B = { mark: "bbbbbbbb", identity: "acme:Customer::b" };
/** What an old state leaves unsaid. */
const UNMARKED = { mark: undefined, identity: "old" };
const NAMELESS = { mark: "cccccccc", identity: undefined };

/** Would a delete leave the object alone, of a life that has nothing? */
function isHeld(known: Holders, object: string): boolean {
  return known.keeperOf(object, { mark: undefined, identity: undefined }) !== undefined;
}

/** Holders, and what is said of them. */
function holders() {
  const lines: string[] = [];
  const notices = new Notices((line) => lines.push(line));
  const known = new Holders(notices);
  const said = () => {
    notices.flush();
    return lines;
  };
  return { known, said };
}

test("a new mark has eight characters, and none is like another", () => {
  const marks = Array.from({ length: 1000 }, newMark);
  expect(new Set(marks).size).toBe(1000);
  for (const mark of marks) expect(mark).toMatch(/^[0-9a-f]{8}$/);
});

describe("an object", () => {
  test("that no life has is nobody's", () => {
    const { known } = holders();
    known.claim("37", A);
    expect(isHeld(known, "36")).toBe(false);
    expect(known.otherThan("a", "36")).toBeUndefined();
    expect(known.otherThan(undefined, "36")).toBeUndefined();
  });

  test("is the life's that claimed it, until that one releases it", () => {
    const { known } = holders();
    expect(known.claim("36", A)).toBeUndefined();
    expect(isHeld(known, "36")).toBe(true);
    expect(known.otherThan("a", "36")).toBeUndefined();
    expect(known.otherThan("b", "36")).toBe("a");
    known.release("36", A);
    expect(isHeld(known, "36")).toBe(false);
    expect(known.otherThan("b", "36")).toBeUndefined();
  });

  test("is not taken by another resource, which gets told whose it is", () => {
    const { known } = holders();
    known.claim("36", A);
    expect(known.claim("36", B)).toBe("a");
    expect(known.otherThan("a", "36")).toBeUndefined();
    known.release("36", A);
    expect(isHeld(known, "36")).toBe(false);
    expect(known.claim("36", B)).toBeUndefined();
    expect(known.claim("36", A)).toBe("acme:Customer::b");
  });

  test("is taken by the next life of the same resource, and stays held when the one before releases it", () => {
    const { known } = holders();
    known.claim("36", A);
    expect(known.claim("36", A_NEXT)).toBeUndefined();
    known.release("36", A);
    expect(isHeld(known, "36")).toBe(true);
    known.release("36", A_NEXT);
    expect(isHeld(known, "36")).toBe(false);
  });

  test.each([
    ["another life", "36", B],
    ["the next life", "36", A_NEXT],
    ["a state without a mark", "36", UNMARKED],
    ["a state without a mark, of the same resource", "36", { ...A, mark: undefined }],
    ["this life, of another object", "37", A],
  ])("is not released by %s", (_case, object, life) => {
    const { known } = holders();
    known.claim("36", A);
    known.release(object, life);
    expect(isHeld(known, "36")).toBe(true);
  });

  test("is released by its mark, also where the resource has another name by now", () => {
    const { known } = holders();
    known.claim("36", A);
    known.release("36", { ...A, identity: "renamed" });
    expect(isHeld(known, "36")).toBe(false);
  });

  test("of two resources whose states have no mark is released by each for itself", () => {
    const { known, said } = holders();
    const other = { ...UNMARKED, identity: "other" };
    known.see("36", "connection 36", UNMARKED, false);
    known.see("36", "connection 36", other, false);
    expect(said()).toEqual([expect.stringContaining('2 resources ("old", "other")')]);
    known.release("36", other);
    expect(known.otherThan("other", "36")).toBe("old");
    known.release("36", UNMARKED);
    expect(isHeld(known, "36")).toBe(false);
  });

  test("is held by a life without a mark, and by one without a name", () => {
    const { known } = holders();
    known.see("36", "connection 36", UNMARKED, false);
    known.see("37", "connection 37", NAMELESS, false);
    expect(isHeld(known, "36")).toBe(true);
    expect(known.claim("36", A)).toBe("old");
    expect(isHeld(known, "37")).toBe(true);
    known.release("36", UNMARKED);
    expect(known.claim("36", A)).toBeUndefined();
  });

  test("is given back by a create that has failed, whatever it claimed, and nothing else is", () => {
    const { known } = holders();
    known.claim("36", A);
    known.claim("37", A_NEXT);
    known.claim("38", A_NEXT);
    known.claim("39", B);
    known.giveBack(A_NEXT.mark);
    expect(["36", "37", "38", "39"].map((object) => isHeld(known, object))).toEqual([true, false, false, true]);
    known.giveBack("unknown");
    expect(isHeld(known, "36")).toBe(true);
  });

  test("is nobody's once all are forgotten", () => {
    const { known } = holders();
    known.claim("36", A);
    known.clear();
    expect(isHeld(known, "36")).toBe(false);
  });
});

describe("a diff", () => {
  test("that does not replace notes the life; again and again it is the same one, and nothing is said", () => {
    const { known, said } = holders();
    known.see("36", "connection 36", A, false);
    known.see("36", "connection 36", { ...A, identity: "renamed" }, false);
    expect(known.otherThan("a", "36")).toBe("renamed");
    known.release("36", { ...A, identity: "renamed" });
    expect(isHeld(known, "36")).toBe(false);
    expect(said()).toEqual([]);
  });

  test("that replaces takes it off, noted before or not", () => {
    const { known } = holders();
    known.see("36", "connection 36", A, true);
    expect(isHeld(known, "36")).toBe(false);
    known.see("36", "connection 36", A, false);
    known.see("36", "connection 36", A, true);
    expect(isHeld(known, "36")).toBe(false);
  });

  test("that sees a second resource names both and the way out, once", () => {
    const { known, said } = holders();
    for (const _diff of [1, 2]) {
      known.see("36", "connection 36 of customer 98178", A, false);
      known.see("36", "connection 36 of customer 98178", B, false);
    }
    expect(said()).toEqual([
      'warning: 2 resources ("a", "acme:Customer::b"): connection 36 of customer 98178 is managed by each of them. ' +
        "Removing one leaves it as it is. Keep one of these resources: take the others out of the program, or out of the " +
        "state alone with `pulumi state delete <URN>`",
    ]);
  });

  test("names three, and one that has no name", () => {
    const { known, said } = holders();
    for (const life of [A, B, NAMELESS]) known.see("36", "connection 36", life, false);
    expect(said()).toEqual([
      expect.stringMatching(/^warning: 3 resources \("a", "acme:Customer::b", "a resource of an older state"\): /),
    ]);
  });

  test("says nothing of a second one that is to be replaced, nor of two objects, nor of two lives of one resource", () => {
    const { known, said } = holders();
    known.see("36", "connection 36", A, false);
    known.see("36", "connection 36", B, true);
    known.see("36", "connection 36", A_NEXT, false);
    known.see("37", "connection 37", B, false);
    expect(said()).toEqual([]);
  });
});

describe("an object that a new resource of this run names", () => {
  /** A look that finds it or does not, and how often it was made. */
  const looking = (is: boolean) => jest.fn(() => Promise.resolve(is));

  test("is expected when a look shows that it can be taken over", async () => {
    const { known } = holders();
    known.expect("36", "a", looking(true));
    known.expect("37", "b", looking(false));
    expect(await known.isExpected("36")).toBe(true);
    expect(await known.isExpected("37")).toBe(false);
    expect(await known.isExpected("38")).toBeUndefined();
    // It is not held before that resource's create.
    expect(isHeld(known, "36")).toBe(false);
  });

  test("is expected by any of those who name it", async () => {
    const { known } = holders();
    known.expect("36", "a", looking(false));
    known.expect("36", "b", looking(true));
    known.expect("36", "c", looking(false));
    expect(await known.isExpected("36")).toBe(true);
    known.unexpect("36", "b");
    expect(await known.isExpected("36")).toBe(false);
  });

  test("is asked for once by each, as its last check says", async () => {
    const { known } = holders();
    const [before, now] = [looking(true), looking(false)];
    known.expect("36", "a", before);
    known.expect("36", "a", now);
    expect(await known.isExpected("36")).toBe(false);
    expect(before).not.toHaveBeenCalled();
    expect(now).toHaveBeenCalledTimes(1);
  });

  test("is not expected any more once that resource's create is over", async () => {
    const { known } = holders();
    known.expect("36", "a", looking(true));
    known.unexpect("36", "b");
    known.unexpect("37", "a");
    expect(await known.isExpected("36")).toBe(true);
    known.unexpect("36", "a");
    expect(await known.isExpected("36")).toBeUndefined();
  });

  test("is an error when the look fails: nothing is deleted in doubt", async () => {
    const { known } = holders();
    known.expect("36", "a", () => Promise.reject(new Error("401")));
    await expect(known.isExpected("36")).rejects.toThrow("401");
  });
});
