import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { Workflow } from "../engine/support/pipelineDocument";
import {
  documentedFiles,
  documentedGitlab,
  documentedWorkflows,
  inheritedGitlabJob,
  ownWorkflowTexts,
} from "../engine/support/pipelineDocument";

const ROOT = path.join(__dirname, "..", "..");
const documented = Object.entries(documentedWorkflows());
const own = Object.entries(ownWorkflowTexts()).map(([file, text]) => [file, parse(text) as Workflow] as const);
const all = [...documented, ...own];

const jobsOf = (workflows: readonly (readonly [string, Workflow])[]) =>
  workflows.flatMap(([file, { jobs }]) =>
    Object.entries(jobs).map(([name, job]) => ({ where: `${file}: ${name}`, job })),
  );
const stepsOf = (workflows: readonly (readonly [string, Workflow])[]) =>
  jobsOf(workflows).flatMap(({ where, job }) => (job.steps ?? []).map((step) => ({ where, step })));

test("docs/ci.md has the workflows for preview, deployment and night, and a pipeline for GitLab", () => {
  expect(Object.keys(documentedFiles())).toEqual([
    ".github/workflows/preview.yml",
    ".github/workflows/deploy.yml",
    ".github/workflows/up.yml",
    ".github/workflows/nightly.yml",
    ".gitlab-ci.yml",
  ]);
});

test("every workflow says what it may do, and every job when it is given up", () => {
  expect(all.filter(([, { permissions }]) => permissions?.["contents"] !== "read").map(([file]) => file)).toEqual([]);
  const endless = jobsOf(all).filter(({ job }) => job.steps !== undefined && job["timeout-minutes"] === undefined);
  expect(endless.map(({ where }) => where)).toEqual([]);
});

test("no command has an expression in it: what a person can write into a title or a branch never becomes code", () => {
  const injected = stepsOf(all).filter(({ step }) => step.run?.includes("${{") === true);
  expect(injected.map(({ where }) => where)).toEqual([]);
});

test("every action is pinned by commit, with its version beside it, and is GitHub's or Pulumi's own", () => {
  const texts = [...Object.values(documentedFiles()), ...Object.values(ownWorkflowTexts())];
  const used = texts.flatMap((text) => text.match(/\buses: (?!\.\/).*/g) ?? []);
  const pinned = /^uses: (actions\/[\w-]+|pulumi\/actions)@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
  expect(used.filter((line) => !pinned.test(line))).toEqual([]);
  expect(used).toHaveLength(stepsOf(all).filter(({ step }) => step.uses !== undefined).length);
  // One action is one commit, wherever it is used.
  const actions = new Set(used.map((line) => line.replace(/@.*/, "")));
  expect(new Set(used).size).toBe(actions.size);
});

test("the image of GitLab's jobs is pinned by version", () => {
  expect((documentedGitlab().default as { readonly image?: string }).image).toMatch(
    /^pulumi\/pulumi-nodejs:\d+\.\d+\.\d+$/,
  );
});

test("only a comment of the workflow's own account is rewritten", () => {
  const steps = stepsOf(documented).flatMap(({ step }) => step.run ?? []);
  expect(steps.filter((run) => run.includes("startswith("))).toEqual([
    expect.stringContaining('select(.user.login == "github-actions[bot]" and (.body | startswith('),
  ]);
});

test("a job that changes a stack holds it alone, one that looks at it holds up no deployment, and both take the token from the secrets", () => {
  const deploying = jobsOf(documented).filter(({ job }) =>
    job.steps?.some(({ run }) => /pulumi (up|preview .*--refresh)/.test(run ?? "")),
  );
  expect(deploying.map(({ where }) => where)).toEqual(["up.yml: up", "nightly.yml: drift"]);
  // Of those that wait in one group only the newest stays: a look at a stack must not be what pushes a deployment out.
  expect(deploying.map(({ job }) => job.concurrency?.group)).toEqual([
    "pulumi-${{ inputs.stack }}",
    "drift-${{ matrix.stack }}",
  ]);
  for (const { job } of deploying) {
    expect(job.env?.["WORKATO_API_TOKEN"]).toBe("${{ secrets.WORKATO_API_TOKEN }}");
  }
  expect(deploying[0]?.job.environment).toBe("${{ inputs.stack }}");
});

test("GitLab: stages, needed jobs and rules are there, and a stack is held by one job at a time", () => {
  const { stages, default: _defaults, ...jobs } = documentedGitlab();
  const names = Object.keys(jobs).filter((name) => !name.startsWith("."));
  for (const name of names) {
    const job = inheritedGitlabJob(documentedGitlab(), name);
    expect(stages).toContain(job.stage);
    expect(names).toEqual(expect.arrayContaining([...(job.needs ?? [])]));
    expect(job.rules?.length).toBeGreaterThan(0);
    const script = job.script?.join("\n") ?? "";
    if (/pulumi up/.test(script)) expect(job.resource_group).toBe("pulumi-$STACK");
    if (/pulumi preview .*--refresh/.test(script)) expect(job.resource_group).toBe("drift-$STACK");
  }
});

test("the workflows of this repository run scripts that exist, on every Node.js that the engine is tested on", () => {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const commands = stepsOf(own).flatMap(({ step }) => step.run ?? []);
  const named = commands.flatMap((command) =>
    [...command.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => name),
  );
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  expect(named).toEqual(expect.arrayContaining(["check", "test:page", "test:engines"]));
  const nodes = /const NODES = (\[.*\]);/.exec(readFileSync(path.join(ROOT, "tools/engines/cells.ts"), "utf8"))?.[1];
  const engines = own.find(([file]) => file === "ci.yml")?.[1].jobs["engines"];
  expect(engines?.strategy?.matrix["node"]).toEqual(JSON.parse(nodes ?? "[]"));
});

test("a release is what was tested, says what is in it, and needs no token of npm", () => {
  const release = own.find(([file]) => file === "release.yml")?.[1];
  const runs = (name: string) => release?.jobs[name]?.steps?.flatMap(({ run }) => run ?? []).join("\n") ?? "";
  expect(runs("pack")).toMatch(/CHANGELOG\.md[^]*npm run check\nnpm test\n[^]*\nnpm pack$/m);
  // npm refuses a provenance of another repository than the package names, and where this one is nobody knows here.
  expect(runs("pack")).toMatch(
    /\nnpm pkg set .*"repository\.url=git\+\$GITHUB_SERVER_URL\/\$GITHUB_REPOSITORY\.git"\nnpm pack\n/,
  );
  expect(runs("publish")).toMatch(/npm publish \.\/\S+\.tgz --provenance/);
  expect(release?.jobs["publish"]?.needs).toBe("pack");
  expect(JSON.stringify(release)).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN/);
});

test("no file names a registry", () => {
  const folder = path.join(ROOT, ".github");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((file) => readFileSync(path.join(file.parentPath, file.name), "utf8"));
  expect([...texts, ...Object.values(documentedFiles())].filter((text) => /registry/i.test(text))).toEqual([]);
});

test("issue templates are forms that GitHub takes: names, descriptions, and fields with ids that are not repeated", () => {
  const folder = path.join(ROOT, ".github", "ISSUE_TEMPLATE");
  for (const file of readdirSync(folder).filter((name) => name !== "config.yml")) {
    const form = parse(readFileSync(path.join(folder, file), "utf8")) as {
      name: string;
      description: string;
      body: { type: string; id?: string; attributes: { label?: string; value?: string } }[];
    };
    expect([typeof form.name, typeof form.description]).toEqual(["string", "string"]);
    const fields = form.body.filter(({ type }) => type !== "markdown");
    expect(fields.filter(({ attributes }) => attributes.label === undefined)).toEqual([]);
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
  }
});
