import { setImmediate } from "node:timers/promises";
import type { FaultHandle } from "../../../emulator";
import type { Surroundings } from "../../../provider/resources/session";
import { PluginProcess } from "../../support/pluginProcess";
import { CommandError, Killed, RecordedPlugin } from "../../support/engineModel";
import type { Call, Config, Plugin, UpOptions } from "../../support/engineModel";
import { resourcesIn, type CommandRecord } from "./commandRecord";
import { Gate } from "./gate";
import { KINDS, REQUESTS, type CommandKind, type CommandSpec, type RandomKill } from "./life";
import type { World } from "./world";

/** How long a second of the usual settings is here, where it says how late a server and its lists may be. */
export const MS_OF_A_SECOND = 2.5;

const QUICK = {
  quotaWindowSeconds: "0.6",
  settleTimeoutSeconds: "0.1",
  requestsPerMinute: "1000000",
  listRequestsPerMinute: "1000000",
  retryTimeoutSeconds: "0.8",
};
/** For one attempt. A server that never answers is soon given up; one that answers has time, on a busy machine too. */
const IMPATIENT_SECONDS = "0.25";
const PATIENT_SECONDS = "10";

export const CALM: CommandSpec = { sequential: false, faults: [], kill: undefined };

/** The commands of one world, each with its faults and its end. */
export class CommandRun {
  readonly #world: World;
  readonly #surroundings: Surroundings;
  readonly #shown: string[] = [];
  #calls: Call[][] = [];
  #isHanging = false;
  #kill: RandomKill | undefined;
  /** End the processes that are to be killed: what they have not sent by then does not reach the server. */
  readonly #killers: (() => void)[] = [];

  constructor(world: World) {
    this.#world = world;
    const writeLine = (line: string) => {
      this.#shown.push(line);
    };
    this.#surroundings = { environment: world.environment, writeLine };
  }

  start(settings: Config): Plugin | Promise<Plugin> {
    const config = { ...settings, requestTimeoutSeconds: this.#isHanging ? IMPATIENT_SECONDS : PATIENT_SECONDS };
    const calls: Call[] = [];
    this.#calls.push(calls);
    if (this.#kill === undefined) return new RecordedPlugin(new PluginProcess(config, this.#surroundings), calls);
    return this.#startKillable(config).then((process) => new RecordedPlugin(process, calls));
  }

  async #startKillable(config: Config): Promise<PluginProcess> {
    const gate = await Gate.open(config.baseUrl ?? "");
    const killer = new AbortController();
    this.#killers.push(() => {
      killer.abort();
      gate.shut();
    });
    return new PluginProcess(config, { ...this.#surroundings, signal: killer.signal }, gate.url);
  }

  async run(kind: CommandKind, spec: CommandSpec): Promise<CommandRecord> {
    const { emulator, engine } = this.#world;
    this.#prepare(spec);
    const program = this.#world.program();
    const options = this.#optionsOf(spec);
    const serverBefore = new Map(emulator.connections().map((stored) => [stored.id, stored]));
    const stateBefore = resourcesIn(engine);
    const handles = this.#arm(spec);
    const ended = await this.#end(this.#carryOut(kind, options));
    this.#killAll();
    for (const handle of handles) handle.cancel();
    emulator.behaviour.emptyLists = 0;
    const isKilled = ended instanceof Killed;
    if (isKilled) await this.#finishKilled();
    if (ended instanceof CommandError) this.#shown.push(ended.message);
    const { target } = options;
    const shown = this.#shown.splice(0);
    const requests = [...emulator.requests];
    const hasFailed = ended !== undefined;
    return {
      kind,
      spec,
      program,
      target,
      hasFailed,
      isKilled,
      shown,
      calls: this.#calls,
      requests,
      serverBefore,
      stateBefore,
    };
  }

  /** What another `up` like this one would do, and what was said then. Nothing is to be written. */
  async preview(target?: readonly string[]): Promise<{ steps: Readonly<Record<string, string>>; shown: string[] }> {
    const { emulator, engine } = this.#world;
    this.#prepare(CALM);
    const steps = await engine.preview(this.#world.program(), { target }).catch((error: unknown) => {
      if (!(error instanceof CommandError)) throw error;
      this.#shown.push(error.message);
      return {};
    });
    const writes = emulator.requests.filter(({ method }) => method !== "GET");
    if (writes.length > 0) throw new Error(`A preview wrote: ${writes.map(({ path }) => path).join(", ")}`);
    return { steps, shown: this.#shown.splice(0) };
  }

  #prepare({ faults, kill, emptyList = false }: CommandSpec): void {
    const { emulator, engine, environment, onExisting, written } = this.#world;
    this.#isHanging = faults.some(({ kind }) => kind === "hang" || kind === "hangDone");
    this.#kill = kill;
    this.#calls = [];
    engine.config = { ...QUICK, apiToken: emulator.token, baseUrl: emulator.url, onExisting };
    Object.assign(environment, written.variables());
    emulator.behaviour.emptyLists = emptyList ? 1 : 0;
    emulator.clearRequests();
  }

  #carryOut(kind: CommandKind, options: UpOptions): Promise<unknown> {
    const { engine } = this.#world;
    if (kind === "refresh") return engine.refresh(options);
    if (kind === "destroy") return engine.destroy(options);
    if (kind === "destroyRefresh") return engine.destroy({ ...options, refresh: true });
    return engine.up(this.#world.program(), { ...options, refresh: kind === "upRefresh" });
  }

  async #end(command: Promise<unknown>): Promise<CommandError | Killed | undefined> {
    try {
      await command;
      return undefined;
    } catch (error) {
      if (error instanceof CommandError || error instanceof Killed) return error;
      throw error;
    }
  }

  #optionsOf({ sequential, target, replace, continueOnError }: CommandSpec): UpOptions {
    const { engine } = this.#world;
    const known = new Set([...engine.saved.keys(), ...Object.keys(this.#world.program())]);
    const namesOf = (slots: readonly number[] = []) =>
      [...known].filter((name) => slots.some((slot) => name.slice(1).startsWith(`${slot}-`)));
    const targeted = namesOf(target);
    return {
      sequential,
      continueOnError,
      target: targeted.length === 0 ? undefined : targeted,
      replace: namesOf(replace).filter((name) => engine.saved.has(name)),
    };
  }

  #arm({ faults, kill }: CommandSpec): FaultHandle[] {
    const { emulator } = this.#world;
    const handles: FaultHandle[] = [];
    if (kill !== undefined) {
      // First, so that it counts every request.
      handles.push(emulator.failNext({ hang: true, execute: kill.done, skip: kill.request - 1 }));
      const isOver = () => handles[0]?.remaining === 0 && handles[0].hits === 0;
      const die = async () => {
        await setImmediate();
        if (!isOver()) this.#killAll();
      };
      emulator.waitForRequest(() => true, kill.request).then(die, () => undefined);
    }
    for (const { request, kind, skip, times } of faults) {
      handles.push(emulator.failNext({ ...REQUESTS[request], ...KINDS[kind], skip, times }));
    }
    return handles;
  }

  #killAll(): void {
    for (const kill of this.#killers.splice(0)) kill();
  }

  /** What a killed plugin had sent already is done before anything else happens. */
  async #finishKilled(): Promise<void> {
    for (const round of ["first", "second"]) await (await fetch(`${this.#world.emulator.url}/${round}`)).text();
  }
}
