import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { checkClock, checkProxy } from "../../provider/cli/doctor/network";
import { CERTIFICATE } from "../api/support/certificate";
import { type ProxyStep, startConnectProxy } from "../api/support/connectProxy";
import { keep } from "../api/support/harness";
import { json, startScriptedServer, text } from "../api/support/scriptedServer";
import { allOk, containing, diagnosed as runDoctor, type Diagnosis, messageOf, REACHED } from "./support/diagnosis";

const MINUTE_MS = 60_000;

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

/** Of the emulator, unless the environment says otherwise. */
const diagnosed = (environment: Record<string, string> = {}) =>
  runDoctor({ WORKATO_HOST: emulator.url, WORKATO_API_TOKEN: emulator.token, ...environment });

describe("the network", () => {
  /** Runs it behind a proxy that leads to a server whose certificate nobody has asked for. */
  async function behindProxy(step: ProxyStep, environment: Record<string, string> = {}): Promise<Diagnosis> {
    const server = keep(await startScriptedServer([json(200, { result: [] })], CERTIFICATE));
    const proxy = keep(await startConnectProxy(server.port, [step]));
    const HTTPS_PROXY = `http://user:proxy-password@127.0.0.1:${proxy.port}`;
    const diagnosis = await diagnosed({ WORKATO_HOST: "workato.test", HTTPS_PROXY, ...environment });
    expect(diagnosis.written).not.toContain("proxy-password");
    return diagnosis;
  }

  test("with a proxy that re-signs TLS asks for its certificate", async () => {
    const diagnosis = await behindProxy("forward");
    expect(diagnosis.findings).toEqual({
      ...allOk("token", "region", "proxy"),
      tls: containing("set NODE_EXTRA_CA_CERTS to the file with its certificate"),
    });
    expect(messageOf(diagnosis, "proxy")).toMatch(/^requests to workato\.test go through 127\.0\.0\.1:\d+$/);
  });

  test.each([407, 403])("with a proxy that answers %i says so", async (step) => {
    const diagnosis = await behindProxy(step);
    expect(diagnosis.findings).toEqual({ ...allOk("token", "region"), proxy: containing("Check HTTPS_PROXY") });
    expect(messageOf(diagnosis, "proxy")).toContain(`refused the connection with status ${step}`);
  });

  test("with a variable that is no proxy says so, and sends nothing", async () => {
    const { findings } = await behindProxy("forward", { HTTPS_PROXY: "socks5://user:proxy-password@127.0.0.1:9" });
    expect(findings).toEqual({ proxy: containing("Correct the variable") });
  });

  test.each([
    [text(200, "<title>Sign in</title>"), "network", "is Workato itself, not a login page"],
    [text(302, "", { Location: "https://login.example/?token=1" }), "network", "Check the region or base URL"],
    [text(503, "<title>Down</title>"), "network", "run the command again later"],
  ])("with something else than the API is told, once: %#", async (step, name, remedy) => {
    const server = keep(await startScriptedServer([step]));
    const { findings } = await diagnosed({ WORKATO_HOST: server.url });
    expect(findings).toEqual({ ...allOk("token", "region", "proxy"), [name]: containing(remedy) });
    expect(server.requests).toHaveLength(1);
  });

  test("without a way to the host is told after one attempt", async () => {
    const { findings } = await diagnosed({ WORKATO_HOST: "http://127.0.0.1:9" });
    expect(findings.network).toContain("Check the network");
  });

  test.each([
    ["https://workato.test", {}, "none: HTTPS_PROXY is not set"],
    ["https://workato.test", { HTTPS_PROXY: "proxy.test:8080" }, "requests to workato.test go through proxy.test:8080"],
    ["https://workato.test", { HTTPS_PROXY: "proxy.test", NO_PROXY: ".test" }, "NO_PROXY excepts workato.test"],
    ["http://127.0.0.1:80", { HTTPS_PROXY: "proxy.test" }, "not used for this machine itself"],
  ])("of %s with %j: %s", (origin, environment, message) => {
    expect(checkProxy(origin, environment)).toEqual({ name: "proxy", ok: true, message });
  });
});

describe("the clock", () => {
  test.each([
    [5 * MINUTE_MS, "the clock of this machine is 5 minutes behind Workato's"],
    [-5 * MINUTE_MS, "the clock of this machine is 5 minutes ahead of Workato's"],
  ])("that is %i ms off is to be set", async (dateHeaderSkewMs, message) => {
    emulator.behaviour.dateHeaderSkewMs = dateHeaderSkewMs;
    const diagnosis = await diagnosed();
    expect(diagnosis.findings).toMatchObject({ clock: containing("NTP"), customers: "ok" });
    expect(messageOf(diagnosis, "clock")).toBe(message);
  });

  const answerAt = (date: string | undefined, receivedAtMs: number) =>
    checkClock({ status: 200, body: {}, text: "", header: () => date, receivedAtMs });
  const DATE = "Tue, 24 Nov 2026 10:00:00 GMT";
  const AT = Date.parse(DATE);

  test.each([
    [DATE, AT, true],
    [DATE, AT + 60_900, true],
    [DATE, AT + 61_500, false],
    [DATE, AT - 59_000, true],
    [DATE, AT - 60_500, false],
    [undefined, AT, true],
    ["yesterday", AT, true],
  ])("%s, seen at %i, is ok: %s", (date, receivedAtMs, ok) => {
    expect(answerAt(date, receivedAtMs).ok).toBe(ok);
  });
});

describe("the quota", () => {
  test("in headers is shown", async () => {
    emulator.failNext({ headers: { "X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "58" } });
    expect(messageOf(await diagnosed(), "quota")).toBe("x-ratelimit-limit: 60, x-ratelimit-remaining: 58");
  });

  test("that quotes the token is shown without it", async () => {
    emulator.failNext({ headers: { "X-RateLimit-Policy": `60;token=${emulator.token}` } });
    expect(messageOf(await diagnosed(), "quota")).toBe("x-ratelimit-policy: 60;token=[redacted]");
  });

  test("that is used up is said, and says nothing of the role", async () => {
    emulator.failNext({ path: "/custom_oauth_profiles", status: 429, headers: { "Retry-After": "30" } });
    const diagnosis = await diagnosed();
    expect(diagnosis.findings).toEqual({
      ...REACHED,
      ...allOk("customers", "connections"),
      quota: containing("Wait a minute"),
    });
    expect(messageOf(diagnosis, "quota")).toBe("the quota is used up: 429 (retry-after: 30)");
  });
});
