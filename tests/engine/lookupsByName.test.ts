import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import type { OperationResult } from "../../tools/pulumi/pulumiProject";
import { savedResources } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const FOLDERS = [
  { path: "Integrations", id: 6 },
  { path: "Integrations/CRM", id: 7 },
  { path: "Integrations/ERP", id: 8 },
];

let emea: Emulator;
let workato: WorkatoProject;

beforeAll(async () => {
  emea = await startEmulator({
    token: "token-of-emea",
    seed: { customers: [{ id: 4711, folders: ["CRM"] }], profiles: [{ id: 900, provider: "jira" }] },
  });
  workato = await createWorkatoProject({
    emulator: {
      seed: {
        customers: [
          { id: 98178, externalId: "A2300", name: "Acme", folders: FOLDERS },
          { id: 98179, name: "Borealis", folders: [{ path: "CRM", id: 20 }] },
        ],
        profiles: [
          { id: 322, provider: "salesforce", name: "Acme" },
          { id: 324, provider: "salesforce", name: "Acme (sandbox)" },
        ],
      },
    },
    config: { "workato:accounts": { emea: { baseUrl: emea.url } } },
    env: { WORKATO_API_TOKEN_EMEA: "token-of-emea" },
  });
});
afterAll(async () => {
  await workato.dispose();
  await emea.close();
});

const write = (body: string) => {
  workato.write(`
    const { getCustomers, getCustomersOutput, getFolder, getFolderOutput, getOAuthProfile, getOAuthProfileOutput } =
      require("pulumi-workato-embedded");
    ${body}`);
};
const stackOutputs = () => savedResources(workato.project)[0]?.outputs ?? {};

test("each in both forms, also in another account; previews ask, too", async () => {
  write(`
    module.exports = async () => ({
      customers: await getCustomers(),
      names: getCustomersOutput().customers.apply((all) => all.map(({ name }) => name)),
      folder: await getFolder({ managedUserId: 98178, path: "Home/Integrations/CRM" }),
      folderOutput: getFolderOutput({ managedUserId: externalId("A2300"), path: "Integrations/ERP" }).folderId,
      profile: await getOAuthProfile({ provider: "salesforce", name: "Acme" }),
      profileOutput: getOAuthProfileOutput({ name: pulumi.output("Acme (sandbox)") }).profileId,
      emea: [await getCustomers({ account: "emea" }), await getOAuthProfile({ account: "emea" }),
        await getFolder({ managedUserId: "4711", path: "CRM", account: "emea" })],
    });`);
  const { diagnostics } = await workato.project.up({ preview: true });
  expect(stackOutputs()).toEqual({
    customers: {
      customers: [
        { managedUserId: "98178", externalId: "A2300", name: "Acme", environments: {} },
        { managedUserId: "98179", externalId: null, name: "Borealis", environments: {} },
      ],
    },
    names: ["Acme", "Borealis"],
    folder: { folderId: "7", name: "CRM", path: "Home/Integrations/CRM" },
    folderOutput: "8",
    profile: { profileId: "322", name: "Acme", provider: "salesforce" },
    profileOutput: "324",
    emea: [
      { customers: [{ managedUserId: "4711", externalId: null, name: "Customer 4711", environments: {} }] },
      { profileId: "900", name: "jira app 900", provider: "jira" },
      { folderId: expect.any(String) as string, name: "CRM", path: "CRM" },
    ],
  });
  expect(diagnostics).toEqual([]);
});

test("resources for every customer take what was found; all folders of a level are one request", async () => {
  write(`
    module.exports = async () => {
      const { profileId } = await getOAuthProfile({ name: "Acme" });
      const { customers } = await getCustomers();
      for (const { managedUserId, name } of customers) {
        new OAuthProfileAssignment(name, { managedUserId, profileId });
        const path = managedUserId === "98178" ? "Integrations/CRM" : "CRM";
        for (const team of ["sales", "service"]) {
          new ManagedConnection(name + "-" + team, { managedUserId, provider: "jira",
            folderId: getFolderOutput({ managedUserId, path }).folderId });
        }
      }
    };`);
  workato.takeRequests();
  await workato.project.preview();
  const lookups = workato.takeRequests().filter((request) => !request.includes("/connections"));
  expect(lookups.sort()).toEqual([
    "GET /api/custom_oauth_profiles?page=1&per_page=100",
    "GET /api/managed_users?page=1&per_page=100",
    "GET 98178/folders?page=1&per_page=100",
    "GET 98178/folders?parent_id=6&page=1&per_page=100",
    "GET 98179/folders?page=1&per_page=100",
  ]);
  await workato.project.up();
  const folders = (customer: string) =>
    workato.emulator
      .connections(customer)
      .filter(({ name }) => /-(sales|service)$/.test(name))
      .map(({ folderId }) => folderId);
  expect([folders("98178"), folders("98179")]).toEqual([
    [7, 7],
    [20, 20],
  ]);
  expect(["98178", "98179"].map((customer) => workato.emulator.assignments(customer))).toEqual([[322], [322]]);
  expect((await workato.project.up()).changes).toEqual({ same: 7 });
});

test("an unknown path is not asked for in a preview; known, it finds what was made meanwhile", async () => {
  write(`
    const made = new ManagedConnection("made", { managedUserId: "98179", provider: "jira" });
    const path = pulumi.interpolate\`Of \${made.connectionId}\`;
    exports.folderId = getFolderOutput({ managedUserId: "98179", path }).folderId;`);
  workato.takeRequests();
  await workato.project.preview();
  expect(workato.takeRequests().filter((request) => request.includes("/folders"))).toEqual([]);
  const hold = workato.emulator.hold({ path: /folders/ });
  const running = workato.project.up();
  await workato.emulator.waitForRequest({ path: /folders/ });
  const made = workato.emulator.connections("98179").find(({ name }) => name === "made");
  const folder = workato.emulator.addFolder("98179", `Of ${made?.id}`);
  hold.release();
  await running;
  expect(stackOutputs()).toEqual({ folderId: String(folder.id) });
});

test("what is not there fails the preview with what is; one error for all who wait for one answer", async () => {
  write(`
    for (let count = 0; count < 3; count++) {
      getFolderOutput({ managedUserId: "98178", path: "Integrations/CRN" });
      getOAuthProfileOutput({ provider: "salesforce" });
    }`);
  const errorsOf = ({ diagnostics }: OperationResult) =>
    diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
  expect(errorsOf(await workato.project.preview({ expectFailure: true })).sort()).toEqual([
    'getFolder: path "Integrations/CRN": in "Integrations", customer 98178 has no folder "CRN", but "CRM" and "ERP". ' +
      'Did you mean "CRM"?',
    'getOAuthProfile: there are 2 custom OAuth profiles with provider "salesforce": 322 "Acme" (salesforce) and ' +
      '324 "Acme (sandbox)" (salesforce). To say which, add name.',
  ]);

  workato.emulator.behaviour.forbidden = { folders: 403 };
  write(`for (const path of ["A", "B", "C"]) getFolderOutput({ managedUserId: "98178", path });`);
  const refused = await workato.project.preview({ expectFailure: true });
  workato.emulator.behaviour.forbidden = {};
  expect(errorsOf(refused)).toEqual([expect.stringMatching(/^getFolder: Workato: GET .* failed: 403 Forbidden/)]);
  expect(refused.output).not.toMatch(/^\s+at /m);
});
