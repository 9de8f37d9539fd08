import { startEmulator, type Emulator } from "../../emulator";
import { startConnectProxy, type ConnectProxy } from "../api/support/connectProxy";
import {
  assigned,
  assignment,
  bare,
  errorOf,
  established,
  GOOD,
  jira,
  lists,
  startBench,
  writes,
} from "./support/bench";
import { Stack } from "./support/stack";

const PUT = "PUT 98178/connections/1001";

describe("an assignment whose account changes to a workspace that has the same profile number", () => {
  let other: Emulator;

  beforeEach(async () => {
    other = await startEmulator({ token: "token-of-the-other" });
  });
  afterEach(() => other.close());

  test("is unassigned there and assigned here, and goes from here at last", async () => {
    const accounts = JSON.stringify({ eu: { apiToken: other.token, baseUrl: other.url } });
    const { emulator, stack } = await assigned({}, { config: { accounts } });
    expect(await stack.preview({ a: assignment({ account: "eu" }) })).toEqual({ a: "replace" });
    await stack.up({ a: assignment({ account: "eu" }) });
    expect([emulator.assignments("98178"), other.assignments("98178")]).toEqual([[], [322]]);
    expect(await stack.up({ a: assignment({ account: "eu" }) })).toEqual({ a: "same" });
    await stack.destroy();
    expect(other.assignments("98178")).toEqual([]);
  });
});

describe("the stack's own address and the environment's", () => {
  let proxy: ConnectProxy;

  beforeEach(async () => {
    proxy = await startConnectProxy(0, [403]);
    Object.assign(process.env, {
      https_proxy: "",
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      no_proxy: "",
      NO_PROXY: "",
    });
  });
  afterEach(() => proxy.close());

  test("workato:region wins over WORKATO_HOST", async () => {
    const { emulator } = await startBench();
    process.env.WORKATO_HOST = emulator.url;
    const stack = new Stack({ apiToken: "token", region: "eu" });
    await errorOf(stack.up({ a: bare() }));
    expect(proxy.targets).toContain("app.eu.workato.com:443");
    expect(emulator.requests).toEqual([]);
  });

  test("without either in the stack, WORKATO_HOST is asked", async () => {
    const { emulator } = await startBench();
    Object.assign(process.env, { WORKATO_HOST: emulator.url, WORKATO_REGION: "eu" });
    await new Stack({ apiToken: emulator.token }).up({ a: bare() });
    expect(emulator.connections()).toHaveLength(1);
    expect(proxy.targets).toEqual([]);
  });

  const asked = async (variable: string) => {
    process.env.HTTPS_PROXY = variable;
    return errorOf(new Stack({ apiToken: "token" }).up({ a: bare() }));
  };

  test.each([
    ["a bare % in its password", (port: number) => `http://user:50%off@127.0.0.1:${port}`, "user:50%off"],
    ["no scheme", (port: number) => `user:pass@127.0.0.1:${port}`, "user:pass"],
  ])("a proxy with %s is used as it is meant, and its password is not shown", async (_title, variable, credentials) => {
    const text = await asked(variable(proxy.port));
    expect(proxy.credentials).toContain(`Basic ${Buffer.from(credentials).toString("base64")}`);
    expect(text).toContain("403");
    expect(text).not.toContain(credentials);
  });

  test.each([["socks5://user:hunter2@127.0.0.1:1080"], ["http://user:hun/ter2@127.0.0.1:3128"]])(
    "a proxy that cannot be (%s): the variable is named, the password is not shown",
    async (variable) => {
      const text = await asked(variable);
      expect(text).toContain("HTTPS_PROXY");
      expect(text).not.toMatch(/hun.?ter2/);
      expect(proxy.targets).toEqual([]);
    },
  );
});

test("half a request a minute is refused by check, with the key", async () => {
  const { emulator, stack } = await startBench({ config: { requestsPerMinute: "0.5" } });
  expect(await errorOf(stack.up({ a: bare() }))).toContain('workato:requestsPerMinute is "0.5"');
  expect(emulator.requests).toEqual([]);
});

test("a host that refuses is told while it is still tried", async () => {
  const { emulator, stack, lines } = await startBench({ config: { retryTimeoutSeconds: "0.5" } });
  jest.mocked(Math.random).mockReturnValue(0.1);
  await emulator.close();
  expect(await errorOf(stack.up({ a: jira() }))).toContain("ECONNREFUSED");
  expect(lines.join("")).toContain(new URL(emulator.url).host);
});

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

describe('a server that says "" where it means null', () => {
  test("externalId: null is quiet after a refresh", async () => {
    const a = jira({ externalId: null });
    const { emulator, stack } = await established({ externalId: null });
    emulator.edit(1001, { externalId: "" });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ externalId: null });
    expect(await stack.up({ a })).toEqual({ a: "same" });
    expect(writes(emulator)).toEqual([]);
  });

  test("externalId: null is quiet when the answers to create and update say so", async () => {
    const { emulator, stack, lines } = await startBench();
    emulator.failNext({ method: "POST", body: { id: 1001, authorization_status: "success", external_id: "" } });
    await stack.up({ a: jira({ externalId: null }) });
    emulator.failNext({ method: "PUT", body: { id: 1001, authorization_status: "success", external_id: "" } });
    await stack.up({ a: jira({ externalId: null, name: "b" }) });
    expect(stack.outputs()).toMatchObject({ externalId: null });
    expect(lines).toEqual([]);
  });

  test("a status that is empty is no status", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: bare() });
    emulator.edit(1001, { authorizationStatus: "" as never, authorizationError: "", connectionLostReason: "" });
    await stack.refresh();
    for (const fact of ["authorizationStatus", "authorizationError", "connectionLostReason"]) {
      expect(stack.outputs()).not.toHaveProperty(fact);
    }
  });

  test("a connection that is there already is found by externalId: null", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira", externalId: "" });
    await stack.up({ a: bare({ externalId: null, onExisting: "adopt" }) });
    expect(stack.of().id).toBe("98178/36");
    expect(writes(emulator)).toEqual([]);
  });
});

describe("leading zeros", () => {
  test("of Workato's numbers change nothing", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "parent", provider: "jira" });
    const a = (managedUserId: string, folderId: string, parentId: string) =>
      bare({ managedUserId, folderId, parentId });
    await stack.up({ a: a("0098178", "007", "0036"), p: assignment({ managedUserId: "098178", profileId: "0322" }) });
    expect(stack.of("a").id).toBe("98178/1001");
    expect(stack.of("p").id).toBe("98178/322");
    await stack.refresh();
    emulator.clearRequests();
    const plain = { a: a("98178", "7", "36"), p: assignment() };
    expect(await stack.up(plain)).toEqual({ a: "same", p: "same" });
    expect(emulator.requests).toEqual([]);
  });

  test("of the id to adopt change nothing", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    await stack.up({ a: bare({ adoptConnectionId: "0036" }) });
    expect(stack.of().id).toBe("98178/36");
  });

  test("of an external id stay: it is the application's own", async () => {
    const seed = { customers: [{ id: 1, externalId: "007" }] };
    const { emulator, stack } = await startBench({ seed });
    await stack.up({ a: bare({ managedUserId: "E007", externalId: "0042" }) });
    expect(stack.of().id).toBe("E007/1001");
    expect(emulator.connection(1001)).toMatchObject({ externalId: "0042" });
    expect(await stack.up({ a: bare({ managedUserId: "E007", externalId: "0042" }) })).toEqual({ a: "same" });
  });
});

describe("times that cannot be read", () => {
  const repair = { onAuthorizationLost: "repair" };

  test("of the authorization: it counts as ours, and a lost one is repaired once", async () => {
    const { emulator, stack } = await startBench();
    const authorizedAt = "some time ago";
    emulator.failNext({
      method: "POST",
      body: { id: 1001, authorization_status: "success", authorized_at: authorizedAt },
    });
    await stack.up({ a: jira(repair) });
    emulator.edit(1001, { authorizedAt });
    await stack.refresh();
    expect(await stack.up({ a: jira(repair) })).toEqual({ a: "same" });
    emulator.loseAuthorization(1001);
    await stack.refresh();
    await stack.up({ a: jira(repair) });
    expect(writes(emulator).slice(1)).toEqual([`${PUT} ${JSON.stringify({ input: GOOD })}`]);
    await stack.refresh();
    expect(await stack.up({ a: jira(repair) })).toEqual({ a: "same" });
  });

  test("of a loss that is over: nothing is sent", async () => {
    const { emulator, stack } = await established(repair);
    emulator.edit(1001, { connectionLostAt: "some time ago" });
    await stack.refresh();
    expect(await stack.up({ a: jira(repair) })).toEqual({ a: "same" });
  });

  test("of a connection whose POST was cut: it is still found, and no twin is made", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "POST", cut: "after" });
    const hold = emulator.hold({ method: "GET", path: /provider=/ });
    const up = stack.up({ a: jira() });
    await hold.waitForArrival();
    emulator.edit(1001, { createdAt: "some time ago" });
    hold.release();
    await up;
    expect(emulator.connections()).toHaveLength(1);
    expect(stack.of().id).toBe("98178/1001");
  });
});

describe("likely mistakes in many connections", () => {
  const MISTAKE = { input: { api_token: "hunter2" } };
  const CAUSE = "input has api_token; connector jira knows apitoken";
  const program = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, jira(MISTAKE)]));

  test("are one line, with how many and the first names", async () => {
    const { stack, lines } = await startBench();
    await stack.preview(program(40));
    expect(lines).toEqual([expect.stringContaining(`warning: 40 resources ("c0", "c1", "c2" and 37 more): ${CAUSE}`)]);
  });

  test("are a line a cause", async () => {
    const { stack, lines } = await startBench();
    const other = bare({ provider: "salesforce" });
    await stack.preview({ ...program(2), s: other, t: other });
    expect(lines.sort()).toEqual([
      expect.stringMatching(/^warning: 2 resources \("c0", "c1"\): input has api_token/),
      expect.stringMatching(/^warning: 2 resources \("s", "t"\): connector salesforce can only be created as a shell/),
    ]);
  });

  test("of one connection are said as before", async () => {
    const { stack, lines } = await startBench();
    await stack.preview(program(1));
    expect(lines).toEqual([expect.stringContaining(`warning: "c0": ${CAUSE}`)]);
  });
});
