import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject();
});
afterAll(() => workato.dispose());

const GOOD = `new ManagedConnection("good", { managedUserId: "98178", provider: "jira" });`;

async function failedPreview(env: Record<string, string> = {}): Promise<string> {
  const { output } = await workato.project.preview({ expectFailure: true, env });
  expect(workato.emulator.requests).toEqual([]);
  return output;
}

test("a preview names every argument that is wrong, with the remedy, never shows `input`, and sends nothing", async () => {
  workato.write(`new ManagedConnection("bad", {
    managedUserId: " ", provider: "jira", input: "zqmarker-secret", folderId: "home", hostName: "acme", shellConnection: "yes",
    onExisting: "take", account: "emea",
  });`);
  const output = await failedPreview();
  expect(output).toContain('managedUserId is empty: give the customer\'s id, such as "98178"');
  expect(output).toContain("input must be an object: give the connector's parameters");
  expect(output).toContain('folderId is "home"');
  expect(output).toContain("hostName is not an argument of this resource");
  expect(output).toContain("shellConnection must be true or false");
  expect(output).toContain('onExisting must be "error" or "adopt" or "create"');
  expect(output).toContain('account "emea" is not in the configuration workato:accounts');
  expect(output).toContain("pulumi config set --secret --path workato:accounts.emea.apiToken");
  expect(output).not.toContain("zqmarker");
});

test("a profile that is no whole number, and a misspelt argument, are named with what was meant", async () => {
  workato.write(`new OAuthProfileAssignment("bad", { managedUserId: "", profileId: 3.5, forceunassign: true });`);
  const output = await failedPreview();
  expect(output).toContain("managedUserId is empty");
  expect(output).toContain("profileId is 3.5");
  expect(output).toContain("forceunassign is not an argument of this resource: did you mean forceUnassign?");
});

test("a missing token is told with both ways to set one", async () => {
  workato.write(GOOD);
  const output = await failedPreview({ WORKATO_API_TOKEN: "" });
  expect(output).toContain("no Workato API token: set the environment variable WORKATO_API_TOKEN");
  expect(output).toContain("pulumi config set --secret workato:apiToken");
});

test("an unknown region is named with those that there are", async () => {
  await workato.project.setConfig("workato:region", "mars");
  const output = await failedPreview({});
  expect(output).toContain('workato:region is "mars": it must be one of us, eu, jp, sg, au, il, cn, kr, uk, trial');
  await workato.project.removeConfig("workato:region");
});

test("a base URL without TLS is refused, because the token would travel in clear", async () => {
  await workato.project.removeConfig("workato:baseUrl");
  const output = await failedPreview({ WORKATO_HOST: "http://workato.example.com" });
  expect(output).toContain("WORKATO_HOST");
  expect(output).toContain("Use https://");
  await workato.project.setConfig("workato:baseUrl", workato.emulator.url);
});

test("what is not known before the up passes a preview anywhere, and the up uses it", async () => {
  workato.write(`
    const parent = new ManagedConnection("parent", { managedUserId: "98178", provider: "jira" });
    const profile = new OAuthProfileAssignment("profile", { managedUserId: "98178", profileId: 322 });
    const customer = parent.id.apply((id) => id.split("/")[0]);
    new ManagedConnection("child", {
      managedUserId: customer, provider: "jira", parentId: parent.connectionId, folderId: parent.connectionId,
      externalId: pulumi.interpolate\`of \${parent.connectionId}\`,
      input: { deep: [{ of: parent.connectionId }], whole: parent.id },
    });
    new ManagedConnection("whole input", {
      managedUserId: profile.managedUserId, provider: "jira", input: parent.id.apply((id) => ({ of: id })) });
    new OAuthProfileAssignment("other", {
      managedUserId: customer, profileId: parent.connectionId.apply(() => 323), forceUnassign: parent.id.apply(() => true) });`);
  expect((await workato.project.preview()).changes).toEqual({ create: 6 });
  expect(workato.emulator.requests.map(({ method }) => method)).toEqual(["GET"]);

  await workato.project.up();
  const [parent, ...others] = workato.emulator.connections("98178");
  const child = others.find(({ name }) => name === "child");
  expect(child).toMatchObject({
    parentId: parent?.id,
    folderId: parent?.id,
    externalId: `of ${parent?.id}`,
    receivedInput: { deep: [{ of: String(parent?.id) }], whole: `98178/${parent?.id}` },
  });
  expect(others.find(({ name }) => name === "whole input")?.receivedInput).toEqual({ of: `98178/${parent?.id}` });
  expect(workato.emulator.assignments("98178")).toEqual([322, 323]);
});
