import { join } from "node:path";
import { findToolchain } from "../../provider/cli/doctor/findToolchain";
import { packageManagerOf } from "../../provider/cli/packageManager";
import type { Toolchain } from "../../provider/cli/doctor/toolchain";
import { checkToolchain, isAtLeast } from "../../provider/cli/doctor/toolchain";
import { temporaryFolder } from "./support/commandLine";
import { makeFolder, manifest, pathOf, PROJECT } from "./support/doctorProject";

const GOOD: Toolchain = {
  folder: "/project",
  hasProject: true,
  main: undefined,
  programFolder: "/project",
  hasProgramFolder: true,
  packageManager: packageManagerOf("/project"),
  node: "22.1.0",
  sdk: "3.270.0",
  cli: { version: "3.259.0" },
  typescript: "5.9.3",
  isTypeScript: true,
  provider: "0.1.0",
};

/** Files in a folder. */
const inside = (folder: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

/** The checks that ask for something, by name. */
const problemsOf = (facts: Partial<Toolchain>) =>
  Object.fromEntries(
    checkToolchain({ ...GOOD, ...facts }).flatMap(({ name, ok, remedy }) => (ok ? [] : [[name, remedy]])),
  );

test.each([
  ["3.248.0", "3.248.0", true],
  ["v3.248.1", "3.248.0", true],
  ["3.247.9", "3.248.0", false],
  ["3.99.0", "3.216.0", false],
  ["10.0.0", "9", true],
  ["3.249.0-alpha.1", "3.249.0", true],
  ["4.0.0", "4", true],
  ["none", "1", false],
])("%s is at least %s: %s", (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});

test("what fits has nothing to be done", () => {
  expect(checkToolchain(GOOD).map(({ name, ok }) => [name, ok])).toEqual([
    ["project", true],
    ["node", true],
    ["sdk", true],
    ["cli", true],
    ["typescript", true],
    ["package", true],
  ]);
});

describe("Node and @pulumi/pulumi", () => {
  test.each([
    ["20.20.2", "3.248.0"],
    ["20.0.0", "3.216.0"],
    ["22.0.0", "3.249.0"],
    ["24.3.0", "3.270.0"],
  ])("%s and %s fit", (node, sdk) => {
    expect(problemsOf({ node, sdk })).toEqual({});
  });

  test.each([
    ["18.19.0", "3.248.0", "Install Node 22 or newer."],
    ["18.19.0", "3.270.0", "Install Node 22 or newer."],
    ["20.20.2", "3.249.0", expect.stringContaining("npm install @pulumi/pulumi@3.248.0") as string],
    ["21.7.0", "3.270.0", expect.stringContaining("Install Node 22 or newer, or") as string],
  ])("%s and %s do not: Node is to be newer", (node, sdk, remedy) => {
    expect(problemsOf({ node, sdk })).toEqual({ node: remedy });
  });

  test.each(["3.215.9", "4.0.0", "2.9.0", undefined])("%s is no SDK of this package", (sdk) => {
    expect(problemsOf({ sdk })).toEqual({ sdk: "Run `npm install @pulumi/pulumi` in /project." });
  });

  test("on Node 20 the SDK to install is the last one for it", () => {
    expect(problemsOf({ node: "20.20.2", sdk: undefined })).toEqual({
      sdk: "Run `npm install @pulumi/pulumi@3.248.0` in /project.",
    });
  });
});

test.each([["absent"], [{ version: "3.215.0" }], [{ version: "4.1.0" }], [{ failure: "killed" }]] as const)(
  "the CLI %j is to be installed",
  (cli) => {
    expect(problemsOf({ cli })).toEqual({ cli: expect.stringContaining("Install the Pulumi CLI") as string });
  },
);

test.each([
  ["7.0.1", true, ["typescript"]],
  ["7.0.1", false, ["typescript"]],
  ["6.9.0", true, []],
  [undefined, true, ["typescript"]],
  [undefined, false, []],
])("TypeScript %s, for a program in TypeScript %s: %j", (typescript, isTypeScript, problems) => {
  expect(Object.keys(problemsOf({ typescript, isTypeScript }))).toEqual(problems);
});

test("without a project, and without the package, it says what to do", () => {
  expect(problemsOf({ hasProject: false, provider: undefined })).toEqual({
    project: expect.stringContaining("pulumi new typescript") as string,
    package: "Run `npm install pulumi-workato-embedded` in /project.",
  });
});

describe("what is there", () => {
  test("is looked for from the folder of Pulumi.yaml, above the working directory", async () => {
    const inside = { "src/deep/index.ts": "", "src/node_modules/@pulumi/pulumi/package.json": '{"version":"1.0.0"}' };
    const folder = makeFolder({ ...PROJECT, ...inside });
    expect(await findToolchain(join(folder, "src", "deep"), { PATH: pathOf(folder) })).toEqual({
      folder,
      hasProject: true,
      main: undefined,
      programFolder: folder,
      hasProgramFolder: true,
      packageManager: expect.objectContaining({ name: "npm" }) as unknown,
      node: process.versions.node,
      sdk: "3.216.0",
      cli: { version: "3.259.0" },
      typescript: "5.0.1",
      isTypeScript: true,
      provider: "9.9.9",
    });
  });

  test("is nothing in an empty folder", async () => {
    const folder = temporaryFolder();
    expect(await findToolchain(folder, { PATH: folder })).toMatchObject({
      folder,
      hasProject: false,
      sdk: undefined,
      cli: "absent",
      typescript: undefined,
      isTypeScript: false,
      provider: undefined,
    });
  });

  test("a package without the runtime that saved state loads is not there", async () => {
    const folder = makeFolder({ "Pulumi.yml": "name: acme", ...manifest("pulumi-workato-embedded", "0.0.1") });
    expect(await findToolchain(folder, { PATH: folder })).toMatchObject({ hasProject: true, provider: undefined });
  });

  test.each(["src", "src/", "./src", '"src/index.ts"', "'src/program.mjs' # ours"])(
    "is looked for where main of Pulumi.yaml has the program: %s",
    async (main) => {
      const folder = makeFolder({
        "Pulumi.yaml": `name: acme\nmain: ${main}\n`,
        "src/tsconfig.json": "{}",
        ...manifest("typescript", "5.0.1"),
        ...inside("src", manifest("@pulumi/pulumi", "3.216.0")),
      });
      expect(await findToolchain(folder, { PATH: folder })).toMatchObject({
        programFolder: join(folder, "src"),
        hasProgramFolder: true,
        sdk: "3.216.0",
        typescript: "5.0.1",
        isTypeScript: true,
      });
    },
  );

  test("a program folder that is not there is said", async () => {
    const folder = makeFolder({ "Pulumi.yaml": "name: acme\nmain: infra\n" });
    const [project] = checkToolchain(await findToolchain(folder, { PATH: folder }));
    expect(project).toEqual({
      name: "project",
      ok: false,
      message: `main of Pulumi.yaml in ${folder} is infra, and ${join(folder, "infra")} is not there`,
      remedy: "Correct `main`, or take it out where the program is beside Pulumi.yaml.",
    });
  });

  test("what only pnpm's NODE_PATH leads to is not there: Pulumi does not have it", async () => {
    const store = "node_modules/.pnpm/node_modules";
    const packages = Object.entries(PROJECT).map(([path, text]) => [path.replace("node_modules", store), text]);
    const folder = makeFolder({ ...(Object.fromEntries(packages) as typeof PROJECT), "pnpm-lock.yaml": "" });
    const NODE_PATH = `${join(folder, "node_modules/.pnpm/p@1.0.0/node_modules")}:${join(folder, store)}`;
    const toolchain = await findToolchain(folder, { PATH: pathOf(folder), NODE_PATH });
    expect(toolchain).toMatchObject({ sdk: undefined, typescript: undefined, provider: undefined });
    const remedies = checkToolchain(toolchain).flatMap(({ remedy }) => remedy ?? []);
    expect(remedies).toContain(`Run \`pnpm add pulumi-workato-embedded\` in ${folder}.`);
    // One that a person has set is Pulumi's, too.
    const own = makeFolder(inside("shared", manifest("@pulumi/pulumi", "3.216.0")));
    expect(await findToolchain(folder, { NODE_PATH: join(own, "shared/node_modules") })).toMatchObject({
      sdk: "3.216.0",
    });
  });

  test.each([
    ["package-lock.json", "npm install --save-dev"],
    ["pnpm-lock.yaml", "pnpm add --save-dev"],
    ["yarn.lock", "yarn add --dev"],
    ["bun.lock", "bun add --dev"],
  ])("beside %s, remedies say `%s`, also above the program", async (file, command) => {
    const folder = makeFolder({ "infra/Pulumi.yaml": "name: acme\n", "infra/tsconfig.json": "{}", [file]: "" });
    const checks = checkToolchain(await findToolchain(join(folder, "infra"), { PATH: folder }));
    expect(checks.find(({ name }) => name === "typescript")?.remedy).toContain(
      `Run \`${command} "typescript@<7"\` in `,
    );
  });

  test.each([
    ["exit 3", "Command failed: pulumi version"],
    ["echo hello", "it printed no version"],
  ])("a CLI that does `%s` is a failure", async (command, failure) => {
    const folder = makeFolder({ "bin/pulumi": `#!/bin/sh\n${command}\n` });
    expect((await findToolchain(folder, { PATH: pathOf(folder) })).cli).toEqual({ failure });
  });
});
