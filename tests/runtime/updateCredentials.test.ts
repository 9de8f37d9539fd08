import { bare, errorOf, established, GOOD, jira, NEW, startBench, writes, WRONG, besidesSends } from "./support/bench";

const PUT = "PUT 98178/connections/1001";

describe("refused credentials", () => {
  test.each([{}, { sparseAnswers: true }, { refusedStatus: "exception" as const }])(
    "with %j: an error, state has them as refused, the next up with right ones sends them",
    async (behaviour) => {
      const { emulator, stack } = await established({}, { behaviour });
      expect(await errorOf(stack.up({ a: jira({ input: WRONG, name: "b" }) }))).toBe(
        'connection 1001 "b" exists, but its credentials were refused: Authentication failed: the application answered ' +
          "401 Unauthorized\nCorrect `input` and run `pulumi up` again.",
      );
      expect(stack.outputs()).toMatchObject({
        input: WRONG,
        name: "b",
        credentials: "refused",
        authorizationStatus: behaviour.refusedStatus ?? "failed",
      });
      await stack.up({ a: jira({ input: NEW, name: "b" }) });
      expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: NEW });
      expect(stack.outputs()).toMatchObject({ input: NEW, authorizationStatus: "success" });
      expect(stack.outputs()).not.toHaveProperty("credentials");
      expect(await stack.up({ a: jira({ input: NEW, name: "b" }) })).toEqual({ a: "same" });
    },
  );

  test("going back to the accepted ones sends them, also after a refresh", async () => {
    for (const isRefreshed of [false, true]) {
      const { emulator, stack } = await established();
      await errorOf(stack.up({ a: jira({ input: WRONG }) }));
      if (isRefreshed) await stack.refresh();
      expect(await stack.up({ a: jira() })).toEqual({ a: "update" });
      expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: GOOD });
      expect(stack.outputs()).not.toHaveProperty("credentials");
    }
  });

  test("are sent again by every up until they are accepted, also after a refresh", async () => {
    const { emulator, stack } = await startBench();
    const a = jira({ input: WRONG });
    await errorOf(stack.up({ a }));
    expect(await errorOf(stack.up({ a }))).toContain("were refused");
    await stack.refresh();
    expect(stack.of().initErrors).toEqual([]);
    expect(await errorOf(stack.up({ a }))).toContain("were refused");
    emulator.behaviour.refuses = () => undefined;
    await stack.up({ a });
    expect(stack.outputs()).toMatchObject({ input: WRONG, authorizationStatus: "success" });
    expect(emulator.requestsOf("POST")).toHaveLength(1);
  });

  test("after a rotation behind the same variable: the version in state is the last one sent, accepted or not", async () => {
    process.env.JIRA_TOKEN = "good";
    const { stack } = await startBench();
    const a = (credentialsVersion: number) =>
      bare({ inputFromEnvironment: { apitoken: "JIRA_TOKEN" }, credentialsVersion });
    await stack.up({ a: a(1) });
    process.env.JIRA_TOKEN = "wrong-rotated";
    expect(await errorOf(stack.up({ a: a(2) }))).toContain("were refused");
    expect(stack.outputs()).toMatchObject({ credentialsVersion: "2", credentials: "refused" });
    process.env.JIRA_TOKEN = "rotated";
    expect(await stack.up({ a: a(2) })).toEqual({ a: "update" });
    expect(stack.outputs()).toMatchObject({ credentialsVersion: "2", authorizationStatus: "success" });
    expect(stack.outputs()).not.toHaveProperty("credentials");
    expect(await stack.up({ a: a(2) })).toEqual({ a: "same" });
  });

  test("with warn: recorded, told, and not sent again", async () => {
    const { emulator, stack, lines } = await established({ onAuthorizationFailure: "warn" });
    const a = jira({ onAuthorizationFailure: "warn", input: WRONG });
    await stack.up({ a });
    expect(lines.join("")).toContain(
      'were refused: Authentication failed: the application answered 401 Unauthorized (onAuthorizationFailure is "warn")',
    );
    expect(stack.outputs()).toMatchObject({ input: WRONG, credentials: "refused" });
    emulator.clearRequests();
    expect(await stack.up({ a })).toEqual({ a: "same" });
    await stack.refresh();
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });

  test.each(["4xx", "4xx-created"] as const)(
    "as %s: an error, state has them as refused, and the next up sends what the program says, also the ones before",
    async (refusedCredentials) => {
      for (const input of [GOOD, NEW]) {
        const { emulator, stack } = await established({}, { behaviour: { refusedCredentials } });
        expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toContain("400 Authentication failed");
        expect(stack.outputs()).toMatchObject({ input: WRONG, credentials: "refused" });
        expect(await stack.up({ a: jira({ input }) })).toEqual({ a: "update" });
        expect(stack.outputs()).toMatchObject({ input, authorizationStatus: "success" });
        expect(stack.outputs()).not.toHaveProperty("credentials");
        expect(emulator.connection(1001)).toMatchObject({ input, authorizationStatus: "success" });
      }
    },
  );

  test("whose outcome nobody tells: an error that says so, and nobody knows what the server holds", async () => {
    const { emulator, stack } = await established({}, { behaviour: { sparseAnswers: true } });
    emulator.failNext({ method: "GET", status: 403 });
    expect(await errorOf(stack.up({ a: jira({ input: NEW }) }))).toContain(
      "whether its credentials were accepted is not known",
    );
    expect(stack.outputs()).toMatchObject({ input: NEW, credentials: "unknown" });
    expect(await stack.up({ a: jira() })).toEqual({ a: "update" });
    expect(emulator.connection(1001)).toMatchObject({ input: GOOD });
    expect(stack.outputs()).toMatchObject({ input: GOOD, authorizationStatus: "success" });
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });
});

describe("authorized by a person meanwhile", () => {
  const SKIPPED =
    'connection 1001 "a": its credentials were not sent, because someone at the customer has authorized it since they ' +
    "were refused. To send those of the program all the same, change credentialsVersion.";

  test("refused credentials are not sent again, and a line says so", async () => {
    const { emulator, stack, lines } = await startBench();
    const a = jira({ input: WRONG });
    await errorOf(stack.up({ a }));
    emulator.authorize(1001);
    emulator.clearRequests();
    expect(await stack.up({ a })).toEqual({ a: "update" });
    expect(writes(emulator)).toEqual([]);
    expect(lines.join("")).toContain(SKIPPED);
    expect(emulator.connection(1001)?.authorizationStatus).toBe("success");
    expect(stack.outputs()).toMatchObject({ authorizationStatus: "success", credentials: "refused" });
    expect(await stack.up({ a })).toEqual({ a: "same" });
    await stack.refresh();
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });

  test("refused credentials are not sent again after a refresh, which clears the error", async () => {
    const { emulator, stack } = await startBench();
    const a = jira({ input: WRONG });
    await errorOf(stack.up({ a }));
    emulator.authorize(1001);
    await stack.refresh();
    emulator.clearRequests();
    await stack.up({ a });
    expect(writes(emulator)).toEqual([]);
    expect(emulator.connection(1001)?.authorizationStatus).toBe("success");
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });

  test("the authorization is theirs: nothing of ours was ever accepted", async () => {
    const { emulator, stack } = await startBench();
    const a = jira({ input: WRONG });
    await errorOf(stack.up({ a }));
    emulator.authorize(1001);
    await stack.up({ a });
    expect(stack.outputs()).not.toHaveProperty("ourAuthorizedAt");
  });

  test("and something else changed: only that is sent", async () => {
    const { emulator, stack } = await startBench();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    emulator.authorize(1001);
    await stack.up({ a: jira({ input: WRONG, name: "b" }) });
    expect(writes(emulator).slice(1)).toEqual([`${PUT} {"name":"b"}`]);
  });

  test("new credentials after accepted ones are sent all the same", async () => {
    const { emulator, stack } = await established();
    emulator.authorize(1001);
    await stack.refresh();
    await stack.up({ a: jira({ input: NEW }) });
    expect(writes(emulator)).toEqual([`${PUT} ${JSON.stringify({ input: NEW })}`]);
  });

  test.each([
    ["new credentials", { input: NEW }],
    ["a new version", { input: WRONG, credentialsVersion: 1 }],
    ["both", { input: NEW, credentialsVersion: 1 }],
  ])("%s after refused ones: sent at once, without a look", async (_what, args) => {
    const { emulator, stack, lines } = await established();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    emulator.authorize(1001);
    emulator.behaviour.refuses = () => undefined;
    emulator.clearRequests();
    lines.length = 0;
    await stack.up({ a: jira(args) });
    expect(emulator.requests.map(({ method }) => method)).toEqual(["PUT"]);
    expect(writes(emulator)).toEqual([`${PUT} ${JSON.stringify({ input: args.input })}`]);
    expect(besidesSends(lines)).toEqual([]);
    expect(stack.outputs()).toMatchObject({ input: args.input });
    expect(stack.outputs()).not.toHaveProperty("credentials");
    expect(await stack.up({ a: jira(args) })).toEqual({ a: "same" });
  });

  test("what goes over an authorization that is known is announced, as often as it is sent", async () => {
    const { emulator, stack, lines } = await established({}, { behaviour: { refusedCredentials: "4xx" } });
    emulator.authorize(1001);
    await stack.refresh();
    const { authorizedAt } = emulator.connection(1001)!;
    const over =
      'connection 1001 "a": the credentials of the program replace those with which someone else authorized it at ' +
      `${String(authorizedAt)}.\n`;
    expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toContain("400 Authentication failed");
    expect(besidesSends(lines.splice(0))).toEqual([over]);
    await stack.up({ a: jira({ input: NEW }) });
    expect(besidesSends(lines)).toEqual([over]);
  });

  test("input that is set for the first time is sent all the same", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: bare() });
    emulator.authorize(1001);
    await stack.refresh();
    await stack.up({ a: jira() });
    expect(emulator.requestsOf("PUT").map(({ body }) => body)).toEqual([{ input: GOOD }]);
  });
});

test("input that is taken out leaves the state; put back, it is sent again", async () => {
  const { emulator, stack } = await established();
  await stack.up({ a: jira({ input: undefined }) });
  expect(writes(emulator)).toEqual([]);
  for (const name of ["input", "credentials"]) expect(stack.outputs()).not.toHaveProperty(name);
  await stack.refresh();
  expect(await stack.up({ a: jira({ input: undefined }) })).toEqual({ a: "same" });
  await stack.up({ a: jira() });
  expect(writes(emulator)).toEqual([`${PUT} ${JSON.stringify({ input: GOOD })}`]);
  expect(stack.outputs()).not.toHaveProperty("credentials");
});

describe("lost authorization", () => {
  const repair = { onAuthorizationLost: "repair" };
  test.each<
    [string, Readonly<Record<string, unknown>>, { reason?: string; status?: "success" | "exception" }, boolean]
  >([
    ["report: nothing", {}, {}, false],
    ["repair: the credentials are sent again", repair, {}, true],
    ["repair, as exception", repair, { status: "exception" }, true],
    ["repair, lost although the status is good", repair, { status: "success" }, true],
    ["repair, but the network is to blame: nothing", repair, { reason: "network_failure" }, false],
  ])("%s", async (_title, args, loss, isRepaired) => {
    const { emulator, stack } = await established(args);
    emulator.loseAuthorization(1001, loss);
    await stack.refresh();
    expect(await stack.up({ a: jira(args) })).toEqual({ a: isRepaired ? "update" : "same" });
    expect(writes(emulator)).toEqual(isRepaired ? [`${PUT} ${JSON.stringify({ input: GOOD })}`] : []);
    await stack.refresh();
    expect(await stack.up({ a: jira(args) })).toEqual({ a: "same" });
  });

  test("repair, but someone else's credentials are newer: nothing", async () => {
    const { emulator, stack } = await established(repair);
    emulator.authorize(1001);
    await stack.refresh();
    emulator.loseAuthorization(1001);
    await stack.refresh();
    expect(await stack.up({ a: jira(repair) })).toEqual({ a: "same" });
    expect(writes(emulator)).toEqual([]);
  });

  test("a repair that is refused is an error, and the input stays in state", async () => {
    const { emulator, stack } = await established(repair);
    emulator.behaviour.refuses = (_provider, input) => input.apitoken as string;
    emulator.loseAuthorization(1001);
    await stack.refresh();
    expect(await errorOf(stack.up({ a: jira(repair) }))).toContain("its credentials were refused");
    expect(stack.outputs()).toMatchObject({ input: GOOD, credentials: "refused" });
  });
});
