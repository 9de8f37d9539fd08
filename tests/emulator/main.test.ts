import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const MAIN = join(__dirname, "../../emulator/main.ts");
const CONNECTIONS = "/api/managed_users/98178/connections";
const JIRA = { name: "Jira", provider: "jira", input: { apitoken: "sesame" } };

let child: ChildProcessByStdio<null, Readable, Readable> | undefined;
const run = (...args: string[]): ChildProcessByStdio<null, Readable, Readable> => {
  const cwd = join(__dirname, "../..");
  child = spawn(process.execPath, ["--import", "tsx", MAIN, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  return child;
};
afterEach(() => child?.kill("SIGKILL"));

describe("npm run emulator", () => {
  it("--help says how it is used and starts nothing", async () => {
    const emulator = run("--help");
    const exited = once(emulator, "exit");
    let said = "";
    for await (const chunk of emulator.stdout) said += String(chunk);
    expect(await exited).toEqual([0, null]);
    expect(said).toMatch(/^usage: emulator .*\[--seed FILE\]/);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "prints url, token and requests, never a body, and ends on %s",
    async (signal) => {
      const emulator = run("--port", "0", "--token", "abc");
      const exited = once(emulator, "exit");
      const lines: string[] = [];
      for await (const line of createInterface({ input: emulator.stdout })) {
        lines.push(line);
        if (lines.length === 2) {
          const url = /^url {3}(http:\S+)$/.exec(lines[0] ?? "")?.[1] ?? "";
          const headers = { authorization: "Bearer abc" };
          const response = await fetch(url + CONNECTIONS, { method: "POST", headers, body: JSON.stringify(JIRA) });
          expect(response.status).toBe(200);
          emulator.kill(signal);
        }
      }
      expect(await exited).toEqual([0, null]);
      expect(lines.slice(1)).toEqual(["token abc", `POST ${CONNECTIONS} 200`]);
    },
  );

  it.each([
    [["--port", "x"], "--port is no number: x"],
    [["--seed", "none.json"], "none.json is no seed: "],
    [["--sed", "x"], "--sed"],
  ])("with %j says what is wrong and how it is used, and fails", async (args, message) => {
    const emulator = run(...args);
    const exited = once(emulator, "exit");
    let said = "";
    for await (const chunk of emulator.stderr) said += String(chunk);
    expect(await exited).toEqual([1, null]);
    expect(said).toContain(message);
    expect(said).toContain("usage: emulator [--port 4010]");
  });
});
