import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

const REPOSITORY = path.resolve(__dirname, "../../..");
const OWN_WORKFLOWS = ".github/workflows";

export type Variables = Readonly<Record<string, string>>;

export interface WorkflowStep {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Variables;
}

/** A job of GitHub: steps of its own, or another workflow that it calls. */
export interface WorkflowJob {
  readonly steps?: readonly WorkflowStep[];
  readonly uses?: string;
  readonly with?: Variables;
  readonly needs?: string | readonly string[];
  readonly env?: Variables;
  readonly environment?: string;
  readonly concurrency?: { readonly group: string };
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly "timeout-minutes"?: number;
}

export interface Workflow {
  readonly on: unknown;
  readonly permissions?: Variables;
  readonly concurrency?: { readonly group: string };
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

export interface GitlabJob {
  readonly stage?: string;
  readonly extends?: string;
  readonly needs?: readonly string[];
  readonly script?: readonly string[];
  readonly variables?: Variables;
  readonly resource_group?: string;
  readonly environment?: string;
  readonly rules?: readonly { readonly if: string; readonly when?: string }[];
}

export type GitlabPipeline = Readonly<Record<string, GitlabJob>> & { readonly stages: readonly string[] };

/** The texts of docs/ci.md that a reader copies into files, by the file's name. */
export function documentedFiles(): Record<string, string> {
  const document = readFileSync(path.join(REPOSITORY, "docs/ci.md"), "utf8");
  const found = document.matchAll(/^`(\.git[\w./-]+\.yml)`\.[^]*?^```yaml\n([^]*?)^```$/gm);
  return Object.fromEntries([...found].map(([, file = "", text = ""]) => [file, text]));
}

/** GitHub's workflows of docs/ci.md, by the file's name. */
export function documentedWorkflows(): Record<string, Workflow> {
  const files = Object.entries(documentedFiles()).filter(([file]) => file.startsWith(OWN_WORKFLOWS));
  return Object.fromEntries(files.map(([file, text]) => [path.basename(file), parse(text) as Workflow]));
}

/** The workflows of this repository, as texts by the file's name. */
export function ownWorkflowTexts(): Record<string, string> {
  const folder = path.join(REPOSITORY, OWN_WORKFLOWS);
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
}

export function documentedGitlab(): GitlabPipeline {
  return parse(documentedFiles()[".gitlab-ci.yml"] ?? "") as GitlabPipeline;
}

/** A job with what it inherits by `extends`. */
export function inheritedGitlabJob(pipeline: GitlabPipeline, name: string): GitlabJob {
  const job = pipeline[name];
  if (job === undefined) throw new Error(`.gitlab-ci.yml has no job "${name}"`);
  return job.extends === undefined ? job : { ...inheritedGitlabJob(pipeline, job.extends), ...job };
}

/** Puts in what stands between `${{` and `}}`. A name that nobody knows is an error. */
export function withValues(text: string, values: Variables): string {
  return text.replace(/\$\{\{ *([\w.]+) *\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the workflow uses \${{ ${name} }}, which the test does not know`);
    return value;
  });
}
