import { errorOf, established, jira, startBench, writes } from "./support/bench";

const DELETE = "DELETE 98178/connections/1001";
const FORCED = 'POST 98178/connections/1001/disconnect?force=true {"force":"true"}';

describe("a delete", () => {
  test("is one request", async () => {
    const { emulator, stack } = await established();
    await stack.destroy();
    expect(emulator.requests.map(({ method }) => method)).toEqual(["DELETE"]);
    expect(emulator.connections()).toEqual([]);
  });

  test.each([
    { cut: "after" },
    { cut: "before" },
    { status: 500 },
    { status: 500, execute: true },
    { status: 502, body: "<html>" },
    { body: "" },
    { body: "<html>" },
    { status: 429, headers: { "retry-after": "0.01" } },
  ] as const)("that meets %j is repeated, and a 404 then is success", async (fault) => {
    const { emulator, stack } = await established();
    emulator.failNext({ method: "DELETE", ...fault });
    await stack.destroy();
    expect(emulator.connections()).toEqual([]);
  });

  test("that never works is an error, and the state stays", async () => {
    const { emulator, stack } = await established({}, { config: { retryTimeoutSeconds: "0.2" } });
    emulator.failNext({ method: "DELETE", status: 200, body: "", times: 1000 });
    await expect(stack.destroy()).rejects.toThrow("an empty answer");
    expect(stack.saved.size).toBe(1);
  });

  test("with a refused token is an error that explains the saved configuration", async () => {
    const { emulator, stack } = await established();
    emulator.rotateToken("new-token");
    await expect(stack.destroy()).rejects.toThrow(/401 Unauthorized.*--run-program/s);
    expect(stack.saved.size).toBe(1);
  });
});

describe("already gone", () => {
  test("is success, after a look that the customer is there", async () => {
    const { emulator, stack } = await established();
    emulator.remove(1001);
    await stack.destroy();
    expect(emulator.requests.map(({ method }) => method)).toEqual(["DELETE", "GET", "GET"]);
    expect(stack.saved.size).toBe(0);
  });

  test("is said: what a token does not see looks the same, and stays in Workato", async () => {
    const { emulator, stack, shown } = await established();
    emulator.behaviour.visibleFolders = [];
    await stack.destroy();
    expect(shown()).toMatch(/connection 1001 "a" of customer 98178 no longer exists.*if the token did not see/);
    expect(emulator.connections()).toHaveLength(1);
  });

  test.each([
    [204, ""],
    [202, {}],
    [200, { success: false, message: "Not found" }],
    [410, { message: "Gone" }],
  ])("is what the list says, after an answer that does not say it: %s %j", async (status, body) => {
    const { emulator, stack } = await established();
    emulator.failNext({ method: "DELETE", status, body, execute: true, times: 9 });
    await stack.destroy();
    expect(stack.saved.size).toBe(0);
  });

  test.each([
    [204, ""],
    [422, { message: "Not now" }],
  ])("is not, when the list has it: %s %j is an error, and the state stays", async (status, body) => {
    const { emulator, stack } = await established();
    emulator.failNext({ method: "DELETE", status, body, times: 9 });
    expect(await errorOf(stack.destroy())).toContain(
      `failed${status === 204 ? " after 4 attempts in 0 s" : ""}: ${status}`,
    );
    expect(stack.saved.size).toBe(1);
  });

  test("is seen with a list that is older than the removal", async () => {
    const { emulator, stack } = await established();
    const process = stack.startProcess();
    await stack.refresh({ process });
    emulator.remove(1001);
    await stack.destroy({ process });
    expect(stack.saved.size).toBe(0);
  });

  test("with its whole customer is an error, until the customer is in WORKATO_FORGET_CUSTOMERS", async () => {
    const { emulator, stack } = await established();
    emulator.removeCustomer(98178);
    expect(await errorOf(stack.destroy())).toContain("WORKATO_FORGET_CUSTOMERS=98178 in its environment");
    expect(stack.saved.size).toBe(1);
    process.env.WORKATO_FORGET_CUSTOMERS = "98178";
    await stack.destroy();
    expect(stack.saved.size).toBe(0);
  });

  test("is not believed of a token that sees no customer", async () => {
    const { emulator, stack } = await established({}, { behaviour: { foreignTokens: ["foreign"] } });
    await expect(stack.destroy({ process: stack.startProcess({ apiToken: "foreign" }) })).rejects.toThrow(
      "check the token, the region and the customer id",
    );
    expect(emulator.connections()).toHaveLength(1);
    expect(stack.saved.size).toBe(1);
  });

  test("is not believed when the list has it", async () => {
    const { emulator, stack } = await established();
    emulator.failNext({ method: "DELETE", status: 404 });
    await expect(stack.destroy()).rejects.toThrow("404 Not found");
    expect(stack.saved.size).toBe(1);
  });
});

describe.each([200, 400, 403, 404, 409, 422, 500])("used by active recipes, answered with %d", (rejectedStatus) => {
  const inUse = async (args = {}, behaviour = {}) => {
    const bench = await established(args, { behaviour: { rejectedStatus, ...behaviour } });
    bench.emulator.useInRecipe(1001);
    return bench;
  };

  test("is an error that names forceDelete and, ready to copy, the environment list; nothing is lost", async () => {
    const { emulator, stack } = await inUse();
    const text = await errorOf(stack.destroy());
    expect(text).toContain("You can't delete a connection used by active recipes");
    expect(text).toContain(
      "Active recipes use this connection, so nothing was deleted. Stop them, or set forceDelete: true and run " +
        "`pulumi up` before you remove the resource. Without an `up` (destroy, a delete that is left over from a " +
        "replacement): run the command again with WORKATO_FORCE_DELETE=98178/1001 in its environment.",
    );
    expect(writes(emulator)).toEqual([DELETE]);
    expect(emulator.connection(1001)?.authorizationStatus).toBe("success");
    expect(stack.saved.size).toBe(1);
  });

  test("with forceDelete: disconnected with force, then deleted, and told", async () => {
    const { emulator, stack, lines } = await inUse({ forceDelete: true });
    await stack.destroy();
    expect(writes(emulator)).toEqual([DELETE, FORCED, DELETE]);
    expect(emulator.connections()).toEqual([]);
    expect(lines.join("")).toContain(
      "connection 1001 of customer 98178 is used by active recipes, so it is disconnected with force.",
    );
  });

  test("with forceDelete taken out again: not forced", async () => {
    const { emulator, stack } = await inUse({ forceDelete: true });
    await stack.up({ a: jira() });
    await expect(stack.destroy()).rejects.toThrow("forceDelete");
    expect(writes(emulator)).toEqual([DELETE]);
  });

  test("still rejected after the force: an error that says to stop the recipes", async () => {
    const { stack } = await inUse({ forceDelete: true }, { forceDisconnectFreesDelete: false });
    expect(await errorOf(stack.destroy())).toContain(
      "Stop the recipes that use it in the customer's workspace, then run the command again. The connection was not " +
        "deleted, and it is disconnected now. To connect it again, keep the resource, change its credentialsVersion and run " +
        "`pulumi up`, or have someone at the customer authorize it.",
    );
    expect(stack.saved.size).toBe(1);
  });
});

describe("a forced delete", () => {
  test("that fails otherwise the second time is an error of its own, and the state stays", async () => {
    const { emulator, stack } = await established({ forceDelete: true });
    emulator.useInRecipe(1001);
    emulator.failNext({ method: "DELETE", skip: 1, status: 403 });
    const text = await errorOf(stack.destroy());
    expect(text).toContain("403 Forbidden");
    expect(text).not.toContain("refuses to delete");
    expect(stack.saved.size).toBe(1);
  });

  test("of what somebody else deletes meanwhile is success", async () => {
    const { emulator, stack } = await established({ forceDelete: true });
    emulator.failNext({ method: "DELETE", status: 200, body: { success: false, message: "Used by active recipes" } });
    const hold = emulator.hold({ path: /disconnect/ });
    const destroyed = stack.destroy();
    await emulator.waitForRequest({ path: /disconnect/ });
    emulator.remove(1001);
    hold.release();
    await destroyed;
    expect(stack.saved.size).toBe(0);
  });
});

describe("WORKATO_FORCE_DELETE", () => {
  test.each(["98178/1001", "1/2,98178/1001", " 1/2 ,  98178/1001 ", "1/2\n98178/1001\t3/4"])(
    "%j forces",
    async (list) => {
      const { emulator, stack } = await established();
      emulator.useInRecipe(1001);
      process.env.WORKATO_FORCE_DELETE = list;
      await stack.destroy();
      expect(emulator.connections()).toEqual([]);
    },
  );

  test.each(["", "1001", "98178/100", "198178/1001", "98178/1001x", "*", "true"])("%j does not", async (list) => {
    const { emulator, stack } = await established();
    emulator.useInRecipe(1001);
    process.env.WORKATO_FORCE_DELETE = list;
    await expect(stack.destroy()).rejects.toThrow("forceDelete");
    expect(emulator.connections()).toHaveLength(1);
  });

  test.each([
    ["EB/23 00", "B/23 00", "EB%2F23%2000/1001"],
    ["Eit's (me)!", "it's (me)!", "'Eit'\\''s%20(me)!/1001'"],
  ])("is printed for %s so that it can be copied into a shell", async (managedUserId, externalId, printed) => {
    const { emulator, stack } = await startBench({ seed: { customers: [{ id: 5, externalId }] } });
    await stack.up({ a: jira({ managedUserId }) });
    emulator.useInRecipe(1001);
    expect(await errorOf(stack.destroy())).toContain(`WORKATO_FORCE_DELETE=${printed} in its environment`);
    process.env.WORKATO_FORCE_DELETE = stack.of().id;
    await stack.destroy();
    expect(emulator.connections()).toEqual([]);
  });
});
