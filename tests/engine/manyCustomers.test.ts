import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const EXAMPLE = path.resolve(__dirname, "../../examples/many-customers");
const FILES = readdirSync(EXAMPLE).filter((file) => /\.(ts|json)$/.test(file));

const SECRETS = {
  "acme.jiraApiToken": "acme-jira-token",
  "borealis.jiraApiToken": "borealis-jira-token",
  "borealis.zendeskPassword": "borealis-zendesk-password",
};

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject({
    name: "acme-customer-connections",
    emulator: { seed: { profiles: [{ id: 322, provider: "salesforce", name: "Acme for Salesforce" }] } },
    // The example's own devDependencies put these beside the SDK.
    env: { NODE_PATH: path.resolve(__dirname, "../../node_modules") },
    runtimeOptions: { typescript: true },
    secretConfig: SECRETS,
  });
  // As it is: package.json, tsconfig.json and program, compiled with type checks by Pulumi.
  workato.project.setProgram(
    Object.fromEntries([
      ["index.js", ""],
      ...FILES.map((file) => [file, readFileSync(path.join(EXAMPLE, file), "utf8")] as const),
    ]),
  );
});
afterAll(() => workato.dispose());

test("the example of many customers runs as it is: every customer of the list has its connections", async () => {
  await workato.project.up();
  const names = (customer: string) => workato.emulator.connections(customer).map(({ name }) => name);
  expect(names("98178").sort()).toEqual(["Jira", "Salesforce"]);
  expect(names("EB/23 00").sort()).toEqual(["Jira", "Zendesk"]);
  expect(workato.emulator.assignments("98178")).toEqual([322]);
  workato.takeRequests();
  expect((await workato.project.up()).changes).toEqual({ same: 6 });
  // Its lookups, and nothing else: one list of customers, whatever their number, and one of profiles.
  expect(
    workato
      .takeRequests()
      .map((request) => request.replace(/^GET \S*\/(\w+)\?.*/, "$1"))
      .sort(),
  ).toEqual(["custom_oauth_profiles", "managed_users"]);
  await workato.project.run(["config", "set", "environment", "prod"]);
  await workato.project.up({ expectFailure: true }).then(({ output }) => {
    expect(output).toContain("customer 98179 has no known environment prod");
  });
  for (const secret of Object.values(SECRETS)) expect(workato.project.stateFile()).not.toContain(secret);
});
