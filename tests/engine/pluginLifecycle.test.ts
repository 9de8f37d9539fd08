import { createPluginProject } from "./support/pluginProject";
import { savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createPluginProject();
});
afterAll(() => workato.dispose());

const program = (args: string) => `
const first = new ManagedConnection("first", { managedUserId: "98178", provider: "jira", ${args} });
new ManagedConnection("child", { managedUserId: "98178", provider: "jira", parentId: first.connectionId });
first.connectionId.apply((id) => console.log("the first is " + id));`;

test("an up makes, a second one is quiet, and a preview names what changes without a value of a credential", async () => {
  workato.write(program('input: { host_name: "acme.example", apitoken: "secret-good-1" }'));
  const created = await workato.project.up({ preview: true });
  console.log(created.output);
  expect(created.changes).toEqual({ create: 3 });
  console.log(JSON.stringify(savedResource(workato.project, "first"), null, 1));
  expect((await workato.project.up({ preview: true })).changes).toEqual({ same: 3 });

  workato.write(program('folderId: 77, input: { host_name: "acme.example", apitoken: "secret-good-2", email: "a@b.c" }'));
  const preview = await workato.project.preview({ args: ["--diff"] });
  console.log(preview.output);
  console.log(JSON.stringify(preview.steps));
  const up = await workato.project.up();
  console.log(up.output, workato.takeRequests());
});
