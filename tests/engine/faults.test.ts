import type { Fault } from "../../emulator";
import { savedIds } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

afterEach(() => workato.dispose());

describe("30 creates, a third of the POSTs faulted: one up, exactly 30", () => {
  const COUNT = 30;
  const FAULTS: [string, Fault][] = [
    ["cut before the work", { cut: "before" }],
    ["cut after the work", { cut: "after" }],
    ["500, done", { status: 500, execute: true }],
    ["502 page, not done", { status: 502, body: "<html></html>" }],
    ["no answer, done", { hang: true, execute: true }],
    ["429", { status: 429, headers: { "retry-after": "0.1" } }],
  ];

  test("cut before and after the work, 500, 502, no answer, 429, one kind after the other", async () => {
    workato = await createWorkatoProject({
      config: {
        "workato:requestTimeoutSeconds": "4",
        "workato:settleTimeoutSeconds": "4",
        "workato:requestsPerMinute": "100000",
        "workato:quotaWindowSeconds": "3",
      },
    });
    for (const [title, fault] of FAULTS) {
      const handle = workato.emulator.failNext({ ...fault, method: "POST", every: 3, times: COUNT / 3 });
      // The thirty of the fault before leave the program, so each up creates thirty and deletes thirty.
      workato.write(`for (let i = 0; i < ${COUNT}; i++) {
        new ManagedConnection("${title} " + i, { managedUserId: "98178", provider: "jira" });
      }`);
      await workato.project.up();
      expect([title, handle.remaining]).toEqual([title, 0]);
      const ids = workato.emulator.connections().map(({ id }) => `98178/${id}`);
      expect([title, ids.length]).toEqual([title, COUNT]);
      expect(Object.values(savedIds(workato.project)).sort()).toEqual(ids.sort());
    }
  });
});

describe("a look with a token that cannot be right takes nothing out of state", () => {
  const ENVIRONMENT = { foreign: { WORKATO_API_TOKEN: "foreign" }, wrong: { WORKATO_API_TOKEN: "wrong" } };
  /** The value of a variable as an error prints it, ready to copy. */
  const copied = (output: string, variable: string) => new RegExp(`${variable}=(\\S+)`).exec(output)?.[1] ?? "";

  beforeEach(async () => {
    workato = await createWorkatoProject({ emulator: { behaviour: { foreignTokens: ["foreign"] } } });
    workato.write(`
      new ManagedConnection("one", { managedUserId: "98178", provider: "jira", input: { apitoken: "secret-1" } });
      new ManagedConnection("two", { managedUserId: externalId("B/23 00"), provider: "jira" });
      new OAuthProfileAssignment("profile", { managedUserId: "98178", profileId: 322 });`);
    await workato.project.up();
  });

  test("refresh, destroy and up --refresh with a token of another workspace, or a wrong one: an error, the same state", async () => {
    // Secrets in clear: each run encrypts the same text to another one.
    const resources = async () => {
      const exported = await workato.project.exportStack({ args: ["--show-secrets"] });
      // Every refresh drops what the engine knows of dependencies; the rest is compared byte for byte.
      return exported.deployment.resources?.map((resource) =>
        JSON.stringify({ ...resource, propertyDependencies: undefined }),
      );
    };
    const before = await resources();
    for (const [kind, cause] of [
      ["foreign", "Customer 98178 is not at"],
      ["wrong", "401"],
    ] as const) {
      const env = ENVIRONMENT[kind];
      const failed = await workato.project.refresh({ expectFailure: true, env });
      expect(failed.output).toContain(cause);
      expect(failed.output).toMatch(/[Cc]heck the (API )?token/);
      expect(failed.output).toContain("WORKATO_API_TOKEN");
      expect(await resources()).toEqual(before);
      const destroyed = await workato.project.destroy({ expectFailure: true, env });
      expect(destroyed.output).toContain(cause);
      expect(savedIds(workato.project)).toHaveProperty("one");
      expect(savedIds(workato.project)).toHaveProperty("two");
      await workato.project.up({ expectFailure: true, refresh: true, env });
      expect(savedIds(workato.project)).toHaveProperty("one");
    }
    expect(workato.emulator.connections()).toHaveLength(2);
    expect(workato.emulator.assignments(98178)).toEqual([322]);
  });

  test("a customer that is really gone leaves the state with the variable that the error prints, customer by customer", async () => {
    workato.emulator.removeCustomer(98178);
    workato.emulator.removeCustomer(98179);
    const variable = "WORKATO_FORGET_CUSTOMERS";
    const both = await workato.project.refresh({ expectFailure: true });
    expect(both.output).toContain(`${variable}=98178`);
    expect(both.output).toContain(`${variable}=EB%2F23%2000`);
    // The look at the profile is none at the customer: it is assigned to nobody, and that proves it.
    expect(Object.keys(savedIds(workato.project)).sort()).toEqual(["one", "two"]);

    const one = await workato.project.refresh({ expectFailure: true, env: { [variable]: "98178" } });
    expect(copied(one.output, variable)).toBe("EB%2F23%2000");
    expect(savedIds(workato.project)).toHaveProperty("two");

    await workato.project.refresh({ env: { [variable]: `98178,${copied(one.output, variable)}` } });
    expect(savedIds(workato.project)).toEqual({});
  });
});
