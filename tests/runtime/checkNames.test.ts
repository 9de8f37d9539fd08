import { bare, jira, startBench } from "./support/bench";

const SPACES = " from the web interface ";
const MINIMUM = { managedUserId: "98178", provider: "jira", name: SPACES };

describe("a name that Workato would not keep is refused", () => {
  test.each<[string, object, object, readonly string[]]>([
    ["for a new connection", {}, MINIMUM, ["name has spaces around it, which Workato would not keep: give"]],
    ["as a new name of an old one", { ...MINIMUM, name: "a" }, MINIMUM, ["name has spaces around it"]],
    ["not for one that has it already", MINIMUM, MINIMUM, []],
    ["not for one that is taken over with it", {}, { ...MINIMUM, adoptConnectionId: 36 }, []],
  ])("%s", async (_case, olds, news, reasons) => {
    const { stack } = await startBench();
    const { failures } = await stack.startProcess().check("connection", { ...olds }, { ...news });
    expect(failures.map(({ reason }) => reason)).toEqual(
      reasons.map((reason): unknown => expect.stringContaining(reason)),
    );
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
