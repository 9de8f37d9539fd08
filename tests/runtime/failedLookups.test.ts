import { assigned, errorOf, established, jira, lists, startBench } from "./support/bench";

describe("a lookup that failed is not kept for those who ask later in the same process", () => {
  const IMPATIENT = { config: { retryTimeoutSeconds: "0.1" } };

  test("a profile's", async () => {
    const { emulator, stack } = await assigned({}, IMPATIENT);
    const process = stack.startProcess();
    const fault = emulator.failNext({ method: "GET", path: "/322", status: 500, times: 100_000 });
    expect(await errorOf(stack.refresh({ process }))).toContain("500");
    fault.cancel();
    await stack.refresh({ process });
    expect(stack.of().id).toBe("98178/322");
  });

  test("a profile's, that the token may not make", async () => {
    const { emulator, stack, lines } = await assigned();
    const process = stack.startProcess();
    emulator.failNext({ method: "GET", path: "/322", status: 403 });
    await stack.refresh({ process });
    expect(lines.splice(0).join("")).toContain("was not verified");
    emulator.unassignByHand("98178", 322);
    await stack.refresh({ process });
    expect(stack.saved.size).toBe(0);
    expect(lines).toEqual([]);
  });

  test("a customer's 404", async () => {
    const { emulator, stack } = await established();
    const process = stack.startProcess();
    emulator.failNext({ method: "GET", path: "/connections", status: 404 });
    expect(await errorOf(stack.refresh({ process }))).toContain("Customer 98178 is not at");
    await stack.refresh({ process });
    expect(stack.of().id).toBe("98178/1001");
    expect(lists(emulator)).toBe(2);
  });

  test("a customer's 404, in an up that makes the connection after all", async () => {
    const { emulator, stack } = await startBench();
    const process = stack.startProcess();
    emulator.failNext({ method: "GET", path: "/connections", status: 404 });
    await errorOf(stack.up({ a: jira() }, { process }));
    await stack.up({ a: jira() }, { process });
    expect(emulator.connections()).toHaveLength(1);
  });
});
