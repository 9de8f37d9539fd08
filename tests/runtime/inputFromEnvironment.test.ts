import { bare, errorOf, jira, startBench, writes } from "./support/bench";

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

  test("every variable that is not set is named at once", async () => {
    const { emulator, stack } = await startBench();
    const inputFromEnvironment = { apitoken: "MISSING_TOKEN", "advanced.secret": "MISSING_SECRET" };
    expect(await errorOf(stack.up({ a: bare({ inputFromEnvironment }) }))).toBe(
      "inputFromEnvironment: the environment variables MISSING_SECRET (for input.advanced.secret), " +
        "MISSING_TOKEN (for input.apitoken) are not set where Pulumi runs. Set them and run `pulumi up` again.",
    );
    expect(writes(emulator)).toEqual([]);
  });

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

  test("neither a change of the name nor the variables taken out show what the server says of them", async () => {
    Object.assign(process.env, { T: "token-of-environment", S: "s" });
    const { emulator, stack, shown } = await startBench();
    await stack.up({ a: a() });
    emulator.loseAuthorization(1001, { error: "token-of-environment is old" });
    delete process.env.T;
    await stack.up({ a: a({ name: "b" }) });
    expect(stack.outputs()).toMatchObject({ name: "b", authorizationError: "token-of-environment is old" });
    await stack.up({ a: jira({ name: "c", input: { host_name: "h", oauth: { id: "i" } } }) });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ name: "c", authorizationError: "token-of-environment is old" });
    expect(stack.history.join("\n")).not.toMatch(/of-environment/);
    expect(shown()).not.toMatch(/of-environment/);
  });
});
