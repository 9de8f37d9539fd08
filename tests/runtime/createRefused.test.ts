import { bare, errorOf, GOOD, jira, lists, startBench, writes, WRONG } from "./support/bench";

describe("refused credentials", () => {
  test.each(["failed", "exception"] as const)(
    "as status %s: the up fails with the API's reason, state keeps the id, the next up sends a PUT",
    async (refusedStatus) => {
      const { emulator, stack } = await startBench({ behaviour: { refusedStatus } });
      expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toBe(
        'connection 1001 "a" exists, but its credentials were refused: Authentication failed: the application answered ' +
          "401 Unauthorized\nCorrect `input` and run `pulumi up` again.",
      );
      expect(stack.of().id).toBe("98178/1001");
      expect(stack.outputs()).not.toHaveProperty("input");
      expect(await stack.up({ a: jira() })).toEqual({ a: "update" });
      expect(writes(emulator).slice(1)).toEqual([`PUT 98178/connections/1001 ${JSON.stringify({ input: GOOD })}`]);
      expect(stack.outputs()).toMatchObject({ authorizationStatus: "success", input: GOOD });
      expect(stack.outputs()).not.toHaveProperty("credentialsRefused");
      expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
    },
  );

  test("without a reason of the API, the error says so", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "POST", body: { id: 77, authorization_status: "failed" } });
    expect(await errorOf(stack.up({ a: jira() }))).toContain("credentials were refused: the API gave no reason");
  });

  test("are not quoted either when the program takes them out", async () => {
    const { stack } = await startBench({ behaviour: { echoCredentials: true } });
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    await stack.up({ a: bare({ name: "b" }) });
    expect(JSON.stringify(stack.outputs())).not.toContain(WRONG.apitoken);
  });

  test("seen in the list only, when the answer is sparse", async () => {
    const { emulator, stack } = await startBench({ behaviour: { sparseAnswers: true } });
    expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toContain("its credentials were refused");
    expect(stack.of().id).toBe("98178/1001");
    expect(emulator.requests.at(-1)?.query.get("provider")).toBe("jira");
  });

  test("when the list that would tell fails, the id is kept and the next up looks first", async () => {
    const { emulator, stack } = await startBench({ behaviour: { sparseAnswers: true } });
    emulator.failNext({ method: "GET", skip: 1, status: 403 });
    expect(await errorOf(stack.up({ a: jira() }))).toMatch(
      /connection 1001 "a" exists, but whether its credentials were accepted is not known: .*403.*Run `pulumi up` again/s,
    );
    expect(stack.of().id).toBe("98178/1001");
    await stack.up({ a: jira() });
    expect(writes(emulator)).toHaveLength(1);
    expect(stack.outputs()).toMatchObject({ authorizationStatus: "success", input: GOOD });
    expect(stack.outputs()).not.toHaveProperty("reauthorizedElsewhere");
    expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
  });

  test("when the list that would tell lacks the connection, the id is kept", async () => {
    const { stack } = await startBench({ behaviour: { sparseAnswers: true, listLag: 1 } });
    expect(await errorOf(stack.up({ a: jira() }))).toContain("the list does not show the connection");
    expect(stack.of().id).toBe("98178/1001");
  });

  test("as a 4xx although it was made, and without a status: one error, and no warning beside it", async () => {
    const { emulator, stack, lines } = await startBench();
    emulator.failNext({ method: "POST", status: 400, body: { message: "Authentication failed" } });
    const hold = emulator.hold({ method: "POST" });
    const up = errorOf(stack.up({ a: jira() }));
    await hold.waitForArrival();
    emulator.addConnection("98178", { name: "a", provider: "jira", authorizationStatus: null });
    hold.release();
    expect(await up).toContain("its credentials were refused");
    expect(lines).toEqual([]);
  });

  test("as a 4xx without any effect: an error, and nothing in state", async () => {
    const { emulator, stack } = await startBench({ behaviour: { refusedCredentials: "4xx" } });
    expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toContain("Authentication failed");
    expect(stack.saved.size).toBe(0);
    expect(emulator.connections()).toEqual([]);
  });

  test("are looked for once, and the customer's list is not asked for anew", async () => {
    const { emulator, stack } = await startBench({ behaviour: { refusedCredentials: "4xx" } });
    const process = stack.startProcess();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }, { process }));
    expect(lists(emulator)).toBe(2);
    await stack.up({ b: jira() }, { process });
    expect(lists(emulator)).toBe(2);
  });

  test("are another thing than a token that may not create: nothing is looked for", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "POST", status: 403 });
    expect(await errorOf(stack.up({ a: jira() }))).toContain("403 Forbidden");
    expect(lists(emulator)).toBe(1);
  });

  test("as a 4xx although the connection was made: it is found and kept, and repaired by a PUT", async () => {
    const { emulator, stack } = await startBench({ behaviour: { refusedCredentials: "4xx-created" } });
    expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toMatch(
      /connection 1001 "a" exists, but its credentials were refused: .*Authentication failed/,
    );
    expect(stack.of().id).toBe("98178/1001");
    await stack.up({ a: jira() });
    expect(emulator.connections()).toMatchObject([{ id: 1001, authorizationStatus: "success" }]);
  });

  test.each([{ onAuthorizationFailure: "warn" }, {}])("with warn (%j): succeeds and says so", async (args) => {
    const config: Record<string, string> = "onAuthorizationFailure" in args ? {} : { onAuthorizationFailure: "warn" };
    const { stack, lines } = await startBench({ config });
    await stack.up({ a: jira({ input: WRONG, ...args }) });
    expect(lines.join("")).toContain(
      'warning: connection 1001 "a" exists, but its credentials were refused: Authentication failed: the application ' +
        'answered 401 Unauthorized (onAuthorizationFailure is "warn")',
    );
    expect(stack.outputs()).toMatchObject({ authorizationStatus: "failed", input: WRONG });
    expect(await stack.up({ a: jira({ input: WRONG, ...args }) })).toEqual({ a: "same" });
  });
});
