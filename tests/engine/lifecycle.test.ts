import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const jira = (args: string) => `new ManagedConnection("jira", { managedUserId: "98178", provider: "jira", ${args} });`;

const GOOD = `input: { host_name: "acme.atlassian.net", apitoken: "good-token-1" }`;

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject();
});
afterAll(() => workato.dispose());

test("created with one list and one POST; a second up sends nothing", async () => {
  workato.write(jira(GOOD));
  const created = await workato.project.up();
  console.log(created.output);
  expect(created.changes).toEqual({ create: 2 });
  console.log(JSON.stringify((await workato.project.exportStack()).deployment.resources, null, 1));
  console.log(workato.takeRequests());

  const again = await workato.project.up({ preview: true });
  expect(again.changes).toEqual({ same: 2 });
  expect(workato.takeRequests()).toEqual([]);
});
test("refused", async () => {
  workato.write(jira(`input: { host_name: "acme.atlassian.net", apitoken: "wrong-1" }`));
  const r = await workato.project.up({ expectFailure: true });
  console.log(r.output, workato.takeRequests());
  workato.write(jira(`input: "xx-secret"`));
  const r2 = await workato.project.up({ expectFailure: true });
  console.log(r2.output, workato.takeRequests());
  workato.write(jira(GOOD + ", parentId: null"));
  const r3 = await workato.project.up({});
  console.log(r3.output, workato.takeRequests());
  const r5 = await workato.project.up({});
  console.log(r5.output, workato.takeRequests());
  workato.emulator.loseAuthorization(workato.emulator.connections()[0].id, { reason: "revoked" });
  const r4 = await workato.project.refresh({});
  console.log(r4.output, workato.takeRequests());
  const r6 = await workato.project.up({});
  console.log(r6.output, workato.takeRequests());
});
