import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { startEmulator, type Emulator } from "../../emulator";
import { writeProjectFile } from "../../tools/pulumi/pulumiProject";
import { createProject, type TestProject } from "./support/engine";
import { testRun } from "./support/testRun";

/** Two stacks of inline programs in one process; prints what each run has found. */
const AUTOMATION = `
const { LocalWorkspace, PulumiCommand } = require("@pulumi/pulumi/automation");
const { ManagedConnection, getConnections } = require("pulumi-workato-embedded");
const [folder, ...stacks] = JSON.parse(process.argv[2]);

const program = async () => {
  new ManagedConnection("jira", { managedUserId: "98178", provider: "jira", input: { apitoken: "t" } });
  const { connections } = await getConnections({ managedUserId: "98178", provider: "zendesk" });
  return { found: connections.map(({ name }) => name).join() };
};

async function up({ stackName, url, token }, pulumiCommand) {
  const stack = await LocalWorkspace.createOrSelectStack(
    { projectName: "automated", stackName, program },
    { pulumiCommand, workDir: folder },
  );
  await stack.setAllConfig({ "workato:baseUrl": { value: url }, "workato:apiToken": { value: token, secret: true } });
  const { outputs } = await stack.up();
  return outputs.found.value;
}

(async () => {
  const pulumiCommand = await PulumiCommand.get({ root: process.env.CLI_ROOT, skipVersionCheck: true });
  const inTurns = [];
  for (const stack of [...stacks, stacks[0]]) inTurns.push(await up(stack, pulumiCommand));
  const atOnce = await Promise.all(stacks.map((stack) => up(stack, pulumiCommand)));
  console.log("RESULT" + JSON.stringify({ inTurns, atOnce }));
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
`;

let emulators: Emulator[];
let project: TestProject;

beforeAll(async () => {
  emulators = await Promise.all(
    ["one", "two"].map((name, i) =>
      startEmulator({
        token: `token-of-${name}`,
        seed: { customers: [{ id: 98178, connections: [{ id: 50 + i, name, provider: "zendesk" }] }] },
      }),
    ),
  );
  project = await createProject({ program: "" });
});
afterAll(async () => {
  project.dispose();
  for (const emulator of emulators) await emulator.close();
});

test("two stacks in one process of the Automation API look up with their own address and token", async () => {
  writeProjectFile(project.folder, "automation.js", AUTOMATION);
  writeProjectFile(project.folder, "work/package.json", "{}");
  const stacks = emulators.map(({ url, token }, i) => ({ stackName: `stack-${i}`, url, token }));
  const argument = JSON.stringify([path.join(project.folder, "work"), ...stacks]);
  const { stdout } = await promisify(execFile)(process.execPath, ["automation.js", argument], {
    cwd: project.folder,
    env: { ...project.environment, CLI_ROOT: path.dirname(path.dirname(testRun().cli)) },
  });
  const result = JSON.parse(/RESULT(.*)/.exec(stdout)?.[1] ?? "{}") as object;
  expect(result).toEqual({ inTurns: ["one", "two", "one"], atOnce: ["one", "two"] });
  for (const { requests, token } of emulators) {
    expect(new Set(requests.map(({ headers }) => headers.authorization))).toEqual(new Set([`Bearer ${token}`]));
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  }
});
