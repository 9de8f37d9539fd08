import { errorOf, established, GOOD, jira, NEW, writes } from "./support/bench";

const PUT = "PUT 98178/connections/1001";
const SENT_GOOD = `${PUT} ${JSON.stringify({ input: GOOD })}`;
const SENT_NEW = `${PUT} ${JSON.stringify({ input: NEW })}`;

/** Writes that get no answer are given up soon. */
const IMPATIENT = { config: { retryTimeoutSeconds: "0.2" } };

describe("onAuthorizationLost: repair", () => {
  const repair = { onAuthorizationLost: "repair" };

  test("sends once where the server keeps connection_lost_at after the connection works again", async () => {
    const { emulator, stack, lines } = await established(repair);
    emulator.loseAuthorization(1001);
    const { connectionLostAt, connectionLostReason } = emulator.connection(1001)!;
    await stack.refresh();
    await stack.up({ a: jira(repair) });
    expect(writes(emulator)).toEqual([SENT_GOOD]);
    lines.length = 0;
    for (let time = 1; time <= 2; time++) {
      emulator.edit(1001, { connectionLostAt, connectionLostReason });
      await stack.refresh();
      expect(await stack.up({ a: jira(repair) })).toEqual({ a: "same" });
    }
    expect(writes(emulator)).toHaveLength(1);
    expect(lines).toEqual([]);

    emulator.loseAuthorization(1001);
    await stack.refresh();
    await stack.up({ a: jira(repair) });
    expect(writes(emulator)).toEqual([SENT_GOOD, SENT_GOOD]);
  });

  test("goes by instants: a loss before the authorization is over, also when its text sorts later", async () => {
    const { emulator, stack } = await established(repair);
    const authorizedAt = "2026-11-24T10:00:00-08:00";
    emulator.edit(1001, { authorizedAt });
    emulator.failNext({
      method: "PUT",
      body: { id: 1001, authorization_status: "success", authorized_at: authorizedAt },
    });
    await stack.up({ a: jira({ ...repair, credentialsVersion: 1 }) });
    emulator.edit(1001, { authorizedAt: "2026-11-24T18:00:00.000Z", connectionLostAt: "2026-11-24T11:00:00Z" });
    await stack.refresh();
    expect(await stack.up({ a: jira({ ...repair, credentialsVersion: 1 }) })).toEqual({ a: "same" });
    emulator.edit(1001, { connectionLostAt: "2026-11-24T10:00:01-08:00" });
    await stack.refresh();
    expect(await stack.up({ a: jira({ ...repair, credentialsVersion: 1 }) })).toEqual({ a: "update" });
  });

  test.each([
    ["sparse answers", { retestOnPut: true, sparseAnswers: true }],
    ["sparse answers in a wrapper", { retestOnPut: true, sparseAnswers: true, wrapAnswers: true }],
    ["full answers", { retestOnPut: true }],
  ])("stays on after a PUT of a name that was tested again (%s)", async (_title, behaviour) => {
    const { emulator, stack } = await established(repair, { behaviour });
    const a = jira({ ...repair, name: "b" });
    await stack.up({ a });
    await stack.refresh();
    emulator.loseAuthorization(1001);
    await stack.refresh();
    emulator.clearRequests();
    expect(await stack.up({ a })).toEqual({ a: "update" });
    expect(writes(emulator)).toEqual([SENT_GOOD]);
  });

  test("is off where a person authorizes after such a PUT", async () => {
    const { emulator, stack } = await established(repair, { behaviour: { retestOnPut: true, sparseAnswers: true } });
    const a = jira({ ...repair, name: "b" });
    await stack.up({ a });
    emulator.authorize(1001);
    await stack.refresh();
    emulator.loseAuthorization(1001);
    await stack.refresh();
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });
});

describe("the server's reason for a lost connection", () => {
  const lost = (text: string) => ({
    authorizationStatus: "failed" as const,
    authorizationError: text,
    connectionLostReason: text,
    connectionLostAt: null,
  });

  test("is shown without connection_lost_at, and so is every later one", async () => {
    const { emulator, stack, lines } = await established();
    for (const text of ["the first reason", "the second reason"]) {
      emulator.edit(1001, lost(text));
      lines.length = 0;
      await stack.refresh();
      expect(stack.outputs()).toMatchObject({ authorizationError: text, connectionLostReason: text });
      expect(lines.join("")).toContain(text);
    }
    emulator.loseAuthorization(1001, { error: "the third reason" });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ authorizationError: "the third reason" });
  });

  test("is hidden while the credentials are not known, and shown again once they are", async () => {
    const { emulator, stack, lines } = await established({}, IMPATIENT);
    const fault = emulator.failNext({ method: "PUT", cut: "after", times: 10_000 });
    await errorOf(stack.up({ a: jira({ input: NEW }) }));
    fault.cancel();
    emulator.edit(1001, lost(`refused ${NEW.apitoken}`));
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ authorizationError: "refused [redacted]" });
    expect(lines.join("")).toContain(
      "the reason may quote credentials: see the output connectionLostReason and the output authorizationError, or Workato",
    );
    expect(lines.join("")).not.toContain("refused [redacted]");
    expect(stack.history.join("\n")).not.toContain(NEW.apitoken);
    await stack.up({ a: jira({ input: NEW }) });
    expect(writes(emulator).at(-1)).toBe(SENT_NEW);
    emulator.edit(1001, lost("the last reason"));
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ authorizationError: "the last reason" });
    expect(lines.at(-1)).toContain("the last reason");
  });
});
