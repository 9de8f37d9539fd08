/** What `pulumi up` does, with the real CLI, against an emulator of the Workato Embedded API. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { startEmulator, type Emulator } from "pulumi-workato-embedded/emulator";
import { SALESFORCE_PROFILE_ID } from "../connectCustomer";
import { customers } from "../customers";

const PROJECT = join(__dirname, "..");
const STACK = "integration-test";
const TOKENS: Record<string, string> = { acme: "jira-token-of-acme", borealis: "jira-token-of-borealis" };

let emulator: Emulator;
let state: string;
let stack: Stack;

beforeAll(async () => {
  emulator = await startEmulator({
    seed: {
      customers: customers.map(({ managedUserId }) => ({ id: managedUserId })),
      profiles: [{ id: SALESFORCE_PROFILE_ID, provider: "salesforce" }],
    },
  });
});
afterAll(() => emulator.close());

beforeEach(async () => {
  emulator.reset();
  // The state is kept in a folder that is thrown away; nobody's Pulumi account is used.
  state = mkdtempSync(join(tmpdir(), "pulumi-state-"));
  const envVars = {
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "only for tests",
    WORKATO_HOST: emulator.url,
    WORKATO_API_TOKEN: emulator.token,
  };
  stack = await LocalWorkspace.createStack({ stackName: STACK, workDir: PROJECT }, { envVars });
  // So long a new connection may be missing from Workato's lists; the emulator's show it at once.
  await stack.setConfig("workato:settleTimeoutSeconds", { value: "1" });
  await setJiraTokens(TOKENS);
});
afterEach(() => {
  rmSync(state, { recursive: true });
  rmSync(join(PROJECT, `Pulumi.${STACK}.yaml`), { force: true });
});

const setJiraTokens = (tokens: Record<string, string>) =>
  stack.setAllConfig(
    Object.fromEntries(
      Object.entries(tokens).map(([key, value]) => [`tested-stack:${key}.jiraApiToken`, { value, secret: true }]),
    ),
  );

const connectionsOf = (customer: string) =>
  emulator
    .connections(customer)
    .map(({ name, authorizationStatus }) => [name, authorizationStatus])
    .sort();

const jiraOf = (customer: string) => emulator.connections(customer).filter(({ provider }) => provider === "jira");

/** The state as it is stored; `exportStack` would show secrets in clear. */
const savedState = () => readFileSync(join(state, ".pulumi", "stacks", "tested-stack", `${STACK}.json`), "utf8");

test("an up connects every customer, another one sends no request, and destroy leaves nothing", async () => {
  await stack.up();
  for (const { key, managedUserId } of customers) {
    expect(connectionsOf(managedUserId)).toEqual([
      ["Jira", "success"],
      ["Salesforce", null], // a person of the customer comes next
    ]);
    expect(jiraOf(managedUserId)[0]?.receivedInput?.["apitoken"]).toBe(TOKENS[key]);
    expect(emulator.assignments(managedUserId)).toEqual([SALESFORCE_PROFILE_ID]);
    expect(savedState()).toContain(`${key}-jira`);
    expect(savedState()).not.toContain(TOKENS[key]);
  }

  emulator.clearRequests();
  const again = await stack.up();
  expect(again.summary.resourceChanges).toEqual({ same: 7 });
  expect(emulator.requests).toEqual([]);

  await stack.destroy();
  expect(emulator.connections()).toEqual([]);
  expect(customers.flatMap(({ managedUserId }) => emulator.assignments(managedUserId))).toEqual([]);
});

test("a Jira token that is refused fails the up, and the right one repairs the same connection", async () => {
  await setJiraTokens({ acme: "wrong" }); // the emulator refuses what starts with "wrong"
  await expect(stack.up()).rejects.toThrow(/acme-jira[^]*refused/);
  const [refused] = jiraOf("98178");
  expect(refused?.authorizationStatus).toBe("failed");

  await setJiraTokens(TOKENS);
  await stack.up();
  expect(jiraOf("98178")).toMatchObject([{ id: refused?.id, authorizationStatus: "success" }]);
});

test("without our OAuth profile no Salesforce connection is made", async () => {
  emulator.failNext({
    method: "POST",
    path: `/custom_oauth_profiles/${SALESFORCE_PROFILE_ID}/assign`,
    status: 403,
    times: 2,
  });
  await expect(stack.up()).rejects.toThrow(/salesforce-profile[^]*403/);
  const names = customers.flatMap(({ managedUserId }) => connectionsOf(managedUserId).map(([name]) => name));
  expect(names).not.toContain("Salesforce");
});

test("what a person removed is made again, and what a person authorized stays as it is", async () => {
  await stack.up();
  for (const { id, provider } of emulator.connections("98178")) {
    if (provider === "jira") emulator.remove(id);
    else emulator.authorize(id);
  }
  emulator.clearRequests();

  const repaired = await stack.up({ refresh: true });
  expect(repaired.summary.resourceChanges).toEqual({ create: 1, same: 6 });
  expect(connectionsOf("98178")).toEqual([
    ["Jira", "success"],
    ["Salesforce", "success"],
  ]);
  expect(emulator.requestsOf("PUT")).toEqual([]);
});
