import type { RefusalRule } from "../../emulator";
import { bare, errorOf, established, GOOD, jira, startBench, WRONG } from "./support/bench";

const IN_USE = "You can't delete a connection used by active recipes";

/** A correlation id is the server's, and may hold any digits by chance. */
const ourWords = (text: string) => text.replace(/correlation id \S+/g, "");

describe("our own words are never redacted, whatever stands in `input`", () => {
  /** Values that stand in ids, arguments, hosts, commands and names of the messages. */
  const ORDINARY = {
    subdomain: "98178",
    flag: "true",
    id: "1001",
    command: "pulumi up",
    scheme: "http",
    what: "input",
  };

  test("a delete that needs force: the ways out can be copied, and the copied one works", async () => {
    const { emulator, stack } = await established({ input: ORDINARY });
    emulator.useInRecipe(1001);
    const text = await errorOf(stack.destroy());
    expect(text).toContain("set forceDelete: true and run `pulumi up`");
    expect(text).toContain("WORKATO_FORCE_DELETE=98178/1001");
    expect(text).toContain("DELETE /api/managed_users/98178/connections/1001");
    expect(text).toContain(IN_USE);
    expect(ourWords(text)).not.toContain("[redacted]");
    const [, variable = "", value = ""] = /(WORKATO_FORCE_DELETE)=(\S+)/.exec(text) ?? [];
    process.env[variable] = value;
    await stack.destroy();
    expect(emulator.connections()).toEqual([]);
  });

  test.each<[string, (bench: Awaited<ReturnType<typeof startBench>>) => Promise<unknown>, string]>([
    [
      "a connection that is there already",
      async ({ emulator, stack }) => {
        emulator.addConnection("98178", { name: "a", provider: "jira" });
        await stack.up({ a: jira({ input: ORDINARY }) });
      },
      'adoptConnectionId: "1001"',
    ],
    [
      "credentials that are refused",
      async ({ emulator, stack }) => {
        emulator.behaviour.refuses = () => "nothing";
        await stack.up({ a: jira({ input: ORDINARY }) });
      },
      'connection 1001 "a" exists, but its credentials were refused',
    ],
    [
      "a disconnect that needs force",
      async ({ emulator, stack }) => {
        await stack.up({ a: jira({ input: ORDINARY }) });
        emulator.useInRecipe(1001);
        await stack.up({ a: jira({ input: ORDINARY, disconnected: true }) });
      },
      "forceDisconnect: true",
    ],
    [
      "a customer that is not there",
      async ({ emulator, stack }) => {
        await stack.up({ a: jira({ input: ORDINARY }) });
        emulator.removeCustomer("98178");
        await stack.refresh();
      },
      "WORKATO_FORGET_CUSTOMERS=98178",
    ],
  ])("%s", async (_title, run, wayOut) => {
    const bench = await startBench();
    const text = await errorOf(run(bench));
    expect(text).toContain(wayOut);
    expect(ourWords(text)).not.toContain("[redacted]");
  });

  test("lines that warn", async () => {
    const { emulator, stack, lines } = await established({ input: ORDINARY, onAuthorizationFailure: "warn" });
    emulator.loseAuthorization(1001, { reason: "authentication_failure", error: null });
    await stack.refresh();
    expect(lines.join("")).toContain('connection 1001 "a" is not authorized since');
    expect(ourWords(lines.join(""))).not.toContain("[redacted]");
  });
});

describe("what the server says is understood before it is redacted", () => {
  const ACTIVE = { mode: "active", what: "recipes", state: "used", more: "in use" };

  test("used by active recipes: the ways out are named", async () => {
    const { emulator, stack } = await established({ input: ACTIVE });
    emulator.failNext({ method: "DELETE", status: 422, body: { message: IN_USE } });
    const text = await errorOf(stack.destroy());
    expect(text).toContain("set forceDelete: true");
    expect(text).toContain("WORKATO_FORCE_DELETE=98178/1001");
  });

  test("used by active recipes, with forceDelete: it is disconnected with force and deleted", async () => {
    const { emulator, stack } = await established({ input: ACTIVE, forceDelete: true });
    emulator.failNext({ method: "DELETE", status: 422, body: { message: IN_USE } });
    await stack.destroy();
    expect(emulator.connections()).toEqual([]);
  });

  test("used by active recipes, at a disconnect: forceDisconnect is named", async () => {
    const { emulator, stack } = await established({ input: ACTIVE });
    const message = "You can't disconnect a connection used by active recipes";
    emulator.failNext({ path: /disconnect/, status: 422, body: { message } });
    expect(await errorOf(stack.up({ a: jira({ input: ACTIVE, disconnected: true }) }))).toContain(
      "forceDisconnect: true",
    );
  });

  test("the network is to blame: repair sends nothing", async () => {
    const a = jira({ input: { mode: "network" }, onAuthorizationLost: "repair" });
    const { emulator, stack } = await startBench();
    await stack.up({ a });
    emulator.loseAuthorization(1001, { reason: "network failure" });
    await stack.refresh();
    expect(JSON.stringify(stack.outputs().connectionLostReason)).toContain("network");
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });
});

describe("a secret is not seen, in whatever form the server says it", () => {
  /** The application refuses the credentials, and quotes them in this form. */
  const quoting =
    (form: (secret: string) => string): RefusalRule =>
    (_provider, { apitoken }) =>
      form(String(apitoken));

  test.each<[string, unknown, (secret: string) => string, string]>([
    ["a number", 74839201, (secret) => secret, "74839201"],
    ["a number, quoted in JSON", 74839201, (secret) => `{"apitoken":${secret}}`, "74839201"],
    ["a text with blanks around it, trimmed", "  s3cret-padded\n", (secret) => secret.trim(), "s3cret-padded"],
    [
      "a text beyond ASCII, escaped as JSON",
      "pässwörd-grün",
      (secret) => secret.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`),
      "u00e4ssw",
    ],
  ])("%s", async (_title, apitoken, form, leak) => {
    const { stack, shown } = await startBench({ behaviour: { echoCredentials: true, refuses: quoting(form) } });
    const text = await errorOf(stack.up({ a: jira({ input: { apitoken } }) }));
    expect(text).toContain("401 Unauthorized to");
    expect(text).toContain("[redacted]");
    expect(shown()).not.toContain(leak);
    await stack.refresh();
    expect(shown() + JSON.stringify(stack.outputs().authorizationError)).not.toContain(leak);
    expect(stack.history.join("\n")).not.toContain(leak);
  });

  test("numbers in lists and objects", async () => {
    const input = { accounts: [{ pins: [55501234, { pin: 66609876 }] }] };
    const refuses = () => "55501234 and 66609876";
    const { stack, shown } = await startBench({ behaviour: { echoCredentials: true, refuses } });
    await errorOf(stack.up({ a: jira({ input }) }));
    expect(shown()).toContain("401 Unauthorized to [redacted] and [redacted]");
    expect(shown()).not.toMatch(/55501234|66609876/);
  });
});

describe("inputFromEnvironment", () => {
  const OLD = "rotated-away-0815";
  const a = (credentialsVersion: number, args = {}) =>
    bare({ inputFromEnvironment: { apitoken: "JIRA_TOKEN" }, credentialsVersion, ...args });

  /** Accepted with the old value of the variable, which nobody here knows any more. */
  async function rotated(token: string) {
    process.env.JIRA_TOKEN = OLD;
    const bench = await startBench();
    await bench.stack.up({ a: a(1) });
    process.env.JIRA_TOKEN = token;
    return bench;
  }

  const quote = { error: `401 to ${OLD}`, reason: `refused ${OLD}` };

  test.each<[string, string, (bench: Awaited<ReturnType<typeof rotated>>) => Promise<unknown>]>([
    ["a refresh", "new-token", ({ stack }) => stack.refresh()],
    ["a refresh, and a name that changes", "new-token", ({ stack }) => stack.up({ a: a(1, { name: "b" }) })],
    ["an accepted rotation", "new-token", ({ stack }) => stack.up({ a: a(2) })],
    ["a rotation that is refused", "wrong-token", ({ stack }) => errorOf(stack.up({ a: a(2) }))],
    [
      "a rotation that is refused with warn",
      "wrong-token",
      ({ stack }) => stack.up({ a: a(2, { onAuthorizationFailure: "warn" }) }),
    ],
    ["the variable taken out", "new-token", ({ stack }) => stack.up({ a: bare() })],
  ])("the value before a rotation is not seen in %s, nor afterwards", async (_title, token, run) => {
    const bench = await rotated(token);
    const { emulator, stack, shown } = bench;
    emulator.loseAuthorization(1001, quote);
    await run(bench);
    await stack.refresh();
    expect(shown() + stack.history.join("\n")).not.toContain(OLD);
  });

  test("the value before a rotation is not seen when the answer to the new one still quotes it", async () => {
    const { emulator, stack, shown } = await rotated("new-token");
    emulator.failNext({
      method: "PUT",
      body: {
        id: 1001,
        authorization_status: "success",
        authorized_at: "2026-11-24T10:00:00Z",
        connection_lost_reason: OLD,
      },
    });
    await stack.up({ a: a(2) });
    expect(shown() + stack.history.join("\n")).not.toContain(OLD);
  });

  test("the reason of what was sent just now is shown, without its value", async () => {
    const { emulator, stack } = await rotated("wrong-of-today");
    emulator.behaviour.echoCredentials = true;
    expect(await errorOf(stack.up({ a: a(2) }))).toContain("401 Unauthorized to [redacted]");
  });

  test.each(["sk-live-1234567890", "ghp_Abcdef1234567890", "wrong-secret", "s3cret with blanks"])(
    "%s pasted as the name of a variable is refused, and neither shown nor stored",
    async (pasted) => {
      const { emulator, stack, shown } = await startBench();
      const text = await errorOf(stack.up({ a: bare({ inputFromEnvironment: { apitoken: pasted } }) }));
      expect(text).toContain('inputFromEnvironment needs the name of an environment variable for "apitoken"');
      expect(text + shown()).not.toContain(pasted);
      expect(stack.saved.size).toBe(0);
      expect(emulator.requests).toEqual([]);
    },
  );
});

test("an error that was refused and redacted is the same error at the next refresh", async () => {
  const { stack, lines } = await startBench({ behaviour: { echoCredentials: true } });
  await stack.up({ a: jira({ input: GOOD }) });
  await errorOf(stack.up({ a: jira({ input: WRONG }) }));
  await stack.refresh();
  const first = stack.outputs();
  lines.length = 0;
  await stack.refresh();
  expect(stack.outputs()).toEqual(first);
  expect(lines.join("")).not.toContain(WRONG.apitoken);
});

test("what an adopted connection was refused before is not quoted, also where only the taking over tests it again", async () => {
  const { emulator, stack, shown } = await startBench({ behaviour: { retestOnPut: true, echoCredentials: true } });
  const held = { input: { apitoken: "wrong-s3cret" }, authorizationStatus: null, authorizedAt: null };
  emulator.addConnection("98178", { id: 36, name: "before", provider: "jira", ...held });
  await stack.up({ a: bare({ adoptConnectionId: "36" }) });
  expect(emulator.connection(36)?.authorizationError).toContain("wrong-s3cret");
  expect(stack.outputs().authorizationError).toContain("wrong-s3cret");
  await stack.refresh();
  expect(shown() + stack.history.join("\n")).not.toContain("wrong-s3cret");
});
