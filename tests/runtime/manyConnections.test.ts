import { WorkatoClient, type Connection } from "../../provider/api";
import { knownConnection } from "../../provider/resources/connection/state";
import { ListedConnections } from "../../provider/resources/shared/listedConnections";
import { bare, startBench } from "./support/bench";

/** Twice as many resources may ask for twice as much, and a little for what is done once. */
const LINEAR = 2.2;

const named = (connectionId: string, name: string, provider = "jira"): Connection =>
  knownConnection(connectionId, { provider, name });

/**
 * How often the elements of the customer's lists are looked at, from a first up to the end of a second one that changes
 * all, a refresh and a destroy, when the customer has `count` connections and the stack makes as many beside them.
 */
async function looks(count: number): Promise<number> {
  let seen = 0;
  const counted = (connection: Connection) =>
    new Proxy(connection, {
      get: (target, key) => {
        seen += 1;
        return Reflect.get(target, key) as unknown;
      },
    });
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the client that it is asked of
  const list = WorkatoClient.prototype.readConnectionList;
  jest.spyOn(WorkatoClient.prototype, "readConnectionList").mockImplementation(async function (
    this: WorkatoClient,
    ...args
  ) {
    const { connections, ...others } = await list.apply(this, args);
    return { connections: connections.map(counted), ...others };
  });
  const there = Array.from({ length: count }, (_, index) => ({ name: `There ${index}`, provider: "jira" }));
  const { stack } = await startBench({
    seed: { customers: [{ id: 98178, connections: there }] },
    config: { previewLookups: "true" },
  });
  const program = (suffix: string) =>
    Object.fromEntries(there.map((_, index) => [`c${index}`, bare({ name: `Jira ${index}${suffix}` })]));
  await stack.up(program(""));
  await stack.up(program(" changed"));
  await stack.refresh();
  await stack.up(program(" changed"));
  await stack.destroy();
  expect(stack.saved.size).toBe(0);
  jest.restoreAllMocks();
  return seen;
}

test("a customer of twice as many connections is looked at twice as often, not four times", async () => {
  const [few, many] = [await looks(60), await looks(120)];
  expect(few).toBeGreaterThan(60);
  expect(many / few).toBeLessThan(LINEAR);
});

describe("the connections of a list", () => {
  test("that are alike are those of the same provider and name, as the last write says", () => {
    const connections = [named("1", "A"), named("2", "A"), named("3", "A", "zendesk"), named("4", "B")];
    const listed = new ListedConnections({ connections }, 0);
    const alike = (provider: string, name: string) =>
      listed.alike(provider, name).map(({ connectionId }) => connectionId);
    expect(alike("jira", "A")).toEqual(["1", "2"]);
    listed.put(named("2", "B"));
    listed.put(named("5", "A"));
    listed.remove("1");
    listed.remove("99");
    expect(alike("jira", "A")).toEqual(["5"]);
    expect(alike("jira", "B")).toEqual(["4", "2"]);
    expect(alike("zendesk", "A")).toEqual(["3"]);
    expect(alike("zendesk", "B")).toEqual([]);
  });

  test("that are alike have the same name in whatever Unicode form; what has none is like nothing that has one", () => {
    const connections = [named("1", "Café"), named("2", "Cafe\u0301"), { ...named("3", ""), name: null }];
    const listed = new ListedConnections({ connections }, 0);
    for (const name of ["Café", "Cafe\u0301"]) {
      expect(listed.alike("jira", name).map(({ connectionId }) => connectionId)).toEqual(["1", "2"]);
    }
    expect(listed.alike("jira", "null")).toEqual([]);
  });

  test("that were there at a moment are told from those that came later, also when they are gone or changed", () => {
    const listed = new ListedConnections({ connections: [named("1", "A"), named("2", "B")] }, 0);
    const wasThere = listed.whatIsThere();
    listed.put(named("3", "C"));
    listed.put(named("1", "changed"));
    listed.remove("2");
    expect(["1", "2", "3", "4"].filter(wasThere)).toEqual(["1", "2"]);
    expect(["1", "2", "3"].filter(listed.whatIsThere())).toEqual(["1", "2", "3"]);
  });

  test("are looked at by nobody who asks for one of them, or takes note of which are there", () => {
    let seen = 0;
    const counted = (connection: Connection) =>
      new Proxy(connection, { get: (target, key) => ((seen += 1), Reflect.get(target, key) as unknown) });
    const connections = Array.from({ length: 100 }, (_, index) => counted(named(String(index), `C ${index}`)));
    const listed = new ListedConnections({ connections }, 0);
    seen = 0;
    expect(listed.get("36")).toBeDefined();
    expect(listed.whatIsThere()("36")).toBe(true);
    expect(listed.alike("jira", "C 36")).toHaveLength(1);
    expect(seen).toBe(0);
  });
});
