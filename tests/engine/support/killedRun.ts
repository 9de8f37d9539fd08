import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "../../../emulator";
import type { OperationOptions } from "../../../tools/pulumi/pulumiProject";
import type { WorkatoProject } from "./workatoProject";

/** The plugin processes of a project that still run. */
export function pluginsOf({ project }: WorkatoProject) {
  return project.leftoverProcesses().filter(({ command }) => command.includes("dynamic-provider"));
}

/** The end of a process that is not our child is no event for us. */
export async function pluginsEnd(workato: WorkatoProject): Promise<void> {
  while (pluginsOf(workato).length > 0) await delay(20);
}

/**
 * An `up` that is killed in the moment in which a request arrives that this fault keeps from being answered. The work is
 * not done unless the fault says so. The lock is taken away afterwards.
 */
export async function upKilledAt(workato: WorkatoProject, fault: Fault, options: OperationOptions = {}): Promise<void> {
  const { emulator, project } = workato;
  const armed = emulator.failNext({ hang: true, ...fault });
  emulator.clearRequests();
  const running = await project.startOperation("up", options);
  await emulator.waitForRequest({
    ...(fault.method === undefined ? {} : { method: fault.method }),
    ...(fault.path === undefined ? {} : { path: fault.path }),
  });
  running.kill("SIGKILL");
  await running.result;
  armed.cancel();
  await pluginsEnd(workato);
  project.endProcesses();
  await project.cancel();
}
