import { setImmediate } from "node:timers/promises";
import type { FaultHandle } from "../../../emulator";
import type { Surroundings } from "../../../provider/resources/session";
import { PluginProcess } from "../../runtime/support/pluginProcess";
import { CommandError, Killed, RecordedPlugin } from "../../support/engineModel";
import type { Call, Config, Plugin, UpOptions } from "../../support/engineModel";
import { KillableProcess } from "./killableProcess";
import { KINDS, REQUESTS, type CommandKind, type CommandSpec, type RandomKill } from "./life";
import { connectionIdOf } from "./watch";
import type { World } from "./world";

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
  #isHanging = false;
  #kill: RandomKill | undefined;
  #killable: KillableProcess | undefined;

  constructor(world: World, environment: Surroundings["environment"]) {
    this.#world = world;
    const writeLine = (line: string) => {
      world.watch.show(line);
    };
    this.#surroundings = { environment, writeLine };
  }

  start(settings: Config): Plugin | Promise<Plugin> {
    const config = { ...settings, requestTimeoutSeconds: this.#isHanging ? IMPATIENT_SECONDS : PATIENT_SECONDS };
    const calls: Call[] = [];
    this.#world.watch.calls.push(calls);
    if (this.#kill === undefined) return new RecordedPlugin(new PluginProcess(config, this.#surroundings), calls);
    return KillableProcess.start(config, this.#surroundings).then((process) => {
      this.#killable = process;
      return new RecordedPlugin(process, calls);
    });
  }

  /** Answers what the command failed with. */
  async run(kind: CommandKind, spec: CommandSpec): Promise<string | undefined> {
    const { emulator, watch } = this.#world;
    this.prepare(spec);
    const options = this.#optionsOf(spec);
    this.#noteReplaced(options);
    const handles = this.#arm(spec);
    try {
      await this.#carryOut(kind, options);
      return undefined;
    } catch (error) {
      if (!(error instanceof CommandError || error instanceof Killed)) throw error;
      for (const handle of handles) handle.cancel();
      watch.isKilled = error instanceof Killed;
      watch.wasKilled ||= watch.isKilled;
      if (watch.isKilled) await this.#finishKilled();
      watch.show(error.message);
      this.#explainOrphans(error);
      this.#noteLeftAssignments();
      return error.message;
    } finally {
      for (const handle of handles) handle.cancel();
      watch.note(emulator, this.#world.engine, this.#world.written.named());
    }
  }

  prepare({ faults, kill }: CommandSpec): void {
    const { emulator, engine, watch, onExisting } = this.#world;
    this.#isHanging = kill !== undefined || faults.some(({ kind }) => kind === "hang" || kind === "hangDone");
    this.#kill = kill;
    engine.config = { ...QUICK, apiToken: emulator.token, baseUrl: emulator.url, onExisting };
    Object.assign(this.#surroundings.environment, this.#world.variables());
    emulator.clearRequests();
    watch.calls = [];
    watch.isKilled = false;
  }

  #carryOut(kind: CommandKind, options: UpOptions): Promise<unknown> {
    const { engine } = this.#world;
    if (kind === "refresh") return engine.refresh(options);
    if (kind === "destroy") return engine.destroy(options);
    if (kind === "destroyRefresh") return engine.destroy({ ...options, refresh: true });
    return engine.up(this.#world.program(), { ...options, refresh: kind === "upRefresh" });
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

  /** Resources that the engine may replace although nothing about them says so. */
  #noteReplaced({ replace = [] }: UpOptions): void {
    const { engine, watch } = this.#world;
    for (const [name, { options }] of Object.entries(this.#world.program())) {
      for (const former of [name, ...(options?.aliases ?? [])]) {
        const saved = engine.saved.get(former);
        if (saved?.type !== "connection") continue;
        const isFailed = saved.initErrors.length > 0 && options?.replaceOnChanges !== undefined;
        if (isFailed || replace.includes(former)) watch.replaced.add(connectionIdOf(saved.id));
      }
    }
  }

  #arm({ faults, kill }: CommandSpec): FaultHandle[] {
    const { emulator } = this.#world;
    const handles: FaultHandle[] = [];
    if (kill !== undefined) {
      // First, so that it counts every request.
      handles.push(emulator.failNext({ hang: true, execute: kill.done, skip: kill.request - 1 }));
      const die = async () => {
        await setImmediate();
        this.#killable?.kill();
      };
      emulator.waitForRequest(() => true, kill.request).then(die, () => undefined);
    }
    for (const { request, kind, skip, times } of faults) {
      handles.push(emulator.failNext({ ...REQUESTS[request], ...KINDS[kind], skip, times }));
    }
    return handles;
  }

  /** What a killed plugin had sent already is done before anything else happens. */
  async #finishKilled(): Promise<void> {
    for (const round of ["first", "second"]) await (await fetch(`${this.#world.emulator.url}/${round}`)).text();
  }

  /** An id may be missing in state only when nobody could save it, or when the error names it or says that it is not known. */
  #explainOrphans(error: Error): void {
    const told = error instanceof CommandError ? `${error.message}\n${error.toldToHooks}` : error.message;
    const isTold = /Whether the connection was made is not known|connections like this one/.test(told);
    for (const { id } of this.#world.orphans()) {
      const isNamed = new RegExp(`\\bid ${id}\\b`).test(told);
      if (error instanceof Killed || isTold || isNamed) this.#world.watch.explained.add(id);
    }
  }

  /** Assignments whose request failed or was killed, and which the program gave up then: no list shows them. */
  #noteLeftAssignments(): void {
    const saved = [...this.#world.engine.saved.values()];
    for (const profile of this.#world.emulator.assignments("98178")) {
      const isKnown = saved.some(({ type, id }) => type === "assignment" && id.endsWith(`/${profile}`));
      if (!isKnown) this.#world.watch.leftAssignments.add(profile);
    }
  }
}
