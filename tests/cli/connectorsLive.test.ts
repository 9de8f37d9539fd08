import { startEmulator, type Emulator, type EmulatorOptions } from "../../emulator";
import { runCommand } from "./support/commandLine";

const open: Emulator[] = [];
afterEach(async () => {
  for (const emulator of open.splice(0)) await emulator.close();
});

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  open.push(emulator);
  return emulator;
}

const FTPS_FIELDS = [
  { name: "servertype", label: "Server type", type: "string", control_type: "select", pick_list: [["FTP-S", "FTP-S"]] },
  { name: "hostname", label: "Host", type: "string", control_type: "text", optional: false },
  { name: "username", label: "User", type: "string", control_type: "text", optional: true },
  { name: "password", label: "Password", type: "string", control_type: "password", optional: false },
  { name: "verify_cert", label: "Verify", type: "string", control_type: "checkbox", optional: true },
  { name: "passphrase", label: "Passphrase", type: "string", control_type: "password", optional: true },
] as const;

const seed = (connector: string, fields: readonly object[]) => ({
  customers: [{ id: 98178 }],
  schemas: { [connector]: { fields: fields as { name: string }[] } },
});

describe("connectors --live", () => {
  test("prints what the API says beside the table: the same, different, only in one of them; and a program of the API's", async () => {
    const emulator = await start({ seed: seed("ftps", FTPS_FIELDS) });
    const { exitCode, out, errors } = await runCommand(["connectors", "ftps", "--live", "98178"], emulator);
    expect([exitCode, errors]).toEqual([0, ""]);
    expect(out).toContain(`As ${emulator.url} says for customer 98178`);
    expect(out).toMatch(/^ {2}hostname +string +same$/m);
    expect(out).toMatch(/^ {2}password +string +credential +same$/m);
    expect(out).toMatch(/^ {2}verify_cert +boolean +optional +same$/m);
    expect(out).toMatch(/^ {2}username +string +optional +says: not optional$/m);
    expect(out).toMatch(/^ {2}servertype +string +FTP-S +says: FTP-S \| FTP$/m);
    expect(out).toMatch(/^ {2}passphrase +string +optional +credential +only in Workato$/m);
    expect(out).toMatch(/^ {2}ftps_conn +string +optional +Explicit \| Implicit +only in the table$/m);
    expect(out).toContain("1 parameter only in Workato, 1 only in the table, 2 different.");
    const program = out.slice(out.indexOf("import * as pulumi"));
    expect(program).toContain('    passphrase: config.requireSecret("ftps.passphrase"), // optional\n');
    expect(program).not.toContain("ftps_conn");
  });

  test("says what the values of other parameters bring, where the customer has a connection of the connector", async () => {
    const emulator = await start();
    const before = await runCommand(["connectors", "jira", "--live", "98178"], emulator);
    expect(before.out).toContain("the customer has no such connection");
    expect(before.out).toMatch(/^ {2}apitoken .*only in the table$/m);
    emulator.addConnection(98178, { id: 36, name: "Jira", provider: "jira", input: { auth_type: "api_token" } });
    const { out } = await runCommand(["connectors", "jira", "--live", "98178"], emulator);
    expect(out).toContain("with those that the input of its connection 36 brings");
    expect(out).toMatch(/^ {2}apitoken +string +credential +says: optional$/m);
    expect(emulator.requests.every(({ method }) => method === "GET")).toBe(true);
  });

  test("takes a connector that the table does not have, also one whose names are no names in a program", async () => {
    const fields = [{ name: "api-key", type: "string", control_type: "password" }, { name: "\u202emode" }];
    const emulator = await start({ seed: seed("acme-crm", fields) });
    const { out } = await runCommand(["connectors", "acme-crm", "--live", "98178"], emulator);
    expect(out).toMatch(/^acme-crm: not in our table$/m);
    expect(out).toMatch(/^ {2}api-key +string +credential +only in Workato$/m);
    expect(out).toContain("\\u202emode");
    expect(out).not.toContain("\u202e");
    expect(out).toContain('export const acmeCrm = new ManagedConnection("acme-crm", {');
    expect(out).toContain('    "api-key": config.requireSecret("acme-crm.api-key"),\n');
  });

  test("a connector that takes nothing says so", async () => {
    const emulator = await start({ seed: seed("acme", []) });
    expect((await runCommand(["connectors", "acme", "--live", "98178"], emulator)).out).toContain(
      "It takes no `input`.",
    );
  });

  test("--json has each parameter with where it is known and what differs", async () => {
    const emulator = await start({ seed: seed("ftps", FTPS_FIELDS) });
    const { out } = await runCommand(["connectors", "ftps", "--live", "98178", "--json"], emulator);
    expect(JSON.parse(out)).toMatchObject({
      note: expect.stringContaining("not authoritative") as string,
      connector: { name: "ftps" },
      managedUserId: "98178",
      origin: emulator.url,
      connectionId: null,
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: "hostname", label: "Host", source: "both", differences: [] }),
        expect.objectContaining({ name: "username", source: "both", optional: true, differences: ["not optional"] }),
        expect.objectContaining({ name: "passphrase", source: "api", isCredential: true, differences: [] }),
        expect.objectContaining({ name: "ftps_conn", source: "table", label: null }),
      ]) as unknown[],
      program: expect.stringContaining('new ManagedConnection("ftps"') as string,
    });
  });

  test("an external id names the customer, too", async () => {
    const emulator = await start();
    const { exitCode } = await runCommand(["connectors", "jira", "--live", "EA2300"], emulator);
    expect(exitCode).toBe(0);
    expect(emulator.requests.map(({ path }) => path)).toEqual([
      "/api/managed_users/EA2300/connections?provider=jira",
      "/api/v2/managed_users/EA2300/connectors/jira/input_schema",
    ]);
  });
});

describe("connectors --live is an error that says what to do", () => {
  test.each([
    [
      "for a customer that is not there",
      ["jira", "--live", "1"],
      /^error: customer 1 is not at http:\/\/\S+ for the token of WORKATO_API_TOKEN: check the token, the region and the customer id\.$/m,
    ],
    [
      "for a connector that neither Workato nor the table knows",
      ["sales_force", "--live", "98178"],
      /^error: Workato knows no connector "sales_force" for customer 98178: did you mean salesforce\?$/m,
    ],
    [
      "for a connector that only the table knows",
      ["zendesk", "--live", "98178"],
      /^error: Workato knows no connector "zendesk" for customer 98178: our table has it, so it was perhaps renamed or retired\.$/m,
    ],
  ])("%s", async (_, args, message) => {
    const { exitCode, out, errors } = await runCommand(["connectors", ...args], await start());
    expect([exitCode, out]).toEqual([1, ""]);
    expect(errors).toMatch(message);
  });

  test.each([
    ["without the connector's name", ["--live", "98178"], "name the connector that --live is to ask for."],
    ["with an id that is none", ["jira", "--live", " "], "cannot be a customer"],
    ["without a customer", ["jira", "--live"], "argument missing"],
  ])("%s, and nothing is sent", async (_, args, message) => {
    const emulator = await start();
    const { exitCode, errors } = await runCommand(["connectors", ...args], emulator);
    expect(exitCode).toBe(2);
    expect(errors).toContain(message);
    expect(emulator.requests).toEqual([]);
  });

  test("without a token, which --live needs and the table does not", async () => {
    const { exitCode, errors } = await runCommand(["connectors", "jira", "--live", "98178"]);
    expect(exitCode).toBe(2);
    expect(errors).toContain("WORKATO_API_TOKEN");
    expect((await runCommand(["connectors", "jira"])).exitCode).toBe(0);
  });

  test("with a token that the API refuses, and the token is not shown", async () => {
    const emulator = await start();
    const { exitCode, errors } = await runCommand(["connectors", "jira", "--live", "98178"], emulator, {
      WORKATO_API_TOKEN: "a-wrong-token",
    });
    expect(exitCode).toBe(1);
    expect(errors).toContain("401");
    expect(errors).not.toContain("a-wrong-token");
  });
});
