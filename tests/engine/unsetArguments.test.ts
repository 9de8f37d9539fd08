import { savedResource, savedResources } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject();
});
afterAll(() => workato.dispose());

const connection = (name: string, args = "", options = "{}") =>
  `new ManagedConnection("${name}", { managedUserId: "98178", provider: "jira", ${args} }, ${options})`;
const stackOutputs = () => savedResources(workato.project).find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;

test("a program reads arguments that it does not set, also in a preview, and state holds only those that it sets", async () => {
  workato.write(`
    const jira = ${connection("jira", "externalId: undefined, forceDelete: true")};
    const seen = (output) => output.apply((value) => "seen: " + value);
    module.exports = { folder: seen(jira.folderId), external: seen(jira.externalId), input: seen(jira.input), force: jira.forceDelete };`);
  const preview = await workato.project.preview();
  for (const name of ["folder", "external", "input"]) {
    expect(preview.output).toMatch(new RegExp(`${name} *: "seen: undefined"`));
  }
  await workato.project.up();
  const undefinedSeen = { folder: "seen: undefined", external: "seen: undefined", input: "seen: undefined" };
  expect(stackOutputs()).toEqual({ ...undefinedSeen, force: true });
  const { inputs = {}, outputs = {} } = savedResource(workato.project, "jira");
  const set = ["__provider", "__resource", "forceDelete", "managedUserId", "name", "provider"];
  expect(Object.keys(inputs).sort()).toEqual(set);
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(set));
  for (const name of ["folderId", "externalId", "input", "account"]) expect(outputs).not.toHaveProperty(name);
});

test("what transforms add is read, whether they are the resource's, its stack's or old transformations", async () => {
  workato.write(`
    const add = (named, externalId) => ({ name, props, opts }) => name === named ? { props: { ...props, externalId }, opts } : undefined;
    const own = ${connection("own", "", `{ transforms: [add("own", "of its own")] }`)};
    const old = ${connection("old", "", `{ transformations: [add("old", "of old")] }`)};
    pulumi.runtime.registerResourceTransform(add("stack", "of the stack"));
    const stack = ${connection("stack")};
    module.exports = { own: own.externalId, old: old.externalId, stack: stack.externalId };`);
  await workato.project.up();
  expect(stackOutputs()).toEqual({ own: "of its own", old: "of old", stack: "of the stack" });
  expect((await workato.project.up()).changes).toEqual({ same: 4 });
});

test("what ignoreChanges keeps is read, although the program does not set it any more", async () => {
  workato.write(`${connection("kept", `externalId: "U1"`)};`);
  await workato.project.up();
  for (const options of [
    `{ ignoreChanges: ["externalId"] }`,
    `{ transformations: [({ props, opts }) => ({ props, opts: { ...opts, ignoreChanges: ["externalId"] } })] }`,
  ]) {
    workato.write(`module.exports = { kept: ${connection("kept", "", options)}.externalId };`);
    await workato.project.up();
    expect(stackOutputs()).toEqual({ kept: "U1" });
  }
});

test("a resource that is a stack output shows its arguments and facts, without those that are not set", async () => {
  workato.write(`module.exports = { jira: ${connection("jira2", "folderId: 7")} };`);
  const preview = await workato.project.preview();
  expect(preview.output).not.toContain("undefined");
  await workato.project.up();
  const shown = (stackOutputs()?.jira ?? {}) as Record<string, unknown>;
  expect(shown).toMatchObject({ managedUserId: "98178", provider: "jira", name: "jira2", folderId: "7" });
  expect(shown).not.toHaveProperty("externalId");
  expect(shown.id).toBe(`98178/${String(shown.connectionId)}`);
});
