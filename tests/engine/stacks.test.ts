import { writeFileSync } from "node:fs";
import { savedIds } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const STACKS = ["dev", "test", "prod"] as const;
/** Each environment is a workspace with a number of its own. */
const WORKSPACES = { dev: "98178", test: "98180", prod: "98181" };

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject({
    program: `
      const config = new pulumi.Config();
      const managedUserId = config.require("managedUserId");
      new OAuthProfileAssignment("profile", { managedUserId, profileId: 322 });
      new ManagedConnection("jira", { managedUserId, provider: "jira", name: "Jira", folderId: config.get("folder"),
        input: { apitoken: "of " + pulumi.getStack() } });`,
  });
  for (const stack of STACKS) configure(stack);
});
afterAll(() => workato.dispose());

/** Written as `pulumi config set` writes it, before the stack is made. */
function configure(stack: (typeof STACKS)[number]): void {
  const lines = [`"workato:baseUrl": "${workato.emulator.url}"`, `"customers:managedUserId": "${WORKSPACES[stack]}"`];
  writeFileSync(workato.project.files.settings(stack), `config:\n  ${lines.join("\n  ")}\n`);
}

test("three stacks of one program manage the three environments of a customer, in one backend", async () => {
  for (const stack of STACKS) {
    expect((await workato.project.up({ stack })).changes).toEqual({ create: 3 });
  }
  for (const stack of STACKS) {
    const [connection, ...others] = workato.emulator.connections(WORKSPACES[stack]);
    expect(others).toEqual([]);
    expect(connection).toMatchObject({ name: "Jira", receivedInput: { apitoken: `of ${stack}` } });
    expect(workato.emulator.assignments(WORKSPACES[stack])).toEqual([322]);
    expect(savedIds(workato.project, stack)).toEqual({
      jira: `${WORKSPACES[stack]}/${connection?.id}`,
      profile: `${WORKSPACES[stack]}/322`,
    });
  }
});

test("a change and a destroy of one stack leave the others as they are", async () => {
  const states = () => ["dev", "prod"].map((stack) => workato.project.stateFile(stack));
  const before = states();
  workato.takeRequests();
  await workato.project.setConfig("folder", "12", { stack: "test" });
  await workato.project.up({ stack: "test" });
  expect(workato.takeRequests()).toEqual([expect.stringMatching(/^PUT 98180\/connections\/\d+ \{"folder_id":"12"\}$/)]);
  await workato.project.destroy({ stack: "test" });
  expect(workato.takeRequests().map((request) => request.split("/")[0])).toEqual(["DELETE 98180", "DELETE 98180"]);
  expect(states()).toEqual(before);
  expect(workato.emulator.connections().map(({ workspace }) => workspace)).toEqual(["98178", "98181"]);
});
