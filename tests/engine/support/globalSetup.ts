import { findPulumiCli } from "../../../tools/pulumi/findPulumiCli";
import { installPackage } from "../../../tools/pulumi/installedPackage";
import { ENGINE_VARIABLE } from "./testRun";
import type { TestRun } from "./testRun";
import { makeTemplate } from "./template";
import { newTestRun } from "./testRun";

/** Once a run: the CLI, and this package installed from its tarball as a user would have it. */
export default async function globalSetup(): Promise<void> {
  const run = newTestRun();
  // The teardown must find the folder even when what follows fails.
  process.env[ENGINE_VARIABLE] = JSON.stringify(run);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const cli = await findPulumiCli({ log: say });
  say(cli.explanation);
  const prepared: TestRun = { ...run, cli: cli.path, version: cli.version };
  prepared.installed = await installPackage(prepared.folder, prepared.sdk);
  prepared.template = await makeTemplate(prepared);
  process.env[ENGINE_VARIABLE] = JSON.stringify(prepared);
}
