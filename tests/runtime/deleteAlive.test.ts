import { bare, errorOf, established, GOOD, jira, startBench } from "./support/bench";

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

  test("a replacement that deletes first", async () => {
    const { emulator, stack } = await established();
    await stack.up({ a: jira({ provider: "zendesk" }) }, { deleteBeforeReplace: true });
    expect(emulator.requests.map(({ method }) => method)).toEqual(["DELETE", "GET", "POST"]);
    expect(emulator.connections()).toMatchObject([{ id: 1002 }]);
  });

  test("a replacement that deletes first, when the list is known already", async () => {
    const { emulator, stack } = await established();
    const process = stack.startProcess();
    await stack.refresh({ process });
    await stack.up({ a: jira() }, { process, replace: ["a"], deleteBeforeReplace: true });
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
