import { mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { bundlePlugin } from "../../tools/plugin/bundle";
import { startCommand } from "../../tools/pulumi/pulumiCommand";
import { PLUGIN_PRELUDE } from "./support/plugin";
import { savedResource } from "./support/savedState";
import { testRun } from "./support/testRun";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

/** Everything that it is made of, zipped; a single executable with Node.js in it would be 300 times as much. */
const LARGEST_KB = 500;

const VERSION = (JSON.parse(readFileSync(path.join(__dirname, "../../package.json"), "utf8")) as { version: string })
  .version;

let workato: WorkatoProject;
let tarball: string;

beforeAll(async () => {
  workato = await createWorkatoProject({ prelude: PLUGIN_PRELUDE, projectOptions: {} });
  tarball = await bundlePlugin(testRun().folder);
});
afterAll(() => workato.dispose());

const run = (file: string, args: string[]) =>
  startCommand(file, args, { cwd: testRun().folder, env: workato.project.environment }).result;

test("the tarball is small, and has the licence of every package in it", async () => {
  expect(statSync(tarball).size / 1024).toBeLessThan(LARGEST_KB);
  const { stdout } = await run("tar", ["-xzOf", tarball, "./THIRD-PARTY-LICENSES"]);
  for (const name of ["@grpc/grpc-js", "@pulumi/pulumi", "axios", "google-protobuf", "https-proxy-agent"]) {
    expect(stdout).toMatch(new RegExp(`^${name} \\d`, "m"));
  }
});

test("it starts in a bare folder, also behind a link, and says on which port", async () => {
  const folder = path.join(testRun().folder, "bare");
  mkdirSync(folder);
  await run("tar", ["-xzf", tarball, "-C", folder]);
  await run("ln", ["-s", path.join(folder, "pulumi-resource-workato"), path.join(folder, "link")]);
  for (const name of ["pulumi-resource-workato", "link"]) {
    const plugin = startCommand(path.join(folder, name), [], { cwd: "/", env: workato.project.environment });
    await plugin.waitForOutput(/^\d+\n/);
    plugin.kill("SIGKILL");
    await plugin.result;
  }
});

test("installed by the CLI, it serves a project that has nothing of ours from npm", async () => {
  const installed = await run(testRun().cli, ["plugin", "install", "resource", "workato", VERSION, "--file", tarball]);
  expect(installed.exitCode).toBe(0);
  const { stdout } = await run(testRun().cli, ["package", "get-schema", `workato@${VERSION}`]);
  expect(JSON.parse(stdout)).toMatchObject({ name: "workato", version: VERSION });
  const { project, write } = workato;
  write(
    `new ManagedConnection("jira", { managedUserId: "98178", provider: "jira", input: { api_token: "secret-good" } });`,
  );
  const { changes, diagnostics } = await project.up({ preview: true });
  expect(changes).toEqual({ create: 2 });
  // A run that is over in no time says its warnings, too.
  expect(diagnostics.filter(({ message }) => message.includes("input has api_token"))).not.toEqual([]);
  expect(savedResource(project, "jira")).toMatchObject({ outputs: { connectionId: "1001" } });
  expect((await project.up()).changes).toEqual({ same: 2 });
  await project.destroy();
});
