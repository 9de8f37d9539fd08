import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { keep } from "../api/support/harness";
import { readFolder, runCommand, temporaryFolder } from "./support/commandLine";
import { runFolder } from "./support/runProject";

let emulator: Emulator;
let out: string;
beforeEach(async () => {
  out = join(temporaryFolder(), "acme");
  emulator = keep(
    await startEmulator({
      seed: {
        customers: [
          { id: 98178, name: "Acme", connections: [{ id: 36, name: "Jira", provider: "jira" }] },
          { id: 98179, name: "Borealis", connections: [{ id: 60, name: "CRM", provider: "salesforce" }] },
          { id: 98180, name: "Cirrus", connections: [{ id: 70, name: "Desk", provider: "zendesk" }] },
        ],
      },
    }),
  );
});

const importing = (...argv: string[]) => runCommand(["import", ...argv, "--out", out], emulator);
const made = () => runFolder(out).made.map(({ logicalName }) => logicalName);
const textOf = (path: string) => readFolder(out)[path] ?? "";

function edit(path: string, change: (text: string) => string): void {
  const before = textOf(path);
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(out, path), after);
}

const fail = (id: number) => {
  emulator.failNext({ status: 404, path: `/api/managed_users/${id}/connections` });
};

describe("the index never shrinks", () => {
  test.each([[[]], [["--force"]]])("a customer that cannot be read stays in the program: --all %j", async (more) => {
    await importing("--all");
    const before = readFolder(out);
    fail(98179);
    const { exitCode } = await importing("--all", ...more);
    expect(exitCode).toBe(1);
    expect(readFolder(out)).toEqual(before);
  });

  test("a customer that was not asked for stays, and one more joins", async () => {
    await importing("98178", "98179");
    const { exitCode, out: printed } = await importing("98180");
    expect(exitCode).toBe(0);
    expect(made()).toEqual(["98178-jira", "98179-salesforce-crm", "98180-zendesk-desk"]);
    expect(runFolder(out).connectionIds).toEqual({
      98178: { jira: "36" },
      98179: { salesforceCrm: "60" },
      98180: { zendeskDesk: "70" },
    });
    expect(printed).toContain("  index.ts (added to)\n");
    expect(printed).toContain("  customers/98180.ts (written)\n");
  });

  test("a program of one customer takes another one beside it, and is still its own", async () => {
    await importing("98178");
    await importing("98179");
    expect(Object.keys(readFolder(out))).toContain("customers/98179.ts");
    expect(textOf("index.ts")).toMatch(/\nexport \* as customer_98179 from "\.\/customers\/98179";\n$/);
    expect(made()).toEqual(["98178-jira", "98179-salesforce-crm"]);
    await importing("--all");
    expect(made().sort()).toEqual(["98178-jira", "98179-salesforce-crm", "98180-zendesk-desk"]);
  });

  test("one that is lost is written with all modules that are there", async () => {
    await importing("98178", "98179");
    rmSync(join(out, "index.ts"));
    await importing("98180");
    expect(made()).toHaveLength(3);
  });

  test("an import that a person has turned into a comment stays one, and this is said", async () => {
    await importing("--all");
    edit("index.ts", (text) => text.replace(/^(.*customer_98179.*)$/gm, "// $1"));
    const { errors } = await importing("--all", "--force");
    expect(made()).toEqual(["98178-jira", "98180-zendesk-desk"]);
    expect(errors).toContain("note: index.ts leaves customer 98179 out: its import is a comment.\n");
  });

  test("an index without the list of ids imports a module for its effect", async () => {
    await importing("98178", "98179");
    edit("index.ts", (text) => text.replace(/export const connectionIds[\s\S]*/, "console.log(customer_98178);\n"));
    await importing("98180");
    expect(textOf("index.ts")).toContain('\nimport "./customers/98180";\n');
  });

  test("lines that end as on Windows go on doing so", async () => {
    await importing("98178", "98179");
    edit("index.ts", (text) => text.replace(/\n/g, "\r\n"));
    edit("customers/98178.ts", (text) => text.replace(/\n/g, "\r\n"));
    emulator.addConnection(98178, { id: 37, name: "CRM", provider: "salesforce" });
    await importing("98178", "98180");
    for (const path of ["index.ts", "customers/98178.ts"]) expect(textOf(path)).not.toMatch(/[^\r]\n/);
    expect(made()).toHaveLength(4);
  });
});

describe("a module that is there is added to", () => {
  const INPUT = '    input: { apitoken: "mine" },\n  },\n  { protect: true },';

  test("a new connection joins, with all edits kept", async () => {
    await importing("98178");
    edit("index.ts", (text) =>
      text.replace("  },\n  { protect: true },", INPUT).replace("// The first", "// Mine. The first"),
    );
    emulator.addConnection(98178, { id: 37, name: "CRM", provider: "salesforce", parentId: 36 });
    const { out: printed } = await importing("98178");
    expect(printed).toContain("  index.ts (added to)\n");
    expect(textOf("index.ts")).toContain(INPUT);
    expect(textOf("index.ts")).toContain("// Mine. The first");
    expect(textOf("index.ts")).toContain("    parentId: jira.connectionId,\n");
    expect(runFolder(out).connectionIds).toEqual({ jira: "36", salesforceCrm: "37" });
  });

  test("the first connection of a customer without one", async () => {
    emulator.addCustomer({ id: 7 });
    await importing("7", "98178");
    emulator.addConnection(7, { id: 37, name: "CRM", provider: "salesforce" });
    await importing("7");
    expect(textOf("customers/7.ts")).toContain('const managedUserId = "7";\n');
    expect(runFolder(out).connectionIds).toMatchObject({ 7: { salesforceCrm: "37" } });
  });

  test.each([
    ["without adoptConnectionId", (text: string) => text.replace(/ {4}adoptConnectionId.*\n/, "")],
    [
      "without adoptConnectionId and the note of its id",
      (text: string) => text.replace(/ {4}adoptConnectionId.*\n/, "").replace("// Connection 36 in Workato.\n", ""),
    ],
    [
      "that is a comment",
      (text: string) => text.replace(/^const jira[\s\S]*?^\);$/m, (all) => all.replace(/^/gm, "// ")),
    ],
    ["by another logical name", (text: string) => text.replace('"98178-jira"', '"jira"')],
  ])("a resource %s is not made twice", async (_what, change) => {
    await importing("98178");
    edit("index.ts", change);
    const before = textOf("index.ts");
    await importing("98178");
    expect(textOf("index.ts")).toBe(before);
  });

  test("a connection that has another name in Workato today keeps its logical name, with --force too", async () => {
    await importing("98178");
    emulator.edit(36, { name: "Service desk" });
    await importing("98178");
    expect(textOf("index.ts")).toContain('name: "Jira"');
    await importing("98178", "--force");
    expect(textOf("index.ts")).toContain('name: "Service desk"');
    expect(made()).toEqual(["98178-jira"]);
  });

  test("a new connection with the name of one that is gone does not become it", async () => {
    await importing("98178");
    emulator.remove(36);
    emulator.addConnection(98178, { id: 40, name: "Jira", provider: "jira" });
    const { errors } = await importing("98178");
    expect(made()).toEqual(["98178-jira", "98178-jira-40"]);
    expect(errors).toContain('note: index.ts keeps "98178-jira", though Workato does not list its connection 36.\n');
  });
});

describe("--force writes a program again, unless that would take a resource out of the stack", () => {
  test("edits of values are gone", async () => {
    await importing("98178");
    const before = textOf("index.ts");
    edit("index.ts", (text) =>
      text.replace('name: "Jira"', 'name: "Mine"').replace("// The first", "// Mine. The first"),
    );
    const { out: printed } = await importing("98178", "--force");
    expect(textOf("index.ts")).toBe(before);
    expect(printed).toContain("  index.ts (overwritten)\n");
  });

  test.each([
    ["a comment", (text: string) => text.replace(/^const jira[\s\S]*?^\);$/m, (all) => all.replace(/^/gm, "// "))],
    ["made without a constant", (text: string) => text.replace("const jira = new", "new")],
  ])("a resource that is %s has a constant again", async (_what, change) => {
    await importing("98178");
    edit("index.ts", (text) => change(text).replace("  jira: jira.connectionId,\n", ""));
    await importing("98178", "--force");
    expect(made()).toEqual(["98178-jira"]);
    expect(Object.values(runFolder(out).connectionIds as object)).toEqual(["36"]);
  });

  const PROFILE = 'new OAuthProfileAssignment("p", { managedUserId, profileId: 1 });\n';
  test.each([
    ["it has more than `import` writes", (text: string) => text + PROFILE],
    ["it has more than `import` writes", (text: string) => `import "./others";\n${text}`],
    [
      '"98178-jira" has another provider there, and would be replaced',
      (text: string) => text.replace('provider: "jira"', 'provider: "jira_service_desk"'),
    ],
    [
      '"98178-jira" has options or arguments without which it would be another resource',
      (text: string) => text.replace("{ protect: true }", '{ protect: true, aliases: [{ name: "old" }] }'),
    ],
    [
      '"98178-jira" has options or arguments without which it would be another resource',
      (text: string) => text.replace("    managedUserId,", '    managedUserId: "98179",'),
    ],
    [
      '"98178-jira" has options or arguments without which it would be another resource',
      (text: string) => text.replace("    managedUserId,", "    managedUserId,\n    input: secretsOf(new Vault()),"),
    ],
  ])("%s", async (reason, change) => {
    await importing("98178");
    edit("index.ts", change);
    const before = textOf("index.ts");
    const { exitCode, errors } = await importing("98178", "--force");
    expect([exitCode, textOf("index.ts")]).toEqual([0, before]);
    expect(errors).toContain(`note: index.ts is only added to, despite --force: ${reason}.\n`);
  });

  test("a connection that Workato does not list, such as a runtime user connection, stays", async () => {
    emulator.addConnection(98178, { id: 50, name: "Of a user", provider: "jira", runtime: true });
    await importing("98178", "--runtime-connections");
    const { errors } = await importing("98178", "--force");
    expect(made()).toEqual(["98178-jira", "98178-jira-of-a-user"]);
    expect(errors).toContain('Workato does not list the connection of "98178-jira-of-a-user", which would be deleted.');
  });
});

test("a file that is not of import is not taken for a customer's", async () => {
  mkdirSync(dirname(join(out, "customers/98178.ts")), { recursive: true });
  writeFileSync(join(out, "customers/98178.ts"), "export const mine = 1;\n");
  await importing("98178", "98179");
  expect(textOf("customers/98178.ts")).toBe("export const mine = 1;\n");
  expect(made()).toEqual(["98178-jira", "98179-salesforce-crm"]);
});
