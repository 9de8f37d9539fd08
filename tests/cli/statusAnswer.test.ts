import type { Connection } from "../../provider/api";
import { ageText } from "../../provider/cli/status/age";
import { answerOf } from "../../provider/cli/status/page/answer";
import { statusTable, summaryLine } from "../../provider/cli/status/statusTable";
import { connection } from "./support/connections";
import { reportOf } from "./support/reportOf";

const working = (id: string) => connection(id, { authorizedAt: "2026-01-01T00:00:00Z" });
const lost = (id: string, connectionLostAt: string | null = "2026-11-29T00:00:00Z") =>
  connection(id, { authorizationStatus: "failed", authorizedAt: "2026-01-01T00:00:00Z", connectionLostAt });
const refused = (id: string) => connection(id, { authorizationStatus: "failed", createdAt: "2026-11-30T23:00:00Z" });
const waiting = (id: string) => connection(id, { authorizationStatus: null });

const times = <Item>(count: number, make: (id: string) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(String(index + 100)));

describe("how long ago something was", () => {
  test.each([
    ["2026-12-01T00:00:00Z", "1 minute"],
    ["2026-12-01T00:05:00Z", "1 minute"],
    ["2026-11-30T23:01:00Z", "59 minutes"],
    ["2026-11-30T23:00:00Z", "1 hour"],
    ["2026-11-29T00:00:01Z", "47 hours"],
    ["2026-11-29T00:00:00Z", "2 days"],
    ["2026-10-03T00:00:00Z", "59 days"],
    ["2026-10-01T00:00:00Z", "2 months"],
    ["2025-01-01T00:00:00Z", "22 months"],
    ["2023-01-01T00:00:00Z", "3 years"],
    ["1990-01-01T00:00:00+02:00", "36 years"],
    ["yesterday", undefined],
    [null, undefined],
  ])("%s: %s", (since, expected) => {
    expect(ageText(since, new Date("2026-12-01T00:00:00Z"))).toBe(expected);
  });
});

describe("the answer of the page", () => {
  const answerTo = (connections: Connection[], failed: string[] = []) =>
    answerOf(
      reportOf(
        ["1", ...failed],
        [{ managedUserId: "1", connections }, ...failed.map((managedUserId) => ({ managedUserId, failure: "404" }))],
      ),
    );

  test.each<[string, Connection[], string[], object]>([
    [
      "what needs attention, and the longest",
      [lost("1"), lost("2", "2026-11-01T00:00:00Z"), refused("3"), waiting("4"), ...times(38, working)],
      [],
      {
        tone: "bad",
        headline: "3 of 42 connections need attention",
        details: "2 lost, the longest for 30 days; 1 refused for 1 hour.",
      },
    ],
    ["one", [lost("1", null)], [], { tone: "bad", headline: "1 of 1 connection needs attention", details: "1 lost." }],
    ["all work", times(42, working), [], { tone: "good", headline: "All 42 connections work", details: "" }],
    ["one works", [working("1")], [], { tone: "good", headline: "The one connection works", details: "" }],
    [
      "some wait",
      [working("1"), waiting("2")],
      [],
      { tone: "good", headline: "No connection needs attention", details: "" },
    ],
    ["none", [], [], { tone: "good", headline: "There are no connections", details: "" }],
    [
      "none, and a customer that could not be read",
      [],
      ["2"],
      { tone: "unsure", headline: "No connection could be read", details: "1 customer could not be read." },
    ],
    [
      "all that could be read",
      [working("1"), working("2")],
      ["2", "3"],
      {
        tone: "unsure",
        headline: "All 2 connections that could be read work",
        details: "2 customers could not be read.",
      },
    ],
  ])("%s", (_, connections, failed, expected) => {
    expect(answerTo(connections, failed)).toEqual(expected);
  });
});

describe("a table that is longer than a screen", () => {
  const textOf = (connections: Connection[]) =>
    statusTable(reportOf(["1"], [{ managedUserId: "1", connections }]), {
      names: new Map(),
      colours: false,
      terminal: undefined,
    });

  test("says the five worst again at its end, above the summary", () => {
    const parts = textOf([...times(30, working), ...[1, 2, 3, 4, 5, 6].map((id) => lost(String(id)))]).split("\n\n");
    expect(parts).toHaveLength(4);
    expect(parts[1]).toBe("The worst of 6 that need attention:");
    const [headings, ...rows] = (parts[2] ?? "").split("\n");
    expect(headings).toMatch(/^CUSTOMER +CONNECTION /);
    expect(rows.map((row) => /\[(\d+)\].* lost /.exec(row)?.[1])).toEqual(["1", "2", "3", "4", "5"]);
    expect(parts[3]).toMatch(/^6 lost, .*\.\n$/);
  });

  test("names all of them where they are few, and nothing where nothing needs attention", () => {
    expect(textOf([...times(30, working), lost("1")]).split("\n\n")[1]).toBe("Needs attention:");
    expect(textOf([...times(30, working), waiting("1")]).split("\n\n")).toHaveLength(2);
  });

  test("a shorter one says nothing twice", () => {
    expect(textOf([...times(19, working), lost("1")]).split("\n\n")).toHaveLength(2);
  });
});

test("with environments, the summary counts workspaces", () => {
  const readings = ["1", "2"].map((managedUserId) => ({ managedUserId, connections: [] }));
  const counted = (environments: Record<string, "dev" | "prod" | "original">) =>
    summaryLine(reportOf(["1", "2"], readings, undefined, { environments })).split(": ")[1];
  expect(counted({ "1": "dev", "2": "prod" })).toBe("0 connections of 2 workspaces.");
  expect(counted({ "1": "original", "2": "original" })).toBe("0 connections of 2 customers.");
});
