/**
 * `npm run demo`: the emulator, and the root project's three stacks under the real Pulumi CLI, for people to read.
 * Nothing stays behind, and nothing of the person's own Pulumi is used.
 */
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { reportFailure } from "../failure";
import type { OperationOptions, OperationResult, PulumiProject } from "../pulumi/pulumiProject";
import { createRepositoryProject } from "../pulumi/repositoryProject";

const STACKS = ["dev", "staging", "prod"];
/** The workspaces that the stacks provision: the environments of one customer. */
const WORKSPACES = ["98178", "98180", "98181"];

/** The requests of the program itself: a folder by its path, a profile by its name. */
const LOOKUP = /\/folders\?|\/custom_oauth_profiles\?/;

const say = (line = "") => process.stdout.write(`${line}\n`);
const title = (text: string) => {
  say(`\n== ${text}`);
};

/** Runs one operation and shows what it did and which requests that took. */
class Narrator {
  requests = 0;
  readonly #emulator: Emulator;
  readonly #pulumi: PulumiProject;

  constructor(emulator: Emulator, pulumi: PulumiProject) {
    this.#emulator = emulator;
    this.#pulumi = pulumi;
  }

  async run(operation: "up" | "destroy", stack: string, options: OperationOptions = {}): Promise<OperationResult> {
    this.#emulator.clearRequests();
    const started = Date.now();
    const result = await this.#pulumi[operation]({ stack, ...options });
    const requests = this.#emulator.requests;
    this.requests += requests.length;
    const changes = Object.entries(result.changes).map(([op, count]) => `${count} ${op}`);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const sent = requests.length === 1 ? "1 request" : `${requests.length} requests`;
    say(`$ pulumi ${operation} --stack ${stack}   (${changes.join(", ")}; ${sent}; ${seconds} s)`);
    for (const { method, path, status, body } of requests) {
      const fields = body === undefined ? "" : `   fields: ${Object.keys(body as object).join(", ")}`;
      say(`    ${method.padEnd(6)} ${path.replace("/api/managed_users", "...")} -> ${status ?? "cut"}${fields}`);
    }
    return result;
  }
}

async function showWorkspaces(emulator: Emulator): Promise<void> {
  for (const customer of WORKSPACES) {
    const answer = await fetch(`${emulator.url}/api/managed_users/${customer}/connections`, {
      headers: { Authorization: `Bearer ${emulator.token}` },
    });
    const { result } = (await answer.json()) as { result: Record<string, unknown>[] };
    say(`  ${customer}`);
    for (const { id, name, provider, authorization_status: status, parent_id: parent } of result) {
      const state = typeof status === "string" ? status : "waits for a person";
      const below = typeof parent === "number" ? `   below ${parent}` : "";
      say(`    ${String(id)}  ${String(name).padEnd(22)} ${String(provider).padEnd(11)} ${state}${below}`);
    }
  }
}

async function demo(emulator: Emulator, pulumi: PulumiProject): Promise<string[]> {
  const narrator = new Narrator(emulator, pulumi);
  const secrets = (stack: string, jiraApiToken: string) =>
    pulumi.configure(
      {},
      { jiraApiToken, jiraSupportApiToken: `jira-s-${stack}`, snowflakePassword: `snow-${stack}` },
      { stack },
    );

  title("One program, three environments: `pulumi up` provisions the customer's workspace in each");
  for (const stack of STACKS) {
    await secrets(stack, `jira-${stack}-1`);
    await narrator.run("up", stack);
  }

  title("What the customer's workspaces hold now");
  await showWorkspaces(emulator);

  title("A new Jira token and a new name: only these are sent");
  await secrets("dev", "jira-dev-2");
  await pulumi.setConfig("jiraName", "Jira of Acme", { stack: "dev" });
  await narrator.run("up", "dev");

  title("Nothing changed: an `up` sends nothing but the lookups of the program");
  await narrator.run("up", "dev");
  const requestsOfNoOp = emulator.requests.filter((request) => !LOOKUP.test(request.path)).length;

  title("A wrong token: `up` fails with the API's reason, and the connection stays in state");
  await secrets("dev", "wrong-token");
  const refused = await narrator.run("up", "dev", { expectFailure: true });
  for (const { severity, message } of refused.diagnostics) {
    if (severity === "error" && message.includes("refused")) say(`    ${message.trim().replace(/\n\s*/g, "\n    ")}`);
  }

  title("The right token: one PUT repairs it");
  await secrets("dev", "jira-dev-3");
  await narrator.run("up", "dev");
  const repaired = emulator.connections().filter((connection) => connection.authorizationStatus === "success").length;

  title("The state file holds no credential");
  const state = STACKS.map((stack) => pulumi.stateFile(stack)).join();
  const leaked = ["jira-dev-3", "snow-prod", "jira-s-staging", emulator.token].filter((secret) =>
    state.includes(secret),
  );
  say(`    looked for four of them in three state files: ${leaked.length} found`);

  title("`pulumi destroy`, stack by stack");
  for (const stack of STACKS) await narrator.run("destroy", stack);
  const left = emulator.connections().length;

  if (requestsOfNoOp + leaked.length + left > 0 || repaired !== 9) process.exitCode = 1;
  return [
    `3 stacks, 5 connections and 1 OAuth profile each: created, changed, repaired, destroyed with ${narrator.requests} requests`,
    `requests of an \`up\` without changes: ${requestsOfNoOp}, apart from the program's own lookups`,
    `connections authorized after the repair: ${repaired} of 9 with credentials`,
    `credentials found in state: ${leaked.length}; connections left on the server: ${left}`,
  ];
}

async function main(): Promise<void> {
  const emulator = await startEmulator();
  say(`The API's emulator listens at ${emulator.url}`);
  const { pulumi, dispose } = await createRepositoryProject({
    name: "acme-integrations",
    copies: ["Pulumi.yaml", ...STACKS.map((stack) => `Pulumi.${stack}.yaml`), "examples"],
    env: { WORKATO_HOST: emulator.url, WORKATO_API_TOKEN: emulator.token },
    say,
  });
  try {
    const summary = await demo(emulator, pulumi);
    title("Summary");
    for (const line of summary) say(`  ${line}`);
  } finally {
    dispose();
    await emulator.close();
  }
}

main().catch(reportFailure);
