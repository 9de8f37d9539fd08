import { Notices } from "../../provider/resources/shared/notices";

function open() {
  const lines: string[] = [];
  return { lines, notices: new Notices((line) => lines.push(line)) };
}

test("one resource is named before its cause", () => {
  const { lines, notices } = open();
  notices.add("input has api_token", "a");
  notices.flush();
  expect(lines).toEqual(['warning: "a": input has api_token']);
});

test.each([
  [2, '2 resources ("r1", "r2")'],
  [3, '3 resources ("r1", "r2", "r3")'],
  [4, '4 resources ("r1", "r2", "r3" and 1 more)'],
  [200, '200 resources ("r1", "r2", "r3" and 197 more)'],
])("%d resources with one cause are one line, with the first names", (count, who) => {
  const { lines, notices } = open();
  for (let number = 1; number <= count; number += 1) notices.add("why", `r${number}`);
  notices.flush();
  expect(lines).toEqual([`warning: ${who}: why`]);
});

test("each cause has a line of its own, in the order in which they came", () => {
  const { lines, notices } = open();
  notices.add("second", "b");
  notices.add("first", "a");
  notices.add("second", "a");
  notices.flush();
  expect(lines).toEqual(['warning: 2 resources ("b", "a"): second', 'warning: "a": first']);
});

test("nothing is said twice: only who is new is named later", () => {
  const { lines, notices } = open();
  for (const names of [["a", "a"], ["a"], ["a", "b"], ["b"], []]) {
    for (const name of names) notices.add("why", name);
    notices.flush();
  }
  expect(lines).toEqual(['warning: "a": why', 'warning: "b": why']);
});

test("the same resource may have another cause", () => {
  const { lines, notices } = open();
  for (const cause of ["one", "two"]) {
    notices.add(cause, "a");
    notices.flush();
  }
  expect(lines).toEqual(['warning: "a": one', 'warning: "a": two']);
});

test("news of connections count them, and list those of a customer together, in an order that does not depend on the engine", () => {
  const { lines, notices } = open();
  for (const [customer, name] of [
    ["1", "a"],
    ["2", "a"],
    ["1", "b"],
  ] as const) {
    notices.list({ news: "will take over {connections} and rename" }, name, customer);
  }
  notices.flush();
  notices.list({ news: "will take over {connections} and rename", remedy: "Do this." }, "a", "3");
  notices.flush();
  expect(lines).toEqual([
    "warning: will take over 3 connections and rename:\n  a of customer 1\n  b of customer 1\n  a of customer 2",
    "warning: will take over 1 connection and rename: a of customer 3\nDo this.",
  ]);
});

test("ten things stand a line each, and the rest is counted", () => {
  const { lines, notices } = open();
  for (let number = 1; number <= 40; number += 1) notices.list({ news: "{connections}" }, `c${number}`, "1");
  notices.flush();
  expect(lines[0]?.split("\n")).toHaveLength(12);
  expect(lines[0]).toMatch(/^warning: 40 connections:\n {2}c1 of customer 1\n[^]*\n {2}and 30 more$/);
});

describe("without a flush", () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test("it waits for more, and then says all of them", () => {
    const { lines, notices } = open();
    for (const name of ["a", "b", "c"]) {
      notices.add("why", name);
      expect(lines).toEqual([]);
      // Each starts the wait anew.
      expect(jest.getTimerCount()).toBe(1);
    }
    jest.runAllTimers();
    expect(lines).toEqual(['warning: 3 resources ("a", "b", "c"): why']);
  });

  test("after one, nothing is left to wait for", () => {
    const { lines, notices } = open();
    notices.add("why", "a");
    notices.flush();
    expect(jest.getTimerCount()).toBe(0);
    jest.runAllTimers();
    expect(lines).toHaveLength(1);
  });
});
