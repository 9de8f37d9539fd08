import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import ts from "typescript";
import { readSeed } from "../../emulator";
import { defaultBehaviour } from "../../emulator/behaviour";

const REPOSITORY = join(__dirname, "../..");
const page = readFileSync(join(REPOSITORY, "docs/testing.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "emulator-"));
const shipped = join(folder, "node_modules/pulumi-workato-embedded");

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  typeRoots: [join(REPOSITORY, "node_modules/@types")],
  types: ["node"],
  skipLibCheck: true,
};

function onUnRecoverableConfigFileDiagnostic({ messageText }: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** Compiles, and answers what the compiler says. */
function compile(file: string, options: ts.CompilerOptions): string[] {
  const program = ts.createProgram([file], { ...OPTIONS, ...options });
  const { diagnostics } = program.emit();
  return [...ts.getPreEmitDiagnostics(program), ...diagnostics].map((diagnostic) => {
    const line = diagnostic.file?.text.slice(0, diagnostic.start).split("\n").length;
    return `${diagnostic.file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")}`;
  });
}

/** Type-checks an ES module that uses the package as a user does, runs it, and answers what it prints. */
function runAsUser(name: string, code: string): string {
  const file = join(folder, `${name}.mts`);
  writeFileSync(file, code);
  expect(compile(file, { rootDir: folder })).toEqual([]);
  return execFileSync(process.execPath, [join(folder, `${name}.mjs`)], { encoding: "utf8", timeout: 60_000 });
}

/** The command `emulator` of our sources, when it has said where it is. */
async function startCommand(args: readonly string[]) {
  const command = ["--import", "tsx", join(REPOSITORY, "provider/cli/main.ts"), "emulator", ...args];
  const child = spawn(process.execPath, command, { cwd: REPOSITORY, stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = / at (http:\S+)$/.exec(line)?.[1];
    if (url !== undefined) return { url, close: () => child.kill() };
  }
  throw new Error("it ended without saying where it is");
}

const blocks = (language: string, text = page): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))].map(([, block = ""]) => block);

/** The emulator as the build compiles it, in a package with our own exports. */
beforeAll(() => {
  const settings = join(REPOSITORY, "tsconfig.emulator.json");
  const parsed = ts.getParsedCommandLineOfConfigFile(settings, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic });
  const asBuilt = { ...parsed?.options, outDir: join(shipped, "lib/emulator") };
  expect(compile(join(REPOSITORY, "emulator/index.ts"), asBuilt)).toEqual([]);
  cpSync(join(REPOSITORY, "package.json"), join(shipped, "package.json"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("the compiled emulator", () => {
  it("is CommonJS that loads Node's own modules and itself", () => {
    const files = readdirSync(join(shipped, "lib/emulator"), { recursive: true, encoding: "utf8" });
    const scripts = files.filter((file) => file.endsWith(".js"));
    expect(scripts).toContain("index.js");
    const loaded = scripts.flatMap((file) => {
      const text = readFileSync(join(shipped, "lib/emulator", file), "utf8");
      return [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module = ""]) => module);
    });
    expect(loaded).toContain("node:http");
    expect(loaded.filter((module) => !module.startsWith(".") && !isBuiltin(module))).toEqual([]);
  });

  it("has declarations that stand without Node's, checked to the last", () => {
    const file = join(folder, "declarations.ts");
    writeFileSync(file, `export * from "pulumi-workato-embedded/emulator";`);
    expect(compile(file, { types: [], lib: ["lib.es2022.d.ts", "lib.dom.d.ts"], skipLibCheck: false })).toEqual([]);
  });

  it("runs the example of startEmulator's docstring", () => {
    const source = readFileSync(join(REPOSITORY, "emulator/emulator.ts"), "utf8").replace(/^ \* ?/gm, "");
    const [example = ""] = blocks("ts", source);
    expect(runAsUser("example", example)).toBe("[]\n");
  });
});

describe("docs/testing.md", () => {
  it("has TypeScript blocks that are one program, which runs as it is written", () => {
    expect(runAsUser("page", blocks("ts").join("\n"))).toMatch(/^http:\/\/127\.0\.0\.1:\d+ test-token\n$/);
  });

  it("has a command and a seed that work as they are written, but for the port", async () => {
    const file = join(folder, "seed.json");
    writeFileSync(file, blocks("json")[0] ?? "");
    const [command = ""] = blocks("sh");
    const [npx, name, emulatorCommand, ...args] = command.trim().split(" ");
    expect([npx, name, emulatorCommand]).toEqual(["npx", "pulumi-workato-embedded", "emulator"]);
    const used = args.map((arg) => ({ "4010": "0", "seed.json": file })[arg] ?? arg);
    expect(used).not.toEqual(args);
    const { url, close } = await startCommand(used);
    const ask = async (path: string): Promise<unknown> => {
      const answer = await fetch(`${url}/api${path}`, { headers: { authorization: "Bearer test-token" } });
      return answer.json();
    };
    const asked = Promise.all([ask("/managed_users"), ask("/managed_users/501/folders")]);
    const [customers, folders] = await asked.finally(close);
    expect(customers).toMatchObject({ result: [{ id: 501, environments: [{ id: 502 }, { id: 503 }] }] });
    expect(folders).toMatchObject({ result: [{ name: "Integrations" }] });
  });

  it("quotes a mistake in a seed as it is said", () => {
    const file = join(folder, "mistake.json");
    writeFileSync(file, (blocks("json")[0] ?? "").replace('"connections"', '"conections"'));
    const [, quoted = ""] = /such as `(customers[^`]+)`/.exec(page.replace(/\n/g, " ")) ?? [];
    expect(quoted).toContain("conections");
    expect(() => readSeed(file)).toThrow(quoted);
  });

  it("names every switch with its default, and no other", () => {
    const rows = [...page.slice(page.indexOf("| switch")).matchAll(/^\| `(\w+)`\s*\| (.*?)\s*\|/gm)];
    const documented = Object.fromEntries(rows.map(([, name = "", value = ""]) => [name, value]));
    const inWords = { refuses: 'a text that starts with "wrong"', oauthProviders: "six" };
    const wanted = Object.entries(defaultBehaviour()).map(([name, value]) => [name, `\`${JSON.stringify(value)}\``]);
    expect(documented).toEqual({ ...Object.fromEntries(wanted), ...inWords });
  });
});
