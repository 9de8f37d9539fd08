import { connectionResource } from "../../provider/resources/connection/connectionResource";
import type { Surroundings } from "../../provider/resources/session";
import { Session } from "../../provider/resources/session";
import { assignment, bare, errorOf, GOOD, jira, lists, startBench } from "./support/bench";

describe("configure", () => {
  test("never fails, whatever it gets; the operation does", async () => {
    const { stack } = await startBench({ config: { region: "mars", accounts: "no JSON", requestsPerMinute: "x" } });
    const process = stack.startProcess();
    await expect(process.read("connection", "98178/36", {})).rejects.toThrow(/^workato:region is "mars"/);
    await expect(process.delete("assignment", "98178/36", {})).rejects.toThrow(/^workato:region is "mars"/);
  });

  test("by both resource types keeps one list and one queue of requests", async () => {
    const { emulator, stack } = await startBench();
    const process = stack.startProcess();
    await stack.up({ a: jira() }, { process });
    process.configureAgain("assignment", stack.config);
    await stack.up({ a: jira(), b: jira() }, { process });
    expect(lists(emulator)).toBe(1);
  });

  test("of either resource type counts", async () => {
    const { emulator, stack } = await startBench({ moreTokens: ["second"] });
    const process = stack.startProcess();
    process.configureAgain("assignment", { ...stack.config, apiToken: "second" });
    await stack.up({ a: assignment() }, { process });
    expect(emulator.requests.at(-1)?.headers.authorization).toBe("Bearer second");
  });

  test("of two accounts at one address: a renamed resource in the other account is not deleted", async () => {
    const { emulator, stack } = await startBench({ moreTokens: ["second"] });
    await stack.up({ old: jira({ name: "same" }) });
    const accounts = JSON.stringify({ second: { apiToken: "second" } });
    const process = stack.startProcess({ accounts });
    await stack.up({ new: jira({ name: "same", onExisting: "adopt", account: "second" }) }, { process });
    expect(emulator.connections()).toHaveLength(1);
  });

  test("with another configuration starts anew", async () => {
    const { emulator, stack } = await startBench({ moreTokens: ["second"] });
    const process = stack.startProcess();
    await stack.up({ a: jira() }, { process });
    process.configureAgain("connection", { ...stack.config, apiToken: "second" });
    await stack.up({ a: jira(), b: jira() }, { process });
    expect(emulator.requests.at(-1)?.headers.authorization).toBe("Bearer second");
    expect(lists(emulator)).toBe(2);
  });
});

describe("what a session has of its process", () => {
  const INPUTS = { managedUserId: "98178", provider: "jira", name: "a", input: GOOD };

  /** A bench, and a session of its own on it. */
  async function open(surroundings: Partial<Surroundings> = {}, options: Parameters<typeof startBench>[0] = {}) {
    const bench = await startBench(options);
    const told: [string, string | undefined][] = [];
    const writeLine = (line: string, resource?: string) => void told.push([line, resource]);
    const session = new Session({ environment: {}, writeLine, ...surroundings });
    session.configure((key) => bench.stack.config[key]);
    return { ...bench, session, told, connections: connectionResource(session) };
  }

  test("lines go to whoever opened it, with the resource that they are about, and nowhere else", async () => {
    const { connections, told, lines } = await open();
    const { input: _input, ...news } = INPUTS;
    const { id, state } = await connections.create({ identity: "a", news });
    expect(told).toEqual([[expect.stringMatching(/^connection 1001 "a" is created but not authorized: /), "a"]]);
    await connections.read({ identity: "a", id, olds: { ...state, authorizationStatus: "success", input: GOOD } });
    expect(told.slice(1)).toEqual([[expect.stringMatching(/^warning: connection 1001 "a" has no authorization/), id]]);
    expect(lines).toEqual([]);
  });

  test("warnings of many resources, and lines of the client, go there without a resource", async () => {
    const { session, connections, told, lines } = await open({ environment: { WORKATO_LOG: "debug" } });
    await connections.check({ identity: "a", olds: {}, news: { ...INPUTS, input: { api_token: "x" } } });
    session.notices.flush();
    await connections.create({ identity: "a", news: INPUTS });
    expect(told.map(([line, resource]) => [line.slice(0, 20), resource])).toEqual([
      ['warning: "a": input ', undefined],
      ["Workato: GET /api/ma", undefined],
      ["Workato: POST /api/m", undefined],
    ]);
    expect(lines).toEqual([]);
  });

  test("the environment is the one that it was given", async () => {
    process.env.JIRA_TOKEN = "of-this-process";
    const { emulator, connections } = await open({ environment: { JIRA_TOKEN: "given" } });
    const news = { ...INPUTS, inputFromEnvironment: { apitoken: "JIRA_TOKEN" } };
    await connections.create({ identity: "a", news });
    expect(emulator.connection(1001)?.input).toMatchObject({ apitoken: "given" });
  });

  test("what is thrown right before a request prevents it, and is the error", async () => {
    const methods: string[] = [];
    const beforeSend = (): Promise<void> => {
      methods.push("asked");
      return methods.length > 1 ? Promise.reject(new Error("the engine is gone")) : Promise.resolve();
    };
    const { emulator, connections } = await open({ beforeSend });
    await expect(connections.create({ identity: "a", news: INPUTS })).rejects.toThrow("the engine is gone");
    // The list before the create was asked for and sent; the POST was not.
    expect(emulator.requests.map(({ method }) => method)).toEqual(["GET"]);
    expect(methods).toHaveLength(2);
  });

  test("after its signal nothing is sent any more", async () => {
    const stopped = new AbortController();
    const { emulator, connections } = await open({ signal: stopped.signal });
    const { id, state: olds } = await connections.create({ identity: "a", news: INPUTS });
    emulator.clearRequests();
    stopped.abort();
    const news = { ...INPUTS, name: "b" };
    for (const call of [
      () => connections.create({ identity: "b", news }),
      () => connections.read({ identity: "a", id: "98179/36", olds }),
      () => connections.update({ identity: "a", id, olds, news }),
      () => connections.delete({ identity: "a", id, olds }),
    ]) {
      await expect(call()).rejects.toThrow("cancelled before it was sent");
    }
    expect(emulator.requests).toEqual([]);
  });

  test("its signal ends at once what waits in the queue, and a request under way is let finish", async () => {
    const stopped = new AbortController();
    const config = { requestsPerMinute: "1", quotaWindowSeconds: "600" };
    const { emulator, connections } = await open({ signal: stopped.signal }, { config });
    const hold = emulator.hold({ method: "POST" });
    const first = connections.create({ identity: "a", news: INPUTS });
    await hold.waitForArrival();
    const second = connections.create({ identity: "b", news: { ...INPUTS, name: "b" } });
    stopped.abort();
    await expect(second).rejects.toThrow("cancelled before it was sent");
    hold.release();
    expect((await first).id).toBe("98178/1001");
    expect(emulator.requestsOf("POST")).toHaveLength(1);
  });
});

test("two names of one workspace share its list and its holders; another token at the same address has a list of its own", async () => {
  const { emulator, stack } = await startBench({ moreTokens: ["second"] });
  const accounts = JSON.stringify({ twin: { apiToken: emulator.token }, other: { apiToken: "second" } });
  const process = stack.startProcess({ accounts });
  await stack.up({ a: jira(), b: jira({ account: "twin" }) }, { process });
  expect(lists(emulator)).toBe(1);
  await stack.up({ a: jira(), b: jira({ account: "twin" }), c: jira({ account: "other" }) }, { process });
  expect(lists(emulator)).toBe(2);
  const taken = bare({ adoptConnectionId: 1001, account: "other" });
  expect(await errorOf(stack.up({ a: jira(), d: taken }, { process }))).toContain(
    'connection 1001 of customer 98178 is already managed by another resource of this stack, "a".',
  );
});
