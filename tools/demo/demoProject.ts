import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findPulumiCli } from "../findPulumiCli";
import { PulumiProject } from "../pulumiProject";

const REPOSITORY = path.join(__dirname, "..", "..");
const STACK_FILES = ["dev", "staging", "prod"].map((stack) => `Pulumi.${stack}.yaml`);

/** This repository as a Pulumi project, copied where `pulumi stack init` may write: no file of the checkout changes. */
export async function createDemoProject(env: Record<string, string>, say: (line: string) => void) {
  const cli = await findPulumiCli({ log: say });
  say(cli.explanation);
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "pulumi-workato-demo-"));
  const project = path.join(folder, "project");
  mkdirSync(project);
  for (const name of ["Pulumi.yaml", ...STACK_FILES, "package.json", "tsconfig.json", "examples", "lib"]) {
    cpSync(path.join(REPOSITORY, name), path.join(project, name), { recursive: true });
  }
  symlinkSync(path.join(REPOSITORY, "node_modules"), path.join(project, "node_modules"));
  const pulumi = new PulumiProject({
    cli: cli.path,
    folder,
    project,
    name: "acme-integrations",
    mark: path.basename(folder),
    sdk: path.join(REPOSITORY, "node_modules", "@pulumi", "pulumi"),
    env,
  });
  return {
    pulumi,
    dispose: () => {
      pulumi.endProcesses();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
