import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import type { CommandLine } from "../../provider/cli/commandLine";
import { probe } from "../../provider/cli/doctor/probe/probeCommand";
import { run } from "../../provider/cli/run";
import { keep } from "../api/support/harness";
import { runCommand } from "./support/commandLine";
import { leftBehind, prepare, PROBE } from "./support/probing";

const REPOSITORY = resolve(__dirname, "../..");

let emulator: Emulator;
beforeEach(async () => {
  emulator = keep(await startEmulator());
});

const writes = () => emulator.requests.filter(({ method }) => method !== "GET");

/** Of a command that runs in this process, against the emulator. */
const commandLine = (writeError: (text: string) => void): CommandLine => ({
  environment: { WORKATO_API_TOKEN: emulator.token, WORKATO_HOST: emulator.url },
  writeOut: () => undefined,
  writeError,
});

/** The command as a process of its own, without a terminal. */
function start(args: readonly string[]): { child: ChildProcess; errors: () => string } {
  const main = ["--import", "tsx", resolve(REPOSITORY, "provider/cli/main.ts")];
  const env = { PATH: process.env.PATH, WORKATO_API_TOKEN: emulator.token, WORKATO_HOST: emulator.url };
  const child = spawn(process.execPath, [...main, ...args], {
    cwd: REPOSITORY,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (text: Buffer) => (errors += text.toString()));
  child.stdout.resume();
  return { child, errors: () => errors };
}

describe("before anything is made", () => {
  /** Somebody sits at a terminal, and types this when asked. */
  const probeWhere = async (typed: readonly string[], others: Partial<CommandLine> = {}) => {
    const inTerminal = Readable.from(typed);
    let asked = "";
    const line = { ...commandLine((text) => (asked += text)), inTerminal, errorTerminal: { columns: 80 }, ...others };
    return { exitCode: await run(["doctor", "--probe", "98178"], line), asked };
  };

  test.each([[["n\n"]], [["\n"]], [["yesterday\n"]], [[]]])(
    "a person is asked, who sees how many connections the customer has; %j is no",
    async (typed) => {
      prepare(emulator);
      const { exitCode, asked } = await probeWhere(typed);
      expect([exitCode, writes()]).toEqual([1, []]);
      expect(asked).toMatch(/^Customer 98178 has 2 connections\. .*\[y\/N\] /);
      expect(asked).toContain(typed.length === 0 ? "[y/N] \nerror: " : "[y/N] error: ");
      expect(asked).toContain("error: nothing was made and nothing was removed.");
    },
  );

  test.each(["y", "Yes"])("a person who says %s has the probe", async (typed) => {
    expect((await probeWhere([`${typed}\n`])).exitCode).toBe(0);
    expect(writes().length).toBeGreaterThan(10);
    expect(leftBehind(emulator)).toEqual([]);
  });

  test("where nobody sees the question it is refused, though somebody could answer", async () => {
    const { exitCode, asked } = await probeWhere(["y\n"], { errorTerminal: undefined });
    expect([exitCode, writes()]).toEqual([2, []]);
    expect(asked).toContain("there is no terminal to ask on");
  });

  test("without a terminal and without --yes it is refused, and nothing is sent", async () => {
    const { child, errors } = start(["doctor", "--probe", "98178"]);
    expect(await once(child, "close")).toEqual([2, null]);
    expect(errors()).toContain("there is no terminal to ask on. --yes says yes.");
    expect(emulator.requests).toEqual([]);
  });

  test.each([
    ["..", 2, "cannot be a part of a path"],
    ["4711", 1, "the connections of customer 4711 cannot be listed: 404"],
  ])("the customer %s is refused", async (managedUserId, code, message) => {
    const { exitCode, errors } = await runCommand(["doctor", "--probe", managedUserId, "--yes"], emulator);
    expect(exitCode).toBe(code);
    expect(errors).toContain(message);
    expect(writes()).toEqual([]);
  });

  test.each([
    [{ forbidden: { connections: 403 } }, "may not create connections: 403"],
    [{ forbidden: { list: 401 } }, "may not list connections: 401"],
    [{ forbiddenTokens: ["test-token"] }, "may not list connections: 403"],
    [{ foreignTokens: ["test-token"] }, "cannot be listed: 404"],
  ] as const)("a role with %j is told at once", async (behaviour, message) => {
    Object.assign(emulator.behaviour, behaviour);
    const { exitCode, errors, out } = await runCommand(PROBE, emulator);
    expect([exitCode, out]).toEqual([1, ""]);
    expect(errors).toContain(message);
    expect(errors).not.toContain("test-token");
    expect(writes().length).toBeLessThan(3);
  });
});

describe("whatever happens", () => {
  test("a probe that is cut off at any of its writes leaves what the next one removes", async () => {
    prepare(emulator);
    await runCommand(PROBE, emulator);
    const positions = emulator.requests.flatMap(({ method }, position) => (method === "GET" ? [] : [position]));
    expect(positions.length).toBeGreaterThan(30);
    let mostLeft = 0;
    // The very last one takes away an assignment that is not there any more.
    for (const position of positions.slice(0, -1)) {
      emulator.reset();
      prepare(emulator);
      // The write is done, the answer does not say so, and from then on nothing can be done.
      const faults = [
        emulator.failNext({ skip: position, status: 401, execute: true }),
        emulator.failNext({ skip: position, status: 401, times: Infinity }),
      ];
      const cutOff = await runCommand(PROBE, emulator);
      for (const fault of faults) fault.cancel();
      mostLeft = Math.max(mostLeft, leftBehind(emulator).length);
      const next = await runCommand(PROBE, emulator);
      expect([position, cutOff.exitCode, next.exitCode, leftBehind(emulator)]).toEqual([position, 1, 0, []]);
    }
    expect(mostLeft).toBeGreaterThan(4);
  });

  test("a killed one leaves what the next one removes, and tells", async () => {
    const hold = emulator.hold({ method: "PUT" });
    const { child } = start(PROBE);
    await hold.waitForArrival();
    child.kill("SIGKILL");
    await once(child, "close");
    hold.release();
    expect(leftBehind(emulator).length).toBeGreaterThan(0);
    const { exitCode, errors } = await runCommand(PROBE, emulator);
    expect([exitCode, errors]).toEqual([
      0,
      expect.stringMatching(/^Removed \d connections? that an earlier probe has left\.\n$/) as string,
    ]);
    expect(leftBehind(emulator)).toEqual([]);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("%s ends it after it has cleaned up", async (signal) => {
    prepare(emulator);
    const hold = emulator.hold({ method: "PUT" });
    const { child, errors } = start(PROBE);
    await hold.waitForArrival();
    child.kill(signal);
    while (!errors().includes("Interrupted: removing what was made.")) await once(child.stderr!, "data");
    hold.release();
    expect(await once(child, "close")).toEqual([1, null]);
    expect(errors()).toContain("error: the probe was interrupted.");
    expect(leftBehind(emulator)).toEqual([]);
    // It asked nothing more: the prepared connections are still there.
    expect(emulator.connections(98178)).toHaveLength(2);
  });

  test("a connection that cannot be removed is named, and the answers are still told", async () => {
    const useIt = (): void => {
      for (const { id } of emulator.connections(98178)) emulator.useInRecipe(id);
    };
    const hold = emulator.hold({ method: "PUT" });
    const ended = runCommand(PROBE, emulator);
    await hold.waitForArrival();
    useIt();
    hold.release();
    const { exitCode, errors, out } = await ended;
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/may be left in customer 98178: connection \d+ cannot be deleted: 200 .*"rejected"/);
    expect(errors).toContain("Run the probe again: it removes them first.");
    expect(JSON.parse(out)).toHaveProperty("answers");
  });

  test("an API that fails for a while is tried again", async () => {
    emulator.failNext({ method: "PUT", status: 503 });
    emulator.failNext({ method: "POST", path: "/connections", cut: "after" });
    const { exitCode, out } = await runCommand(PROBE, emulator);
    expect(exitCode).toBe(0);
    expect(out).not.toContain('"no answer');
    expect(leftBehind(emulator)).toEqual([]);
  });

  test("what no list shows yet is removed by the id that its create has answered", async () => {
    const childMade = emulator.waitForRequest({ method: "POST", path: "/connections" }, 2, { finished: true });
    emulator.failNext({ method: "POST", path: "/connections", skip: 3, status: 401 });
    const ended = runCommand(PROBE, emulator);
    await childMade;
    emulator.behaviour.listLag = 1000;
    const { exitCode, errors } = await ended;
    expect([exitCode, errors]).toEqual([1, expect.stringContaining("may not create connections: 401") as string]);
    expect(leftBehind(emulator)).toEqual([]);
  });

  test("a create that may have been done is no answer, and is removed", async () => {
    emulator.failNext({ method: "POST", path: "/connections", skip: 2, cut: "after" });
    const { exitCode, out } = await runCommand(PROBE, emulator);
    expect(exitCode).toBe(0);
    expect(out.match(/"no answer: .*"/g)).toHaveLength(1);
    expect(leftBehind(emulator)).toEqual([]);
  });

  test("a create that comes after its answer was lost is waited for, and removed", async () => {
    const late = emulator.failNext({ method: "POST", path: "/connections", status: 504, executeAfterMs: Infinity });
    const lines: string[] = [];
    const sink = commandLine((text) => {
      lines.push(text);
      late.executeLate();
    });
    expect(await probe("98178", { yes: true }, sink, { settleTimeoutSeconds: 0.1 })).toBe(0);
    expect(lines).toEqual([expect.stringContaining("A create was not answered and may come late") as string]);
    expect([late.hits, late.late, leftBehind(emulator)]).toEqual([1, 0, []]);
  });
});
