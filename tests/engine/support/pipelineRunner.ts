import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CommandResult } from "../../../tools/pulumi/pulumiCommand";
import { startCommand } from "../../../tools/pulumi/pulumiCommand";
import type { TestProject } from "./engine";
import type { GitlabJob, Variables, WorkflowJob } from "./pipelineDocument";
import { withValues } from "./pipelineDocument";
import { testRun } from "./testRun";

/** Commands that would reach the outside: each notes its arguments and, where it has a body, the body. */
const RECORDED = ["npm", "gh", "curl"];

/**
 * Arguments go to a file, a line each. `gh api` that lists comments answers with what COMMENT_ID says, GitLab with the number of
 * its user and with what NOTES says.
 */
const RECORDER = `#!/bin/sh
echo "$(basename "$0") $*" >> "$RECORDED_COMMANDS"
case "$*" in
  *--paginate*) echo "$COMMENT_ID" ;;
  */user) echo '{"id":5}' ;;
  */notes\\?*) printf '%s' "$NOTES" ;;
esac
`;

export interface JobRun extends Pick<CommandResult, "exitCode" | "output"> {
  /** What the job asked of the outside. */
  readonly recorded: readonly string[];
}

/** Throws with what a job printed when it is red. */
export function expectGreen({ exitCode, output }: JobRun): void {
  if (exitCode !== 0) throw new Error(`exit code ${String(exitCode)}:\n${output}`);
}

/** Runs the commands of pipelines in a project, as the runners of GitHub and GitLab do. */
export class PipelineRunner {
  readonly #project: TestProject;
  readonly #bin: string;
  readonly #record: string;

  constructor(project: TestProject) {
    this.#project = project;
    this.#bin = path.join(project.folder, ".runner");
    this.#record = path.join(this.#bin, "recorded");
    mkdirSync(this.#bin);
    symlinkSync(testRun().cli, path.join(this.#bin, "pulumi"));
    for (const name of RECORDED) {
      writeFileSync(path.join(this.#bin, name), RECORDER);
      chmodSync(path.join(this.#bin, name), 0o755);
    }
  }

  /** The steps with commands of a job of GitHub, in their order. After a failure only those go on that say `!cancelled()`. */
  async github(job: WorkflowJob, values: Variables, env: Variables = {}): Promise<JobRun> {
    let exitCode: number | null = 0;
    let output = "";
    this.#forget();
    for (const step of job.steps ?? []) {
      const always = step.if === "${{ !cancelled() }}";
      if (step.run === undefined || (exitCode !== 0 && !always)) continue;
      const written = Object.entries({ ...job.env, ...step.env }).map(
        ([key, value]) => [key, withValues(value, values)] as const,
      );
      const result = await this.#bash(["-eo", "pipefail"], step.run, { ...Object.fromEntries(written), ...env });
      output += result.output;
      exitCode = exitCode === 0 ? result.exitCode : exitCode;
    }
    return { exitCode, output, recorded: this.#recorded() };
  }

  /** The script of a job of GitLab: one shell for all lines. */
  async gitlab(job: GitlabJob, env: Variables): Promise<JobRun> {
    this.#forget();
    const { exitCode, output } = await this.#bash(["-eo", "pipefail"], (job.script ?? []).join("\n"), {
      ...job.variables,
      ...env,
    });
    return { exitCode, output, recorded: this.#recorded() };
  }

  #bash(options: readonly string[], script: string, env: Variables): Promise<CommandResult> {
    const { PATH = "", ...environment } = this.#project.environment;
    return startCommand("bash", ["--noprofile", "--norc", ...options, "-c", script], {
      cwd: this.#project.folder,
      env: {
        ...environment,
        CI: "true",
        PATH: [this.#bin, PATH].join(path.delimiter),
        RECORDED_COMMANDS: this.#record,
        COMMENT_ID: "",
        NOTES: "[]",
        ...env,
      },
    }).result;
  }

  #forget(): void {
    writeFileSync(this.#record, "");
  }

  #recorded(): string[] {
    return existsSync(this.#record) ? readFileSync(this.#record, "utf8").split("\n").filter(Boolean) : [];
  }
}
