import { setImmediate } from "node:timers/promises";
import type { Emulator, StoredConnection } from "../../../emulator";
import { KillablePlugin } from "./killablePlugin";
import { CommandError, Killed, ModelEngine, type Declaration, type Program } from "./modelEngine";
import type { Action, CommandSpec, Edit, Life, Spec } from "./randomProgram";
import { ASSIGNMENT_SLOTS, KINDS, REQUESTS } from "./randomProgram";

const QUICK = {
  quotaWindowSeconds: "0.6",
  requestsPerMinute: "1000000",
  listRequestsPerMinute: "1000000",
  requestTimeoutSeconds: "0.25",
  retryTimeoutSeconds: "0.8",
};

/** What the person has written for one connection. */
interface Declared extends Spec {
  readonly logicalName: string;
  /** Every change of the credentials has its own, so that none is ever the one before. */
  readonly version: number;
}

/** A stack, its program, the server, and what the one who watches knows of them. */
export class World {
  readonly engine = new ModelEngine();
  readonly declared = new Map<number, Declared>();
  readonly assigned = new Set<number>();
  /** Connections that somebody made by hand. */
  readonly foreign = new Set<number>();
  /** Connections whose id could not be saved, for a reason that was told or seen: a kill, a list that failed, too. */
  readonly explained = new Set<number>();
  readonly leftAssignments = new Set<number>();
  /** Connections whose authorization somebody changed by hand. */
  readonly touched = new Set<number>();
  readonly errors: string[] = [];
  #versions = 0;
  #killed = false;
  #onExisting: Life["onExisting"];

  constructor(
    readonly emulator: Emulator,
    onExisting: Life["onExisting"],
  ) {
    this.#onExisting = onExisting;
  }

  async act(action: Action): Promise<void> {
    switch (action.kind) {
      case "declare":
        this.#declare(action.slot, action.spec);
        break;
      case "credentials":
        this.#change(action.slot, { credentials: action.credentials, version: ++this.#versions });
        break;
      case "remove":
        this.declared.delete(action.slot);
        break;
      case "renameLogically":
        this.#change(action.slot, { logicalName: `r${action.slot}-${++this.#versions}` });
        break;
      case "putBack":
        this.#putBack(action.slot);
        break;
      case "toggleAssignment":
        if (!this.assigned.delete(action.slot)) this.assigned.add(action.slot);
        break;
      case "edit":
        this.#edit(action.slot, action.edit);
        break;
      default:
        await this.#run(action.kind, action);
    }
  }

  /** The faults are over, the person corrects what is wrong, says "adopt", and runs refresh and up. */
  async settle(): Promise<Readonly<Record<string, string>>> {
    this.#onExisting = "adopt";
    for (const [slot, declared] of this.declared) {
      if (declared.credentials === "wrong") this.#change(slot, { credentials: "good", version: ++this.#versions });
    }
    for (const { id } of this.emulator.connections()) this.emulator.stopRecipes(id);
    // Several of one name are for a person to decide; the ones made by hand go.
    for (const id of this.foreign) {
      if (this.emulator.connection(id) !== undefined && !this.#isInState(id)) this.emulator.remove(id);
    }
    const calm = { sequential: false, faults: [], kill: undefined };
    for (const command of ["refresh", "up"] as const) {
      const error = await this.#run(command, calm);
      if (error !== undefined) throw new Error(`The last ${command} failed: ${error}`);
    }
    this.emulator.clearRequests();
    const plugin = await this.#start();
    try {
      const steps: Readonly<Record<string, string>> = await this.engine.up(plugin, this.program());
      return steps;
    } finally {
      plugin.kill();
    }
  }

  program(): Program {
    const connections = [...this.declared].map(([slot, declared]) => {
      const { logicalName, provider, name, credentials, disconnected, shell, externalId, version } = declared;
      const isWrong = credentials === "wrong" && !this.#hasFormerName(slot, logicalName);
      const secret = `${isWrong ? "wrong-" : ""}planted-${slot}-${version}`;
      const args = {
        managedUserId: customerOf(slot),
        provider,
        name: `c${slot}-${name}`,
        ...(credentials === "none" ? {} : { input: { apitoken: secret } }),
        ...(disconnected ? { disconnected } : {}),
        ...(shell ? { shellConnection: true } : {}),
        ...(externalId === "unset" ? {} : { externalId: externalId === "null" ? null : "u1" }),
      };
      return [logicalName, { type: "connection", args }] as const;
    });
    const assignments = [...this.assigned].map((slot) => {
      const args = { managedUserId: "98178", profileId: 322 + slot };
      return [`p${slot}`, { type: "assignment", args }] as const;
    });
    return Object.fromEntries<Declaration>([...connections, ...assignments]);
  }

  /** Connections on the server that neither the state nor anybody else accounts for. */
  orphans(): StoredConnection[] {
    return this.emulator.connections().filter(({ id }) => !this.#isInState(id) && !this.foreign.has(id));
  }

  #declare(slot: number, spec: Spec): void {
    const logicalName = this.declared.get(slot)?.logicalName ?? `r${slot}-${++this.#versions}`;
    this.declared.set(slot, { ...spec, logicalName, version: ++this.#versions });
  }

  #change(slot: number, change: Partial<Declared>): void {
    const declared = this.declared.get(slot);
    if (declared !== undefined) this.declared.set(slot, { ...declared, ...change });
  }

  /** The credentials that the state has, again. Nobody can know what a killed command has sent. */
  #putBack(slot: number): void {
    const { input } = this.engine.resources.get(this.declared.get(slot)?.logicalName ?? "")?.outputs ?? {};
    const version = /^planted-\d+-(\d+)$/.exec((input as { apitoken?: string } | undefined)?.apitoken ?? "")?.[1];
    if (version === undefined || this.#killed) return;
    this.#change(slot, { credentials: "good", version: Number(version) });
  }

  #edit(slot: number, edit: Edit): void {
    if (edit === "unassign") {
      this.emulator.unassignByHand("98178", 322 + (slot % ASSIGNMENT_SLOTS));
      return;
    }
    const declared = this.declared.get(slot);
    if (declared === undefined) return;
    if (edit === "add") {
      const seed = { name: `c${slot}-${declared.name}`, provider: declared.provider };
      this.foreign.add(this.emulator.addConnection(customerOf(slot), seed).id);
      return;
    }
    const id = Number(this.engine.resources.get(declared.logicalName)?.id.split("/")[1]);
    if (this.emulator.connection(id) === undefined) return;
    this.touched.add(id);
    if (edit === "rename") this.emulator.edit(id, { name: `by hand ${++this.#versions}` });
    if (edit === "remove") this.emulator.remove(id);
    if (edit === "lose") this.emulator.loseAuthorization(id);
    if (edit === "authorize") this.emulator.authorize(id);
    if (edit === "disconnect") this.emulator.disconnectByHand(id);
    if (edit === "use") this.emulator.useInRecipe(id);
    if (edit === "stop") this.emulator.stopRecipes(id);
  }

  #start(): Promise<KillablePlugin> {
    const { token, url } = this.emulator;
    return KillablePlugin.start(url, { ...QUICK, apiToken: token, onExisting: this.#onExisting });
  }

  /** Runs a command under its faults; answers what it failed with. */
  async #run(kind: "up" | "upRefresh" | "refresh", spec: CommandSpec): Promise<string | undefined> {
    const { sequential, faults, kill } = spec;
    const plugin = await this.#start();
    this.emulator.clearRequests();
    const handles = faults.map(({ request, kind: what, skip, times }) =>
      this.emulator.failNext({ ...REQUESTS[request], ...KINDS[what], skip, times }),
    );
    if (kill !== undefined) {
      // First, so that it counts every request.
      handles.push(this.emulator.failNext({ hang: true, execute: kill.done, skip: kill.request - 1 }));
      void this.emulator
        .waitForRequest(() => true, kill.request)
        .then(async () => {
          await setImmediate();
          plugin.kill();
        }, plugin.kill.bind(plugin));
    }
    try {
      await (kind === "refresh"
        ? this.engine.refresh(plugin, { sequential })
        : this.engine.up(plugin, this.program(), { sequential, refresh: kind === "upRefresh" }));
      return undefined;
    } catch (error) {
      if (!(error instanceof CommandError || error instanceof Killed)) throw error;
      for (const handle of handles) handle.cancel();
      if (error instanceof Killed) {
        this.#killed = true;
        await this.#finishKilled();
      }
      this.errors.push(error.message);
      this.#explainOrphans(error);
      this.#noteLeftAssignments();
      return error.message;
    } finally {
      for (const handle of handles) handle.cancel();
      plugin.kill();
    }
  }

  /** What a killed plugin had sent already is done before anything else happens. */
  async #finishKilled(): Promise<void> {
    for (const round of ["first", "second"]) await (await fetch(`${this.emulator.url}/${round}`)).text();
  }

  /** An id may be missing in state only when nobody could save it, or when the error says that it is not known. */
  #explainOrphans(error: Error): void {
    const isTold = /Whether the connection was made is not known|connections like this one/.test(error.message);
    if (!(error instanceof Killed) && !isTold) return;
    for (const { id } of this.orphans()) this.explained.add(id);
  }

  /** Assignments whose request failed or was killed, and which the program gave up then: no list shows them. */
  #noteLeftAssignments(): void {
    for (const profile of this.emulator.assignments("98178")) {
      if (!this.engine.resources.has(`p${profile - 322}`)) this.leftAssignments.add(profile);
    }
  }

  /**
   * Two resources share the connection while a renamed one waits for its deletion. What the server quotes of credentials
   * that it refused from one cannot be known to the other: a limit, so nobody sends wrong ones meanwhile.
   */
  #hasFormerName(slot: number, logicalName: string): boolean {
    return [...this.engine.resources.keys()].some((name) => name.startsWith(`r${slot}-`) && name !== logicalName);
  }

  #isInState(id: number): boolean {
    const saved = [...this.engine.resources.values(), ...this.engine.pendingDeletes];
    return saved.some((resource) => resource.type === "connection" && resource.id.endsWith(`/${id}`));
  }
}

export function customerOf(slot: number): string {
  return slot < 2 ? "98178" : "98179";
}
