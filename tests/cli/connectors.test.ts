import { runCommand } from "./support/commandLine";

test("without a name, every connector is listed, with what a person needs to know first", async () => {
  const { exitCode, out } = await runCommand(["connectors"]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^salesforce +Salesforce +OAuth only$/m);
  expect(out).toMatch(/^jdbc +JDBC +on-prem profile$/m);
  expect(out).toMatch(/163 connectors\. Facts of 2024-05, not authoritative/);
});

test("with a name, its parameters are listed, with type, optional and allowed values", async () => {
  const { exitCode, out } = await runCommand(["connectors", "ftps"]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^ {2}servertype +string +FTP-S \| FTP$/m);
  expect(out).toMatch(/^ {2}password +string +credential$/m);
  expect(out).toMatch(/^ {2}verify_cert +boolean +optional$/m);
  expect(out).toContain("not authoritative");
});

test("a connector without parameters says so", async () => {
  expect((await runCommand(["connectors", "zenefits"])).out).toContain("It takes no `input`.");
});

test("--json is the catalogue for machines", async () => {
  const { connectors } = JSON.parse((await runCommand(["connectors", "--json"])).out) as { connectors: unknown[] };
  expect(connectors).toHaveLength(163);
  expect(connectors).toContainEqual({ name: "jira", title: "Jira", oauth: true, oauthOnly: false, onPrem: false });

  const one = JSON.parse((await runCommand(["connectors", "jira", "--json"])).out) as Record<string, unknown>;
  expect(one).toMatchObject({
    note: expect.stringContaining("not authoritative") as string,
    connector: {
      name: "jira",
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: "auth_type", optional: false, allowedValues: ["api_token", "oauth"] }),
        expect.objectContaining({ name: "apitoken", optional: true, type: "string", isCredential: true }),
      ]) as unknown[],
    },
  });
});

test.each([
  ["sales_force", "did you mean salesforce?"],
  ["Jira", "did you mean jira, jira_secondary, jira_service_desk?"],
  ["servicenow", "did you mean service_now, service_now_secondary?"],
  ["xyzzy", "run `connectors` without a name to see all."],
])("%s is unknown: 1, and %s", async (name, remedy) => {
  const { exitCode, out, errors } = await runCommand(["connectors", name]);
  expect([exitCode, out]).toEqual([1, ""]);
  expect(errors).toContain(`no connector "${name}" in the catalogue: ${remedy}`);
});

test("with a name, a program is printed: credentials are secrets, what is optional is a comment unless it authorizes", async () => {
  const { out } = await runCommand(["connectors", "ftps"]);
  const program = out.slice(out.indexOf("import * as pulumi"));
  expect(program).toContain('export const ftps = new ManagedConnection("ftps", {\n');
  expect(program).toContain(
    [
      '  provider: "ftps",',
      "  input: {",
      '    servertype: "FTP-S", // FTP-S or FTP',
      '    // verify_cert: config.requireBoolean("ftps.verify_cert"), // optional',
      '    // ftps_conn: "Explicit", // optional, Explicit or Implicit',
      '    hostname: config.require("ftps.hostname"),',
      '    username: config.require("ftps.username"),',
      '    password: config.requireSecret("ftps.password"),',
      "  },",
      "});",
      "",
    ].join("\n"),
  );
  const json = JSON.parse((await runCommand(["connectors", "ftps", "--json"])).out) as { program: string };
  expect(json.program).toBe(program);
  expect((await runCommand(["connectors", "jira"])).out).toContain(
    '    email: config.require("jira.email"), // optional\n' +
      '    apitoken: config.requireSecret("jira.apitoken"), // optional\n',
  );
});

test("the program of a connector that only someone at the customer can authorize makes a shell", async () => {
  const { out } = await runCommand(["connectors", "salesforce"]);
  expect(out).toContain("  shellConnection: true, // someone at the customer authorizes it\n  // input: {\n");
});
