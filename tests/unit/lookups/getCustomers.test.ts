import { getCustomers, getCustomersOutput } from "../../../provider";
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
