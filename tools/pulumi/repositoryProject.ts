import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findPulumiCli } from "./findPulumiCli";
import { PulumiProject, writeProjectFile } from "./pulumiProject";

const REPOSITORY = path.join(__dirname, "../..");

/** What a copy of this repository needs to resolve the package by its own name. */
const PACKAGE = ["package.json", "tsconfig.json", "lib"];

export interface RepositoryProjectOptions {
  /** The name in Pulumi.yaml. */
  readonly name: string;
  /**
   * Another checkout of this repository, installed and built, to take the package and its dependencies from.
   * @default this one
   */
  readonly checkout?: string | undefined;
  /** Files and folders of the repository to copy. */
  readonly copies?: readonly string[];
  /** Files to write, by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env: Record<string, string>;
  readonly say: (line: string) => void;
}

/**
 * This repository as a Pulumi project under the real CLI, copied to where `pulumi stack init` may write: no file of the
 * checkout changes, and nothing of the person's own Pulumi is used.
 */
export async function createRepositoryProject(options: RepositoryProjectOptions) {
  const { checkout = REPOSITORY } = options;
  const cli = await findPulumiCli({ log: options.say });
  options.say(cli.explanation);
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "pulumi-workato-embedded-"));
  const project = path.join(folder, "project");
  mkdirSync(project);
  for (const name of [...PACKAGE, ...(options.copies ?? [])]) {
    cpSync(path.join(checkout, name), path.join(project, name), { recursive: true });
  }
  for (const [file, text] of Object.entries(options.files ?? {})) writeProjectFile(project, file, text);
  symlinkSync(path.join(checkout, "node_modules"), path.join(project, "node_modules"));
  const pulumi = new PulumiProject({
    cli: cli.path,
    folder,
    project,
    name: options.name,
    mark: path.basename(folder),
    sdk: path.join(checkout, "node_modules", "@pulumi", "pulumi"),
    env: options.env,
  });
  const dispose = () => {
    pulumi.endProcesses();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  const interrupt = () => {
    dispose();
    process.exit(130);
  };
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  return { pulumi, dispose };
}
