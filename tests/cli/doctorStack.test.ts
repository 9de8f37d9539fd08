import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import type { Check } from "../../provider/cli/doctor/check";
import { diagnose, type DoctorSeams } from "../../provider/cli/doctor/doctorCommand";
import type { StackOptions } from "../../provider/cli/stack/stackOptions";
import { keep } from "../api/support/harness";
import { runCommand, temporaryFolder } from "./support/commandLine";
import { type ConfiguredValue, pathWithStack, plain, secret } from "./support/stackProject";

let emulator: Emulator;
beforeEach(async () => {
  emulator = keep(await startEmulator({ token: "token-of-the-stack" }));
});

const ofStack = (more: Readonly<Record<string, ConfiguredValue>> = {}) => ({
  "workato:apiToken": secret(emulator.token),
  "workato:baseUrl": plain(emulator.url),
  ...more,
});

/** What doctor says of the stack, the token and the region. */
async function diagnosed(
  configuration: Readonly<Record<string, ConfiguredValue>>,
  options: StackOptions = {},
  seams: DoctorSeams = {},
): Promise<Readonly<Record<string, Check>>> {
  let written = "";
  const write = (text: string): void => {
    written += text;
  };
  const environment = { PATH: pathWithStack(configuration), WORKATO_HOST: "http://127.0.0.1:9" };
  await diagnose(
    { json: true, stack: "prod", ...options },
    { environment, writeOut: write, writeError: write },
    {
      workingDirectory: temporaryFolder(),
      ...seams,
    },
  );
  expect(written).not.toContain(emulator.token);
  const { checks } = JSON.parse(written) as { checks: Check[] };
  return Object.fromEntries(checks.map((check) => [check.name, check]));
}

test("--stack checks the token and the address of the stack, and says which keys it has", async () => {
  const {
    stack,
    token,
    region,
    secret: plainToken,
    connections,
  } = await diagnosed(ofStack({ "workato:requestsPerMinute": plain("20") }));
  expect([stack, token, region, connections].map((check) => check?.ok)).toEqual([true, true, true, true]);
  expect(stack?.message).toBe(
    "the configuration of stack prod was read: workato:apiToken, workato:baseUrl, workato:requestsPerMinute",
  );
  expect(token?.message).toBe("the token of the configuration workato:apiToken is accepted");
  expect(region?.message).toBe(`${emulator.url} (workato:baseUrl)`);
  expect(plainToken).toBeUndefined();
});

test("a stack that cannot be read is said to be, and the toolchain is checked all the same", async () => {
  const { stack, node, token } = await diagnosed({}, { stack: "dev" });
  expect(stack).toEqual({
    name: "stack",
    ok: false,
    message: "`pulumi config --stack dev` failed: no stack named '--stack=dev' found",
    remedy:
      "Run this in the folder of the Pulumi project, with the login and the passphrase that `pulumi up` has there.",
  });
  expect([node?.ok, token]).toEqual([true, undefined]);
});

test("settings that are wrong are said with the stack to correct", async () => {
  const { stack } = await diagnosed(ofStack({ "workato:requestsPerMinute": plain("many") }));
  expect([stack?.ok, stack?.message]).toEqual([false, expect.stringContaining('workato:requestsPerMinute is "many"')]);
  expect(stack?.remedy).toBe("Correct the configuration of stack prod, or the environment where it does not say it.");
});

test("a key that is none is named, with the one that was meant, and its value is not shown", async () => {
  const { stack } = await diagnosed(ofStack({ "workato:apitoken": plain(emulator.token) }));
  expect([stack?.ok, stack?.message]).toEqual([
    false,
    "workato:apitoken is not a setting: did you mean workato:apiToken? Take it out with `pulumi config rm workato:apitoken`.",
  ]);
});

test("a token in plain text is named, with the command that makes it a secret; also one of an account", async () => {
  const { secret: own } = await diagnosed(ofStack({ "workato:apiToken": plain(emulator.token) }));
  expect([own?.ok, own?.message]).toEqual([
    false,
    "workato:apiToken is in plain text in the configuration of stack prod",
  ]);
  expect(own?.remedy).toMatch(
    /^Run `pulumi config set --secret workato:apiToken <token> --stack prod` with a new token/,
  );
  const accounts = plain(JSON.stringify({ emea: { apiToken: "t", region: "eu" } }));
  const { secret: ofAccount } = await diagnosed(ofStack({ "workato:accounts": accounts }));
  expect(ofAccount?.remedy).toContain("set --secret --path workato:accounts.emea.apiToken <token> --stack prod");
});

test("--account checks an entry of workato:accounts", async () => {
  const accounts = secret(JSON.stringify({ emea: { apiToken: emulator.token, baseUrl: emulator.url } }));
  const { token, region } = await diagnosed({ "workato:accounts": accounts }, { account: "emea" });
  expect(token?.message).toBe("the token of the configuration workato:accounts.emea.apiToken is accepted");
  expect(region?.message).toBe(`${emulator.url} (workato:accounts.emea.baseUrl)`);
});

test("the region of a token is set in the stack", async () => {
  const eu = keep(await startEmulator({ token: "token-of-eu" }));
  const seams = { otherRegions: () => ({ eu: eu.url }) };
  const wrong = ofStack({ "workato:apiToken": secret("token-of-eu") });
  const { region } = await diagnosed(wrong, {}, seams);
  expect(region?.remedy).toBe(
    "Run `pulumi config set workato:region eu --stack prod` and `pulumi config rm workato:baseUrl --stack prod`.",
  );
  const accounts = secret(JSON.stringify({ emea: { apiToken: "token-of-eu", baseUrl: emulator.url } }));
  const ofAccount = await diagnosed({ "workato:accounts": accounts }, { account: "emea" }, seams);
  expect(ofAccount.region?.remedy).toBe(
    "Run `pulumi config set --path workato:accounts.emea.region eu --stack prod` and " +
      "`pulumi config rm --path workato:accounts.emea.baseUrl --stack prod`.",
  );
});

test("an account without a stack is a wrong use", async () => {
  const { exitCode, errors } = await runCommand(["doctor", "--account", "emea"], emulator);
  expect([exitCode, errors]).toEqual([
    2,
    "error: --account goes with --stack: accounts are in the configuration of a stack.\n",
  ]);
});
