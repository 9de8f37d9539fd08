import type { Emulator, StoredConnection } from "../../../emulator";
import { CommandError, EngineModel, type Program, type Step } from "../../support/engineModel";
import { CALM, CommandRun } from "./commandRun";
import { editByHand } from "./handEdits";
import type { Action, Life } from "./life";
import { connectionIdOf, Watch } from "./watch";
import { nameAtServer, neighbourOf, WrittenProgram } from "./writtenProgram";

export interface WorldOptions {
  readonly emulator: Emulator;
  readonly onExisting: Life["onExisting"];
  /** Keeps worlds of one process apart. */
  readonly mark: string;
  /** Where the variables of the program are set. */
  readonly environment: Record<string, string | undefined>;
}

/** A stack, its program, the server, and what the one who watches knows of them. */
export class World {
  readonly emulator: Emulator;
  readonly engine: EngineModel;
  readonly written: WrittenProgram;
  readonly watch = new Watch();
  onExisting: Life["onExisting"];
  readonly #commands: CommandRun;

  constructor({ emulator, onExisting, mark, environment }: WorldOptions) {
    this.emulator = emulator;
    this.written = new WrittenProgram(mark);
    this.onExisting = onExisting;
    this.#commands = new CommandRun(this, environment);
    this.engine = new EngineModel((config) => this.#commands.start(config));
  }

  async act(action: Action): Promise<void> {
    const { written } = this;
    switch (action.kind) {
      case "declare":
        written.declare(action.slot, action.spec);
        break;
      case "credentials":
        written.renew(action.slot, action.credentials);
        break;
      case "policies":
        written.changePolicies(action.slot, action.spec);
        break;
      case "rotate":
        if (written.connections.get(action.slot)?.from === "environment")
          written.renew(action.slot, action.credentials);
        break;
      case "sendAgain":
        written.sendAgain(action.slot);
        break;
      case "remove":
        written.connections.delete(action.slot);
        break;
      case "toggleDisconnected":
      case "toggleShell":
        written.toggle(action.slot, action.kind === "toggleShell" ? "shell" : "disconnected");
        break;
      case "renameLogically":
        written.rename(action.slot, action.alias);
        break;
      case "putBack":
        this.#putBack(action.slot);
        break;
      case "adoptOther":
        await this.#adoptOther(action.slot);
        break;
      case "toggleAssignment":
      case "toggleSecondAssignment":
        written.toggleAssignment(action.slot, action.kind === "toggleSecondAssignment");
        break;
      case "renameAssignment":
        written.renameAssignment(action.slot);
        break;
      case "edit":
        editByHand(this, action.slot, action.edit);
        break;
      case "server":
        Object.assign(this.emulator.behaviour, action.change);
        break;
      case "preview":
        await this.#preview();
        break;
      default:
        await this.#commands.run(action.kind, action);
    }
  }

  /**
   * The faults are over, the person corrects what is wrong, says "adopt", and runs refresh and up.
   * @param check runs after each of them
   * @returns what another `up` does
   */
  async settle(check: () => void): Promise<Readonly<Record<string, Step>>> {
    this.onExisting = "adopt";
    this.#correctProgram();
    for (const { id } of this.emulator.connections()) this.emulator.stopRecipes(id);
    // Several of one name are for a person to decide; the ones made by hand go.
    for (const id of this.watch.foreign) {
      if (this.emulator.connection(id) !== undefined && !this.isInState(id)) this.emulator.remove(id);
    }
    for (const kind of ["refresh", "up"] as const) {
      const error = await this.#commands.run(kind, CALM);
      if (error !== undefined) throw new Error(`The last ${kind} failed: ${error}`);
      check();
    }
    this.#commands.prepare(CALM);
    return this.engine.up(this.program());
  }

  program(): Program {
    return this.written.program((slot) => this.#isShared(slot));
  }

  variables(): Record<string, string> {
    return this.written.variables((slot) => this.#isShared(slot));
  }

  /** What the server should hold for a slot that has credentials. */
  credentialsOf(slot: number): { readonly apitoken: string } {
    return { apitoken: this.written.secretOf(slot, this.#isShared(slot)) };
  }

  /** The connection that a slot's resource has in state. */
  connectionOf(slot: number): number | undefined {
    const saved = this.engine.saved.get(this.written.connections.get(slot)?.logicalName ?? "");
    return saved && connectionIdOf(saved.id);
  }

  /** Connections on the server that neither the state nor anybody else accounts for. */
  orphans(): StoredConnection[] {
    return this.emulator.connections().filter(({ id }) => !this.isInState(id) && !this.watch.foreign.has(id));
  }

  isInState(id: number): boolean {
    const saved = [...this.engine.saved.values(), ...this.engine.pendingDeletes];
    return saved.some((resource) => resource.type === "connection" && connectionIdOf(resource.id) === id);
  }

  /** Whether another resource has the connection of this slot, or a former name of its own still waits in state. */
  #isShared(slot: number): boolean {
    const { logicalName, adoptConnectionId } = this.written.connections.get(slot)!;
    const ids = [this.connectionOf(slot), adoptConnectionId === undefined ? undefined : Number(adoptConnectionId)];
    return [...this.engine.saved].some(
      ([name, { type, id }]) =>
        name !== logicalName &&
        type === "connection" &&
        (ids.includes(connectionIdOf(id)) || name.startsWith(`r${slot}-`)),
    );
  }

  async #preview(): Promise<void> {
    this.#commands.prepare(CALM);
    try {
      await this.engine.preview(this.program());
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      this.watch.show(error.message);
    }
    const writes = this.emulator.requests.filter(({ method }) => method !== "GET");
    if (writes.length > 0) throw new Error(`A preview wrote: ${writes.map(({ path }) => path).join(", ")}`);
  }

  /** The credentials that the state has, again. Nobody can know what a killed command has sent. */
  #putBack(slot: number): void {
    const declared = this.written.connections.get(slot);
    const { input } = this.engine.saved.get(declared?.logicalName ?? "")?.outputs ?? {};
    const version = /^planted-\d+-(\d+)$/.exec((input as { apitoken?: string } | undefined)?.apitoken ?? "")?.[1];
    if (version === undefined || this.watch.wasKilled || declared?.from !== "input") return;
    this.written.change(slot, { credentials: "good", version: Number(version) });
  }

  async #adoptOther(slot: number): Promise<void> {
    const other = this.written.connections.get(neighbourOf(slot));
    const connectionId = this.connectionOf(neighbourOf(slot));
    if (other === undefined || connectionId === undefined) return;
    this.written.change(slot, { provider: other.provider, adoptConnectionId: String(connectionId) });
    await this.#commands.run("up", { ...CALM, target: [slot] });
  }

  #correctProgram(): void {
    this.#giveUpSeconds();
    for (const [slot, { credentials, from, logicalName, formerNames }] of this.written.connections) {
      if (credentials === "wrong") this.written.renew(slot, "good");
      const { authorizedByPerson, shared } = this.watch;
      const saved = [logicalName, ...formerNames].flatMap((name) => this.engine.saved.get(name) ?? [])[0];
      const id = saved === undefined ? 0 : connectionIdOf(saved.id);
      // What the server accepted from a killed run looks like a person's, too: a line says what to change.
      const isAccepted = this.emulator.connection(id)?.authorizationStatus === "success";
      const isSince = saved?.outputs.credentials === "refused" && isAccepted;
      if (from === "environment" || authorizedByPerson.has(id) || shared.has(id) || isSince)
        this.written.sendAgain(slot);
      // It counts at create only, and what it names may be gone, or be of another provider than the program has now.
      this.written.change(slot, { adoptConnectionId: undefined });
      this.#giveAliases(slot);
      this.#nameLeftOver(slot);
    }
  }

  /** Beside a connection that waits for its deletion, one under its former name would be a second one of this name. */
  #giveAliases(slot: number): void {
    const isOfSlot = (name: string) => name.startsWith(`r${slot}-`);
    const former = [...this.engine.saved.keys()].filter(isOfSlot);
    if (!this.engine.pendingDeletes.some(({ name }) => isOfSlot(name))) return;
    this.written.change(slot, { formerNames: former });
  }

  /** Of several alike, which killed runs have left behind or a former name of the resource has, the person names one that nobody has. */
  #nameLeftOver(slot: number): void {
    const { logicalName, formerNames, provider, name } = this.written.connections.get(slot)!;
    const saved = [...this.engine.saved.keys()];
    if ([logicalName, ...formerNames].some((each) => saved.includes(each))) return;
    const former = saved.filter((each) => each.startsWith(`r${slot}-`));
    const alike = this.orphans().filter((each) => each.provider === provider && each.name === nameAtServer(slot, name));
    const [leftOver] = alike;
    if (leftOver === undefined || former.length + alike.length < 2) return;
    this.written.change(slot, { adoptConnectionId: String(leftOver.id) });
  }

  /** Of two resources on one object, one leaves state and program, as the warning about them says. */
  #giveUpSeconds(): void {
    const seen = new Set<string>();
    for (const [name, { type, id, isPendingReplacement }] of [...this.engine.saved]) {
      // Its object is given up already.
      if (isPendingReplacement === true) continue;
      const object = `${type} ${id}`;
      if (seen.has(object)) {
        this.engine.saved.delete(name);
        this.written.forget(name);
      }
      seen.add(object);
    }
    const inStateFirst = [...this.written.assignments].sort(
      ([a], [b]) => Number(this.engine.saved.has(b)) - Number(this.engine.saved.has(a)),
    );
    const taken = new Set<number>();
    for (const [name, profile] of inStateFirst) {
      if (taken.has(profile)) this.written.forget(name);
      taken.add(profile);
    }
  }
}
