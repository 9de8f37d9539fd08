import path from "node:path";
import type { StackTemplate } from "../../../tools/pulumi/stackFiles";
import { PulumiProject, writeProjectFile } from "../../../tools/pulumi/pulumiProject";
import type { TestRun } from "./testRun";

/** Has the real CLI make one empty stack, of which all stacks of the run are copies. */
export async function makeTemplate(run: TestRun): Promise<StackTemplate> {
  const folder = path.join(run.folder, "template");
  const name = "template";
  writeProjectFile(folder, "Pulumi.yaml", JSON.stringify({ name, runtime: "nodejs" }));
  const project = new PulumiProject({
    cli: run.cli,
    folder,
    project: folder,
    name,
    mark: `${run.mark}template`,
    sdk: path.join(run.installed, "node_modules", "@pulumi", "pulumi"),
    node: run.node,
  });
  await project.run(["config"]);
  return project.files.read("dev");
}
