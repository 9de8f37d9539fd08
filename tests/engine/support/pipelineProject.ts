import type { WorkatoProject } from "./workatoProject";
import { createWorkatoProject } from "./workatoProject";

export const STACKS = ["dev", "staging", "prod"] as const;

/** One customer, whose environments are workspaces of their own, and one connection in each. */
export const CUSTOMERS = { dev: "98178", staging: "98180", prod: "98181" };

export const CONNECTION = `new ManagedConnection("jira", {
  managedUserId: ${JSON.stringify(CUSTOMERS)}[pulumi.getStack()],
  provider: "jira",
  input: { host_name: "acme.atlassian.net", apitoken: "a-token-that-works" },
});`;

/** What the secrets and the events of a pipeline hold. */
export const valuesOf = (workato: WorkatoProject): Record<string, string> => ({
  "secrets.PULUMI_ACCESS_TOKEN": "not-used-with-a-state-of-our-own",
  "secrets.WORKATO_API_TOKEN": workato.emulator.token,
  "github.token": "token-of-the-job",
  "github.repository": "acme/customers",
  "github.event.pull_request.number": "7",
});

/** A project with the three stacks, whose token comes from the pipeline alone. */
export async function createPipelineProject(): Promise<WorkatoProject> {
  const workato = await createWorkatoProject({
    program: CONNECTION,
    emulator: { seed: { customers: Object.values(CUSTOMERS).map((id) => ({ id: Number(id) })) } },
  });
  const { project, emulator } = workato;
  delete project.environment["WORKATO_API_TOKEN"];
  project.environment["WORKATO_HOST"] = emulator.url;
  // The first command on a stack makes it.
  for (const stack of STACKS) await project.run(["config"], { stack });
  return workato;
}
