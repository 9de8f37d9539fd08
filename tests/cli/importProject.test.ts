import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { readProject } from "../../provider/cli/import/existingProject";
import { importReport } from "../../provider/cli/import/importReport";
import { planProject } from "../../provider/cli/import/projectPlan";
import { readFolder, runCommand, temporaryFolder } from "./support/commandLine";
import { connection } from "./support/connections";
import { makeFolder } from "./support/doctorProject";
import { customerOf } from "./support/programs";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    seed: { customers: [{ id: 98178, connections: [{ id: 36, name: "Jira", provider: "jira" }] }, { id: 98179 }] },
  });
});
afterAll(() => emulator.close());

const PULUMI = "name: acme\nruntime: nodejs\n";

/** Imports a customer into a folder with these files, and answers what was printed, and the files that were not there. */
async function importInto(files: Readonly<Record<string, string>>, ...argv: string[]) {
  const folder = makeFolder(files);
  const result = await runCommand(["import", "98178", "--out", folder, ...argv], emulator);
  const now = readFolder(folder);
  for (const [path, text] of Object.entries(files)) expect([path, now[path]]).toEqual([path, text]);
  const made = Object.keys(now).filter((path) => files[path] === undefined);
  return { ...result, made, text: (path: string) => now[path] ?? "" };
}

describe("an existing project gets what it can run", () => {
  test.each([
    [
      "main of Pulumi.yaml, a folder",
      { "Pulumi.yaml": `${PULUMI}main: src/\n`, "tsconfig.json": "{}" },
      "src/index.ts",
    ],
    ["main of Pulumi.yaml, a file", { "Pulumi.yaml": `${PULUMI}main: "src/program.ts" # ours\n` }, "src/program.ts"],
    ["main of package.json", { "package.json": '{"main":"infra/index.ts"}', "Pulumi.yaml": PULUMI }, "infra/index.ts"],
    ["the main that npm makes, and that is not there", { "package.json": '{"main":"index.js"}' }, "index.ts"],
    ["an ES module in TypeScript", { "package.json": '{"type":"module"}', "tsconfig.json": "{}" }, "index.ts"],
    ["an ES module in JavaScript", { "package.json": '{"type":"module"}' }, "index.js"],
  ])("%s: the program is %s", async (_what, files, entry) => {
    const { exitCode, made } = await importInto(files);
    expect(exitCode).toBe(0);
    expect(made).toContain(entry);
    expect(made.includes("tsconfig.json")).toBe(entry.endsWith(".ts") && !("tsconfig.json" in files));
  });

  test.each([
    ["an ES module in TypeScript", { "package.json": '{"type":"module"}', "tsconfig.json": "{}" }, "index.ts", "ts"],
    ["an ES module in JavaScript", { "package.json": '{"type":"module"}' }, "index.js", "js"],
  ])("%s imports files with the ending that they run with", async (_what, files, entry, ending) => {
    const { made, text } = await importInto(files, "98179");
    expect(made).toContain(`customers/98178.${ending}`);
    expect(text(entry)).toContain('import * as customer_98178 from "./customers/98178.js";\n');
  });

  test.each([
    ["TypeScript", { "index.ts": "export {};\n", "package.json": "{}" }, 'import "./customers/98178";', "ts"],
    [
      "an ES module",
      { "index.js": "export {};\n", "package.json": '{"type":"module"}' },
      'import "./customers/98178.js";',
      "js",
    ],
    [
      "CommonJS",
      { "src/main.js": "\n", "package.json": '{"main":"src/main.js"}', "tsconfig.json": "{}" },
      'require("./customers/98178");',
      "ts",
    ],
    ["CommonJS without TypeScript", { "index.js": "\n", "package.json": "{}" }, 'require("./customers/98178");', "ts"],
  ])("a program of a person's own in %s stays, and what to add to it is said", async (_what, files, line, ending) => {
    const { out, made } = await importInto({ ...files, "Pulumi.yaml": PULUMI });
    expect(out).toContain(`which is your own program:\n    ${line}\n`);
    expect(made.find((path) => path.includes("customers/"))).toMatch(new RegExp(`98178\\.${ending}$`));
  });

  test("packages that it does not name are to be added, by its own package manager", async () => {
    const files = { "package.json": '{"devDependencies":{"typescript":"^5"}}', "pnpm-lock.yaml": "" };
    const { out } = await importInto(files);
    expect(out).toContain("\n  pnpm add @pulumi/pulumi pulumi-workato-embedded\n");
    expect(out).not.toContain("pnpm install");
    const module = await importInto({ "package.json": '{"type":"module"}', "tsconfig.json": "{}", "yarn.lock": "" });
    expect(module.out).toContain('\n  yarn add --dev "typescript@^5.9.0" ts-node\n');
  });

  test("one that has all that it needs installs it", async () => {
    const dependencies = { "@pulumi/pulumi": "3", "pulumi-workato-embedded": "0", typescript: "5" };
    const { out } = await importInto({ "package.json": JSON.stringify({ dependencies }), "bun.lock": "" });
    expect(out).toContain("\n  bun install\n");
  });

  test("without package.json the package manager of the workspace above counts", async () => {
    const root = makeFolder({ "package.json": '{"packageManager":"pnpm@9.1.0"}' });
    const { out } = await runCommand(["import", "98178", "--out", join(root, "infra")], emulator);
    expect(out).toContain("\n  pnpm install\n");
  });
});

test("what Pulumi would run is found as Pulumi finds it", () => {
  const entryIn = (files: Readonly<Record<string, string>>) => readProject(makeFolder(files)).entry;
  expect(entryIn({ "index.js": "", "index.ts": "" })).toBe("index.ts");
  expect(entryIn({ "index.js": "", "package.json": '{"main":"gone.js"}' })).toBe("index.js");
  expect(entryIn({ "Pulumi.yml": "main: 'a/b'\n", "a/b/index.mjs": "" })).toBe("a/b/index.mjs");
  expect(entryIn({ "Pulumi.yaml": "#main: no\nconfig:\n  main: no\n" })).toBe("index.ts");
  expect(entryIn({ "Pulumi.yaml": "main:\n" })).toBe("index.ts");
});

describe("the written package.json has our package", () => {
  const specIn = (folder: string, workingDirectory: string) => {
    const { files } = planProject(folder, "single", [customerOf("98178", [])], { workingDirectory });
    const text = files.find(({ path }) => path === "package.json")?.text ?? "{}";
    return (JSON.parse(text) as { dependencies: Record<string, string> }).dependencies["pulumi-workato-embedded"];
  };
  const projectWith = (spec: string) =>
    makeFolder({ "package.json": JSON.stringify({ dependencies: { "pulumi-workato-embedded": spec } }) });

  test.each([
    ["^0.1.0", "^0.1.0"],
    ["file:pulumi-workato-embedded-0.1.0.tgz", "file:../pulumi-workato-embedded-0.1.0.tgz"],
    ["../packages/pulumi-workato-embedded-0.1.0.tgz", "file:../../packages/pulumi-workato-embedded-0.1.0.tgz"],
    ["link:./local", "link:../local"],
    ["file:/srv/p.tgz", "file:/srv/p.tgz"],
    ["https://packages.acme.example/p.tgz", "https://packages.acme.example/p.tgz"],
    ["workspace:*", "workspace:*"],
    ["npm:@acme/workato@1.0.0", "npm:@acme/workato@1.0.0"],
    ["acme/workato#v1", "acme/workato#v1"],
  ])("as the project has it where the command runs: %s", (spec, expected) => {
    const project = projectWith(spec);
    expect(specIn(join(project, "out"), project)).toBe(expected);
    // Also from a folder inside.
    mkdirSync(join(project, "src"));
    expect(specIn(join(project, "out"), join(project, "src"))).toBe(expected);
  });

  test("by its version where no project says it", () => {
    const folder = temporaryFolder();
    expect(specIn(join(folder, "out"), folder)).toMatch(/^\^\d+\.\d+\.\d+$/);
  });

  test("a tarball is added to a package.json that is there by its path", () => {
    const project = projectWith("file:p.tgz");
    mkdirSync(join(project, "out"));
    writeFileSync(join(project, "out/package.json"), "{}");
    const { missingPackages } = planProject(join(project, "out"), "single", [customerOf("98178", [])], {
      workingDirectory: project,
    });
    expect(missingPackages.program).toEqual(["@pulumi/pulumi", "file:../p.tgz"]);
  });
});

describe("how large a stack is good for", () => {
  const reportOf = (count: number) => {
    const all = Array.from({ length: count }, (_, index) => connection(String(index + 1)));
    const plan = planProject("/somewhere", "single", [customerOf("98178", all)]);
    return importReport(
      { options: { out: "x" }, plan, readings: [], files: [{ path: "index.ts", status: "written" }] },
      { environment: {}, writeOut: () => undefined, writeError: () => undefined },
    );
  };

  test("is said where it matters", () => {
    expect(reportOf(499)).not.toContain("PULUMI_SKIP_CHECKPOINTS");
    expect(reportOf(500)).toContain("500 connections: Pulumi saves the whole state at each of them.");
    expect(reportOf(500)).toContain("PULUMI_SKIP_CHECKPOINTS=true");
    expect(reportOf(500)).not.toContain("a folder, and a stack, of its own");
    expect(reportOf(2000)).toContain("From about 2,000 on");
  });
});

test("the stack whose settings were taken is the one to deploy", () => {
  const plan = planProject(dirname(temporaryFolder()), "single", [customerOf("98178", [])]);
  const text = importReport(
    { options: { out: "x", stack: "prod" }, plan, readings: [], files: [{ path: "index.ts", status: "written" }] },
    { environment: {}, writeOut: () => undefined, writeError: () => undefined },
  );
  expect(text).toContain("  pulumi up --stack prod  ");
  expect(text).not.toContain("WORKATO_API_TOKEN");
});
