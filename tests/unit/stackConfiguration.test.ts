import * as pulumi from "@pulumi/pulumi";
import { getCustomers, ManagedConnection } from "../../provider";

const ARGS = { managedUserId: "98178", provider: "jira", name: "Jira" };
const warnings: string[] = [];

function declare(): void {
  new ManagedConnection("one", ARGS);
  new ManagedConnection("two", ARGS);
}

/** What a program with this configuration is warned of. */
async function run(config: Record<string, string>, secretKeys: string[] = []): Promise<void> {
  const newResource = ({ inputs }: pulumi.runtime.MockResourceArgs) => ({ id: "98178/36", state: inputs as object });
  await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "project", "dev", true);
  pulumi.runtime.setAllConfig(config, secretKeys);
  warnings.length = 0;
  // Mocks know no root of a stack, which every real run has.
  const root = new pulumi.ComponentResource("test:index:Root", "root");
  jest.spyOn(pulumi.runtime, "getStackResource").mockReturnValue(root as never);
  declare();
}

beforeEach(() => {
  jest.spyOn(pulumi.log, "warn").mockImplementation((text) => {
    warnings.push(text);
    return Promise.resolve();
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.WORKATO_HOST;
});

test("an unknown key fails the program, and its value is not shown", () => {
  pulumi.runtime.setAllConfig({ "workato:apitoken": "s3cret-token", "project:apitoken": "x" });
  const remedy = "Take it out with `pulumi config rm workato:apitoken`.";
  const text = `workato:apitoken is not a setting: did you mean workato:apiToken? ${remedy}`;
  expect(declare).toThrow(text);
});

test("an unknown key of an account fails the program, also of one that no resource uses", () => {
  pulumi.runtime.setAllConfig({ "workato:accounts": '{"emea":{"apitoken":"s3cret-token"},"apac":{"region":"jp"}}' });
  const text = "workato:accounts.emea.apitoken is not a setting of an account: did you mean apiToken?";
  expect(declare).toThrow(text);
});

test("an unknown key fails a lookup, too", async () => {
  pulumi.runtime.setAllConfig({ "workato:Region": "eu" });
  await expect(getCustomers()).rejects.toThrow("workato:Region is not a setting: did you mean workato:region?");
});

test("a token in plain text is a warning with the command that mends it, once", async () => {
  await run({ "workato:apiToken": "t" });
  expect(warnings).toEqual([
    "workato:apiToken holds a token in plain text, in Pulumi.dev.yaml: make it secret with " +
      "`pulumi config set --secret workato:apiToken`, and replace the token.",
  ]);
});

test("a token of an account in plain text", async () => {
  await run({ "workato:accounts": '{"eu":{"apiToken":"t"}}' });
  expect(warnings).toEqual([expect.stringContaining("--path workato:accounts.<name>.apiToken")]);
  await run({ "workato:accounts": '{"eu":{"region":"eu"}}' });
  expect(warnings).toEqual([]);
});

test("secret tokens are no warning", async () => {
  const config = { "workato:apiToken": "t", "workato:accounts": '{"eu":{"apiToken":"t"}}' };
  await run(config, Object.keys(config));
  expect(warnings).toEqual([]);
});

test("a variable that the stack overrules is one warning that names both", async () => {
  process.env.WORKATO_HOST = "http://127.0.0.1:8089";
  await run({ "workato:apiToken": "t", "workato:region": "eu" }, ["workato:apiToken"]);
  expect(warnings).toEqual([expect.stringContaining("workato:region overrules WORKATO_HOST")]);
});
