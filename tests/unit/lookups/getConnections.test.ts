import * as pulumi from "@pulumi/pulumi";
import { getConnections, getConnectionsOutput, type GetConnectionsArgs } from "../../../provider";
import { errorOf, stackOf, takeRequests, valueOf } from "./support/lookupBench";

const QUICKBOOKS = { name: "Books", provider: "quickbooks", identity: "a@acme.example/1029", externalId: "U1" };
const CUSTOMER = {
  id: 98178,
  connections: [
    { id: 36, ...QUICKBOOKS, tags: ["erp"] },
    { id: 37, name: "Issues", provider: "jira", runtime: true },
  ],
};

const stack = (config: Record<string, string> = {}) => stackOf({ seed: { customers: [CUSTOMER] } }, config);

test("finds by every filter, with ids as strings, and tags only when asked for", async () => {
  await stack();
  const filters = { managedUserId: 98178, provider: "quickbooks", externalId: "U1" };
  const { connections } = await getConnections(filters);
  expect(connections).toMatchObject([{ connectionId: "36", identity: "a@acme.example/1029", tags: null }]);
  expect((await getConnections({ ...filters, includeTags: true })).connections[0]?.tags).toEqual(["erp"]);
  expect((await getConnections({ ...filters, folderId: 1 })).connections).toEqual([]);
  expect((await getConnections({ ...filters, parentId: "1" })).connections).toEqual([]);
});

test("lists runtime user connections only when asked for", async () => {
  await stack();
  const ids = async (includeRuntimeConnections: boolean) =>
    (await getConnections({ managedUserId: "98178", includeRuntimeConnections })).connections.map(
      (c) => c.connectionId,
    );
  expect(await ids(false)).toEqual(["36"]);
  expect(await ids(true)).toEqual(["36", "37"]);
});

test("takes outputs as arguments", async () => {
  await stack();
  const args = { managedUserId: pulumi.output("98178"), provider: "quickbooks", folderId: pulumi.output(undefined) };
  const { connections } = await valueOf(getConnectionsOutput(args));
  expect(connections.map(({ name }) => name)).toEqual(["Books"]);
});

test("the same question at the same time is one request, another one is not, and later it is asked again", async () => {
  const emulator = await stack();
  const jira = { managedUserId: 98178, provider: "jira" };
  const asked: GetConnectionsArgs[] = [jira, { provider: "jira", managedUserId: "098178" }, { managedUserId: 98178 }];
  await Promise.all(asked.map(getConnections));
  expect(takeRequests(emulator)).toEqual([
    "managed_users/98178/connections?provider=jira",
    "managed_users/98178/connections",
  ]);
  await getConnections(jira);
  expect(takeRequests(emulator)).toHaveLength(1);
});

const CUSTOMER_REMEDY = 'give the customer\'s id, such as "98178", or externalId("A2300") for an external id.';

test.each([
  [{}, `managedUserId is missing: ${CUSTOMER_REMEDY}`],
  [undefined, `managedUserId is missing: ${CUSTOMER_REMEDY}`],
  [{ managedUserId: null }, `managedUserId is null: ${CUSTOMER_REMEDY}`],
  [{ managedUserId: " " }, `managedUserId is empty: ${CUSTOMER_REMEDY}`],
  [{ managedUserId: "E" }, `managedUserId is "E" without an external id behind it: ${CUSTOMER_REMEDY}`],
  [{ managedUserId: ".." }, `managedUserId is "..", which cannot be a part of a path: ${CUSTOMER_REMEDY}`],
  [{ managedUserId: ["1"] }, `managedUserId must be a string or a number: ${CUSTOMER_REMEDY}`],
  [{ managedUserId: 1.5 }, `managedUserId is 1.5, which is not a whole number that an id can be: ${CUSTOMER_REMEDY}`],
  [{ managedUserId: NaN }, `managedUserId is NaN, which is not a whole number that an id can be: ${CUSTOMER_REMEDY}`],
  [{ managedUserId: pulumi.output("1") }, "managedUserId is an output: use getConnectionsOutput."],
  [
    { managedUserId: "1", provider: "" },
    'provider is empty: give the connector\'s name, such as "quickbooks", or leave it out.',
  ],
  [{ managedUserId: "1", provider: 7 }, "provider must be a string: "],
  [
    { managedUserId: "1", folderId: "CRM" },
    'folderId is "CRM", which is not a number of Workato\'s: give the number of a folder, or leave it out.',
  ],
  [{ managedUserId: "1", parentId: null }, "parentId is null: give the number of a connection, or leave it out."],
  [{ managedUserId: "1", externalId: "a\tb" }, "externalId has a control character"],
  [{ managedUserId: "1", includeTags: "true" }, "includeTags must be true or false (without quotes)."],
  [{ managedUserId: "1", provder: "jira" }, "provder is not an argument: did you mean provider?"],
  [{ managedUserId: "1", limit: 3 }, "limit is not an argument: the arguments are managedUserId, provider, folderId,"],
  [{ managedUserId: "1", account: "x" }, 'account "x" is not in the configuration workato:accounts (it has old, bare)'],
  [{ managedUserId: "1", account: "" }, "account is empty: give the name of an entry of the configuration"],
  [{ managedUserId: "1", account: "bare" }, 'no API token for account "bare": set the environment variable'],
])("%j is refused before anything is sent", async (args, message) => {
  const emulator = await stack({ "workato:accounts": JSON.stringify({ old: { apiToken: "revoked" }, bare: {} }) });
  const error = await errorOf(getConnections(args as unknown as GetConnectionsArgs));
  expect(error.message).toContain(`getConnections: ${message}`);
  expect(emulator.requests).toEqual([]);
});

test.each([
  [{ managedUserId: "1", account: "old" }, "401 Unauthorized"],
  [{ managedUserId: "1" }, "404 Not found"],
])("%j: what the API says", async (args, text) => {
  await stack({ "workato:accounts": JSON.stringify({ old: { apiToken: "revoked" } }) });
  const { message } = await errorOf(getConnections(args));
  expect(message).toContain("getConnections: Workato: GET /api/managed_users/1/connections failed: ");
  expect(message).toContain(text);
});
