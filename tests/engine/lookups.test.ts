import { readFileSync } from "node:fs";
import path from "node:path";
import type { ConnectionSeed, Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { backendTexts, savedResources } from "./support/savedState";
import type { TestProject } from "./support/engine";
import { createProject } from "./support/engine";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const CONNECTIONS: readonly ConnectionSeed[] = [
  { id: 36, name: "Jira", provider: "jira", folderId: 7, tags: ["crm"], identity: "acme" },
  { id: 37, name: "Jira of Ann", provider: "jira", folderId: 8, parentId: 36, externalId: "U1" },
  { id: 38, name: "QuickBooks", provider: "quickbooks", folderId: 7, identity: "ann@acme.example/1029384756102938" },
  { id: 39, name: "QuickBooks (new)", provider: "quickbooks", folderId: 7, shell: true },
  { id: 40, name: "Jira of Bob", provider: "jira", folderId: 7, runtime: true },
];
const MARKER = "zqmarker-token";

let emea: Emulator;
let workato: WorkatoProject;

beforeAll(async () => {
  emea = await startEmulator({
    token: "token-of-emea",
    seed: { customers: [{ id: 4711, connections: [{ id: 5000, name: "Emea", provider: "jira" }] }] },
  });
  workato = await createWorkatoProject({
    emulator: { token: MARKER, seed: { customers: [{ id: 98178, externalId: "A2300", connections: CONNECTIONS }] } },
    config: { "workato:accounts": { emea: { baseUrl: emea.url } } },
    secretConfig: { "workato:apiToken": MARKER },
    env: { WORKATO_API_TOKEN: "", WORKATO_API_TOKEN_EMEA: "token-of-emea" },
  });
});
afterAll(async () => {
  await workato.dispose();
  await emea.close();
});

const write = (body: string) => {
  workato.write(`const { getConnections, getConnectionsOutput } = require("pulumi-workato-embedded");\n${body}`);
};
const stackOutputs = (project: TestProject) => savedResources(project)[0]?.outputs ?? {};

test("every filter, tags, runtime connections, an account: the API is asked for them, and answers in our names", async () => {
  write(`
    const ids = async (args) => (await getConnections({ managedUserId: 98178, ...args })).connections.map((c) => c.connectionId);
    module.exports = async () => ({
      all: await ids({}),
      provider: await ids({ provider: "quickbooks" }),
      folder: await ids({ folderId: 8 }),
      parent: await ids({ parentId: "36" }),
      external: await ids({ externalId: "U1" }),
      runtime: await ids({ provider: "jira", includeRuntimeConnections: true }),
      none: await ids({ provider: "zendesk" }),
      emea: await ids({ managedUserId: "4711", account: "emea" }),
      first: (await getConnections({ managedUserId: externalId("A2300"), folderId: 7, includeTags: true })).connections[0],
    });`);
  const { output, diagnostics } = await workato.project.up({ preview: true });
  expect(stackOutputs(workato.project)).toEqual({
    all: ["36", "37", "38", "39"],
    provider: ["38", "39"],
    folder: ["37"],
    parent: ["37"],
    external: ["37"],
    runtime: ["36", "37", "40"],
    none: [],
    emea: ["5000"],
    first: {
      connectionId: "36",
      name: "Jira",
      provider: "jira",
      folderId: "7",
      parentId: null,
      externalId: null,
      authorizationStatus: "success",
      authorizationError: null,
      authorizedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      identity: "acme",
      connectionLostAt: null,
      connectionLostReason: null,
      tags: ["crm"],
    },
  });
  // No warning that a secret was read, and the token is nowhere.
  expect(diagnostics).toEqual([]);
  expect(output + backendTexts(workato.project).join("")).not.toContain(MARKER);
});

test("what is wrong is told with the remedy, in a preview, without a stack and without waiting", async () => {
  write(`
    const messageOf = (args) => getConnections(args).then(() => "no error", (error) => error.message);
    module.exports = async () => {
      for (const args of [
        {}, { managedUserId: " " }, { managedUserId: "98178", provider: "" }, { managedUserId: "98178", account: "apac" },
        { managedUserId: "12345" },
      ]) console.log(await messageOf(args));
      await getConnections({ managedUserId: "54321" });
    };`);
  const { output } = await workato.project.preview({ expectFailure: true });
  expect(output).toContain("getConnections: managedUserId is missing: give the customer's id, such as");
  expect(output).toContain("getConnections: managedUserId is empty: give the customer's id, such as");
  expect(output).toContain("getConnections: provider is empty");
  expect(output).toContain('account "apac" is not in the configuration workato:accounts (it has emea)');
  expect(output).toContain("getConnections: Workato: GET /api/managed_users/12345/connections failed: 404 Not found");
  expect(output).toContain("getConnections: Workato: GET /api/managed_users/54321/connections failed: 404 Not found");
  expect(output).not.toMatch(/^\s+at /m);
});

test("a wrong token and none at all fail the program, and say where a token comes from", async () => {
  write(`module.exports = async () => getConnections({ managedUserId: "98178" });`);
  workato.emulator.rotateToken("another");
  const wrong = await workato.project.preview({ expectFailure: true });
  expect(wrong.output).toContain("401");
  expect(wrong.output).toContain("The token came from the stack configuration workato:apiToken");
  expect(wrong.output).not.toMatch(/^\s+at /m);
  workato.emulator.rotateToken(MARKER);

  await workato.project.removeConfig("workato:apiToken");
  workato.takeRequests();
  const none = await workato.project.preview({ expectFailure: true });
  expect(none.output).toContain("getConnections: no Workato API token: set the environment variable WORKATO_API_TOKEN");
  expect(workato.takeRequests()).toEqual([]);
});

test("outputs as arguments: while they are unknown nothing is asked, and afterwards the result is theirs", async () => {
  write(`
    const profile = new OAuthProfileAssignment("profile", { managedUserId: "98178", profileId: 322 });
    const parent = new ManagedConnection("parent", { managedUserId: "98178", provider: "jira" });
    const found = getConnectionsOutput({ managedUserId: "98178", parentId: parent.connectionId });
    exports.count = found.connections.length;
    exports.children = getConnectionsOutput({ managedUserId: profile.managedUserId, externalId: "U1" })
      .connections.apply((all) => all.map((c) => c.name));`);
  const env = { WORKATO_API_TOKEN: MARKER };
  await workato.project.preview({ env });
  const asked = workato.takeRequests();
  expect(asked.filter((request) => request.includes("parent_id"))).toEqual([]);
  await workato.project.up({ env });
  expect(stackOutputs(workato.project)).toEqual({ count: 0, children: ["Jira of Ann"] });
});

describe("the example quickbooks-realm", () => {
  const example = path.resolve(__dirname, "../../examples/quickbooks-realm");
  let project: TestProject;

  beforeAll(async () => {
    project = await createProject({
      name: "quickbooks-realm",
      program: Object.fromEntries(
        ["Pulumi.yaml", "index.ts"].map((file) => [file, readFileSync(path.join(example, file), "utf8")]),
      ),
      config: { managedUserId: "98178", "workato:baseUrl": workato.emulator.url },
      // The compiler of this repository; a project of one's own has it installed.
      env: { WORKATO_API_TOKEN: MARKER, NODE_PATH: path.resolve(__dirname, "../../node_modules") },
    });
  });
  afterAll(() => {
    project.dispose();
  });

  test("gives the realm id of each QuickBooks connection, and says of which there is none yet", async () => {
    workato.takeRequests();
    await project.up();
    expect(stackOutputs(project)).toEqual({
      realmIds: { QuickBooks: "1029384756102938", "QuickBooks (new)": "not authorized yet" },
    });
    expect(workato.takeRequests()).toEqual([expect.stringMatching(/^GET 98178\/connections\?provider=quickbooks/)]);
  });
});
