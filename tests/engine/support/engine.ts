import { rmSync } from "node:fs";
import path from "node:path";
import { PulumiProject, writeProjectFile } from "../../../tools/pulumi/pulumiProject";
import { testRun } from "./testRun";

export interface TestProjectOptions {
  /** Text of index.js, or texts by file name. */
  program: string | Record<string, string>;
  /** The name in Pulumi.yaml. */
  name?: string;
  /** Settings of the stack `dev` in clear; a key without a namespace belongs to the project. Values may be nested. */
  config?: Record<string, unknown>;
  /** Settings of the stack `dev` that are encrypted. */
  secretConfig?: Record<string, string>;
  /** Added to the environment of every run. */
  env?: Record<string, string>;
  /** Language options in Pulumi.yaml. Plain JavaScript starts faster without the TypeScript compiler. */
  runtimeOptions?: Record<string, unknown>;
  /** Instead of Node.js and its options. */
  runtime?: { readonly name: string; readonly options: Record<string, unknown> };
  /** Further keys of Pulumi.yaml. */
  projectOptions?: Record<string, unknown>;
}

/** One run of the CLI takes two to three seconds when nothing else runs. */
const TEST_TIMEOUT_MS = 180_000;
jest.setTimeout(TEST_TIMEOUT_MS);

let projects = 0;

/** A Pulumi project of its own below the installed package, with its own state and nothing of the person's. */
export async function createProject(options: TestProjectOptions): Promise<TestProject> {
  const run = testRun();
  const id = `${process.pid}-${++projects}`;
  const name = options.name ?? "customers";
  const folder = path.join(run.installed, "projects", id);
  const runtime = options.runtime ?? {
    name: "nodejs",
    options: { typescript: false, ...options.runtimeOptions },
  };
  writeProjectFile(folder, "Pulumi.yaml", JSON.stringify({ name, runtime, ...options.projectOptions }));
  // The nearest package.json decides what runs: without this one it would be that of the installation above.
  writeProjectFile(folder, "package.json", JSON.stringify({ name, private: true, main: "index.js" }));
  const project = new TestProject({
    cli: run.cli,
    folder: run.folder,
    backend: path.join(run.folder, "states", id),
    project: folder,
    name,
    mark: `${run.mark}${id}`,
    sdk: path.join(run.installed, "node_modules", "@pulumi", "pulumi"),
    node: run.node,
    ...(options.env ? { env: options.env } : {}),
    ...(run.template ? { template: run.template } : {}),
  });
  if (options.config) {
    writeProjectFile(folder, "Pulumi.dev.yaml", settingsText(name, options.config));
  }
  project.setProgram(options.program);
  await project.configure({}, options.secretConfig);
  return project;
}

/** Written as the CLI writes it, which saves a run of the CLI. A line of JSON is YAML too. */
function settingsText(project: string, config: Record<string, unknown>): string {
  const lines = Object.entries(config).map(([key, value]) => {
    const fullKey = key.includes(":") ? key : `${project}:${key}`;
    return `  ${JSON.stringify(fullKey)}: ${JSON.stringify(value)}\n`;
  });
  return `config:\n${lines.join("")}`;
}

export class TestProject extends PulumiProject {
  /** Replaces the program: the text of index.js, or texts by file name. */
  setProgram(program: string | Record<string, string>): void {
    const files = typeof program === "string" ? { "index.js": program } : program;
    for (const [file, text] of Object.entries(files)) {
      writeProjectFile(this.folder, file, text);
    }
  }

  /** Ends every process of the project and removes its files. */
  dispose(): void {
    this.endProcesses();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    rmSync(this.backend, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
