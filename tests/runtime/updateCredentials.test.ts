import { bare, errorOf, established, GOOD, jira, NEW, startBench, writes, WRONG } from "./support/bench";

const PUT = "PUT 98178/connections/1001";

describe("refused credentials", () => {
  test.each([{}, { sparseAnswers: true }, { refusedStatus: "exception" as const }])(
    "with %j: an error, state keeps the accepted input, the next up with right ones sends them",
    async (behaviour) => {
      const { emulator, stack } = await established({}, { behaviour });
      expect(await errorOf(stack.up({ a: jira({ input: WRONG, name: "b" }) }))).toBe(
        'connection 1001 "b" exists, but its credentials were refused: Authentication failed: the application answered ' +
          "401 Unauthorized\nCorrect `input` and run `pulumi up` again.",
      );
      expect(stack.outputs()).toMatchObject({
        input: GOOD,
        name: "b",
        authorizationStatus: behaviour.refusedStatus ?? "failed",
      });
      await stack.up({ a: jira({ input: NEW, name: "b" }) });
      expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: NEW });
      expect(stack.outputs()).toMatchObject({ input: NEW, authorizationStatus: "success" });
      expect(stack.outputs()).not.toHaveProperty("credentialsRefused");
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
      expect(stack.outputs()).not.toHaveProperty("credentialsRefused");
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

  test("after a rotation behind the same variable keep the accepted version in state", async () => {
    process.env.JIRA_TOKEN = "good";
    const { stack } = await startBench();
    const a = (credentialsVersion: number) =>
      bare({ inputFromEnvironment: { apitoken: "JIRA_TOKEN" }, credentialsVersion });
    await stack.up({ a: a(1) });
    process.env.JIRA_TOKEN = "wrong-rotated";
    expect(await errorOf(stack.up({ a: a(2) }))).toContain("were refused");
    expect(stack.outputs()).toMatchObject({ credentialsVersion: "1" });
    process.env.JIRA_TOKEN = "rotated";
    await stack.up({ a: a(2) });
    expect(stack.outputs()).toMatchObject({ credentialsVersion: "2", authorizationStatus: "success" });
  });

  test("with warn: recorded, told, and not sent again", async () => {
    const { emulator, stack, lines } = await established({ onAuthorizationFailure: "warn" });
    const a = jira({ onAuthorizationFailure: "warn", input: WRONG });
    await stack.up({ a });
    expect(lines.join("")).toContain(
      'were refused: Authentication failed: the application answered 401 Unauthorized (onAuthorizationFailure is "warn")',
    );
    emulator.clearRequests();
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });

  test.each(["4xx", "4xx-created"] as const)(
    "as %s: an error, and the state stays as it was",
    async (refusedCredentials) => {
      const { stack } = await established({}, { behaviour: { refusedCredentials } });
      expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toContain("400 Authentication failed");
      expect(stack.outputs()).toMatchObject({ input: GOOD });
      await stack.up({ a: jira({ input: NEW }) });
      expect(stack.outputs()).toMatchObject({ input: NEW, authorizationStatus: "success" });
    },
  );

  test("whose outcome nobody tells: an error that says so, and the accepted input stays in state", async () => {
    const { emulator, stack } = await established({}, { behaviour: { sparseAnswers: true } });
    emulator.failNext({ method: "GET", status: 403 });
    expect(await errorOf(stack.up({ a: jira({ input: NEW }) }))).toContain(
      "whether its credentials were accepted is not known",
    );
    expect(stack.outputs()).toMatchObject({ input: GOOD });
    await stack.up({ a: jira({ input: NEW }) });
    expect(stack.outputs()).toMatchObject({ input: NEW, authorizationStatus: "success" });
  });
});

describe("authorized by a person meanwhile", () => {
  test.each([[false], [true]])("refused credentials are not sent again (after a refresh: %s)", async (isRefreshed) => {
    const { emulator, stack } = await startBench();
    const a = jira({ input: WRONG });
    await errorOf(stack.up({ a }));
    emulator.authorize(1001);
    if (isRefreshed) await stack.refresh();
    emulator.clearRequests();
    expect(await stack.up({ a })).toEqual({ a: "update" });
    expect(writes(emulator)).toEqual([]);
    expect(emulator.connection(1001)?.authorizationStatus).toBe("success");
    expect(stack.outputs()).toMatchObject({ authorizationStatus: "success", reauthorizedElsewhere: true });
    expect(stack.outputs()).not.toHaveProperty("credentialsRefused");
    expect(await stack.up({ a })).toEqual({ a: "same" });
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

  test("new credentials after accepted and refused ones are sent all the same", async () => {
    const { emulator, stack } = await established();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    emulator.authorize(1001);
    await stack.up({ a: jira({ input: NEW }) });
    expect(writes(emulator).at(-1)).toBe(`${PUT} ${JSON.stringify({ input: NEW })}`);
    expect(stack.outputs()).toMatchObject({ input: NEW });
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
    expect(stack.outputs()).toMatchObject({ input: GOOD, credentialsRefused: true });
  });
});

describe("inputFromEnvironment", () => {
  const a = (args = {}) =>
    jira({
      input: { host_name: "h", oauth: { id: "i" } },
      inputFromEnvironment: { apitoken: "T", "oauth.secret": "S", "x.y.z": "S" },
      ...args,
    });

  test("values go to their paths in the request, and nowhere else", async () => {
    Object.assign(process.env, { T: "token-of-environment", S: "secret-of-environment" });
    const { emulator, stack, shown } = await startBench();
    await stack.up({ a: a() });
    const secret = "secret-of-environment";
    const sent = {
      host_name: "h",
      apitoken: "token-of-environment",
      oauth: { id: "i", secret },
      x: { y: { z: secret } },
    };
    expect(emulator.connection(1001)?.input).toEqual(sent);
    expect(JSON.stringify(stack.of()) + shown()).not.toMatch(/of-environment/);
    await stack.refresh();
    expect(JSON.stringify(stack.of()) + shown()).not.toMatch(/of-environment/);
    expect(await stack.up({ a: a() })).toEqual({ a: "same" });
  });

  test("a new value is sent with a new credentialsVersion", async () => {
    Object.assign(process.env, { T: "one-token", S: "s" });
    const { emulator, stack } = await startBench();
    await stack.up({ a: a({ credentialsVersion: 1 }) });
    process.env.T = "two-token";
    expect(await stack.up({ a: a({ credentialsVersion: 1 }) })).toEqual({ a: "same" });
    await stack.up({ a: a({ credentialsVersion: 2 }) });
    expect(emulator.connection(1001)?.input).toMatchObject({ apitoken: "two-token" });
  });

  test.each([[undefined], [""]])(
    "a variable that is %j: an error with path and name; nothing is sent",
    async (value) => {
      process.env.S = "s";
      if (value !== undefined) process.env.T = value;
      const { emulator, stack } = await startBench();
      expect(await errorOf(stack.up({ a: a() }))).toBe(
        "inputFromEnvironment: the environment variable T (for input.apitoken) is not set where Pulumi runs. Set it and " +
          "run `pulumi up` again.",
      );
      expect(writes(emulator)).toEqual([]);
      expect(stack.saved.size).toBe(0);
    },
  );

  test("a variable that is missing does not matter to a change of the name, to a refresh and to destroy", async () => {
    Object.assign(process.env, { T: "t-token", S: "s" });
    const { emulator, stack } = await startBench();
    await stack.up({ a: a() });
    delete process.env.T;
    await stack.up({ a: a({ name: "b" }) });
    await stack.refresh();
    await stack.destroy();
    expect(emulator.connections()).toEqual([]);
  });

  test("values are not shown when the server quotes them", async () => {
    Object.assign(process.env, { T: "wrong-of-environment", S: "s" });
    const { stack, shown } = await startBench({ behaviour: { echoCredentials: true } });
    expect(await errorOf(stack.up({ a: a() }))).toContain("401 Unauthorized to [redacted]");
    expect(JSON.stringify(stack.of()) + shown()).not.toMatch(/of-environment/);
  });

  test("taken out, with input as it was: no request", async () => {
    Object.assign(process.env, { T: "t", S: "s" });
    const { emulator, stack } = await startBench();
    await stack.up({ a: a() });
    emulator.clearRequests();
    await stack.up({ a: jira({ input: { host_name: "h", oauth: { id: "i" } } }) });
    expect(emulator.requests).toEqual([]);
    expect(stack.outputs()).not.toHaveProperty("inputFromEnvironment");
  });
});
