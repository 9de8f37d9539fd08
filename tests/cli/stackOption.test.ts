import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { keep } from "../api/support/harness";
import { runCommand, temporaryFolder } from "./support/commandLine";
import { pathWithPulumi, pathWithStack, plain, secret } from "./support/stackProject";

let emulator: Emulator;
beforeEach(async () => {
  emulator = keep(await startEmulator({ token: "token-of-the-stack" }));
});

const ofStack = () => ({ "workato:apiToken": secret(emulator.token), "workato:baseUrl": plain(emulator.url) });

const importing = (...more: string[]) => ["import", "98178", "--out", join(temporaryFolder(), "acme"), ...more];

test.each([
  ["import", () => importing("--stack", "prod")],
  ["connectors --live", () => ["connectors", "jira", "--live", "98178", "--stack", "prod"]],
  ["doctor --probe", () => ["doctor", "--probe", "98178", "--yes", "--json", "--stack", "prod"]],
])("%s takes token and address of the stack, though the environment says something else", async (_name, argv) => {
  const { exitCode, errors } = await runCommand(argv(), undefined, {
    PATH: pathWithStack(ofStack()),
    WORKATO_API_TOKEN: "token-of-the-environment",
    WORKATO_HOST: "http://127.0.0.1:9",
  });
  expect([exitCode, errors]).toEqual([0, expect.not.stringContaining("error") as string]);
  expect(emulator.requests.length).toBeGreaterThan(0);
});

test("what the stack does not say comes from the environment", async () => {
  const { exitCode } = await runCommand(importing("--stack", "prod"), emulator, { PATH: pathWithStack({}) });
  expect(exitCode).toBe(0);
});

test("a key of the stack that is none is refused, as by `pulumi up`", async () => {
  const environment = { PATH: pathWithStack({ ...ofStack(), "workato:Region": plain("eu") }) };
  const { exitCode, errors } = await runCommand(importing("--stack", "prod"), undefined, environment);
  expect(exitCode).toBe(2);
  expect(errors).toMatch(/^error: workato:Region is not a setting: did you mean workato:region\?/);
  expect(emulator.requests).toEqual([]);
});

test("--account takes an entry of workato:accounts", async () => {
  const accounts = JSON.stringify({ emea: { apiToken: emulator.token, baseUrl: emulator.url, requestsPerMinute: 20 } });
  const environment = { PATH: pathWithStack({ "workato:accounts": secret(accounts) }) };
  const { exitCode } = await runCommand(importing("--stack", "prod", "--account", "emea"), undefined, environment);
  expect(exitCode).toBe(0);
  const unknown = await runCommand(importing("--stack", "prod", "--account", "apac"), undefined, environment);
  expect(unknown.exitCode).toBe(2);
  expect(unknown.errors).toMatch(/^error: account "apac" is not in the configuration workato:accounts \(it has emea\)/);
  expect(unknown.errors).toContain("\nThe configuration of stack prod was read, and then the environment.\n");
});

test("a token of a stack that is refused is not shown, and its key is named", async () => {
  emulator.failNext({ status: 401, body: { message: `no access for ${emulator.token}` }, times: 99 });
  const { exitCode, errors } = await runCommand(importing("--stack", "prod"), undefined, {
    PATH: pathWithStack(ofStack()),
  });
  expect(exitCode).toBe(1);
  expect(errors).toContain("The token came from the stack configuration workato:apiToken.");
  expect(errors).not.toContain(emulator.token);
});

describe("what is wrong is said with exit code 2, and nothing is sent", () => {
  const WHERE =
    "Run this in the folder of the Pulumi project, with the login and the passphrase that `pulumi up` has there.\n";

  test.each([
    [
      "no such stack",
      () => ["--stack", "dev"],
      () => pathWithStack({}),
      `error: \`pulumi config --stack dev\` failed: no stack named '--stack=dev' found\n${WHERE}`,
    ],
    [
      "a CLI that prints warnings before its error",
      () => ["--stack", "prod"],
      () => pathWithPulumi("echo 'warning: old'>&2; echo 'error: passphrase must be set'>&2; exit 1"),
      `error: \`pulumi config --stack prod\` failed: passphrase must be set\n${WHERE}`,
    ],
    [
      "a CLI that is killed in silence",
      () => ["--stack", "prod"],
      () => pathWithPulumi("kill -9 $$"),
      `error: \`pulumi config --stack prod\` failed: it said nothing.\n${WHERE}`,
    ],
    [
      "a CLI that prints something else",
      () => ["--stack", "prod"],
      () => pathWithPulumi("echo hello"),
      `error: \`pulumi config --stack prod\` failed: it printed no JSON.\n${WHERE}`,
    ],
    [
      "no CLI",
      () => ["--stack", "prod"],
      () => temporaryFolder(),
      "error: --stack reads the stack's configuration with your own `pulumi`, which is not on PATH: install it, or leave " +
        "--stack out and set WORKATO_API_TOKEN.\n",
    ],
    [
      "an account without a stack",
      () => ["--account", "emea"],
      () => temporaryFolder(),
      "error: --account goes with --stack: accounts are in the configuration of a stack.\n",
    ],
  ])("%s", async (_name, options, path, message) => {
    const { exitCode, errors } = await runCommand(importing(...options()), emulator, { PATH: path() });
    expect([exitCode, errors]).toEqual([2, message]);
    expect(emulator.requests).toEqual([]);
  });

  test("--stack of `connectors` without --live, where nothing is asked", async () => {
    const { exitCode, errors } = await runCommand(["connectors", "jira", "--stack", "prod"]);
    expect([exitCode, errors]).toEqual([
      2,
      "error: --stack and --account go with --live: without it nothing is sent.\n",
    ]);
  });

  test("no token anywhere: where one was looked for", async () => {
    const without = await runCommand(importing(), undefined, {});
    expect(without.errors).toMatch(
      /^error: no Workato API token: .*\nOnly the environment was read; --stack NAME reads the configuration of a stack, too\.\n$/,
    );
    const { exitCode, errors } = await runCommand(importing("--stack", "prod"), undefined, { PATH: pathWithStack({}) });
    expect(exitCode).toBe(2);
    expect(errors).toMatch(/\nThe configuration of stack prod was read, and then the environment\.\n$/);
  });
});

test("the stack is one of the project in this folder", async () => {
  const log = join(temporaryFolder(), "log");
  await runCommand(importing("--stack", "prod"), emulator, { PATH: pathWithPulumi(`pwd > ${log}; echo '{}'`) });
  expect(readFileSync(log, "utf8")).toBe(`${process.cwd()}\n`);
});
