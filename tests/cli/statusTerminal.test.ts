import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import type { CommandLine } from "../../provider/cli/commandLine";
import { run } from "../../provider/cli/run";
import { ProgressLine } from "../../provider/cli/customers/progressLine";
import { progressText } from "../../provider/cli/customers/readingProgress";
import { runCommand } from "./support/commandLine";

const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");
const ERASED = "\r\u001b[K";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    seed: {
      customers: [
        {
          id: 98178,
          connections: [
            { id: 36, name: "Jira", provider: "jira" },
            { id: 37, name: "CRM", provider: "salesforce", authorizationStatus: "failed", authorizedAt: "2026-01-01" },
          ],
        },
        { id: 98179, connections: [{ id: 60, name: "Shell", provider: "hubspot", shell: true }] },
      ],
    },
  });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
});

/** Runs the command as if both of its streams were terminals of that width. */
async function runOnTerminal(argv: readonly string[], columns: number, environment: Record<string, string> = {}) {
  let [out, errors] = ["", ""];
  const commandLine: CommandLine = {
    environment: { WORKATO_API_TOKEN: emulator.token, WORKATO_HOST: emulator.url, ...environment },
    writeOut: (text) => (out += text),
    writeError: (text) => (errors += text),
    outTerminal: { columns },
    errorTerminal: { columns },
  };
  return { exitCode: await run(argv, commandLine), out, errors };
}

describe("reasons", () => {
  /** Of the table; the line below it that sums it up may be longer. */
  const longest = (out: string) => {
    const [lines = ""] = out.split("\n\n", 1);
    return Math.max(...lines.split("\n").map((line) => line.length));
  };

  test("stand in the line where it fits the terminal, else below it, as much as fits", async () => {
    const reason = "The refresh token has expired. ".repeat(5).trim();
    emulator.edit(37, { authorizationError: reason });
    const inLine = new RegExp(`^98178 +CRM \\[37\\] .* ${reason}\n98178 +Jira`, "m");
    expect((await runCommand(["status", "98178"], emulator)).out).toMatch(inLine);
    expect((await runOnTerminal(["status", "98178"], 250, { NO_COLOR: "1" })).out).toMatch(inLine);
    const { out } = await runOnTerminal(["status", "98178"], 90, { NO_COLOR: "1" });
    expect(out).toMatch(/ SINCE \(UTC\)\n98178 +CRM \[37\] .*:\d\d\n {4}The refresh token .*…\n98178 +Jira \[36\] /);
    expect(longest(out)).toBeLessThanOrEqual(90);
  });

  test("are below short names on a narrow terminal, whole names beside them in a pipe", async () => {
    const name = "Connection of the northern branch";
    emulator.edit(37, { name, authorizationError: "The refresh token has expired" });
    expect((await runCommand(["status", "98178"], emulator)).out).toContain(`${name} [37]`);
    const { out } = await runOnTerminal(["status", "98178"], 80, { NO_COLOR: "1" });
    expect(out).toMatch(/Connection of the north… \[37\].*\n {4}The refresh token has expired\n/);
    expect(longest(out)).toBeLessThanOrEqual(80);
  });
});

describe("colours", () => {
  test.each([
    [{}, true],
    [{ NO_COLOR: "" }, true],
    [{ NO_COLOR: "1" }, false],
    [{ TERM: "dumb" }, false],
  ])("on a terminal with %j: %j", async (environment, isColoured) => {
    const { out } = await runOnTerminal(["status", "98178"], 200, environment);
    expect(/\[31mlost +.\[0m {2}/.test(out)).toBe(isColoured);
    expect(out.includes("\u001b")).toBe(isColoured);
  });

  test("leave the columns where they are", async () => {
    const coloured = await runOnTerminal(["status", "98178", "98179"], 200);
    const plain = await runOnTerminal(["status", "98178", "98179"], 200, { NO_COLOR: "1" });
    expect(coloured.out.replaceAll(COLOUR, "")).toBe(plain.out);
  });

  test("are never in JSON", async () => {
    const { out } = await runOnTerminal(["status", "98178", "--json"], 80);
    expect(JSON.parse(out)).toMatchObject({ summary: { lost: 1 } });
  });
});

describe("progress", () => {
  test("is one line that is written over and taken away, above it what else is said", async () => {
    emulator.failNext({ status: 404, body: { message: "Not found" }, path: "/api/managed_users/98179/connections" });
    const { errors } = await runOnTerminal(["status", "98178", "98179"], 60);
    const [shown, ...others] = errors.split("error: ");
    expect(shown?.split(ERASED)).toEqual([
      "",
      "0 of 2 customers",
      expect.stringMatching(/^1 of 2 customers, about \d+ s left$/),
      "2 of 2 customers",
      "",
    ]);
    expect(others[0]).toMatch(/^customer 98179/);
  });

  test("is nothing at all in a pipe", async () => {
    expect((await runCommand(["status", "98178"], emulator)).errors).toBe("");
  });

  test("leaves a line that something else says above itself", () => {
    const { progress, written } = progressOn({ columns: 20 });
    progress.writeLine("first");
    progress.show("1 of 2 customers");
    progress.writeLine("waiting for the quota");
    progress.end();
    progress.writeLine("last");
    progress.end();
    expect(written()).toBe(
      `first\n${ERASED}1 of 2 customers${ERASED}waiting for the quota\n1 of 2 customers${ERASED}last\n`,
    );
  });

  test("never reaches the edge, where it could not be written over", () => {
    const { progress, written } = progressOn({ columns: 12 });
    progress.show("1 of 2 customers");
    expect(written()).toBe(`${ERASED}1 of 2 cus…`);
  });

  test.each([
    [{ read: 0, total: 300, elapsedSeconds: 0 }, "0 of 300 customers"],
    [{ read: 30, total: 300, elapsedSeconds: 3 }, "30 of 300 customers, about 27 s left"],
    [{ read: 30, total: 300, elapsedSeconds: 30 }, "30 of 300 customers, about 5 min left"],
    [{ read: 300, total: 300, elapsedSeconds: 30 }, "300 of 300 customers"],
    // At this speed 4 s would be left, but the last request cannot start before the third minute.
    [{ read: 1000, total: 3000, elapsedSeconds: 2 }, "1,000 of 3,000 customers, about 2 min left"],
    [{ read: 2990, total: 3000, elapsedSeconds: 121 }, "2,990 of 3,000 customers, about 1 s left"],
    [{ read: 1, total: 1, elapsedSeconds: 1 }, "1 of 1 customer"],
  ])("of %j is %j", (progress, text) => {
    expect(progressText(progress, { listRequestsPerMinute: 1000, quotaWindowSeconds: 60 })).toBe(text);
  });
});

function progressOn(errorTerminal: { columns: number }) {
  let errors = "";
  const writeError = (text: string) => (errors += text);
  const progress = new ProgressLine({ environment: {}, writeOut: () => undefined, writeError, errorTerminal });
  return { progress, written: () => errors };
}
