import { bare, errorOf, established, GOOD, jira, NEW, startBench, writes, WRONG } from "./support/bench";

const PUT = "PUT 98178/connections/1001";
const SENT_GOOD = `${PUT} ${JSON.stringify({ input: GOOD })}`;

const REPLACED =
  'connection 1001 "a": the credentials of the program replace those with which someone else authorized it';

/** Writes that get no answer are given up soon. */
const IMPATIENT = { config: { retryTimeoutSeconds: "0.2" } };

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
    expect(lines).toEqual([
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

describe("a create that was accepted, and whose status could not be seen", () => {
  async function acceptedUnseen() {
    const bench = await startBench({ behaviour: { sparseAnswers: true } });
    bench.emulator.failNext({ method: "GET", skip: 1, status: 403 });
    expect(await errorOf(bench.stack.up({ a: jira() }))).toContain(
      "whether its credentials were accepted is not known",
    );
    expect(bench.emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: GOOD });
    bench.emulator.clearRequests();
    return bench;
  }

  test.each([
    ["other credentials are sent", NEW, false],
    ["other credentials are sent, also after a refresh", NEW, true],
    ["the same ones are sent once more", GOOD, false],
    ["the same ones are sent once more, also after a refresh", GOOD, true],
  ])("%s", async (_title, input, isRefreshed) => {
    const { emulator, stack } = await acceptedUnseen();
    if (isRefreshed) await stack.refresh();
    const a = jira({ input });
    expect(await stack.preview({ a })).toEqual({ a: "update" });
    await stack.up({ a });
    expect(emulator.requestsOf("PUT").map(({ body }) => body)).toEqual([{ input }]);
    expect(emulator.connection(1001)).toMatchObject({ input });
    expect(stack.outputs()).toMatchObject({ input, authorizationStatus: "success" });
    expect(stack.outputs()).not.toHaveProperty("credentials");
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });
});

describe("done, its answer cut, and the program put back", () => {
  test.each([[false], [true]])(
    "a disconnect: the credentials are sent again (after a refresh: %s)",
    async (isRefreshed) => {
      const { emulator, stack } = await established({}, IMPATIENT);
      const fault = emulator.failNext({ path: /disconnect/, cut: "after", times: 10_000 });
      await errorOf(stack.up({ a: jira({ disconnected: true }) }));
      expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: null });
      fault.cancel();
      if (isRefreshed) await stack.refresh();
      expect(await stack.up({ a: jira() })).toEqual({ a: "update" });
      expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: GOOD });
      expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
    },
  );

  test("a disconnect, and the program kept: it is done again", async () => {
    const { emulator, stack } = await established({}, IMPATIENT);
    const fault = emulator.failNext({ path: /disconnect/, cut: "after", times: 10_000 });
    const a = jira({ disconnected: true });
    await errorOf(stack.up({ a }));
    fault.cancel();
    await stack.up({ a });
    expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: null });
    expect(await stack.up({ a })).toEqual({ a: "same" });
    await stack.up({ a: jira() });
    expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: GOOD });
  });

  test.each([
    ["name", {}, { name: "b" }, { name: "a" }, false],
    ["name", {}, { name: "b" }, { name: "a" }, true],
    ["folderId", { folderId: 7 }, { folderId: 8 }, { folderId: 7 }, false],
    ["externalId", { externalId: "u1" }, { externalId: "u2" }, { externalId: "u1" }, false],
    ["externalId, cleared", { externalId: "u1" }, { externalId: null }, { externalId: "u1" }, false],
  ])(
    "a PUT of %s from %j to %j: %j is sent again (after a refresh: %s)",
    async (_name, before, after, expected, isRefreshed) => {
      const { emulator, stack } = await established(before, IMPATIENT);
      const fault = emulator.failNext({ method: "PUT", cut: "after", times: 10_000 });
      await errorOf(stack.up({ a: jira({ ...before, ...after }) }));
      expect(emulator.connection(1001)).not.toMatchObject(expected);
      fault.cancel();
      if (isRefreshed) await stack.refresh();
      expect(await stack.up({ a: jira(before) })).toEqual({ a: "update" });
      expect(emulator.connection(1001)).toMatchObject(expected);
      expect(await stack.up({ a: jira(before) })).toEqual({ a: "same" });
    },
  );
});

describe("refused at create, then authorized by a person, and `input` is corrected", () => {
  test.each([[false], [true]])("they are sent (after a refresh, which lets a line say so: %s)", async (isRefreshed) => {
    const { emulator, stack, lines } = await startBench();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    emulator.authorize(1001);
    if (isRefreshed) await stack.refresh();
    emulator.clearRequests();
    lines.length = 0;
    await stack.up({ a: jira() });
    expect(writes(emulator)).toEqual([SENT_GOOD]);
    if (isRefreshed) expect(lines.join("")).toContain(REPLACED);
    expect(stack.outputs()).toMatchObject({ input: GOOD });
    expect(stack.outputs()).not.toHaveProperty("credentials");
    expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
  });

  test("not corrected: nothing is sent, and a line says so; with a version they are sent", async () => {
    const { emulator, stack, lines } = await startBench();
    const a = jira({ input: WRONG });
    await errorOf(stack.up({ a }));
    emulator.authorize(1001);
    emulator.clearRequests();
    lines.length = 0;
    await stack.up({ a });
    expect(writes(emulator)).toEqual([]);
    expect(lines.join("")).toMatch(/connection 1001 "a".*were not sent.*change credentialsVersion/);
    expect(await stack.up({ a })).toEqual({ a: "same" });
    await stack.up({ a: jira({ credentialsVersion: 1 }) });
    expect(writes(emulator)).toEqual([SENT_GOOD]);
    expect(stack.outputs()).toMatchObject({ input: GOOD });
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });

  test("not authorized by anybody: they are sent", async () => {
    const { emulator, stack, lines } = await startBench();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    await stack.up({ a: jira() });
    expect(writes(emulator).slice(1)).toEqual([SENT_GOOD]);
    expect(lines).toEqual([]);
  });
});

describe("onAuthorizationFailure turned from warn to error after a refusal", () => {
  test.each([[false], [true]])(
    "by the argument: the up fails until they are good (accepted before: %s)",
    async (wasGood) => {
      const { emulator, stack } = await startBench();
      if (wasGood) await stack.up({ a: jira() });
      await stack.up({ a: jira({ input: WRONG, onAuthorizationFailure: "warn" }) });
      const a = jira({ input: WRONG, onAuthorizationFailure: "error" });
      for (let time = 1; time <= 2; time++)
        expect(await errorOf(stack.up({ a }))).toContain("credentials were refused");
      await stack.refresh();
      expect(await errorOf(stack.up({ a }))).toContain("credentials were refused");
      await stack.up({ a: jira({ onAuthorizationFailure: "error" }) });
      expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: GOOD });
    },
  );

  test("by the stack's default: the up fails, too", async () => {
    const { stack } = await established({}, { config: { onAuthorizationFailure: "warn" } });
    const a = jira({ input: WRONG });
    await stack.up({ a });
    const process = stack.startProcess({ onAuthorizationFailure: "error" });
    expect(await errorOf(stack.up({ a }, { process }))).toContain("credentials were refused");
  });

  test("back to warn: the next up is quiet", async () => {
    const { stack } = await startBench();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    const a = jira({ input: WRONG, onAuthorizationFailure: "warn" });
    await stack.up({ a });
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });
});

test("a connection without credentials, whose disconnect was cut and is taken back: a person is asked for", async () => {
  const { emulator, stack, lines } = await startBench(IMPATIENT);
  await stack.up({ a: bare() });
  emulator.authorize(1001);
  const fault = emulator.failNext({ path: /disconnect/, cut: "after", times: 10_000 });
  await errorOf(stack.up({ a: bare({ disconnected: true }) }));
  fault.cancel();
  await stack.up({ a: bare() });
  await stack.refresh();
  expect(lines.join("")).not.toContain("sends the credentials");
  expect(await stack.up({ a: bare() })).toEqual({ a: "same" });
});
