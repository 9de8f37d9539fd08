import { bare, errorOf, established, GOOD, jira, startBench, WRONG } from "./support/bench";

describe("alive under another resource", () => {
  const adopt = (name: string) => jira({ name, onExisting: "adopt" });

  test("renamed without aliases, in one run: adopted, not deleted, and told", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ old: adopt("same") });
    await stack.up({ new: adopt("same") });
    expect([...stack.saved.keys()]).toEqual(["new"]);
    expect(emulator.connections()).toHaveLength(1);
    expect(lines.join("")).toContain(
      'warning: connection 1001 of customer 98178 was not deleted: another resource of this stack, "new", manages it now. ' +
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

  test("renamed, in a process that has refreshed the old one before the program is known: adopted, too", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ old: adopt("same") });
    const process = stack.startProcess();
    await stack.refresh({ process });
    await stack.up({ new: adopt("same") }, { process });
    expect([...stack.saved.keys()]).toEqual(["new"]);
    expect(emulator.connections()).toMatchObject([{ id: 1001 }]);
  });

  test("the mark by which it is told apart is the resource's own: kept by update and refresh, new for a new name", async () => {
    const { stack } = await startBench();
    await stack.up({ old: adopt("same") });
    const { holder } = stack.outputs("old");
    expect(holder).toMatch(/^[0-9a-f]{8}$/);
    await stack.up({ old: jira({ name: "same", onExisting: "adopt", folderId: 7 }) });
    await stack.refresh();
    expect(stack.outputs("old")).toMatchObject({ holder, folderId: "7" });
    expect(stack.of("old").inputs).not.toHaveProperty("holder");
    await stack.up({ new: adopt("same") });
    expect(stack.outputs("new").holder).not.toBe(holder);
  });

  test("two resources of one program on one connection: told, with both names and the way out; nothing is deleted", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ old: adopt("same") });
    const old = stack.of("old");
    await stack.up({ new: adopt("same") });
    stack.saved.set("old", old);
    lines.length = 0;
    await stack.up({ old: adopt("same"), new: adopt("same") });
    expect(lines).toEqual([
      'warning: 2 resources ("old", "new"): connection 1001 of customer 98178 is managed by each of them. Removing one ' +
        "leaves it as it is. Keep one of these resources: take the others out of the program, or out of the state alone " +
        "with `pulumi state delete <URN>`\n",
    ]);
    await stack.up({ new: adopt("same") });
    expect(emulator.connections()).toHaveLength(1);
  });

  test("of one customer in two spellings: told, too", async () => {
    const { stack, lines } = await startBench();
    await stack.up({ old: jira() });
    const old = stack.of("old");
    await stack.up({ new: jira({ name: "old", managedUserId: "EA2300", onExisting: "adopt" }) });
    stack.saved.set("old", old);
    lines.length = 0;
    await stack.up({ old: jira(), new: jira({ name: "old", managedUserId: "EA2300", onExisting: "adopt" }) });
    expect(lines).toEqual([
      expect.stringMatching(/^warning: 2 resources \("old", "new"\): .*is managed by each of them\./),
    ]);
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

  test("a preview and a removal in one process", async () => {
    const { emulator, stack } = await established();
    const process = stack.startProcess();
    await stack.preview({ a: jira() }, { process: stack.startProcess() });
    await stack.up({}, { process });
    expect(emulator.connections()).toEqual([]);
  });
});

describe("a connection of another resource is not taken", () => {
  test("not by a create that looks for what is there: it makes its own", async () => {
    const { stack } = await startBench();
    await stack.up({ a: jira({ name: "same" }) });
    const process = stack.startProcess();
    const program = { a: jira({ name: "same" }), b: jira({ name: "same" }) };
    await stack.preview(program, { process });
    await stack.up(program, { process });
    expect(stack.of("b").id).toBe("98178/1002");
  });

  test("not after its own holder has failed without a trace: then it is free again", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    const process = stack.startProcess();
    emulator.failNext({ method: "PUT", status: 403 });
    await errorOf(stack.up({ a: jira({ adoptConnectionId: 36 }) }, { process }));
    expect(stack.saved.size).toBe(0);
    await stack.up({ b: jira({ adoptConnectionId: 36 }) }, { process });
    expect(stack.of("b").id).toBe("98178/36");
  });

  test("but it is held by one that failed and is in state", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    const process = stack.startProcess();
    await errorOf(stack.up({ a: jira({ adoptConnectionId: 36, input: WRONG }) }, { process }));
    const b = bare({ adoptConnectionId: 36 });
    expect(await errorOf(stack.up({ a: jira({ adoptConnectionId: 36 }), b }, { process }))).toContain(
      'is already managed by another resource of this stack, "a".',
    );
  });

  test("but one that a replacement gives up is free for others of the same program", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    const process = stack.startProcess();
    const program = { a: jira({ provider: "zendesk" }), b: jira({ name: "a", adoptConnectionId: 1001 }) };
    await stack.preview(program, { process });
    await stack.up(program, { process });
    expect(stack.of("b").id).toBe("98178/1001");
    expect(emulator.connections().map(({ id }) => id)).toEqual([1001, 1002]);
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

test("one that the engine decides on after an ordinary diff takes its own connection over; deleted first, it makes another", async () => {
  const { emulator, stack, lines } = await established();
  const process = stack.startProcess({ previewLookups: "true" });
  await stack.preview({ a: jira() }, { process });
  await stack.up({ a: jira() }, { process, replace: ["a"] });
  expect(emulator.connections()).toMatchObject([{ id: 1001, input: GOOD }]);
  expect(stack.of().id).toBe("98178/1001");
  expect(stack.pendingDeletes).toEqual([]);
  expect(lines.join("")).toContain("was not deleted: the resource that replaces it manages it now");
  await stack.up({ a: jira() }, { process, replace: ["a"], deleteBeforeReplace: true });
  expect(emulator.connections()).toMatchObject([{ id: 1002 }]);
  expect(lines.join("")).not.toContain("will take over");
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
