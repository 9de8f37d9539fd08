import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const MOST_LINES = 300;

const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
  exports: Record<string, unknown>;
};

/** Files that a program loads with the package, by a process of its own. */
function loadedBy(source: string): string[] {
  const script = `require(${JSON.stringify(join(ROOT, source))});console.log(JSON.stringify(Object.keys(require.cache)))`;
  const args = ["--import", "tsx", "-e", script];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" })) as string[];
}

describe("the program's side", () => {
  const loaded = loadedBy("provider/index.ts");

  test("is what was looked at", () => {
    expect(loaded.some((file) => file.endsWith("/provider/managedConnection.ts"))).toBe(true);
    expect(loadedBy("provider/runtime/index.ts").some((file) => file.includes("/node_modules/axios/"))).toBe(true);
  });

  test.each([
    "/node_modules/axios/",
    "/runtime/closure/",
    "/node_modules/typescript/",
    "/provider/runtime/",
    "/provider/api/",
  ])("does not load %s", (part) => {
    expect(loaded.filter((file) => file.includes(part))).toEqual([]);
  });
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

test("the package exports the program's side, the runtime that state loads, and itself", () => {
  expect(Object.keys(manifest.exports)).toEqual([".", "./runtime", "./package.json"]);
});
