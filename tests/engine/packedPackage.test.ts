import { execFile, execFileSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import ts from "typescript";
import { startCommand } from "../../tools/pulumi/pulumiCommand";
import { testRun } from "./support/testRun";

const REPOSITORY = path.resolve(__dirname, "../..");
const NAME = "pulumi-workato-embedded";
const { installed, folder: runFolder } = testRun();

/** Runs a tool of our development dependencies; answers how it ended and what it printed. */
function tool(name: string, args: readonly string[]): Promise<{ failed: boolean; output: string }> {
  return new Promise((resolve) => {
    const file = path.join(REPOSITORY, "node_modules", ".bin", name);
    execFile(file, args, { cwd: runFolder }, (error, stdout, stderr) => {
      resolve({ failed: error !== null, output: stdout + stderr });
    });
  });
}

const lint = (place: string) => tool("publint", [place, "--pack", "false", "--strict"]);

describe("what npm packs", () => {
  const tarball = readdirSync(installed).find((file) => file.endsWith(".tgz")) ?? "";

  test("is as publint and the consumers of its types want it", async () => {
    const [linted, types] = await Promise.all([
      lint(path.join(installed, tarball)),
      tool("attw", [path.join(installed, tarball), "--no-color", "--format", "ascii"]),
    ]);
    expect(linted).toEqual({ failed: false, output: expect.stringContaining("All good!") as string });
    expect(types).toEqual({ failed: false, output: expect.stringContaining("No problems found") as string });
    for (const door of [NAME, `${NAME}/runtime`, `${NAME}/emulator`]) expect(types.output).toContain(`"${door}"`);
  });

  test("has what its documents link to, and the examples and the template as they are here", () => {
    const folder = path.join(installed, "node_modules", NAME);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    expect(files.filter((file) => /(^|\/)node_modules\//.test(file))).toEqual([]);
    const documents = files.filter((file) => file.endsWith(".md"));
    expect(documents).toEqual(expect.arrayContaining(["README.md", "SECURITY.md", "CHANGELOG.md", "docs/testing.md"]));
    const missing = documents.flatMap((document) => {
      const text = readFileSync(path.join(folder, document), "utf8");
      const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link = ""]) => link);
      const own = links.filter((link) => !/^[a-z]+:/.test(link));
      return own.filter((link) => !existsSync(path.join(folder, path.dirname(document), link)));
    });
    expect(missing).toEqual([]);
    const tracked = execFileSync("git", ["ls-files", "docs", "examples", "templates"], {
      cwd: REPOSITORY,
      encoding: "utf8",
    });
    // npm packs no file of this name.
    const expected = tracked
      .trim()
      .split("\n")
      .filter((file) => path.basename(file) !== ".gitignore");
    expect(expected.filter((file) => !files.includes(file))).toEqual([]);
  });

  test("would be found out by both if an export named a file that is not there", async () => {
    const broken = path.join(runFolder, "broken-package");
    cpSync(path.join(installed, "node_modules", NAME), broken, { recursive: true });
    const { scripts: _, ...manifest } = JSON.parse(readFileSync(path.join(broken, "package.json"), "utf8")) as {
      scripts: unknown;
      exports: Record<string, unknown>;
    };
    manifest.exports["./emulator"] = { types: "./lib/emulator.d.ts", default: "./lib/emulator.js" };
    writeFileSync(path.join(broken, "package.json"), JSON.stringify(manifest));
    const [linted, types] = await Promise.all([lint(broken), tool("attw", ["--pack", broken, "--no-color"])]);
    expect([linted.failed, types.failed]).toEqual([true, true]);
  });
});

describe("its types", () => {
  const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { externalId, getConnectionsOutput, ManagedConnection } from "pulumi-workato-embedded";
import type { ManagedConnectionArgs } from "pulumi-workato-embedded";
import { startEmulator, type Seed } from "pulumi-workato-embedded/emulator";

const args: ManagedConnectionArgs = { managedUserId: externalId("A2300"), provider: "jira", input: { apitoken: "a" } };
export const id: pulumi.Output<string> = new ManagedConnection("jira", args).connectionId;
export const found = getConnectionsOutput({ managedUserId: 98178 }).connections;

const seed: Seed = { customers: [{ id: 98178, connections: [{ name: "Jira", provider: "jira" }] }] };
export const names: Promise<string[]> = startEmulator({ seed }).then((emulator) =>
  emulator.connections(98178).map(({ name }) => name),
);
// @ts-expect-error: a mistake is seen, so the types are there.
void startEmulator({ sed: seed });
`;

  /** What the compiler says of the program and of our declarations; those of others are their own. */
  function compile(options: ts.CompilerOptions): string[] {
    const folder = path.join(installed, "typed-program");
    const file = path.join(folder, "index.ts");
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, PROGRAM);
    const program = ts.createProgram([file], {
      target: ts.ScriptTarget.ES2022,
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: false,
      typeRoots: [path.join(REPOSITORY, "node_modules", "@types")],
      types: ["node"],
      ...options,
    });
    const ours = program
      .getSourceFiles()
      .filter(({ fileName }) => /\/(typed-program|pulumi-workato-embedded)\//.test(fileName));
    expect(ours.some(({ fileName }) => fileName.endsWith("/lib/emulator/index.d.ts"))).toBe(true);
    return ours
      .flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)])
      .map(({ file: at, messageText }) => `${at?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  }

  test.each<[string, ts.CompilerOptions]>([
    ["node16", { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 }],
    ["bundler", { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
    // Many Pulumi projects still have it.
    ["node10", { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10 }],
  ])("work under the module resolution %s, checked to the last", (_name, options) => {
    expect(compile(options)).toEqual([]);
  });
});

describe("pulumi-workato-embedded emulator, from the installed package", () => {
  const ARGS = ["emulator", "--port", "0"];

  /** Starts it, and answers with its address when it is there and answers requests. */
  async function serve(file: string, args: string[]) {
    const { PATH = "", HOME = "" } = process.env;
    const command = startCommand(file, args, { cwd: installed, env: { PATH, HOME } });
    const said = await command.waitForOutput(/Requests:\n/);
    const url = /WORKATO_HOST=(http:\S+)/.exec(said)?.[1] ?? "";
    const ask = () => fetch(`${url}/api/managed_users`, { headers: { authorization: "Bearer test-token" } });
    expect((await ask()).status).toBe(200);
    // As a terminal does: every process of the command's group hears it.
    const end = (signal: NodeJS.Signals) => process.kill(-command.pid, signal);
    return { result: command.result, url, ask, end };
  }

  test.each(["SIGINT", "SIGTERM"] as const)("serves, and ends on %s with exit code 0", async (signal) => {
    const { result, end } = await serve(path.join(installed, "node_modules", ".bin", NAME), ARGS);
    end(signal);
    expect((await result).exitCode).toBe(0);
  });

  // The exit code is npx's own then.
  test("serves under npx, and leaves nothing behind after Ctrl-C", async () => {
    const { result, url, ask, end } = await serve("npx", ["--no-update-notifier", NAME, ...ARGS]);
    const line = connect(Number(new URL(url).port), "127.0.0.1");
    await once(line, "connect");
    const cut = once(line, "close");
    end("SIGINT");
    await Promise.all([result, cut]);
    await expect(ask()).rejects.toThrow();
  });
});
