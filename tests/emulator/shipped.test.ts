import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { readSeed } from "../../emulator";
import { defaultBehaviour } from "../../emulator/behaviour";
import { startFromArguments } from "../../emulator/commandLine";

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

const blocks = (language: string, text = page): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))].map(([, block = ""]) => block);

beforeAll(() => {
  const { config } = ts.readConfigFile(join(REPOSITORY, "tsconfig.json"), ts.sys.readFile.bind(ts.sys)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, REPOSITORY);
  const places = { rootDir: join(REPOSITORY, "emulator"), outDir: join(shipped, "lib") };
  const asShipped = { ...options, ...places, types: ["node"], noEmit: false, declaration: true };
  expect(compile(join(REPOSITORY, "emulator/index.ts"), asShipped)).toEqual([]);
  const exported = { "./emulator": { types: "./lib/index.d.ts", default: "./lib/index.js" } };
  writeFileSync(join(shipped, "package.json"), JSON.stringify({ name: "pulumi-workato-embedded", exports: exported }));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("the compiled emulator", () => {
  it("is CommonJS that loads Node's own modules and itself", () => {
    const files = readdirSync(join(shipped, "lib"), { recursive: true, encoding: "utf8" });
    const scripts = files.filter((file) => file.endsWith(".js"));
    expect(scripts).toContain("index.js");
    const loaded = scripts.flatMap((file) => {
      const text = readFileSync(join(shipped, "lib", file), "utf8");
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
    const emulator = await startFromArguments(used, () => undefined);
    const customers = emulator?.customers().map(({ id }) => id);
    const folders = emulator?.folders(501).map(({ name: folderName }) => folderName);
    await emulator?.close();
    expect(customers).toEqual(["501", "502", "503"]);
    expect(folders).toEqual(["Integrations", "CRM"]);
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
