import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { ConnectionSeed } from "../../emulator";
import { testRun } from "./support/testRun";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const CONNECTORS = "jira salesforce zendesk snowflake hubspot rest zenefits acme_connector_4711".split(" ");

/** As people make them: eight connectors, shared names, parents and folders, some lost, some never authorized. */
const handMade = Array.from({ length: 60 }, (_, index): ConnectionSeed => {
  const provider = CONNECTORS[index % CONNECTORS.length] ?? "";
  const hasParent = index >= 24 && index % 3 === 0;
  return {
    id: 100 + index,
    provider,
    name: ["Main", `"Quoted" \${${index}}`, `営業 ${index}`, `It's ${provider} \\ ${index}`][index % 4] ?? "",
    parentId: hasParent ? 100 + index - 2 * CONNECTORS.length : null,
    externalId: index % 5 === 0 ? `U/${index}` : null,
    tags: index % 7 === 0 ? ["crm", "imported"] : [],
    authorizationStatus: ([null, "failed", "exception"] as const)[index % 11] ?? "success",
    ...(index % 2 === 0 ? { folderId: 7 + (index % 3) } : {}),
    input: { apitoken: `by-hand-${index}` },
  };
});

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject({
    // What `import` calls a project whose folder has no name of its own.
    name: "workato-connections",
    // `npm install` puts the compiler of the package.json that was written beside the SDK, which looks for it there.
    env: { NODE_PATH: path.resolve(__dirname, "../../node_modules") },
    emulator: {
      seed: {
        customers: [
          { id: 98178, connections: handMade },
          { id: 98179, externalId: "B/23 00", connections: [{ id: 500, name: "CRM", provider: "salesforce" }] },
        ],
      },
    },
  });
});
afterAll(() => workato.dispose());

/** Runs the command line of the installed package, as `npx` does, into the project, which is nothing but its stack. */
async function importInto(folder: string, ...managedUserIds: string[]): Promise<void> {
  for (const file of ["Pulumi.yaml", "package.json", "tsconfig.json", "index.js", "index.ts", "customers"]) {
    rmSync(path.join(folder, file), { recursive: true, force: true });
  }
  await runImport(folder, ...managedUserIds);
}

async function runImport(folder: string, ...argv: string[]): Promise<void> {
  const main = path.join(testRun().installed, "node_modules/pulumi-workato-embedded/lib/cli/main.js");
  const env = { WORKATO_API_TOKEN: workato.emulator.token, WORKATO_HOST: workato.emulator.url };
  await promisify(execFile)(process.execPath, [main, "import", ...argv, "--out", folder], { env });
}

const writes = () => workato.takeRequests().filter((request) => !request.startsWith("GET "));

test("60 hand-made connections come under Pulumi without one request that changes anything", async () => {
  const { project, emulator } = workato;
  const before = emulator.connections();
  await importInto(project.folder, "98178");
  expect(workato.takeRequests()).toEqual(["GET 98178/connections?includes[]=tags"]);
  const text = readFileSync(path.join(project.folder, "index.ts"), "utf8");
  expect(text.match(/parentId: \w+\.connectionId,/g)).toHaveLength(handMade.filter(({ parentId }) => parentId).length);
  expect(text).not.toContain("by-hand-");

  const adopted = await project.up({ preview: true });
  expect(adopted.changes).toEqual({ create: 61 });
  expect(adopted.diagnostics.filter(({ severity }) => /warning|error/.test(severity))).toEqual([]);
  expect(writes()).toEqual([]);
  const resources = ((await project.exportStack()).deployment.resources ?? []).filter(({ custom, id }) => custom && id);
  const connections = resources.filter(({ type }) => type.endsWith(":ManagedConnection"));
  expect(connections.map(({ id }) => id).sort()).toEqual(handMade.map(({ id }) => `98178/${id}`).sort());
  expect(connections.every(({ protect }) => protect)).toBe(true);

  const again = await project.up({ preview: true });
  expect(again.changes).toEqual({ same: 61 });
  expect(workato.takeRequests()).toEqual([]);

  expect((await project.refresh()).changes).toEqual({ same: 61 });
  expect((await project.up({ preview: true })).changes).toEqual({ same: 61 });
  expect(writes()).toEqual([]);
  expect(emulator.connections()).toEqual(before);
});

test("a customer more joins the same stack as a module, and nobody is renamed", async () => {
  const { project, emulator } = workato;
  const before = emulator.connections();
  workato.takeRequests();
  await importInto(project.folder, "98178", "EB/23 00");
  const joined = await project.up();
  expect(joined.changes).toEqual({ create: 1, same: 61 });
  expect(writes()).toEqual([]);
  expect(emulator.connections()).toEqual(before);
});

test("once more, when a customer cannot be read and a connection has come: nothing is deleted, one joins", async () => {
  const { project, emulator } = workato;
  emulator.addConnection(98178, { id: 900, provider: "jira", name: "Main" });
  emulator.failNext({ status: 404, path: "/api/managed_users/98179/connections" });
  await expect(runImport(project.folder, "--all", "--force")).rejects.toThrow("1 customer of 2 could not be read");
  workato.takeRequests();
  expect((await project.up()).changes).toEqual({ create: 1, same: 62 });
  expect(writes()).toEqual([]);
});

test("Pulumi's own import of a connection fails, with a message that the troubleshooting page explains", async () => {
  const page = readFileSync(path.resolve(__dirname, "../../docs/troubleshooting.md"), "utf8");
  const type = "pulumi-nodejs:dynamic/workato:ManagedConnection";
  const { exitCode, output } = await workato.project.run(["import", type, "other", "98178/100", "--yes"], {
    expectFailure: true,
  });
  expect(exitCode).not.toBe(0);
  // The one or the other, by what the engine hands to the plugin.
  const messages = [
    "code must be a string, not undefined",
    "Cannot read properties of undefined (reading 'toJavaScript')",
  ];
  expect(messages.some((message) => output.includes(message))).toBe(true);
  for (const message of messages) expect(page).toContain(`\`${message}\``);
});
