import { connectionMistakes } from "../../provider/connectors/mistakes";
import { bare, jira, startBench, UNKNOWN } from "./support/bench";

const mistakes = (provider: string, input: Record<string, unknown> = {}, isShell: boolean) =>
  connectionMistakes({ provider, input, isShell, isKnown: (value) => value !== UNKNOWN });

describe("correct and unusual programs give no warning", () => {
  test.each<[string, Record<string, unknown> | undefined, boolean]>([
    ["jira", { host_name: "acme.atlassian.net", auth_type: "api_token", email: "a@b", apitoken: "x" }, false],
    ["jira", undefined, false],
    ["zendesk", { subdomain: "acme", authentication_type: "basic", username: "u", password: "p" }, false],
    ["ftps", { servertype: "FTP", verify_cert: "true", hostname: "h", username: "u", password: "p" }, false],
    ["ftps", { servertype: "FTP", verify_cert: true }, false],
    ["mssql", { profile: "p", host: "h", port: 1433, database: "d", new_option: "x" }, false],
    ["salesforce", undefined, true],
    ["salesforce", { sandbox: "true", advanced_settings: { api_scope: "full", something_new: 1 } }, true],
    ["airtable", { authentication_type: "personal_access_token", personal_access_token: "x" }, false],
    ["workday", { soap_api_version: "44.0", login: "l" }, false],
    ["jira", { auth_type: UNKNOWN, [UNKNOWN]: UNKNOWN }, false],
    [UNKNOWN, { api_token: "x" }, false],
    ["acme_connector_4711_1700000000", { apitoken: "x" }, false],
    // What the API calls a connector, and no key of ours, is none.
    ["constructor", { __proto__: "x" }, false],
  ])("%s %j", (provider, input, isShell) => {
    expect(mistakes(provider, input, isShell)).toEqual([]);
  });

  test.each(
    "netsuite quickbooks google_sheets google_drive slack github gitlab asana trello monday notion sftp zoom bigquery mongodb dropbox freshdesk greenhouse lever redis teams sftp_secondary openai sqs azure_blob_storage workday_oauth"
      .split(" ")
      .map((name) => [name]),
  )("%s, which the catalogue does not have", (provider) => {
    expect(mistakes(provider, {}, false)).toEqual([]);
  });
});

describe("likely mistakes are named, without the value", () => {
  test.each<[string, Record<string, unknown> | undefined, string]>([
    ["jira", { api_token: "hunter2" }, "input has api_token; connector jira knows apitoken"],
    ["jira", { hostname: "hunter2" }, "input has hostname; connector jira knows host_name"],
    ["bigtincan", { username: "hunter2" }, "input has username; connector bigtincan knows userName"],
    ["snowflake", { pasword: "hunter2" }, "input has pasword; connector snowflake knows password"],
    ["jira", { auth_type: "hunter2" }, "input.auth_type of connector jira takes api_token or oauth, and has another"],
    ["sales_force", { x: "hunter2" }, 'provider "sales_force" is not a known connector: did you mean "salesforce"?'],
    ["Jira", undefined, 'provider "Jira" is not a known connector: did you mean "jira"?'],
    [
      "salesforce",
      undefined,
      "connector salesforce can only be created as a shell, and someone at the customer authorizes it: set",
    ],
  ])("%s %j", (provider, input, message) => {
    const warnings = mistakes(provider, input, false);
    expect(warnings).toEqual([expect.stringContaining(message)]);
    expect(warnings.join()).toContain("workato:connectorWarnings false");
    expect(warnings.join()).not.toContain("hunter2");
  });

  test("inside an object, with its path", () => {
    const input = { advanced_settings: { api_scopes: "hunter2" } };
    expect(mistakes("salesforce", input, true)).toEqual([
      expect.stringContaining(
        "input has advanced_settings.api_scopes; connector salesforce knows advanced_settings.api_",
      ),
    ]);
  });

  test("not where the right parameter is set as well", () => {
    expect(mistakes("jira", { apitoken: "x", api_token: "y" }, false)).toEqual([]);
  });
});

describe("a likely mistake in a program", () => {
  const MISTAKE = { input: { api_token: "hunter2" } };
  const WARNING = 'warning: "a": input has api_token; connector jira knows apitoken';

  test("is one warning, however often it is checked, and no error", async () => {
    const { stack, lines } = await startBench();
    const process = stack.startProcess();
    await stack.preview({ a: jira(MISTAKE) }, { process });
    await stack.up({ a: jira(MISTAKE) }, { process });
    expect(lines).toEqual([expect.stringContaining(WARNING)]);
  });

  test("is none with connectorWarnings false", async () => {
    const { stack, lines } = await startBench({ config: { connectorWarnings: "false" } });
    await stack.up({ a: jira(MISTAKE) });
    expect(lines).toEqual([]);
  });

  test.each<[string, object, boolean]>([
    ["is told", {}, true],
    ["is none as a shell", { shellConnection: true }, false],
    ["is none where it is taken over", { adoptConnectionId: 36 }, false],
  ])("an OAuth connector without a shell: %s", async (_case, args, isTold) => {
    const { emulator, stack, lines } = await startBench({ behaviour: { oauthProviders: [] } });
    emulator.addConnection("98178", { id: 36, name: "a", provider: "salesforce" });
    await stack.preview({ a: bare({ provider: "salesforce", ...args }) });
    const told = lines.filter((line) => line.includes("connector salesforce can only be created as a shell"));
    expect(told).toHaveLength(isTold ? 1 : 0);
  });

  test("an OAuth connector that is there already: nothing is told", async () => {
    const { stack, lines } = await startBench({ behaviour: { oauthProviders: [] } });
    await stack.up({ a: bare({ provider: "salesforce", shellConnection: true }) });
    lines.length = 0;
    await stack.preview({ a: bare({ provider: "salesforce", name: "b" }) });
    expect(lines).toEqual([]);
  });
});

describe("likely mistakes in many connections", () => {
  const MISTAKE = { input: { api_token: "hunter2" } };
  const CAUSE = "input has api_token; connector jira knows apitoken";
  const program = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, jira(MISTAKE)]));

  test("are one line, with how many and the first names", async () => {
    const { stack, lines } = await startBench();
    await stack.preview(program(40));
    expect(lines).toEqual([expect.stringContaining(`warning: 40 resources ("c0", "c1", "c2" and 37 more): ${CAUSE}`)]);
  });

  test("are a line a cause", async () => {
    const { stack, lines } = await startBench();
    const other = bare({ provider: "salesforce" });
    await stack.preview({ ...program(2), s: other, t: other });
    expect(lines.sort()).toEqual([
      expect.stringMatching(/^warning: 2 resources \("c0", "c1"\): input has api_token/),
      expect.stringMatching(/^warning: 2 resources \("s", "t"\): connector salesforce can only be created as a shell/),
    ]);
  });

  test("of one connection are said as before", async () => {
    const { stack, lines } = await startBench();
    await stack.preview(program(1));
    expect(lines).toEqual([expect.stringContaining(`warning: "c0": ${CAUSE}`)]);
  });
});
