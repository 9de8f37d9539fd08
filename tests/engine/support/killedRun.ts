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
  const arrival = emulator.waitForRequest({
    ...(fault.method === undefined ? {} : { method: fault.method }),
    ...(fault.path === undefined ? {} : { path: fault.path }),
  });
  const end = running.result.then(({ output }) => {
    throw new Error(`pulumi up has ended before the request in which it was to be killed\n${output}`);
  });
  await Promise.race([arrival, end]);
  running.kill("SIGKILL");
  await end.catch(() => undefined);
  armed.cancel();
  await pluginsEnd(workato);
  project.endProcesses();
  await project.cancel();
}
