import { readFileSync } from "node:fs";
import path from "node:path";
import type { OperationResult } from "../../tools/pulumi/pulumiProject";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const PAGE = readFileSync(path.join(__dirname, "../../docs/ownership.md"), "utf8");

/** Twenty customers with three hand-made connections each. */
const CUSTOMERS = Array.from({ length: 20 }, (_, index) => 500 + index);
const HAND_MADE = ["Jira", "Zendesk", "CRM"];
const idOf = (customer: number, name: string) => customer * 10 + HAND_MADE.indexOf(name);

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject({
    name: "customer-connections",
    emulator: {
      seed: {
        customers: [
          { id: 98178, environments: { prod: { id: 98181 } } },
          ...CUSTOMERS.map((id) => ({
            id,
            connections: HAND_MADE.map((name) => ({ id: idOf(id, name), name, provider: "jira" })),
          })),
        ],
      },
    },
  });
});
afterAll(() => workato.dispose());
beforeEach(() => {
  workato.emulator.clearRequests();
});

/** What is said besides the plan: our own lines, one an element. */
const linesOf = ({ diagnostics }: OperationResult) => diagnostics.map(({ message }) => message.trim());

test("200 new connections of 20 customers are 20 list requests and nothing else", async () => {
  workato.write(`for (let index = 0; index < 200; index++) {
    new ManagedConnection("c" + index, { managedUserId: String(500 + (index % 20)), provider: "jira" });
  }`);
  const preview = await workato.project.preview();
  expect(preview.changes).toEqual({ create: 201 });
  expect(linesOf(preview)).toEqual([]);
  expect(workato.takeRequests().sort()).toEqual(CUSTOMERS.map((id) => `GET ${id}/connections?includes[]=tags`));
});

test("60 hand-made connections that are taken over read like a plan: how many, what changes, the first ten by customer", async () => {
  workato.write(`for (const managedUserId of ${JSON.stringify(CUSTOMERS)}) for (const name of ${JSON.stringify(HAND_MADE)}) {
    new ManagedConnection(name + " of " + managedUserId, { managedUserId, provider: "jira", name, onExisting: "adopt",
      input: name === "Zendesk" ? { apitoken: "good" } : undefined });
  }`);
  const lines = linesOf(await workato.project.preview());
  // Some lines more where the program was slow to name the others.
  expect(lines.length).toBeLessThan(60);
  const announced = (change: string) =>
    lines
      .flatMap(
        (line) =>
          new RegExp(`^warning: .pulumi up. will take over (\\d+) connections? and ${change}:`).exec(line)?.[1] ?? [],
      )
      .reduce((sum, count) => sum + Number(count), 0);
  expect([announced("change nothing there"), announced("set the credentials")]).toEqual([40, 20]);
  for (const customer of CUSTOMERS) {
    for (const name of HAND_MADE) {
      const shown = lines.filter((line) => line.includes(`"${name}" (id ${idOf(customer, name)})`));
      expect(shown.length).toBeLessThan(2);
    }
  }
  expect(lines.join("\n")).toMatch(/\n\s*"CRM" \(id 5002\) of customer 500\n\s*"Jira" \(id 5000\) of customer 500\n/);
  expect(lines.join("\n")).toMatch(/\n\s*and \d+ more/);
});

test("with the API away: one line, and no failure", async () => {
  workato.write(`for (let index = 0; index < 20; index++) {
    new ManagedConnection("c" + index, { managedUserId: String(500 + index), provider: "jira" });
  }`);
  const stack = "away";
  // Nobody listens on this port.
  await workato.project.configure({ "workato:baseUrl": "http://127.0.0.1:9" }, {}, { stack });
  const preview = await workato.project.preview({ stack });
  expect(preview.changes).toEqual({ create: 21 });
  expect(linesOf(preview)).toEqual([
    expect.stringMatching(/^warning: Workato .*: what `pulumi up` will refuse or take over is not known: /),
  ]);
});

test("an id that ends like an environment is foreseen, and refused by up, with where the number is", async () => {
  workato.write(`new ManagedConnection("jira", { managedUserId: "98178_prod", provider: "jira" });`);
  const advice = "each environment is a workspace with a number of its own, which is in the Embedded admin workspace";
  expect(linesOf(await workato.project.preview()).join()).toContain(advice);
  const up = await workato.project.up({ expectFailure: true });
  expect(up.output).toContain(
    `Check the customer id 98178_prod: _dev, _test and _prod at the end of an id name no environment; ${advice}`,
  );
  expect(up.output).toContain("an external id names the original workspace");

  // As if somebody had made a state of it.
  workato.write(`new ManagedConnection("jira", { managedUserId: "98181", provider: "jira" });`);
  await workato.project.up();
  const stack = JSON.stringify(await workato.project.exportStack()).replaceAll("98181", "98178_prod");
  await workato.project.importStack(JSON.parse(stack));
  expect((await workato.project.refresh({ expectFailure: true })).output).toContain(advice);
});

test("docs/ownership.md shows a preview as it is", async () => {
  const stack = "prod";
  await workato.project.configure({ "workato:baseUrl": workato.emulator.url }, {}, { stack });
  workato.write("");
  await workato.project.up({ stack });
  for (const [id, name, provider] of [
    [36, "Jira", "jira"],
    [37, "Zendesk", "zendesk"],
    [38, "Warehouse", "snowflake"],
  ] as const) {
    workato.emulator.addConnection(98181, { id, name, provider });
  }
  workato.write(`
    const managedUserId = "98181";
    new ManagedConnection("jira", { managedUserId, provider: "jira", name: "Jira" });
    new ManagedConnection("zendesk", { managedUserId, provider: "zendesk", name: "Zendesk", onExisting: "adopt",
      input: { subdomain: "acme" } });
    new ManagedConnection("warehouse", { managedUserId, provider: "snowflake", name: "Warehouse", onExisting: "adopt",
      inputFromEnvironment: { password: "SNOWFLAKE_PASSWORD" } });`);
  const preview = await workato.project.preview({ stack });
  const told = (text: string) =>
    (/^Diagnostics:\n[^]*?unchanged$/m.exec(text)?.[0] ?? "")
      .split("\n")
      .filter((line) => line !== "")
      .sort();
  expect(told(PAGE)).toContain("    + 3 to create");
  expect(told(preview.output)).toEqual(told(PAGE));
});
