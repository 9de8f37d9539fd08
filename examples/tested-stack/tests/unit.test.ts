/** What the program asks for, on Pulumi's mocks: no engine, no network, milliseconds. */
import * as pulumi from "@pulumi/pulumi";
import { connectCustomer } from "../connectCustomer";
import { customers } from "../customers";

const names: string[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      names.push(name);
      return { id: `98178/${name}`, state: inputs as object };
    },
    call: ({ inputs }) => inputs as object,
  }),
);

const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

const connected = () =>
  customers.map((customer) => connectCustomer(customer, pulumi.secret(`token of ${customer.key}`)));

test("Jira logs in at the customer's own site, with the customer's own credentials", async () => {
  const inputs = await Promise.all(connected().map(({ jira }) => valueOf(jira.input)));
  expect(inputs).toMatchObject([
    { host_name: "acme.atlassian.net", email: "integrations@acme.example", apitoken: "token of acme" },
    { host_name: "borealis.atlassian.net", email: "it@borealis.example", apitoken: "token of borealis" },
  ]);
});

test("credentials are a secret of the stack", async () => {
  const secrets = await Promise.all(connected().map(({ jira }) => pulumi.isSecret(jira.input)));
  expect(secrets).toEqual([true, true]);
});

test("Salesforce is a shell without credentials of ours", async () => {
  for (const { salesforce } of connected()) {
    expect(await valueOf(salesforce.shellConnection)).toBe(true);
    expect(await valueOf(salesforce.input)).toBeUndefined();
  }
});

test("every customer has three resources, and no two share a name", async () => {
  names.length = 0;
  await Promise.all(connected().flatMap(({ jira, salesforce }) => [valueOf(jira.id), valueOf(salesforce.id)]));
  expect(names).toHaveLength(3 * customers.length);
  expect(new Set(names).size).toBe(names.length);
});
