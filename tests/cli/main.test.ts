import { execFile, spawn } from "node:child_process";
import { resolve } from "node:path";
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

test("a reader who stops early, as `head` does, is no failure", async () => {
  const child = spawn(process.execPath, [...MAIN, "connectors", "--json"], { cwd: REPOSITORY });
  let errors = "";
  child.stderr.on("data", (text: Buffer) => (errors += text.toString()));
  child.stdout.destroy();
  const code = await new Promise((done) => child.once("close", done));
  expect([code, errors]).toEqual([0, ""]);
});
