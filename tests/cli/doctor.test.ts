import { otherRegions } from "../../provider/cli/doctor/account";
import type { Check } from "../../provider/cli/doctor/check";
import type { DoctorSeams } from "../../provider/cli/doctor/doctorCommand";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { keep } from "../api/support/harness";
import { runCommand } from "./support/commandLine";
import { allOk, containing, diagnosed as runDoctor, messageOf, REACHED } from "./support/diagnosis";
import { makeFolder, manifest, pathOf, PROJECT } from "./support/doctorProject";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

/** Of the emulator, unless the environment says otherwise. */
const diagnosed = (environment: Record<string, string> = {}, seams: DoctorSeams = {}) =>
  runDoctor({ WORKATO_HOST: emulator.url, WORKATO_API_TOKEN: emulator.token, ...environment }, seams);

test("a workspace that is as it should be: each check is ok, and three reads are sent", async () => {
  const diagnosis = await diagnosed();
  expect(diagnosis.findings).toEqual({ ...REACHED, ...allOk("customers", "connections", "profiles") });
  expect(emulator.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /api/managed_users?page=1&per_page=1",
    "GET /api/custom_oauth_profiles?page=1&per_page=1",
    "GET /api/managed_users/98178/connections",
  ]);
  expect(messageOf(diagnosis, "token")).toBe(
    "the token of the environment variable WORKATO_API_TOKEN is accepted; without --stack, the configuration of a stack is not read",
  );
  expect(messageOf(diagnosis, "region")).toBe(`${emulator.url} (WORKATO_HOST)`);
});

test("--json is an object of checks, and a check has name, ok, message, and a remedy unless it is ok", async () => {
  const { exitCode, out, errors } = await runCommand(["doctor", "--json"], emulator);
  const report = JSON.parse(out) as { checks: Check[] };
  expect(Object.keys(report)).toEqual(["checks"]);
  for (const check of report.checks) {
    expect(Object.keys(check)).toEqual(["name", "ok", "message", ...(check.ok ? [] : ["remedy"])]);
  }
  expect(errors).toBe("");
  // There is no `pulumi` on an empty PATH.
  expect(exitCode).toBe(1);
});

test("for people, each check is a line, with what to do below it", async () => {
  emulator.behaviour.forbidden = { oauth: 403 };
  const { out } = await runCommand(["doctor"], emulator);
  expect(out).toMatch(/^ok {3}token +the token of the environment variable WORKATO_API_TOKEN/m);
  expect(out).toMatch(/^FIX {2}profiles +the role .*\(403\).*\n +Give the role of the API client these endpoints/m);
  expect(out).toMatch(/\n\n\d+ of 16 checks failed\.\n$/);
});

test("a project with all that it needs has nothing to be done: exit code 0", async () => {
  const folder = makeFolder({ ...PROJECT, ...manifest("@pulumi/pulumi", "3.248.0") });
  const { exitCode, checks } = await diagnosed({ PATH: pathOf(folder) }, { workingDirectory: folder });
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  expect([exitCode, checks.length]).toEqual([0, 16]);
});

describe("the token", () => {
  test("that is not there is asked for, and nothing is sent", async () => {
    const diagnosis = await diagnosed({ WORKATO_API_TOKEN: " " });
    expect(diagnosis.findings).toEqual({ token: containing("check the settings of a stack with --stack NAME") });
    // What is no remedy here, such as `pulumi config set`, is not named beside it.
    expect(messageOf(diagnosis, "token")).toBe("the environment variable WORKATO_API_TOKEN is not set");
    expect(diagnosis.exitCode).toBe(1);
    expect(emulator.requests).toEqual([]);
  });

  test("with a blank in it, beside a region that is none: both are told, and the token is not", async () => {
    const { findings, written } = await diagnosed({
      WORKATO_API_TOKEN: "half secret",
      WORKATO_HOST: "",
      WORKATO_REGION: "mars",
    });
    expect(Object.keys(findings)).toEqual(["token", "region"]);
    expect(written).toContain('WORKATO_REGION is \\"mars\\"');
    expect(written).not.toContain("half secret");
  });

  test("that is wrong is said to be, and is not shown", async () => {
    emulator.failNext({ status: 401, body: { message: "no access for wrong-token-123" }, times: 99 });
    const diagnosis = await diagnosed({ WORKATO_API_TOKEN: "wrong-token-123" });
    const { findings, written } = diagnosis;
    // What runs on this machine is of no region, so none is asked.
    expect(messageOf(diagnosis, "token")).toMatch(/ is refused by .*: 401$/);
    expect(findings).toEqual({
      token: containing("Set WORKATO_API_TOKEN to a valid token"),
      ...allOk("proxy", "network", "tls", "clock", "quota"),
    });
    expect(written).not.toContain("wrong-token-123");
  });

  test("of another workspace sees no customer", async () => {
    emulator.behaviour.foreignTokens = ["foreign"];
    const { findings } = await diagnosed({ WORKATO_API_TOKEN: "foreign" });
    expect(findings).toEqual({
      ...REACHED,
      ...allOk("connections", "profiles"),
      customers: containing("Take a token of the Embedded admin workspace"),
    });
  });
});

describe("the region", () => {
  test("of the token is found by one GET each, only after a refusal", async () => {
    const eu = keep(await startEmulator({ token: "token-of-eu" }));
    const otherRegions = () => ({ jp: "http://127.0.0.1:9", eu: eu.url });
    const diagnosis = await diagnosed({ WORKATO_API_TOKEN: "token-of-eu" }, { otherRegions });
    expect(diagnosis.findings).toMatchObject({ token: "ok", region: containing("Set WORKATO_REGION=eu") });
    expect(eu.requests.map(({ path }) => path)).toEqual(["/api/managed_users?page=1&per_page=1"]);
    expect(diagnosis.written).not.toContain("token-of-eu");

    eu.clearRequests();
    await diagnosed({}, { otherRegions });
    expect(eu.requests).toEqual([]);
  });

  test("is none for a token that each of them refuses; who was not reached is named", async () => {
    const eu = keep(await startEmulator());
    const otherRegions = () => ({ jp: "http://127.0.0.1:9", eu: eu.url });
    const diagnosis = await diagnosed({ WORKATO_API_TOKEN: "wrong" }, { otherRegions });
    expect(diagnosis.findings.token).toContain("Set WORKATO_API_TOKEN to a valid token");
    expect(messageOf(diagnosis, "token")).toMatch(
      /is refused by .*: 401; in the other regions it is the same: eu; not reached: jp$/,
    );
  });

  test("others to ask are all but the one that is used", () => {
    expect(Object.keys(otherRegions("https://app.eu.workato.com"))).toEqual(
      expect.arrayContaining(["us", "jp", "trial"]) as unknown,
    );
    expect(otherRegions("https://app.eu.workato.com")).not.toHaveProperty("eu");
    expect(Object.keys(otherRegions("https://workato.private"))).toContain("eu");
  });

  test("is to be set when there is no such API at the address", async () => {
    emulator.failNext({ status: 404, times: 99 });
    const { findings } = await diagnosed();
    expect(findings.region).toContain("Set WORKATO_REGION, or WORKATO_HOST for a private instance");
    expect(findings).not.toHaveProperty("token");
  });
});

describe("the role", () => {
  test.each([
    [{ customers: 401 }, "customers", "401"],
    [{ oauth: 403 }, "profiles", "403"],
    [{ oauth: 401 }, "profiles", "401"],
    [{ list: 403 }, "connections", "403"],
  ] as const)("that lacks %j is named with its status", async (forbidden, name, status) => {
    emulator.behaviour.forbidden = forbidden;
    const diagnosis = await diagnosed();
    expect(diagnosis.findings).toEqual({
      ...REACHED,
      ...allOk("customers", "connections", "profiles"),
      [name]: containing("Give the role of the API client these endpoints"),
    });
    expect(messageOf(diagnosis, name)).toContain(`(${status})`);
    expect(diagnosis.exitCode).toBe(1);
  });

  test("without any of them is no wrong token", async () => {
    emulator.behaviour.forbiddenTokens = [emulator.token];
    const { findings } = await diagnosed();
    const remedy = containing("Give the role");
    expect(findings).toEqual({ ...REACHED, customers: remedy, connections: remedy, profiles: remedy });
  });

  test("may list connections, though it has no customer to ask for", async () => {
    emulator.behaviour.forbidden = { customers: 401, oauth: 401 };
    const diagnosis = await diagnosed();
    expect(diagnosis.findings).toMatchObject({ token: "ok", connections: "ok" });
    expect(messageOf(diagnosis, "connections")).toContain("0, which does not exist");
  });
});
