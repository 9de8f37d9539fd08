import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { run } from "../../provider/cli/run";
import { readFolder, runCommand, temporaryFolder } from "./support/commandLine";

const ERASED = "\r\u001b[K";

let emulator: Emulator;
let out: string;
beforeEach(async () => {
  out = join(temporaryFolder(), "customers");
  emulator = await startEmulator({
    seed: {
      customers: [
        {
          id: 98178,
          externalId: "A2300",
          name: "Acme",
          environments: {
            test: { id: 98180, connections: [{ id: 80, name: "Jira", provider: "jira" }] },
            prod: { id: 98181 },
          },
          connections: [{ id: 36, name: "Jira", provider: "jira" }],
        },
        { id: 98179, name: "Borealis", connections: [{ id: 60, name: "CRM", provider: "salesforce" }] },
      ],
    },
  });
});
afterEach(() => emulator.close());

const importAll = (...more: string[]) => runCommand(["import", "--all", "--out", out, ...more], emulator);
const modules = () => Object.keys(readFolder(out)).filter((file) => file.startsWith("customers/"));
const lists = () => emulator.requests.map(({ path }) => path).filter((path) => path.includes("/connections"));

test("every customer becomes a module, with what it is called and by its own number", async () => {
  const { exitCode, out: printed, errors } = await importAll();
  expect([exitCode, errors]).toEqual([
    0,
    expect.stringMatching(/^1 of 2 customers, about \d+ s left\n2 of 2 customers\n$/),
  ]);
  expect(modules()).toEqual(["customers/98178.ts", "customers/98179.ts"]);
  expect(readFolder(out)["customers/98178.ts"]).toContain("// The connections of customer 98178 (Acme), written by");
  expect(readFolder(out)["customers/98178.ts"]).toContain('adoptConnectionId: "36"');
  expect(printed).toContain("2 connections of 2 customers in ");
  expect(emulator.requests).toHaveLength(3);
});

test("a single customer is a module too: the next one joins it without a rename", async () => {
  emulator.removeCustomer(98179);
  await importAll();
  expect(modules()).toEqual(["customers/98178.ts"]);
});

test("all pages of the list are read, with a line now and then, and hundreds of files are counted", async () => {
  for (let id = 1; id <= 228; id++) emulator.addCustomer({ id });
  const { exitCode, out: printed, errors } = await importAll();
  expect(exitCode).toBe(0);
  expect(modules()).toHaveLength(230);
  const lines = errors.trim().split("\n");
  expect(lines[0]).toMatch(/^12 of 230 customers, about \d+ s left$/);
  expect([lines.length, lines.at(-1)]).toEqual([20, "230 of 230 customers"]);
  expect(printed).toContain("  230 files in customers/ (written)\n");
  expect(printed.split("\n").length).toBeLessThan(20);
});

test("on a terminal the progress is one line that is written over and taken away", async () => {
  let errors = "";
  await run(["import", "--all", "--out", out], {
    environment: { WORKATO_API_TOKEN: emulator.token, WORKATO_HOST: emulator.url },
    writeOut: () => undefined,
    writeError: (text) => (errors += text),
    errorTerminal: { columns: 80 },
  });
  expect(errors.split(ERASED)).toEqual([
    "",
    "0 of 2 customers",
    expect.stringMatching(/^1 of 2 customers/),
    "2 of 2 customers",
    "",
  ]);
});

test("a customer that cannot be read is named at the end with the reason, and fails the command; the others are written", async () => {
  emulator.failNext({ status: 404, body: { message: "Not found" }, path: "/api/managed_users/98178/connections" });
  const { exitCode, out: printed, errors } = await importAll();
  expect(exitCode).toBe(1);
  expect(modules()).toEqual(["customers/98179.ts"]);
  expect(printed).toContain("1 connection of 1 customer in ");
  const [, , failure, hint, verdict] = errors.split("\n");
  expect(failure).toMatch(/^error: customer 98178 Acme: Workato: GET .* failed: 404 Not found/);
  expect(hint).toMatch(/^Check the region/);
  expect(verdict).toBe("error: 1 customer of 2 could not be read; the others were written.");
});

test("a token that is refused ends it at once", async () => {
  emulator.behaviour.forbidden = { customers: 401 };
  const { exitCode, errors } = await importAll();
  expect(exitCode).toBe(1);
  expect(errors).toMatch(/^error: Workato: GET \/api\/managed_users\?page=1&per_page=100 failed: 401/);
  expect(emulator.requests).toHaveLength(1);
});

test("no customer at all is an error that says whose token sees none", async () => {
  emulator.behaviour.foreignTokens = [emulator.token];
  const { exitCode, errors } = await importAll();
  expect([exitCode, errors]).toEqual([
    1,
    `error: there is no customer at ${emulator.url} for the token of WORKATO_API_TOKEN; nothing was written.\n`,
  ]);
});

test("what a customer is called ends no comment and no line of the terminal", async () => {
  emulator.addCustomer({ id: 7, name: "Evil\nprocess.exit(1) //\u001b[2J" });
  emulator.failNext({ status: 404, path: "/api/managed_users/98178/connections" });
  emulator.failNext({ status: 404, path: "/api/managed_users/7/connections" });
  const failed = await importAll();
  expect(failed.errors).toContain("error: customer 7 Evil\\nprocess.exit(1) //\\u001b[2J: ");
  await importAll("--force");
  expect(readFolder(out)["customers/7.ts"]?.split("\n")[0]).toContain("(Evil\\nprocess.exit(1) //\\u001b[2J), written");
});

describe("--environment", () => {
  test.each([
    ["dev", ["/api/managed_users/98178/", "/api/managed_users/98179/"]],
    ["test", ["/api/managed_users/98180/"]],
    ["prod", ["/api/managed_users/98181/"]],
  ])("%s takes the workspaces of that environment, by their own numbers", async (environment, paths) => {
    const { exitCode, out: printed, errors } = await importAll("--environment", environment);
    expect(exitCode).toBe(0);
    expect(printed).toContain(`pulumi stack init ${environment}\n`);
    expect(lists().map((path) => path.replace(/connections.*/, ""))).toEqual(paths);
    expect(/^1 customer without a \w+ environment left out\.$/m.exec(errors)?.[0]).toBe(
      environment === "dev" ? undefined : `1 customer without a ${environment} environment left out.`,
    );
  });

  test("dev takes the workspace that the list calls so; without it, --all takes the original ones, whatever they are", async () => {
    const environments = [
      { id: 98180, name: "DEV" },
      { id: 98181, name: "TEST" },
    ];
    const listed = { result: [{ id: 98178, name: "Acme", environments }] };
    emulator.failNext({ body: listed, path: "/api/managed_users" });
    await importAll("--environment", "dev");
    expect(lists()).toEqual([expect.stringContaining("/98180/connections")]);
    emulator.clearRequests();
    emulator.failNext({ body: listed, path: "/api/managed_users" });
    await importAll();
    expect(lists()).toEqual([expect.stringContaining("/98178/connections")]);
  });

  test("writes the number of the environment's workspace, and the name of the customer", async () => {
    await importAll("--environment", "test");
    const text = readFolder(out)["customers/98180.ts"];
    expect(text).toContain("customer 98180 (Acme), written");
    expect(text).toContain('const managedUserId = "98180";');
    expect(text).toContain('adoptConnectionId: "80"');
  });

  test("that no customer has is an error, and nothing is written", async () => {
    emulator.removeCustomer(98178);
    const { exitCode, errors } = await importAll("--environment", "prod");
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/there is no customer with a prod environment at http/);
    expect(readFolder(join(out, ".."))).toEqual({});
  });

  test("in a list that tells environments in an unknown way names the customer, and the number as the way out", async () => {
    const listed = { id: 98178, name: "Acme", environments: [{ id: 98180, name: "UAT" }] };
    emulator.failNext({ body: { result: [listed, { id: 98179, environments: [] }] }, path: "/api/managed_users" });
    const { exitCode, errors } = await importAll("--environment", "prod");
    expect(exitCode).toBe(1);
    expect(errors).toContain("error: customer 98178 Acme: Workato does not say the number of its prod environment");
    expect(errors).toContain("give the number instead of --all.");
    expect(errors).toContain("1 customer of 1 could not be read; nothing was written.\n");
  });
});
