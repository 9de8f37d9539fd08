import { errorOf, jira, lists, startBench } from "./support/bench";

describe("a refused token", () => {
  test.each([401, 403, 404])(
    "(%d) is asked for once by all resources of the customer, and not kept",
    async (status) => {
      const { emulator, stack } = await startBench();
      await stack.up({ a: jira(), b: jira(), c: jira() });
      emulator.clearRequests();
      const fault = emulator.failNext({ method: "GET", status, times: 1000 });
      const process = stack.startProcess();
      await errorOf(stack.refresh({ process }));
      expect(lists(emulator)).toBe(1);
      fault.cancel();
      await stack.refresh({ process });
      expect(lists(emulator)).toBe(2);
      expect(stack.saved.size).toBe(3);
    },
  );

  test("from the configuration: names the saved configuration, --run-program and the variable", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.rotateToken("new-token");
    const text = await errorOf(stack.refresh());
    expect(text).toMatch(/401 Unauthorized/);
    expect(text).toContain(
      "The token came from the stack configuration workato:apiToken. If it was rotated: refresh, destroy and " +
        "`up --refresh` run with the configuration saved at the last `up`; add --run-program to use today's, or keep " +
        "the token out of the configuration and in the environment variable WORKATO_API_TOKEN, which is always fresh.",
    );
    expect(stack.saved.size).toBe(1);
  });

  test("is never replaced by the one of the environment", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.rotateToken("new-token");
    process.env.WORKATO_API_TOKEN = "new-token";
    await expect(stack.refresh()).rejects.toThrow("401");
  });

  test("is not a removed customer, also when that customer may be forgotten", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.rotateToken("new-token");
    process.env.WORKATO_FORGET_CUSTOMERS = "98178";
    await expect(stack.refresh()).rejects.toThrow("401 Unauthorized");
    expect(stack.saved.size).toBe(1);
  });

  test("from the environment: names the variable", async () => {
    const { emulator, stack } = await startBench({ config: { apiToken: "" } });
    process.env.WORKATO_API_TOKEN = emulator.token;
    await stack.up({ a: jira() });
    process.env.WORKATO_API_TOKEN = "old-token";
    const text = await errorOf(stack.refresh());
    expect(text).toContain("The token came from the environment variable WORKATO_API_TOKEN.");
    expect(text).not.toContain("--run-program");
  });

  test("one that lacks the privilege: says what the role needs", async () => {
    const { stack } = await startBench({ behaviour: { forbiddenTokens: ["weak"] }, moreTokens: ["weak"] });
    await stack.up({ a: jira() });
    await expect(stack.refresh({ process: stack.startProcess({ apiToken: "weak" }) })).rejects.toThrow(
      "Check the role of the API client: it needs these endpoints and the privilege oem_vendor.",
    );
  });
});
