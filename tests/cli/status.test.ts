import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { runCommand, temporaryFolder } from "./support/commandLine";

const LOST = { authorizationStatus: "failed", authorizedAt: "2026-01-01T00:00:00Z" } as const;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    seed: {
      customers: [
        {
          id: 98178,
          externalId: "A2300",
          name: "Acme",
          connections: [
            { id: 36, name: "Jira", provider: "jira", authorizedAt: "2026-02-02T12:30:45.678Z" },
            {
              id: 37,
              name: "営業 CRM",
              provider: "salesforce",
              ...LOST,
              connectionLostAt: "2026-03-03T03:04:05Z",
              connectionLostReason: "authentication_failure",
            },
            { id: 38, name: "Of a user", provider: "jira", runtime: true },
          ],
        },
        { id: 98179, name: "Borg", connections: [{ id: 60, name: "Shell", provider: "hubspot", shell: true }] },
        { id: 98180, name: "Empty" },
      ],
    },
  });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
});

interface PrintedReport {
  readonly summary: Record<string, number>;
  readonly customers: { managedUserId: string; error?: string; connections: { connectionId: string }[] }[];
}
const parsed = (text: string) => JSON.parse(text) as PrintedReport;

describe("the table", () => {
  test("has a line a connection, the worst first, and nothing is sent but a list a customer", async () => {
    const { exitCode, out, errors } = await runCommand(["status", "98178", "98179"], emulator);
    expect([exitCode, errors]).toEqual([0, ""]);
    const lines = out.split("\n").map((line) => line.split(/ {2,}/));
    expect(lines.slice(0, 4)).toEqual([
      ["CUSTOMER", "CONNECTION", "CONNECTOR", "STATE", "SINCE (UTC)", "REASON"],
      ["98178", "営業 CRM [37]", "salesforce", "lost", "2026-03-03 03:04", "authentication_failure"],
      ["98179", "Shell [60]", "hubspot", "waiting for a person", expect.stringMatching(/^\d{4}-.*:\d\d$/)],
      ["98178", "Jira [36]", "jira", "working", "2026-02-02 12:30"],
    ]);
    expect(out).toContain(
      "\n\n1 lost, 0 refused, 1 waiting for a person, 0 disconnected, 1 working: 3 connections of 2 customers.\n",
    );
    expect(emulator.requests.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      "GET /api/managed_users/98178/connections",
      "GET /api/managed_users/98179/connections",
    ]);
  });

  test("of every customer says what they are called", async () => {
    const { exitCode, out } = await runCommand(["status", "--all"], emulator);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^98178 Acme +Jira \[36\]/m);
    expect(out).toContain("3 connections of 3 customers.");
  });

  test("of every production workspace: by its own number, and who has none is counted", async () => {
    emulator.addCustomer({ id: 500, name: "Cumulus", environments: { prod: { id: 502 } } });
    emulator.addConnection(502, { id: 91, name: "Jira", provider: "jira" });
    const { exitCode, out, errors } = await runCommand(["status", "--all", "--environment", "prod"], emulator);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^502 Cumulus \(prod\) +Jira \[91\]/m);
    expect(errors).toMatch(/^\d customers without a prod environment left out\.$/m);
  });

  test("has no lines without connections", async () => {
    const { out } = await runCommand(["status", "98180"], emulator);
    expect(out).toBe(
      "0 lost, 0 refused, 0 waiting for a person, 0 disconnected, 0 working: 0 connections of 1 customer.\n",
    );
  });

  test("has runtime user connections where they are asked for", async () => {
    const { out } = await runCommand(["status", "98178", "--runtime-connections"], emulator);
    expect(out).toContain("Of a user [38]");
  });

  test("shows a hostile name as text of one cell that stays short", async () => {
    emulator.edit(36, { name: `\u001b[31m\u202eevil\n${"x".repeat(300)}` });
    const { out } = await runCommand(["status", "98178"], emulator);
    expect(out).toContain("98178     \\u001b[31m\\u202eevil\\nxxx");
    expect(out).toContain("x… [36]");
    expect(["\u001b", "\u202e"].filter((character) => out.includes(character))).toEqual([]);
    expect(out.split("\n").every((line) => line.length < 150)).toBe(true);
  });
});

describe("--json", () => {
  test("is exactly this, names and reasons as the server says them", async () => {
    const { exitCode, out } = await runCommand(["status", "98178", "4711", "--json"], emulator);
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toEqual({
      origin: emulator.url,
      at: expect.stringMatching(/^20\d\d-\d\d-\d\dT/) as string,
      summary: { working: 1, lost: 1, refused: 0, waiting: 0, disconnected: 0 },
      customers: [
        {
          managedUserId: "98178",
          connections: [
            {
              connectionId: "36",
              name: "Jira",
              provider: "jira",
              group: "working",
              status: "success",
              since: "2026-02-02T12:30:45.678Z",
              reason: null,
            },
            {
              connectionId: "37",
              name: "営業 CRM",
              provider: "salesforce",
              group: "lost",
              status: "failed",
              since: "2026-03-03T03:04:05.000Z",
              reason: "authentication_failure",
            },
          ],
        },
        { managedUserId: "4711", error: expect.stringContaining("404 Not found") as string, connections: [] },
      ],
    });
  });
});

describe("a customer that cannot be read", () => {
  test("is named at the end, and the others are shown", async () => {
    const { exitCode, out, errors } = await runCommand(["status", "4711", "98179"], emulator);
    expect(exitCode).toBe(1);
    expect(out).toContain("Shell [60]");
    expect(out).toContain("1 connection of 1 customer.");
    expect(errors).toMatch(/^error: customer 4711: Workato: GET .*404/);
    expect(errors).toMatch(/error: 1 customer of 2 could not be read\.\n$/);
  });

  test("given by two ids is not counted twice", async () => {
    const { exitCode, out, errors } = await runCommand(["status", "98178", "EA2300", "--json"], emulator);
    expect(exitCode).toBe(1);
    expect(errors).toContain("they are one customer");
    expect(parsed(out).summary).toMatchObject({ working: 1, lost: 1 });
  });

  test("because of the token ends the others, and each of them is in the JSON", async () => {
    emulator.failNext({ status: 401, body: { message: "no access for wrong-token-123" }, times: 99 });
    const customers = Array.from({ length: 30 }, (_, index) => String(index + 1));
    const environment = { WORKATO_API_TOKEN: "wrong-token-123" };
    const { exitCode, out, errors } = await runCommand(["status", ...customers, "--json"], emulator, environment);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/could not be read \(\d+ more not tried\)/);
    expect(parsed(out).customers.map(({ managedUserId }) => managedUserId)).toEqual(customers);
    expect(parsed(out).customers.every(({ error }) => /401|not tried/.test(error ?? ""))).toBe(true);
    expect(out + errors).not.toContain("wrong-token-123");
    expect(emulator.requests.length).toBeLessThan(30);
  });

  test("because the list of customers is refused is an error", async () => {
    emulator.failNext({ status: 403, body: { message: "Forbidden" } });
    const { exitCode, out, errors } = await runCommand(["status", "--all", "--json"], emulator);
    expect([exitCode, out]).toEqual([1, ""]);
    expect(errors).toContain("GET /api/managed_users");
  });
});

describe("--fail-on", () => {
  test.each([
    ["lost", "98178", 3, "error: 1 connection lost: 営業 CRM [37] of customer 98178 (--fail-on lost)\n"],
    ["lost", "98179", 0, ""],
    ["unauthorized", "98179", 3, "error: 1 connection unauthorized: Shell [60] of customer 98179"],
    ["unauthorized", "98180", 0, ""],
    ["never", "98178", 0, ""],
  ])("%s, customer %s: %i", async (failOn, customer, expected, message) => {
    const { exitCode, out, errors } = await runCommand(["status", customer, "--fail-on", failOn], emulator);
    expect(exitCode).toBe(expected);
    expect(out).toContain("of 1 customer.\n");
    if (message === "") expect(errors).toBe("");
    else expect(errors).toContain(message);
  });

  test("goes before a customer that could not be read", async () => {
    const { exitCode, errors } = await runCommand(["status", "98178", "4711", "--fail-on", "lost"], emulator);
    expect(exitCode).toBe(3);
    expect(errors).toContain("1 customer of 2 could not be read.");
  });

  test("names the first few", async () => {
    for (let id = 100; id < 108; id += 1)
      emulator.addConnection(98180, { id, name: `N${id}`, provider: "jira", ...LOST });
    const { errors } = await runCommand(["status", "98180", "--fail-on", "lost"], emulator);
    expect(errors).toMatch(/8 connections lost: (N\d+ \[\d+\] of customer 98180, ){5}3 more/);
  });
});

describe("--html", () => {
  test("writes a page instead of the table, in a folder that it makes, over an earlier one", async () => {
    const file = join(temporaryFolder(), "reports/status.html");
    mkdirSync(join(file, ".."));
    writeFileSync(file, "of yesterday");
    const { exitCode, out } = await runCommand(["status", "--all", "--html", file], emulator);
    expect(exitCode).toBe(0);
    expect(out).toBe(
      "1 lost, 0 refused, 1 waiting for a person, 0 disconnected, 1 working: 3 connections of 3 customers.\n" +
        `The page is in ${file}\n`,
    );
    expect(readFileSync(file, "utf8")).toMatch(/^<!doctype html>[\s\S]*98178 Acme[\s\S]*<\/html>\n$/);
  });

  test("goes together with --json", async () => {
    const file = join(temporaryFolder(), "new/status.html");
    const { out } = await runCommand(["status", "98178", "--html", file, "--json"], emulator);
    expect(parsed(out).summary).toMatchObject({ lost: 1 });
    expect(readFileSync(file, "utf8")).toContain("</html>");
  });

  test("to a place that cannot be is an error, before anything is sent where that is known", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    const below = await runCommand(["status", "98178", "--html", join(folder, "file/status.html")], emulator);
    expect([below.exitCode, emulator.requests.length]).toEqual([1, 0]);
    expect(below.errors).toContain("the page cannot be written to ");
    const over = await runCommand(["status", "98178", "--html", folder], emulator);
    expect(over.exitCode).toBe(1);
    expect(over.errors).toContain("the page cannot be written to ");
  });
});

describe("a wrong use: 2, nothing sent", () => {
  test.each([
    [["status"], "name the customers, or give --all"],
    [["status", "--all", "98178"], "name the customers, or give --all"],
    [["status", "--environment", "prod", "98178"], "--environment goes with --all: name an environment by its number."],
    [["status", " "], "cannot be a customer"],
    [["status", "98178", "--fail-on", "sometimes"], "Allowed choices are lost, unauthorized, never"],
  ])("%j", async (argv, message) => {
    const { exitCode, out, errors } = await runCommand(argv, emulator);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(errors).toContain(message);
    expect(emulator.requests).toEqual([]);
  });
});

test("--help says the states and the exit codes", async () => {
  const { exitCode, out } = await runCommand(["status", "--help"]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/waiting for a person {2}\S/);
  expect(out).toMatch(/\n {2}3 {2}--fail-on found such connections/);
});

describe("all environments", () => {
  beforeEach(() => {
    emulator.addCustomer({ id: 500, name: "Cumulus", environments: { test: { id: 501 }, prod: { id: 502 } } });
    emulator.addConnection(502, { id: 91, name: "Jira", provider: "jira", ...LOST });
  });

  test("--all reads each workspace of every customer, and the table says which it is", async () => {
    const { exitCode, out, errors } = await runCommand(["status", "--all"], emulator);
    expect([exitCode, errors]).toEqual([0, ""]);
    expect(out).toMatch(/^502 Cumulus \(prod\) +Jira \[91\]/m);
    expect(out).toMatch(/^98178 Acme +Jira/m);
    const asked = emulator.requests.map(({ pathname }) => pathname).filter((path) => path.includes("/50"));
    expect(asked).toEqual(
      expect.arrayContaining(["500", "501", "502"].map((id) => `/api/managed_users/${id}/connections`)),
    );
  });

  test("the JSON says it of each, with names, where and when", async () => {
    const { out } = await runCommand(["status", "--all", "--json"], emulator);
    const report = JSON.parse(out) as { origin: string; at: string; customers: unknown[] };
    expect(report).toMatchObject({ origin: emulator.url, at: expect.stringMatching(/^20\d\d-/) as unknown });
    expect(report.customers).toContainEqual(
      expect.objectContaining({ managedUserId: "502", name: "Cumulus", environment: "prod" }),
    );
    expect(report.customers).toContainEqual(
      expect.objectContaining({ managedUserId: "98178", name: "Acme", environment: "original" }),
    );
  });

  test("a list that does not say which environments there are: a line says what was read", async () => {
    const body = { result: [{ id: 98178, name: "Acme" }], count: 1, page: 1, per_page: 100 };
    emulator.failNext({ method: "GET", path: "/managed_users", status: 200, body });
    const { errors } = await runCommand(["status", "--all"], emulator);
    expect(errors).toBe(
      "Workato does not say which environments there are of 1 customer: only the original workspaces were read.\n",
    );
  });
});

describe("--only", () => {
  test("shows these states only, and counts all", async () => {
    const { out } = await runCommand(["status", "98178", "98179", "--only", "lost,refused"], emulator);
    expect(out).toContain("[37]");
    expect(out).not.toContain("[36]");
    expect(out).toContain("1 lost, 0 refused, 1 waiting for a person, 0 disconnected, 1 working: 3 connections");
    const { customers } = parsed((await runCommand(["status", "98178", "--only", "lost", "--json"], emulator)).out);
    expect(customers[0]?.connections.map(({ connectionId }) => connectionId)).toEqual(["37"]);
  });

  test("a state that is none is refused with those that there are", async () => {
    const { exitCode, errors } = await runCommand(["status", "98178", "--only", "broken"], emulator);
    expect(exitCode).toBe(2);
    expect(errors).toContain("The states are lost, refused, waiting, disconnected, working.");
  });
});
