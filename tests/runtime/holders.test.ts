import { Holders, newHolder } from "../../provider/resources/shared/holders";
import { Notices } from "../../provider/resources/shared/notices";

const A = { mark: "aaaaaaaa", name: "a" };
const B = { mark: "bbbbbbbb", name: "b" };
const UNMARKED = { mark: undefined, name: "old" };

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
  const marks = Array.from({ length: 1000 }, newHolder);
  expect(new Set(marks).size).toBe(1000);
  for (const mark of marks) expect(mark).toMatch(/^[0-9a-f]{8}$/);
});

describe("an object", () => {
  test("that nobody has noted is nobody's", () => {
    const { known } = holders();
    known.note("37", A);
    expect(known.isHeld("36")).toBe(false);
    expect(known.otherOf("36")).toBeUndefined();
  });

  test("is its holder's, until that one gives it up", () => {
    const { known } = holders();
    known.note("36", A);
    known.note("36", A);
    expect(known.isHeld("36")).toBe(true);
    expect(known.otherOf("36")).toBe("a");
    known.release("36", A.mark);
    expect(known.isHeld("36")).toBe(false);
  });

  test("has another holder, seen from each of two, and stays held when one gives it up", () => {
    const { known } = holders();
    known.note("36", A);
    known.note("36", B);
    expect(known.otherOf("36", A.mark)).toBe("b");
    expect(known.otherOf("36", B.mark)).toBe("a");
    known.release("36", A.mark);
    expect(known.isHeld("36")).toBe(true);
    expect(known.otherOf("36", B.mark)).toBeUndefined();
  });

  test.each([["of another holder", B.mark] as const, ["of an older state", undefined] as const])(
    "is not given up by a mark %s",
    (_case, mark) => {
      const { known } = holders();
      known.note("36", A);
      known.release("36", mark);
      known.release("37", A.mark);
      expect(known.isHeld("36")).toBe(true);
    },
  );

  test("is not held by a resource without a mark, whose state is older", () => {
    const { known, said } = holders();
    known.note("36", UNMARKED);
    known.see("36", "connection 36", UNMARKED, false);
    expect(known.isHeld("36")).toBe(false);
    known.see("36", "connection 36", A, false);
    expect(said()).toEqual([]);
  });

  test("is nobody's once all are forgotten", () => {
    const { known } = holders();
    known.note("36", A);
    known.clear();
    expect(known.isHeld("36")).toBe(false);
  });
});

describe("a diff", () => {
  test("that does not replace notes the holder; again and again it is the same one, and nothing is said", () => {
    const { known, said } = holders();
    known.see("36", "connection 36", A, false);
    known.see("36", "connection 36", { ...A, name: "renamed" }, false);
    expect(known.otherOf("36")).toBe("renamed");
    expect(said()).toEqual([]);
  });

  test("that replaces takes it off, noted before or not", () => {
    const { known } = holders();
    known.see("36", "connection 36", A, true);
    expect(known.isHeld("36")).toBe(false);
    known.see("36", "connection 36", A, false);
    known.see("36", "connection 36", A, true);
    expect(known.isHeld("36")).toBe(false);
  });

  test("that sees a second holder names both and the way out, once", () => {
    const { known, said } = holders();
    for (const _diff of [1, 2]) {
      known.see("36", "connection 36 of customer 98178", A, false);
      known.see("36", "connection 36 of customer 98178", B, false);
    }
    expect(said()).toEqual([
      'warning: 2 resources ("a (holder aaaaaaaa)", "b (holder bbbbbbbb)"): connection 36 of customer 98178 is managed by ' +
        "each of them. Removing one leaves it as it is. Keep one of these resources: take the others out of the program, or " +
        "out of the state alone with `pulumi state delete <URN>`",
    ]);
  });

  test("says nothing of a second one that is to be replaced, nor of two objects", () => {
    const { known, said } = holders();
    known.see("36", "connection 36", A, false);
    known.see("36", "connection 36", B, true);
    known.see("37", "connection 37", B, false);
    expect(said()).toEqual([]);
  });
});
