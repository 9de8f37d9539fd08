import * as pulumi from "@pulumi/pulumi";
import { externalId, getCustomer, getCustomerOutput } from "../../../provider";
import { errorOf, stackOf, takeRequests, valueOf } from "./support/lookupBench";

const CUSTOMERS = [
  { id: 98178, externalId: "A2300", name: "Acme", environments: { test: { id: 98180 }, prod: { id: 98181 } } },
  { id: 98179, externalId: "B/23 00", name: "Bolt" },
  { id: 98190, externalId: "C1", name: "Twin" },
  { id: 98195, externalId: "C2", name: "Twin" },
];
const ACME = { managedUserId: "98178", externalId: "A2300", name: "Acme" };

test.each([
  [{ managedUserId: 98178 }, { ...ACME, environment: "dev" }],
  [{ managedUserId: externalId("A2300") }, { ...ACME, environment: "dev" }],
  [
    { externalId: "A2300", environment: "prod" },
    { ...ACME, managedUserId: "98181", environment: "prod" },
  ],
  [
    { name: "Acme", environment: "test" },
    { ...ACME, managedUserId: "98180", environment: "test" },
  ],
  [
    { name: "Acme", environment: "dev" },
    { ...ACME, environment: "dev" },
  ],
  [{ externalId: "B/23 00" }, { managedUserId: "98179", externalId: "B/23 00", name: "Bolt", environment: "original" }],
] as const)("%j", async (args, expected) => {
  await stackOf({ seed: { customers: CUSTOMERS } });
  expect(await getCustomer(args)).toEqual(expected);
});

test("outputs as arguments, and one list for all that ask at the same time", async () => {
  const emulator = await stackOf({ seed: { customers: CUSTOMERS } });
  const id = pulumi.output("A2300");
  const both = [getCustomerOutput({ externalId: id, environment: "prod" }), getCustomerOutput({ externalId: id })];
  const numbers = await Promise.all(both.map((found) => valueOf(found.managedUserId)));
  expect(numbers).toEqual(["98181", "98178"]);
  expect(takeRequests(emulator)).toHaveLength(1);
});

test.each([
  [{}, "give exactly one of managedUserId, externalId and name."],
  [{ name: "Acme", externalId: "A2300" }, "give exactly one of managedUserId, externalId and name."],
  [{ name: "Acmee" }, 'none of the customers that the token sees (4) has name "Acmee": did you mean "Acme"?'],
  [
    { managedUserId: 5 },
    'none of the customers that the token sees (4) has managedUserId "5": check it, the token and the region.',
  ],
  [{ name: "Twin" }, 'there are 2 customers with name "Twin": 98190 and 98195. To say which, give managedUserId.'],
  [
    { externalId: "C2", environment: "dev" },
    "customer 98195 has no known environment dev: Workato's list of customers names no environment of it. Give the number " +
      "of that workspace as managedUserId (it is in the settings of the workspace), or leave environment out for the original workspace.",
  ],
  [{ name: "Acme", environment: "staging" as "test" }, 'environment must be "dev" or "test" or "prod".'],
] as const)("%j is an error", async (args, text) => {
  await stackOf({ seed: { customers: CUSTOMERS } });
  const { message } = await errorOf(getCustomer(args));
  expect(message).toContain(`getCustomer: ${text}`);
});

describe("a list that says little of a customer's environments", () => {
  const listing = async (environments: unknown) => {
    const emulator = await stackOf();
    const customer = { id: 5, external_id: "D1", name: "Deal", environments };
    emulator.failNext({
      method: "GET",
      path: "/managed_users",
      status: 200,
      body: { result: [customer], count: 1, page: 1, per_page: 100 },
      times: 2,
    });
  };

  test.each<[string, unknown, string]>([
    ["one name", [{ id: 6, name: "prod" }], "names only prod of it"],
    ["none", null, "names no environment of it"],
    ["another shape", ["test"], "does not say it in a way that is known here"],
    ["nothing", undefined, "does not say it in a way that is known here"],
  ])("%s: the original workspace is found, another one is an error that says what to do", async (_what, said, why) => {
    await listing(said);
    expect(await getCustomer({ externalId: "D1" })).toMatchObject({ managedUserId: "5", environment: "original" });
    const { message } = await errorOf(getCustomer({ externalId: "D1", environment: "test" }));
    expect(message).toContain(`customer 5 has no known environment test: Workato's list of customers ${why}`);
    expect(message).toContain("leave environment out for the original workspace");
  });
});
