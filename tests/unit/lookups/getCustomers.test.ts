import { getCustomers, getCustomersOutput, getFolder, getOAuthProfile } from "../../../provider";
import { errorOf, stackOf, takeRequests, valueOf } from "./support/lookupBench";

test("all customers, with ids as text, and null where there is no external id", async () => {
  await stackOf({ seed: { customers: [{ id: 98178, externalId: "A/23", name: "Acme" }, { id: 98179 }] } });
  const customers = [
    { managedUserId: "98178", externalId: "A/23", name: "Acme", environments: {} },
    { managedUserId: "98179", externalId: null, name: "Customer 98179", environments: {} },
  ];
  expect(await getCustomers()).toEqual({ customers });
  expect(await getCustomers({})).toEqual({ customers });
  expect(await valueOf(getCustomersOutput())).toEqual({ customers });
});

test("150 customers are two pages, and one look for all who ask at the same time", async () => {
  const customers = Array.from({ length: 150 }, (_, index) => ({ id: index + 1 }));
  const emulator = await stackOf({ seed: { customers } });
  const found = await Promise.all([getCustomers(), getCustomers(), valueOf(getCustomersOutput({}))]);
  for (const result of found)
    expect(result.customers.map(({ managedUserId }) => Number(managedUserId))).toEqual(customers.map(({ id }) => id));
  expect(takeRequests(emulator)).toEqual(["managed_users?page=1", "managed_users?page=2"]);
});

test("a server that gives smaller pages than it is asked for: all customers, all folders, all profiles", async () => {
  const numbers = Array.from({ length: 170 }, (_, index) => index + 1);
  const folders = numbers.map((number) => `F${number}`);
  const emulator = await stackOf({
    seed: {
      customers: numbers.map((id) => (id === 1 ? { id, folders } : { id })),
      profiles: numbers.map((id) => ({ id, provider: "jira", name: `P${id}` })),
    },
    behaviour: { mostPerPage: 50 },
  });
  expect((await getCustomers()).customers).toHaveLength(170);
  expect((await getFolder({ managedUserId: 1, path: "F170" })).name).toBe("F170");
  expect((await getOAuthProfile({ name: "P170" })).profileId).toBe("170");
  expect(emulator.requests).toHaveLength(12);
});

test.each([
  ["objects", { dev: "1", test: "2", prod: "3" }],
  ["numbers", { dev: "1", test: "2", prod: "3" }],
  ["names", undefined],
  ["unsaid", undefined],
] as const)("environments that the list says as %s", async (environmentsAs, environments) => {
  const customers = [{ id: 1, environments: { test: { id: 2 }, prod: { id: 3 } } }];
  await stackOf({ seed: { customers }, behaviour: { environmentsAs } });
  expect((await getCustomers()).customers[0]?.environments).toEqual(environments);
});

test("a workspace without customers has none", async () => {
  await stackOf({ seed: { customers: [] } });
  expect(await getCustomers()).toEqual({ customers: [] });
});

test("of an account of the configuration", async () => {
  const emea = await stackOf({ token: "emea", seed: { customers: [{ id: 4711 }] } });
  const accounts = JSON.stringify({ emea: { apiToken: "emea", baseUrl: emea.url } });
  await stackOf({ seed: { customers: [{ id: 1 }] } }, { "workato:accounts": accounts });
  const ids = async (account?: string) =>
    (await getCustomers(account === undefined ? {} : { account })).customers.map(({ managedUserId }) => managedUserId);
  expect([await ids(), await ids("emea")]).toEqual([["1"], ["4711"]]);
});

test("a role without customers is told with what to check", async () => {
  await stackOf({ behaviour: { forbidden: { customers: 403 } } });
  const { message } = await errorOf(getCustomers());
  expect(message).toMatch(/^getCustomers: Workato: GET \/api\/managed_users\?\S+ failed: 403 Forbidden/);
  expect(message).toContain("Check the role of the API client");
});
