import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { readFolder, runCommand, temporaryFolder } from "./support/commandLine";

let emulator: Emulator;
let out: string;

beforeEach(async () => {
  out = temporaryFolder();
  emulator = await startEmulator({
    seed: {
      customers: [
        { id: 98178, connections: [{ id: 36, name: "Jira", provider: "jira", input: { apitoken: "secret-good" } }] },
        { id: 98179, externalId: "B/23 00", connections: [{ id: 60, name: "CRM", provider: "salesforce" }] },
      ],
    },
  });
});
afterEach(() => emulator.close());

const importBulk = (...args: string[]) => runCommand(["import", "--format", "bulk", "--out", out, ...args], emulator);

const RESOURCE = { type: "workato:index:ManagedConnection" };

test("a bulk file names every connection of a customer by the name of the program, and by its id", async () => {
  const { exitCode, out: printed } = await importBulk("98178", "EB/23 00");
  expect(exitCode).toBe(0);
  const files = readFolder(out);
  expect(Object.keys(files)).toEqual(["import.json"]);
  expect(JSON.parse(files["import.json"] ?? "")).toEqual({
    resources: [
      { ...RESOURCE, name: "98178-jira", id: "98178/36" },
      { ...RESOURCE, name: expect.stringMatching(/salesforce-crm$/) as string, id: "EB%2F23%2000/60" },
    ],
  });
  expect(printed).toContain(`2 connections of 2 customers in ${join(out, "import.json")}`);
  expect(printed).toContain(`pulumi import --file ${join(out, "import.json")}`);
});

test("--all takes every customer; the same again changes nothing", async () => {
  expect((await importBulk("--all")).exitCode).toBe(0);
  const { exitCode, out: printed } = await importBulk("--all", "--json");
  expect(exitCode).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({ connections: 2, files: [{ path: "import.json", status: "unchanged" }] });
});

test("a file with another text stays, without --force", async () => {
  writeFileSync(join(out, "import.json"), "mine");
  const refused = await importBulk("98178");
  expect(refused.exitCode).not.toBe(0);
  expect(refused.errors).toContain("import.json is there with another text; nothing was written.");
  expect(readFolder(out)).toEqual({ "import.json": "mine" });
  expect((await importBulk("98178", "--force")).exitCode).toBe(0);
  expect(readFolder(out)["import.json"]).toContain("98178/36");
});
