import type { Fault } from "../../../emulator";
import { Killed } from "../../support/engineModel";
import type { Program, UpOptions } from "../../support/engineModel";
import type { Bench } from "./bench";
import { PluginProcess } from "../../support/pluginProcess";

/** `up`, killed in the moment in which a request arrives that this fault keeps from being answered. */
export async function upKilledAt(bench: Bench, program: Program, fault: Fault, options: UpOptions = {}): Promise<void> {
  const { emulator, environment, lines, stack } = bench;
  const death = new AbortController();
  const writeLine = (line: string): void => void lines.push(`${line}\n`);
  const process = new PluginProcess(stack.config, { environment, writeLine, signal: death.signal });
  const armed = emulator.failNext({ hang: true, ...fault });
  const { method, path } = fault;
  const arrival = {
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
  };
  emulator.clearRequests();
  const up = stack.up(program, { ...options, process });
  await Promise.race([emulator.waitForRequest(arrival), up]);
  death.abort();
  await expect(up).rejects.toThrow(Killed);
  armed.cancel();
}
