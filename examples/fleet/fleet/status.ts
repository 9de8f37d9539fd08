import { LocalWorkspace } from "@pulumi/pulumi/automation";
import type { FleetStack } from "../stacks";
import { table } from "./table";

/** What the back end knows of the stacks, by one question: nobody asks Workato. */
export async function status(stacks: readonly FleetStack[], project: string): Promise<string> {
  const workspace = await LocalWorkspace.create({ workDir: project });
  const summaries = new Map((await workspace.listStacks()).map((summary) => [summary.name, summary]));
  const rows = stacks.map(({ name, group, environment }) => {
    const { lastUpdate, resourceCount } = summaries.get(name) ?? {};
    return [group, environment, resourceCount ?? 0, summaries.has(name) ? (lastUpdate ?? "never") : "no stack yet"];
  });
  return table(["group", "environment", "resources", "last update"], rows);
}
