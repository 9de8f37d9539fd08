import fc from "fast-check";
import { customerKey, customerModules } from "../../provider/cli/import/customerNames";
import type { ImportedCustomer } from "../../provider/cli/import/customerProgram";
import { planProject } from "../../provider/cli/import/projectPlan";
import { connection } from "./support/connections";
import { customerOf, newProject } from "./support/programs";
import { runProject } from "./support/runProject";

/** Windows gives these to devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)\./i;

/** Customers with their connections' names: the first has connections 1, 2, ..., the second 101, 102, ... */
const customersOf = (
  customers: Record<string, readonly string[]> | readonly (readonly [string, readonly string[]])[],
) =>
  (Array.isArray(customers) ? customers : Object.entries(customers)).map(([id, names], index) =>
    customerOf(
      id as string,
      (names as readonly string[]).map((name, at) =>
        connection(String(100 * index + at + 1), { name, provider: "jira" }),
      ),
    ),
  );

const namesOf = (...customers: ImportedCustomer[]) =>
  runProject(newProject("/somewhere", "modules", customers)).logicalNames;

const pathsOf = (customers: readonly ImportedCustomer[]) => planProject("/somewhere", "modules", customers).paths;

/** Ids that want to be the same somewhere: as a file, as a constant, as a part of a name. */
const PIECES = [
  "E",
  "e",
  "acme",
  "ACME",
  "-",
  "--",
  "_",
  "__",
  "/",
  " ",
  ".",
  "dev",
  "jira",
  "1",
  "0123456789",
  "営",
  "é",
];
const LONG = "long-".repeat(40);
const customerId = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 }).map((all) => all.join("")),
  },
  fc.constantFrom(
    "index",
    "con",
    "NUL",
    "aux",
    "com1",
    "__proto__",
    "constructor",
    "class",
    "ManagedConnection",
    "98178",
  ),
  fc.constantFrom(`E${LONG}a`, `E${LONG}b`, `e${LONG}a`, "550e8400-e29b-41d4-a716-446655440000"),
  fc.string({ unit: "binary", minLength: 1 }),
);
const connectionName = fc.constantFrom("Jira", "jira jira", "Dev Jira", "dev", "acme dev", "jira-2", "-", "営業");

test("whatever customers are called, files, constants and logical names are distinct, and the program runs", () => {
  const anyCustomers = fc.uniqueArray(fc.tuple(customerId, fc.array(connectionName, { maxLength: 3 })), {
    selector: ([id]) => id,
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(anyCustomers, (all) => {
      const customers = customersOf(all);
      const { logicalNames, connectionIds } = runProject(newProject("/somewhere", "modules", customers));
      expect(new Set(logicalNames).size).toBe(logicalNames.length);
      expect(logicalNames).toHaveLength(all.reduce((sum, [, names]) => sum + names.length, 0));
      const ids = Object.entries(connectionIds as Record<string, Record<string, string>>);
      expect(new Map(ids.map(([id, own]) => [id, Object.values(own).sort()]))).toEqual(
        new Map(all.map(([id, names], index) => [id, names.map((_, at) => String(100 * index + at + 1)).sort()])),
      );
      const files = [...pathsOf(customers).values()].map((path) => path.replace("customers/", ""));
      expect(files.filter((file) => DEVICE.test(file) || file.length > 150)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

/** What the first of two customers is called, which would have one constant. */
const CONSTANT = customerModules(["EA-B", "EA_B"]).get("EA-B")!.identifier;

describe("customers that would be one", () => {
  test.each([
    ["a hyphen and an underscore in the id", { "EA-B": ["Jira"], EA_B: ["Jira"] }],
    ["an id that is another one with a connection's first word", { Eacme: ["Dev Jira"], "Eacme-dev": ["Jira"] }],
    ["ids that differ in case only", { EA: ["Jira"], Ea: ["Jira"] }],
    ["an id that is the key of another one", { "EA/B": ["Jira"], [customerKey("EA/B")]: ["Jira"] }],
    [
      "an id that is the constant of another one",
      { "EA-B": ["Jira"], EA_B: ["Jira"], [CONSTANT.slice("customer_".length)]: ["Jira"] },
    ],
  ])("%s", (_what, named) => {
    const customers = customersOf(named);
    const { logicalNames, connectionIds } = runProject(newProject("/somewhere", "modules", customers));
    expect(new Set(logicalNames).size).toBe(customers.length);
    expect(
      Object.values(connectionIds as Record<string, Record<string, string>>).map((own) => Object.values(own)),
    ).toEqual(customers.map((_, index) => [String(100 * index + 1)]));
  });
});

test("a customer's logical names do not depend on the customers beside it", () => {
  const customers = customersOf({ "EA-B": ["Jira"], EA_B: ["Jira"], Ea_b: ["Jira"], "E/": ["Jira"] });
  expect(namesOf(...customers)).toEqual(customers.flatMap((customer) => namesOf(customer)));
});

test("the files do not depend on the order of the customers", () => {
  const customers = customersOf({ EA: ["Jira"], Ea: ["Jira"], eA: ["Jira"], "EA-B": [], EA_B: [] });
  const paths = pathsOf(customers);
  expect(pathsOf([...customers].reverse())).toEqual(paths);
  expect(new Set([...paths.values()].map((path) => path.toLowerCase())).size).toBe(5);
});

test("an id that is a plain word stays as it is", () => {
  const customers = customersOf({ 98178: ["Jira"], EA2300: ["Jira"], "Eacme-dev": ["Jira"], Eacme_dev: ["Jira"] });
  expect([...pathsOf(customers).values()]).toEqual([
    "customers/98178.ts",
    "customers/EA2300.ts",
    "customers/Eacme-dev.ts",
    "customers/Eacme_dev.ts",
  ]);
  expect(namesOf(...customers)).toEqual(["98178-jira", "EA2300-jira", "Eacme-dev--jira", "Eacme_dev-jira"]);
});
