import { errorOf, established, GOOD, jira, NEW, startBench, writes, WRONG, besidesSends } from "./support/bench";
import type { Values } from "../support/engineModel";
import { begin, expectQuiet, puts, sentInputs } from "./support/requests";

const PUT = "PUT 98178/connections/1001";

const SENT_GOOD = `${PUT} ${JSON.stringify({ input: GOOD })}`;

const REPLACED =
  'connection 1001 "a": the credentials of the program replace those with which someone else authorized it';

const REPAIR = { onAuthorizationLost: "repair" };
/** Which connection, and what sends the credentials all the same. */
const SKIPPED = /1001.*credentialsVersion/s;
const REFRESHED = [[false], [true]];

describe("what the program did not ask for in this run is not sent over a person's authorization", () => {
  test.each<[string, Values, Values]>([
    ["nothing else changed", {}, {}],
    ["and the name changed", { name: "b" }, { name: "b" }],
    ["and a policy changed", { forceDelete: true }, {}],
  ])("a repair: lost, refreshed, then authorized by a person; %s", async (_title, args, body) => {
    const bench = await established(REPAIR);
    const { emulator, stack, lines } = bench;
    const { ourAuthorizedAt } = stack.outputs();
    emulator.loseAuthorization(1001);
    await stack.refresh();
    emulator.authorize(1001);
    begin(bench);
    const a = jira({ ...REPAIR, ...args });
    expect(await stack.up({ a })).toEqual({ a: "update" });
    expect(sentInputs(emulator)).toEqual([]);
    expect(puts(emulator)).toEqual(Object.keys(body).length > 0 ? [body] : []);
    expect(lines.join("")).toMatch(SKIPPED);
    expect(emulator.connection(1001)).toMatchObject({ authorizedBy: "person", authorizationStatus: "success" });
    expect(stack.outputs()).toMatchObject({ authorizationStatus: "success", ourAuthorizedAt });
    await expectQuiet(bench, a);
  });

  test("a repair of what a person has repaired is not made later either: it is theirs", async () => {
    const bench = await established(REPAIR);
    const { emulator, stack } = bench;
    emulator.loseAuthorization(1001);
    await stack.refresh();
    emulator.authorize(1001);
    await stack.up({ a: jira(REPAIR) });
    emulator.loseAuthorization(1001);
    await stack.refresh();
    emulator.clearRequests();
    expect(await stack.up({ a: jira(REPAIR) })).toEqual({ a: "same" });
    expect(sentInputs(emulator)).toEqual([]);
  });

  test("a repair that nobody was quicker with is made, after a look", async () => {
    const { emulator, stack } = await established(REPAIR);
    emulator.loseAuthorization(1001);
    await stack.refresh();
    emulator.clearRequests();
    await stack.up({ a: jira(REPAIR) });
    expect(emulator.requests.map(({ method }) => method)).toEqual(["GET", "PUT"]);
    expect(emulator.connection(1001)).toMatchObject({ authorizedBy: "api" });
  });

  test("a repair by the policy of the stack looks, too", async () => {
    const { emulator, stack, lines } = await established({}, { config: REPAIR });
    emulator.loseAuthorization(1001);
    await stack.refresh();
    emulator.authorize(1001);
    await stack.up({ a: jira() });
    expect(sentInputs(emulator)).toEqual([]);
    expect(lines.join("")).toMatch(SKIPPED);
  });

  test("a repair in the process that has seen the loss looks anew", async () => {
    const { emulator, stack } = await established(REPAIR);
    emulator.loseAuthorization(1001);
    const process = stack.startProcess();
    await stack.refresh({ process });
    emulator.authorize(1001);
    await stack.up({ a: jira(REPAIR) }, { process });
    expect(sentInputs(emulator)).toEqual([]);
  });

  const refusals: [string, Record<string, unknown>][] = [
    ["as a status", {}],
    ["as a 4xx without any effect", { refusedCredentials: "4xx" }],
    ["as a 4xx although it was done", { refusedCredentials: "4xx-created" }],
  ];
  test.each(refusals.flatMap(([how, behaviour]) => REFRESHED.map(([is]) => [how, is, behaviour] as const)))(
    "refused %s, then authorized by a person (refreshed: %s): the same program sends nothing more",
    async (_how, isRefreshed, behaviour) => {
      const bench = await established({}, { behaviour });
      const { emulator, stack, lines } = bench;
      const { ourAuthorizedAt } = stack.outputs();
      const a = jira({ input: WRONG });
      await errorOf(stack.up({ a }));
      emulator.authorize(1001);
      if (isRefreshed) await stack.refresh();
      begin(bench);
      await stack.up({ a });
      expect(sentInputs(emulator)).toEqual([]);
      if (!isRefreshed) expect(lines.join("")).toMatch(SKIPPED);
      expect(stack.outputs()).toMatchObject({ authorizationStatus: "success", ourAuthorizedAt });
      await expectQuiet(bench, a);
    },
  );

  test("refused, and nobody was quicker: sent again, and refused again", async () => {
    const { emulator, stack } = await startBench();
    const a = jira({ input: WRONG });
    await errorOf(stack.up({ a }));
    emulator.clearRequests();
    expect(await errorOf(stack.up({ a }))).toContain("refused");
    expect(sentInputs(emulator)).toEqual([WRONG]);
  });

  test.each(REFRESHED)(
    "refused as a 4xx without any effect, and our earlier ones work: sent and refused again (refreshed: %s)",
    async (isRefreshed) => {
      const { emulator, stack } = await established({}, { behaviour: { refusedCredentials: "4xx" } });
      const a = jira({ input: WRONG });
      await errorOf(stack.up({ a }));
      for (const _time of [1, 2]) {
        if (isRefreshed) await stack.refresh();
        emulator.clearRequests();
        expect(await errorOf(stack.up({ a }))).toContain("Authentication failed");
        expect(sentInputs(emulator)).toEqual([WRONG]);
      }
    },
  );

  test("a reconnect of what a person has authorized meanwhile, as a refresh has seen: left to them, and said", async () => {
    const bench = await established({ disconnected: true });
    const { emulator, stack, lines } = bench;
    emulator.authorize(1001);
    await stack.refresh();
    begin(bench);
    await stack.up({ a: jira() });
    expect(sentInputs(emulator)).toEqual([]);
    expect(lines.join("")).toMatch(SKIPPED);
    expect(emulator.connection(1001)).toMatchObject({ authorizedBy: "person" });
    await expectQuiet(bench, jira());
    await stack.up({ a: jira({ credentialsVersion: 1 }) });
    expect(sentInputs(emulator)).toEqual([GOOD]);
  });
});

describe("somebody's authorized_at is never taken for ours", () => {
  test.each<[string, Values]>([
    ["nothing else changed", {}],
    ["the name changed with it", { name: "b" }],
    ["the folder changed with it", { folderId: 8 }],
    ["a policy changed with it", { forceDelete: true }],
  ])("after a send that was left out: %s", async (_title, args) => {
    for (const isRefreshed of [false, true]) {
      const { emulator, stack } = await established();
      const { ourAuthorizedAt } = stack.outputs();
      await errorOf(stack.up({ a: jira({ input: WRONG }) }));
      emulator.authorize(1001);
      if (isRefreshed) await stack.refresh();
      await stack.up({ a: jira({ input: WRONG, ...args }) });
      expect(stack.outputs()).toMatchObject({ ourAuthorizedAt });
      await stack.refresh();
      await stack.up({ a: jira({ input: WRONG, ...args, externalId: "u1" }) });
      expect(stack.outputs()).toMatchObject({ ourAuthorizedAt });
    }
  });

  test("after a refusal at create nothing is ever ours, until something is accepted", async () => {
    const { emulator, stack } = await startBench();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    emulator.authorize(1001);
    await stack.up({ a: jira({ input: WRONG }) });
    await stack.refresh();
    await stack.up({ a: jira({ input: WRONG, name: "b" }) });
    expect(stack.outputs()).not.toHaveProperty("ourAuthorizedAt");
    await stack.up({ a: jira({ input: NEW, name: "b" }) });
    expect(stack.outputs()).toMatchObject({ ourAuthorizedAt: emulator.connection(1001)?.authorizedAt });
  });

  test("a person's, a while before a change of the name that no look has seen", async () => {
    const { emulator, stack } = await established(REPAIR);
    emulator.edit(1001, { authorizedAt: new Date(Date.now() - 10_000).toISOString(), authorizedBy: "person" });
    await stack.up({ a: jira({ ...REPAIR, name: "b" }) });
    await stack.refresh();
    emulator.loseAuthorization(1001);
    await stack.refresh();
    expect(await stack.up({ a: jira({ ...REPAIR, name: "b" }) })).toEqual({ a: "same" });
  });
});

describe("accepted with one version, refused with the next, then authorized by a person", () => {
  async function authorizedAfterRefusal() {
    const bench = await established({ credentialsVersion: 1 });
    await errorOf(bench.stack.up({ a: jira({ input: WRONG, credentialsVersion: 2 }) }));
    bench.emulator.authorize(1001);
    bench.emulator.clearRequests();
    bench.lines.length = 0;
    return bench;
  }

  test.each([[false], [true]])(
    "the good ones again with a third version: they are sent (after a refresh: %s)",
    async (isRefreshed) => {
      const { emulator, stack } = await authorizedAfterRefusal();
      if (isRefreshed) await stack.refresh();
      const a = jira({ credentialsVersion: 3 });
      expect(await stack.up({ a })).toEqual({ a: "update" });
      expect(writes(emulator)).toEqual([SENT_GOOD]);
      expect(emulator.connection(1001)).toMatchObject({ input: GOOD, authorizedBy: "api" });
      expect(stack.outputs()).toMatchObject({ input: GOOD, credentialsVersion: "3" });
      expect(stack.outputs()).not.toHaveProperty("credentials");
      expect(await stack.up({ a })).toEqual({ a: "same" });
    },
  );

  test("the first version again: it is another than the one that was sent last, so they are sent", async () => {
    const { emulator, stack } = await authorizedAfterRefusal();
    await stack.up({ a: jira({ credentialsVersion: 1 }) });
    expect(writes(emulator)).toEqual([SENT_GOOD]);
  });

  test("the refused ones kept: nothing is sent, and a line says so, with what to change", async () => {
    const { emulator, stack, lines } = await authorizedAfterRefusal();
    const a = jira({ input: WRONG, credentialsVersion: 2 });
    await stack.up({ a });
    expect(writes(emulator)).toEqual([]);
    expect(besidesSends(lines)).toEqual([
      'connection 1001 "a": its credentials were not sent, because someone at the customer has authorized it since they ' +
        "were refused. To send those of the program all the same, change credentialsVersion.\n",
    ]);
    expect(await stack.up({ a })).toEqual({ a: "same" });
    await stack.up({ a: jira({ credentialsVersion: 4 }) });
    expect(writes(emulator)).toEqual([SENT_GOOD]);
  });

  test("the good ones again with the refused version: they are sent, and a line says over what", async () => {
    const { emulator, stack, lines } = await authorizedAfterRefusal();
    await stack.refresh();
    const a = jira({ credentialsVersion: 2 });
    await stack.up({ a });
    expect(writes(emulator)).toEqual([SENT_GOOD]);
    expect(lines.join("")).toContain(REPLACED);
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });
});
