import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { startEmulator } from "../../emulator";
import { run } from "../../provider/cli/run";
import { runCommand, temporaryFolder } from "./support/commandLine";

const REPOSITORY = resolve(__dirname, "../..");
const MAIN = ["--import", "tsx", resolve(REPOSITORY, "provider/cli/main.ts")];
const CONNECTIONS = "/api/managed_users/98178/connections";
const JIRA = { name: "Jira", provider: "jira", input: { apitoken: "sesame" } };

let child: ChildProcessByStdio<null, Readable, Readable> | undefined;
afterEach(() => child?.kill("SIGKILL"));

/** Starts `emulator`, does something as soon as it is there, and answers its exit code and every line that it printed. */
async function serve(args: readonly string[], use: (url: string, end: (signal: NodeJS.Signals) => void) => unknown) {
  const emulator = spawn(process.execPath, [...MAIN, "emulator", "--port", "0", ...args], {
    cwd: REPOSITORY,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child = emulator;
  const exited = once(emulator, "exit");
  const lines: string[] = [];
  for await (const line of createInterface({ input: emulator.stdout })) {
    lines.push(line);
    if (line.endsWith("Requests:")) {
      const url = /at (http:\S+)$/.exec(lines[0] ?? "")?.[1] ?? "";
      await use(url, (signal) => emulator.kill(signal));
    }
  }
  const [exitCode] = (await exited) as [number | null];
  return { exitCode, lines };
}

/** The same in this process, where nobody is sent a signal: the command's own listener for one is called. */
async function serveHere(args: readonly string[], use: (url: string) => unknown): Promise<string> {
  let out = "";
  const writeOut = (text: string) => {
    out += text;
    if (!text.includes("Requests:")) return;
    const url = /at (http:\S+)$/m.exec(text)?.[1] ?? "";
    void Promise.resolve(use(url)).then(() => process.listeners("SIGINT").at(-1)?.("SIGINT"));
  };
  const argv = ["emulator", "--port", "0", ...args];
  expect(await run(argv, { environment: {}, writeOut, writeError: (text) => (out += text) })).toBe(0);
  return out;
}

describe("emulator", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("serves until %s, says what to set, and a line a request", async (signal) => {
    const { exitCode, lines } = await serve([], async (url, end) => {
      const headers = { authorization: "Bearer test-token" };
      await fetch(url + CONNECTIONS, { method: "POST", headers, body: JSON.stringify(JIRA) });
      end(signal);
    });
    expect(exitCode).toBe(0);
    const text = lines.join("\n");
    const url = /http:\S+/.exec(text)?.[0] ?? "";
    expect(text).toContain(`export WORKATO_HOST=${url}\n  export WORKATO_API_TOKEN=test-token\n`);
    expect(text).toContain(`pulumi config set workato:baseUrl ${url}`);
    expect(lines.at(-1)).toBe(`POST ${CONNECTIONS} 200`);
    expect(text).not.toContain("sesame");
  });

  it("takes the token of --token and never shows it", async () => {
    const out = await serveHere(["--token", "open-sesame"], async (url) => {
      const statuses = await Promise.all(
        ["open-sesame", "test-token"].map(async (token) => {
          const answer = await fetch(url + CONNECTIONS, { headers: { authorization: `Bearer ${token}` } });
          return answer.status;
        }),
      );
      expect(statuses).toEqual([200, 401]);
    });
    expect(out).toContain("export WORKATO_API_TOKEN=...   # the one of --token");
    expect(out).not.toContain("open-sesame");
  });

  it("with --quota refuses what is too much for the API, and not without", async () => {
    const refusals = async (...args: string[]) => {
      let refused = 0;
      await serveHere(args, async (url) => {
        const headers = { authorization: "Bearer test-token" };
        const ask = () => fetch(`${url}/api/managed_users`, { headers });
        const answers = await Promise.all(Array.from({ length: 61 }, ask));
        refused = answers.filter(({ status }) => status === 429).length;
      });
      return refused;
    };
    expect(await refusals("--quota", "--minute-seconds", "3600")).toBe(1);
    expect(await refusals()).toBe(0);
  });

  it.each([
    [0, "none"],
    [2, "1, 2"],
    [6, "1, 2, 3, 4, 5, ..."],
  ])("begins with the %d customers of a seed, and names the first ones", async (count, named) => {
    const seed = resolve(temporaryFolder(), "seed.json");
    writeFileSync(
      seed,
      JSON.stringify({ customers: Array.from({ length: count }, (_, index) => ({ id: index + 1 })) }),
    );
    expect(await serveHere(["--seed", seed], () => undefined)).toContain(`\nCustomers: ${named}\n`);
  });

  it("--help says how it is used and starts nothing", async () => {
    const { exitCode, out } = await runCommand(["emulator", "--help"]);
    expect(exitCode).toBe(0);
    expect(out).toContain("--seed <file>");
  });

  it.each([
    [["--port", "x"], 2, "A port is a whole number up to 65535."],
    [["--port", "65536"], 2, "A port is a whole number up to 65535."],
    [["--minute-seconds", "0"], 2, "It is a number above 0."],
    [["--sed", "x"], 2, "unknown option '--sed'"],
    [["--seed", "none.json"], 1, "none.json is no seed: "],
  ])("with %j says what is wrong, and ends with %d", async (args, exitCode, message) => {
    const result = await runCommand(["emulator", ...args]);
    expect(result.exitCode).toBe(exitCode);
    expect(result.errors).toContain(message);
  });

  it("says that the port is taken, and what to do", async () => {
    const other = await startEmulator();
    const port = new URL(other.url).port;
    const { exitCode, errors } = await runCommand(["emulator", "--port", port]);
    await other.close();
    expect([exitCode, errors]).toEqual([
      1,
      `error: port ${port} is taken: choose another one with --port, or a free one with --port 0\n`,
    ]);
  });
});
