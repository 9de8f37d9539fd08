import * as pulumi from "@pulumi/pulumi";
import { getConnections, getConnectionsOutput } from "../../provider/program/lookUps/getConnections";
import { externalId } from "../../provider/program/externalId";
import { parseResourceId } from "../../provider/resourceId";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";

let emulator: Emulator;

beforeAll(async () => {
  const quickbooks = { name: "Books", provider: "quickbooks", identity: "a@acme.example/1029", externalId: "U1" };
  emulator = await startEmulator({
    seed: {
      customers: [
        {
          id: 98178,
          connections: [
            { id: 36, ...quickbooks, tags: ["erp"] },
            { id: 37, name: "Issues", provider: "jira", runtime: true },
          ],
        },
      ],
    },
  });
  pulumi.runtime.setAllConfig({
    "workato:baseUrl": emulator.url,
    "workato:apiToken": emulator.token,
    "workato:accounts": JSON.stringify({ old: { apiToken: "revoked-token" }, bare: {} }),
  });
});
afterAll(() => emulator.close());

test("finds by every filter, with ids as strings, and tags only when asked for", async () => {
  const filters = { managedUserId: 98178, provider: "quickbooks", externalId: "U1" };
  const { connections } = await getConnections(filters);
  expect(connections).toMatchObject([{ connectionId: "36", identity: "a@acme.example/1029", tags: null }]);
  expect((await getConnections({ ...filters, includeTags: true })).connections[0]?.tags).toEqual(["erp"]);
  expect((await getConnections({ ...filters, folderId: 1 })).connections).toEqual([]);
  expect((await getConnections({ ...filters, parentId: "1" })).connections).toEqual([]);
});

test("lists runtime user connections only when asked for", async () => {
  const ids = async (includeRuntimeConnections: boolean) =>
    (await getConnections({ managedUserId: "98178", includeRuntimeConnections })).connections.map(
      (c) => c.connectionId,
    );
  expect(await ids(false)).toEqual(["36"]);
  expect(await ids(true)).toEqual(["36", "37"]);
});

test("takes outputs as arguments", async () => {
  const found = getConnectionsOutput({ managedUserId: pulumi.output("98178"), provider: "quickbooks" });
  const names = await new Promise((resolve) =>
    found.apply(({ connections }) => {
      resolve(connections.map((c) => c.name));
    }),
  );
  expect(names).toEqual(["Books"]);
});

test.each([
  ["no customer", {}, "getConnections: managedUserId is missing: give the customer's id."],
  [
    "a blank customer",
    { managedUserId: " " },
    "getConnections: managedUserId is empty: give a value, or leave it out.",
  ],
  ["a blank filter", { managedUserId: "1", provider: "" }, "getConnections: provider is empty"],
  [
    "an unknown account",
    { managedUserId: "1", account: "x" },
    'account "x" is not in the configuration workato:accounts',
  ],
  ["an account without a token", { managedUserId: "1", account: "bare" }, "WORKATO_API_TOKEN_BARE"],
  ["a refused token", { managedUserId: "1", account: "old" }, "401"],
  ["an unknown customer", { managedUserId: "1" }, "404"],
])("says what is wrong with %s, without a stack", async (_case, args, text) => {
  const error = await getConnections(args as { managedUserId: string }).catch((reason: unknown) => reason as Error);
  expect(error).toMatchObject({ message: expect.stringContaining(text) as string, stack: "" });
});

test("an external id gets its prefix, and must not be empty; an id that is none of ours is named", () => {
  expect(externalId("A/23 00")).toBe("EA/23 00");
  expect(() => externalId(" ")).toThrow("externalId: the external id is empty.");
  expect(parseResourceId("EA%2F23%2000/36")).toEqual({ managedUserId: "EA/23 00", objectId: "36" });
  for (const id of ["36", "98178/x", "%E0%A4%A/36", "1/2/3"]) expect(() => parseResourceId(id)).toThrow(`"${id}"`);
});
