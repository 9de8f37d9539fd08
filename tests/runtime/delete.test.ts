import { bare, errorOf, established, GOOD, jira, startBench, writes } from "./support/bench";

const DELETE = "DELETE 98178/connections/1001";
const FORCED = "POST 98178/connections/1001/disconnect?force=true";

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
      "connection 1001 of customer 98178 is used by active recipes: disconnecting it with force.",
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
      "The connection was disconnected with force and Workato still refuses to delete it. Stop the recipes that use it " +
        "in the customer's workspace, then run the command again.",
    );
    expect(stack.saved.size).toBe(1);
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

describe("alive under another resource", () => {
  const adopt = (name: string) => jira({ name, onExisting: "adopt" });

  test("renamed without aliases, in one run: adopted, not deleted, and told", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ old: adopt("same") });
    await stack.up({ new: adopt("same") });
    expect([...stack.saved.keys()]).toEqual(["new"]);
    expect(emulator.connections()).toHaveLength(1);
    expect(lines.join("")).toContain(
      "warning: connection 1001 of customer 98178 was not deleted: another resource of this stack manages it now. " +
        "(A resource that only gets a new logical name needs `aliases`.)",
    );
  });

  test("renamed over two runs: the second does not delete either", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ old: adopt("same") });
    const old = stack.of("old");
    await stack.up({ new: adopt("same") });
    stack.saved.set("old", old);
    await stack.up({ new: adopt("same") });
    expect([...stack.saved.keys()]).toEqual(["new"]);
    expect(emulator.connections()).toHaveLength(1);
    await stack.destroy();
    expect(emulator.connections()).toEqual([]);
  });

  test("renamed without adopt: refused, and nothing is deleted", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ old: jira({ name: "same" }) });
    expect(await errorOf(stack.up({ new: jira({ name: "same" }) }))).toContain("give the resource `aliases`");
    expect(emulator.connections()).toHaveLength(1);
  });
});

describe("is done, although the process has seen the connection, for", () => {
  test("destroy after a refresh in the same process", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira(), b: bare() });
    await stack.destroy({ refresh: true });
    expect(emulator.connections()).toEqual([]);
  });

  test("a plain removal, after a refresh in the same process", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira(), b: jira() });
    const process = stack.startProcess();
    await stack.refresh({ process });
    await stack.up({ b: jira() }, { process });
    expect(emulator.connections().map(({ name }) => name)).toEqual(["b"]);
  });

  test("a removal beside a resource with the same arguments", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira({ name: "same" }), b: jira({ name: "same" }) });
    await stack.up({ b: jira({ name: "same" }) });
    expect(emulator.connections().map(({ id }) => `98178/${id}`)).toEqual([stack.of("b").id]);
  });

  test.each([{ provider: "zendesk" }, { managedUserId: "98179" }])("a replacement by %j", async (args) => {
    const { emulator, stack } = await established();
    expect(await stack.up({ a: jira(args) })).toEqual({ a: "replace" });
    expect(emulator.requests.map(({ method }) => method)).toEqual(["GET", "POST", "DELETE"]);
    expect(emulator.connections()).toMatchObject([{ id: 1002 }]);
  });

  test("a forced replacement with deleteBeforeReplace", async () => {
    const { emulator, stack } = await established();
    await stack.up({ a: jira() }, { replace: ["a"], deleteBeforeReplace: true });
    expect(emulator.connections()).toMatchObject([{ id: 1002, input: GOOD }]);
    expect(stack.of().id).toBe("98178/1002");
  });

  test("a forced replacement with onExisting create", async () => {
    const { emulator, stack } = await established({ onExisting: "create" });
    await stack.up({ a: jira({ onExisting: "create" }) }, { replace: ["a"] });
    expect(emulator.connections()).toMatchObject([{ id: 1002 }]);
  });

  test("a replacement that the engine decided on after an ordinary diff", async () => {
    const { emulator, stack } = await established();
    const process = stack.startProcess();
    await stack.preview({ a: jira() }, { process });
    await stack.up({ a: jira() }, { process, replace: ["a"] });
    expect(emulator.connections()).toMatchObject([{ id: 1002 }]);
  });

  test("a preview and a removal in one process", async () => {
    const { emulator, stack } = await established();
    const process = stack.startProcess();
    await stack.preview({ a: jira() }, { process: stack.startProcess() });
    await stack.up({}, { process });
    expect(emulator.connections()).toEqual([]);
  });
});

test("a forced replacement without deleteBeforeReplace is refused, and names it; nothing is lost", async () => {
  const { emulator, stack } = await established();
  expect(await errorOf(stack.up({ a: jira() }, { replace: ["a"] }))).toContain(
    "- if it is this very resource, being replaced (--replace), set the resource option deleteBeforeReplace: true.",
  );
  expect(emulator.connections()).toHaveLength(1);
  expect(stack.of().id).toBe("98178/1001");
});

test("a delete that is left over from a replacement can be forced by the list that its error prints", async () => {
  const { emulator, stack } = await established();
  const pending = stack.of();
  emulator.useInRecipe(1001);
  const text = await errorOf(stack.up({ a: jira({ provider: "zendesk" }) }));
  const [, variable, list] = /(WORKATO_FORCE_DELETE)=(\S+)/.exec(text)!;
  process.env[variable!] = list;
  await stack.startProcess().delete("connection", pending.id, pending.outputs);
  expect(emulator.connections()).toMatchObject([{ provider: "zendesk" }]);
});
