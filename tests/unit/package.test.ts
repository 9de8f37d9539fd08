import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(__dirname, "..", "..");
const MOST_LINES = 300;

const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
  exports: Record<string, unknown>;
};

/** Files that a process of its own loads with a module. */
async function loadedBy(source: string): Promise<string[]> {
  const script = `require(${JSON.stringify(join(ROOT, source))});console.log(JSON.stringify(Object.keys(require.cache)))`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", "-e", script], { cwd: ROOT });
  return JSON.parse(stdout) as string[];
}

test("the program's side loads neither axios nor the closure serialiser, nor the plugin's side, connectors or lookups", async () => {
  const sources = ["provider/index.ts", "node_modules/@pulumi/pulumi/index.js"];
  const [program = [], sdk = []] = await Promise.all(sources.map(loadedBy));
  // The SDK's index loads its serialiser and TypeScript by itself; nothing of it may be ours.
  const ours = program.filter((file) => !sdk.includes(file));
  const heavy =
    /\/node_modules\/(axios|typescript)\/|\/runtime\/closure\/|\/dynamic\/|\/provider\/(runtime|cli|connectors|lookups|settings\/(?!keys\.))/;
  expect(ours.filter((file) => heavy.test(file))).toEqual([]);
  // Of the API's client only leaves, which load nothing.
  const api = ours.filter((file) => file.includes("/provider/api/"));
  const loading = api.filter((file) => /^import (?!type\b)|\brequire\(/m.test(readFileSync(file, "utf8")));
  expect(loading).toEqual([]);
  expect(api.length).toBeGreaterThan(0);
  // What was looked at is what was meant.
  expect(ours.some((file) => file.endsWith("/provider/program/managedConnection.ts"))).toBe(true);
});

test("the plugin loads axios and the connectors when it needs them: an up that changes nothing sends nothing", async () => {
  const [plugin = [], needed = []] = await Promise.all(
    ["provider/doors/dynamic/index.ts", "provider/connectors/catalogue.ts"].map(loadedBy),
  );
  const heavy = /\/node_modules\/axios\/|\/provider\/connectors\//;
  expect(plugin.filter((file) => heavy.test(file))).toEqual([]);
  expect(plugin.some((file) => file.endsWith("/provider/api/http/transport.ts"))).toBe(true);
  expect(needed.some((file) => heavy.test(file))).toBe(true);
});

test("no file of the provider is longer than 300 lines", () => {
  const files = readdirSync(join(ROOT, "provider"), { recursive: true, encoding: "utf8" });
  const long = files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => ({ file, text: readFileSync(join(ROOT, "provider", file), "utf8") }))
    .filter(({ text }) => text.trimEnd().split("\n").length > MOST_LINES)
    // A reason stands beside the exception.
    .filter(({ text }) => !/eslint-disable max-lines -- \S/.test(text));
  expect(long.map(({ file }) => file)).toEqual([]);
});

test("every script that the README names exists", () => {
  const readme = join(ROOT, "README.md");
  const text = existsSync(readme) ? readFileSync(readme, "utf8") : "";
  const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[1]!);
  if (/\bnpm test\b/.test(text)) named.push("test");
  expect(named.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
});

test("the package exports the program's side, the runtime that state loads, the emulator, and itself", () => {
  expect(Object.keys(manifest.exports)).toEqual([".", "./runtime", "./emulator", "./package.json"]);
});

test("only who asks for the emulator loads it: not a program, not the plugin, not another command", async () => {
  const ofEmulator = (files: string[]) => files.filter((file) => file.startsWith(join(ROOT, "emulator", "/")));
  const sources = ["provider/index.ts", "provider/doors/dynamic/index.ts", "provider/cli/run.ts"];
  const loaded = await Promise.all(sources.map(loadedBy));
  expect(loaded.map(ofEmulator)).toEqual([[], [], []]);
  expect(ofEmulator(await loadedBy("emulator/index.ts"))).not.toEqual([]);
});
