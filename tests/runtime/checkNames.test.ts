import { startBench } from "./support/bench";

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
