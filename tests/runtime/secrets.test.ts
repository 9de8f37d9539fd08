import type { Emulator, Fault } from "../../emulator";
import { assignment, errorOf, jira, startBench, type Bench } from "./support/bench";
import type { Values } from "../support/engineModel";

const TOKEN = "wrkaus-MARKER+token/1==";
const MARKERS = {
  plain: "MARKER-plain",
  short: "Mk4!",
  quotes: 'MARKER"quote\\back/slash',
  url: "MARKER url&=ünï",
  nested: "MARKER-nested",
  listed: "MARKER-listed",
  environment: "MARKER-environment",
};

const INPUT = {
  plain: MARKERS.plain,
  short: MARKERS.short,
  quotes: MARKERS.quotes,
  deep: { er: [{ url: MARKERS.url, nested: MARKERS.nested }, MARKERS.listed] },
  port: 8080,
};

/** Every way in which one of our secrets may come back. */
const ECHO = [TOKEN, ...Object.values(MARKERS)]
  .flatMap((marker) => [
    marker,
    encodeURIComponent(marker),
    JSON.stringify(marker),
    new URLSearchParams({ q: marker }).toString(),
  ])
  .join(" | ");

/** What must not be seen: each marker as it is and in the forms above. */
const FORMS = [TOKEN, ...Object.values(MARKERS)].flatMap((marker) => [
  marker,
  encodeURIComponent(marker),
  JSON.stringify(marker).slice(1, -1),
]);

const ECHOES: [string, Fault][] = [
  [
    "a validation error",
    { status: 422, body: { message: `Bad: ${ECHO}`, errors: { input: [ECHO], [`f ${TOKEN}`]: ECHO } } },
  ],
  ["a success that is none", { status: 200, body: { success: false, message: ECHO } }],
  ["a rejection", { status: 200, body: { result: { success: false, status: "rejected", message: ECHO } } }],
  ["a 401", { status: 401, body: { message: ECHO } }],
  ["a 403 as text", { status: 403, body: ECHO }],
  ["a 404", { status: 404, body: { error: ECHO } }],
  ["a page", { status: 400, body: `<html><title>${ECHO}</title></html>` }],
  ["a redirect", { status: 302, headers: { location: `https://evil.example/${encodeURIComponent(TOKEN)}` } }],
  ["a correlation id", { status: 400, headers: { "x-correlation-id": TOKEN }, body: { message: "no" } }],
];

const ARGS: Values = { input: INPUT, inputFromEnvironment: { fromEnvironment: "JIRA_MARKER" } };

async function bench(config: Record<string, string> = {}): Promise<Bench> {
  process.env.JIRA_MARKER = MARKERS.environment;
  process.env.WORKATO_LOG = "debug";
  return startBench({ token: TOKEN, config: { retryTimeoutSeconds: "0.3", ...config } });
}

function expectNoSecret({ stack, shown }: Bench): void {
  const seen = shown();
  for (const form of FORMS) expect(seen).not.toContain(form);
  // What is encrypted does not stand there.
  const inFile = stack.history.join("\n");
  for (const form of FORMS) expect(inFile).not.toContain(form);
  for (const { inputs, outputs } of stack.saved.values()) {
    const { input: _input, ...others } = outputs;
    const { input: _wanted, ...otherInputs } = inputs;
    const text = JSON.stringify([others, otherInputs]);
    for (const form of FORMS) expect(text).not.toContain(form);
    expect(JSON.stringify([outputs, inputs])).not.toContain(MARKERS.environment);
    expect(JSON.stringify([outputs, inputs])).not.toContain(TOKEN);
  }
}

/** One command that sends the method of the fault, and fails with it. */
const COMMANDS: [string, Fault, (bench: Bench) => Promise<unknown>][] = [
  ["create", { method: "POST", path: /connections$/ }, ({ stack }) => stack.up({ a: jira(ARGS) })],
  ["the list before a create", { method: "GET" }, ({ stack }) => stack.up({ a: jira(ARGS) })],
  ["update", { method: "PUT" }, ({ stack }) => stack.up({ a: jira({ ...ARGS, credentialsVersion: 2 }) })],
  ["disconnect", { path: /disconnect/ }, ({ stack }) => stack.up({ a: jira({ ...ARGS, disconnected: true }) })],
  ["read", { method: "GET" }, ({ stack }) => stack.refresh()],
  ["delete", { method: "DELETE" }, ({ stack }) => stack.destroy()],
];

describe.each(ECHOES)("%s that quotes everything", (_title, echo) => {
  test.each(COMMANDS)("at %s shows nothing of it", async (name, fault, run) => {
    const benchOf = await bench();
    const isFirst = name.includes("create");
    if (!isFirst) await benchOf.stack.up({ a: jira(ARGS) });
    benchOf.emulator.failNext({ ...fault, ...echo, times: 10_000 });
    await errorOf(run(benchOf));
    expect(benchOf.shown()).toContain("Workato: ");
    expectNoSecret(benchOf);
  });

  test("at assign and unassign shows nothing of the token", async () => {
    const benchOf = await bench();
    const up = benchOf.stack.up({ a: assignment() });
    await up;
    benchOf.emulator.failNext({ ...echo, times: 10_000 });
    await errorOf(benchOf.stack.up({ a: assignment({ managedUserId: "98179" }) }));
    await errorOf(benchOf.stack.destroy());
    expect(benchOf.shown()).not.toContain(TOKEN);
  });
});

describe("an authorization error that quotes everything", () => {
  const refuse = (emulator: Emulator, method: string, authorization_status = "failed") =>
    emulator.failNext({ method, body: { id: 1001, authorization_status, authorization_error: ECHO } });

  test.each(["error", "warn"])("is redacted in text and state, with %s", async (onAuthorizationFailure) => {
    const benchOf = await bench({ onAuthorizationFailure });
    await benchOf.stack.up({ a: jira(ARGS) });
    refuse(benchOf.emulator, "PUT");
    await benchOf.stack.up({ a: jira({ ...ARGS, credentialsVersion: 2 }) }).catch(() => undefined);
    expect(benchOf.stack.outputs().authorizationError).toContain("[redacted]");
    expectNoSecret(benchOf);
  });

  test("is redacted when old and new credentials are quoted", async () => {
    const benchOf = await bench();
    await benchOf.stack.up({ a: jira(ARGS) });
    const rotated = "MARKER-rotated";
    benchOf.emulator.failNext({
      method: "PUT",
      body: {
        id: 1001,
        authorization_status: "failed",
        authorization_error: `${MARKERS.plain} was ok, ${rotated} is not`,
      },
    });
    await errorOf(benchOf.stack.up({ a: jira({ ...ARGS, input: { ...INPUT, plain: rotated } }) }));
    expect(benchOf.stack.outputs().authorizationError).toBe("[redacted] was ok, [redacted] is not");
    expect(benchOf.shown()).not.toContain(rotated);
    expectNoSecret(benchOf);
  });

  test("is redacted at a refresh", async () => {
    const benchOf = await bench();
    await benchOf.stack.up({ a: jira({ input: { ...INPUT, fromEnvironment: MARKERS.environment } }) });
    benchOf.emulator.loseAuthorization(1001, { error: ECHO, reason: ECHO });
    await benchOf.stack.refresh();
    const { input: _input, ...shown } = benchOf.stack.outputs();
    expect(shown.authorizationError).toContain("[redacted]");
    expect(shown.connectionLostReason).toContain("[redacted]");
    const seen = JSON.stringify(shown) + benchOf.shown();
    for (const form of FORMS) expect(seen).not.toContain(form);
  });

  test("is not shown at a refresh where a variable is involved, and redacted in state", async () => {
    const benchOf = await bench();
    await benchOf.stack.up({ a: jira(ARGS) });
    benchOf.emulator.loseAuthorization(1001, { error: ECHO, reason: ECHO });
    await benchOf.stack.refresh();
    expect(benchOf.stack.outputs()).toMatchObject({
      authorizationError: expect.stringMatching(/^\[redacted\]/) as string,
      connectionLostReason: expect.stringMatching(/^\[redacted\]/) as string,
    });
    expect(benchOf.lines.join("")).toContain(
      "the reason may quote credentials: see the output connectionLostReason and the output authorizationError, or Workato",
    );
    expect(benchOf.shown()).not.toContain("[redacted]");
    expectNoSecret(benchOf);
  });

  test("of a variable that is not set any more is encrypted in state, and nowhere else", async () => {
    const benchOf = await bench();
    await benchOf.stack.up({ a: jira(ARGS) });
    delete process.env.JIRA_MARKER;
    const { nested } = MARKERS;
    benchOf.emulator.loseAuthorization(1001, { error: MARKERS.environment, reason: `${nested} is not good` });
    await benchOf.stack.refresh();
    const facts = { authorizationError: MARKERS.environment, connectionLostReason: "[redacted] is not good" };
    expect(benchOf.stack.outputs()).toMatchObject(facts);
    const seen = benchOf.shown() + benchOf.stack.history.join("\n");
    for (const form of FORMS) expect(seen).not.toContain(form);
  });

  test("the debug log has a line a request, and no body", async () => {
    const benchOf = await bench();
    await benchOf.stack.up({ a: jira(ARGS) });
    expect(benchOf.lines.filter((line) => /^Workato: \w+ \/api\S* 200 \d+ ms attempt 1\n$/.test(line))).toHaveLength(2);
    expectNoSecret(benchOf);
  });
});

describe("only the server's words are redacted", () => {
  // Texts that our own sentences and ids hold, too.
  const COMMON = { noun: "connection", verb: "exists", customer: "98178", id: "1001", remedy: "Correct `input`" };

  test("not our own sentences, ids and ways out, whatever stands in input", async () => {
    const { stack } = await startBench({ behaviour: { echoCredentials: true } });
    expect(await errorOf(stack.up({ a: jira({ input: { ...COMMON, apitoken: "wrong-MARKER" } }) }))).toBe(
      'connection 1001 "a" exists, but its credentials were refused: Authentication failed: the application answered 401 ' +
        "Unauthorized to [redacted]\nCorrect `input` and run `pulumi up` again.",
    );
  });

  test("not where a request went, nor what to check", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "POST", status: 422, body: { message: "no connection of 98178" } });
    const text = await errorOf(stack.up({ a: jira({ input: { ...COMMON, region: "region" } }) }));
    expect(text).toContain(
      "Workato: POST /api/managed_users/98178/connections failed: 422 no [redacted] of [redacted]",
    );
    emulator.failNext({ method: "POST", status: 404 });
    expect(await errorOf(stack.up({ a: jira({ input: { ...COMMON, region: "region" } }) }))).toContain(
      "Check the region or base URL",
    );
  });

  test("not before it is decided what they mean: active recipes are active recipes", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira({ input: { ...COMMON, phrase: "active recipes" } }) });
    emulator.useInRecipe(1001);
    const text = await errorOf(stack.destroy());
    expect(text).toContain("used by [redacted]");
    expect(text).toContain("WORKATO_FORCE_DELETE=98178/1001 in its environment");
  });

  test("not a network that is to blame", async () => {
    const { emulator, stack } = await startBench();
    const a = jira({ input: { ...COMMON, net: "network" }, onAuthorizationLost: "repair" });
    await stack.up({ a });
    emulator.loseAuthorization(1001, { reason: "the network is down" });
    await stack.refresh();
    expect(await stack.preview({ a })).toEqual({ a: "same" });
  });
});
