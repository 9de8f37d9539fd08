import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { readFolder, temporaryFolder } from "./support/commandLine";

const REPOSITORY = resolve(__dirname, "../..");
const MAIN = ["--import", "tsx", resolve(REPOSITORY, "provider/cli/main.ts")];

test("as a program: results on stdout, progress on stderr, its exit code, and it ends", async () => {
  const emulator = await startEmulator();
  emulator.addConnection(98178, { id: 36, name: "Jira", provider: "jira" });
  const out = temporaryFolder();
  const env = { PATH: process.env.PATH, WORKATO_API_TOKEN: emulator.token, WORKATO_HOST: emulator.url };
  const run = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
      const child = execFile(
        process.execPath,
        [...MAIN, ...args],
        { cwd: REPOSITORY, env },
        (_error, stdout, stderr) => {
          done({ code: child.exitCode ?? -1, stdout, stderr });
        },
      );
    });
  const imported = await run("import", "98178", "--out", out, "--json");
  expect(imported.code).toBe(0);
  expect(JSON.parse(imported.stdout)).toMatchObject({ connections: 1, files: expect.any(Array) as unknown[] });
  expect(imported.stderr).toBe("1 of 1 customer\n");
  expect(readFolder(out)["index.ts"]).toContain('adoptConnectionId: "36"');

  expect((await run("import", "4711", "--out", out)).code).toBe(1);
  expect((await run("import")).code).toBe(2);
  await emulator.close();
});

/** Runs a line of the shell, in which $CLI is the command line; answers its exit code, and what is written past it. */
const shell = async (line: string, emulator: Emulator): Promise<{ code: number | null; written: string }> => {
  const env = {
    PATH: process.env.PATH,
    WORKATO_API_TOKEN: emulator.token,
    WORKATO_HOST: emulator.url,
    CLI: `${process.execPath} ${MAIN.join(" ")}`,
  };
  const child = spawn("bash", ["--noprofile", "--norc", "-c", `set -o pipefail; ${line}`], { cwd: REPOSITORY, env });
  let written = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (written += text.toString()));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, written };
};

describe("output that nobody takes", () => {
  let emulator: Emulator;
  let out: string;
  beforeAll(async () => {
    emulator = await startEmulator();
    out = temporaryFolder();
    emulator.addConnection(98178, { id: 36, name: "Jira", provider: "jira" });
  });
  afterAll(() => emulator.close());
  const imported = (name: string) => readFolder(join(out, name))["index.ts"];

  test("a reader who stops early, as `head` does, is no failure: the work is done", async () => {
    const { code, written } = await shell(`$CLI import 98178 --out ${out}/a --json 2>&1 | head -c 0`, emulator);
    expect([code, written]).toEqual([0, ""]);
    expect(imported("a")).toContain('adoptConnectionId: "36"');
    expect((await shell("$CLI connectors --json 2>&1 | head -c 10", emulator)).code).toBe(0);
  });

  const withFull = existsSync("/dev/full") ? test : test.skip;
  withFull("a disk that is full is an error without a stack, and the work is done", async () => {
    const { code, written } = await shell(`$CLI import 98178 --out ${out}/b > /dev/full`, emulator);
    expect(code).toBe(1);
    expect(written).toMatch(
      /^1 of 1 customer\nerror: the output cannot be written: ENOSPC: no space left on device, write\n$/,
    );
    expect(imported("b")).toContain('adoptConnectionId: "36"');
  });

  withFull("where nothing can be told, the exit code tells", async () => {
    const { code, written } = await shell(`$CLI import 98178 --out ${out}/c > /dev/full 2>&1`, emulator);
    expect([code, written]).toEqual([1, ""]);
    expect(imported("c")).toContain('adoptConnectionId: "36"');
  });
});
