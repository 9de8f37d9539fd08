import { errorOf, GOOD, jira, startBench, writes, WRONG } from "../runtime/support/bench";

/** What random lives, matrices and kills have found, as small as it gets. */
const ECHO = { behaviour: { echoCredentials: true } };
const REFUSED = "wrong-secret";

test("refused credentials of a connection that shall be disconnected: not quoted by a later write, and disconnected then", async () => {
  const { emulator, stack, shown } = await startBench(ECHO);
  await errorOf(stack.up({ a: jira({ input: WRONG, disconnected: true }) }));
  expect(stack.outputs()).not.toHaveProperty("disconnected");
  emulator.edit(1001, { name: "by hand" });
  await stack.refresh();
  await stack.up({ a: jira({ disconnected: true }) });
  expect(writes(emulator).slice(1)).toEqual([
    'PUT 98178/connections/1001 {"name":"a"}',
    "POST 98178/connections/1001/disconnect",
  ]);
  expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: null });
  expect(shown() + stack.history.join("\n")).not.toContain(REFUSED);
});

test("a connection that is taken over without credentials: what an earlier run sent is not quoted, also after a refresh", async () => {
  const { emulator, stack, shown } = await startBench(ECHO);
  await errorOf(stack.up({ a: jira({ name: "Jira", input: WRONG }) }));
  stack.saved.clear();
  await stack.up({
    b: { type: "connection", args: { managedUserId: "98178", provider: "jira", name: "Jira", onExisting: "adopt" } },
  });
  await stack.refresh();
  expect(stack.of("b").id).toBe("98178/1001");
  expect(emulator.connection(1001)?.authorizationError).toContain(REFUSED);
  expect(shown() + stack.history.join("\n")).not.toContain(REFUSED);
});

test("credentials that arrived although the PUT failed: the old ones, put back, are sent again", async () => {
  const { emulator, stack } = await startBench({ config: { retryTimeoutSeconds: "0.3" } });
  await stack.up({ a: jira() });
  const handle = emulator.failNext({ method: "PUT", cut: "after", times: 1000 });
  await errorOf(stack.up({ a: jira({ input: { ...GOOD, apitoken: "newer-secret" } }) }));
  handle.cancel();
  expect(emulator.connection(1001)?.input).toMatchObject({ apitoken: "newer-secret" });
  // Nobody knows what the server holds.
  expect(stack.outputs()).toMatchObject({ input: { apitoken: "newer-secret" }, credentials: "unknown" });
  // A refresh clears the engine's own mark.
  await stack.refresh();
  expect(await stack.up({ a: jira() })).toEqual({ a: "update" });
  expect(emulator.connection(1001)?.input).toEqual(GOOD);
  expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
});

test("credentials that were kept although the PUT was refused: the old ones, put back, are sent again", async () => {
  const { emulator, stack } = await startBench({ behaviour: { refusedCredentials: "4xx-created" } });
  await stack.up({ a: jira() });
  await errorOf(stack.up({ a: jira({ input: WRONG }) }));
  expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "failed" });
  expect(await stack.up({ a: jira() })).toEqual({ a: "update" });
  expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: GOOD });
});

// What the killed run has sent may be quoted until then: docs/ownership.md says so.
test("after a killed run a refresh tells that credentials fail, the next send repairs, and a loss is still explained", async () => {
  const { emulator, stack, lines } = await startBench(ECHO);
  await stack.up({ a: jira() });
  const before = stack.of();
  await errorOf(stack.up({ a: jira({ input: WRONG }) }));
  // The run was killed: nobody has saved what it did.
  stack.saved.set("a", before);
  await stack.refresh();
  expect(lines.join("")).toContain("is not authorized");

  await stack.up({ a: jira({ credentialsVersion: 2 }) });
  expect(stack.outputs()).toMatchObject({ authorizationStatus: "success" });
  emulator.loseAuthorization(1001, { error: "The token has expired" });
  await stack.refresh();
  expect(lines.join("")).toContain("The token has expired");
});

test("a 500 although the connection was made, and a list that is one look behind: one connection", async () => {
  const { emulator, stack } = await startBench({ behaviour: { listLag: 1 } });
  emulator.failNext({ method: "POST", path: "/connections", status: 500, execute: true });
  await stack.up({ a: jira() });
  // What was found may be a person's: it gets all that the program says.
  expect(writes(emulator)).toEqual([
    expect.stringMatching(/^POST 98178\/connections /),
    `PUT 98178/connections/1001 ${JSON.stringify({ name: "a", input: GOOD })}`,
  ]);
  expect(emulator.connections()).toHaveLength(1);
});
