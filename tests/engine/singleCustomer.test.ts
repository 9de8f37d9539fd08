import { readFileSync } from "node:fs";
import path from "node:path";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const REPOSITORY = path.resolve(__dirname, "../..");
const EXAMPLE = path.join(REPOSITORY, "examples/single-customer");

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject({
    config: { managedUserId: "98178", jiraSite: "acme.atlassian.net", jiraEmail: "integrations@acme.example" },
    secretConfig: { jiraApiToken: "jira-token", jiraSupportApiToken: "support-token", snowflakePassword: "snow" },
    // The compiler of this repository; a project of one's own has it installed.
    env: { NODE_PATH: path.join(REPOSITORY, "node_modules") },
    runtimeOptions: { typescript: true },
  });
  workato.project.setProgram({
    "package.json": JSON.stringify({ name: "customers", private: true, main: "index.ts" }),
    "index.ts": readFileSync(path.join(EXAMPLE, "index.ts"), "utf8"),
  });
});
afterAll(() => workato.dispose());

test("the example of one customer finds its folder and its profile by name, and is quiet afterwards", async () => {
  const lookups = [
    expect.stringMatching(/^GET \/api\/custom_oauth_profiles\?/),
    expect.stringMatching(/^GET 98178\/folders\?page=1/),
    expect.stringMatching(/^GET 98178\/folders\?parent_id=/),
  ];
  await workato.project.up();
  const folder = workato.emulator.folders("98178").find(({ name }) => name === "CRM");
  const salesforce = workato.emulator.connections("98178").filter(({ provider }) => provider === "salesforce");
  expect(salesforce.map(({ folderId }) => folderId)).toEqual([folder?.id, folder?.id]);
  expect(workato.emulator.assignments("98178")).toEqual([322]);
  expect(
    workato
      .takeRequests()
      .filter((request) => /^GET .*(folders|profiles)/.test(request))
      .sort(),
  ).toEqual(lookups);

  expect((await workato.project.up()).changes).toEqual({ same: 7 });
  expect(workato.takeRequests().sort()).toEqual(lookups);
});
