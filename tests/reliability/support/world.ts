import type { Emulator, StoredConnection } from "../../../emulator";
import { EngineModel, type Program } from "../../support/engineModel";
import { objectIdOf, resourcesIn, type CommandRecord } from "./commandRecord";
import { CALM, CommandRun } from "./commandRun";
import { editByHand } from "./handEdits";
import { checkCommand, checkPreview } from "./invariants";
import type { Action, AssignmentAction, CommandKind, CommandSpec, Life, Replacement } from "./life";
import { Watch } from "./watch";
import { CUSTOMERS, customerOf, neighbourOf, WrittenProgram } from "./writtenProgram";

/** A stack, its program, the server, and what the one who watches knows of them. */
export class World {
  readonly emulator: Emulator;
  readonly engine: EngineModel;
  readonly written = new WrittenProgram();
  readonly watch = new Watch();
  /** When this world has seen each connection first, as the emulator's journal counts time. */
  readonly madeAtMs = new Map<number, number>();
  /** Of the shell in which commands are run. */
  readonly environment: Record<string, string | undefined> = {};
  onExisting: Life["onExisting"];
  readonly #commands: CommandRun;

  constructor(emulator: Emulator, onExisting: Life["onExisting"]) {
    this.emulator = emulator;
    this.onExisting = onExisting;
    this.#commands = new CommandRun(this);
    this.engine = new EngineModel((config) => this.#commands.start(config));
    emulator.reset();
    for (const { id, externalId } of CUSTOMERS) emulator.addCustomer({ id: Number(id), externalId });
  }

  async act(action: Action): Promise<void> {
    const { written } = this;
    switch (action.kind) {
      case "declare":
        written.declare(action.slot, action.spec);
        break;
      case "change":
        written.change(action.slot, action.change);
        break;
      case "rotate":
        if (written.connections.get(action.slot)?.from === "environment") {
          written.change(action.slot, { credentials: action.credentials });
        }
        break;
      case "sendAgain":
        written.sendAgain(action.slot);
        break;
      case "remove":
        written.connections.delete(action.slot);
        break;
      case "renameLogically":
        written.rename(action.slot, action.alias);
        break;
      case "putBack":
        this.#putBack(action.slot);
        break;
      case "adopt":
        this.#adopt(action.slot, action.whose);
        break;
      case "adoptOther":
        this.#adopt(action.slot, "neighbour");
        await this.run("up", { ...CALM, target: [action.slot] });
        break;
      case "replace":
        await this.#replace(action.slot, action);
        break;
      case "edit":
        editByHand(this, action.slot, action.edit);
        break;
      case "server":
        Object.assign(this.emulator.behaviour, action.change);
        break;
      case "preview":
        await this.#commands.preview();
        break;
      case "up":
      case "upRefresh":
      case "refresh":
      case "destroy":
      case "destroyRefresh":
        await this.run(action.kind, action);
        break;
      default:
        this.#changeAssignments(action.kind, action.slot);
    }
  }

  /** Runs a command and checks every promise. */
  async run(kind: CommandKind, spec: CommandSpec): Promise<CommandRecord> {
    const record = await this.#commands.run(kind, spec);
    this.watch.note(this, record);
    for (const { id } of this.emulator.connections()) {
      if (!this.madeAtMs.has(id)) this.madeAtMs.set(id, Date.now());
    }
    checkCommand(this, record);
    const isUp = kind === "up" || kind === "upRefresh";
    if (isUp && !record.hasFailed) checkPreview(this, record, await this.#commands.preview(record.target));
    return record;
  }

  program(): Program {
    return this.written.program();
  }

  /** The connection that a slot's resource has in state. */
  connectionOf(slot: number): number | undefined {
    const saved = this.engine.saved.get(this.written.connections.get(slot)?.logicalName ?? "");
    return saved && objectIdOf(saved.id);
  }

  /** Connections on the server that neither the state nor anybody else accounts for. */
  orphans(): StoredConnection[] {
    return this.emulator.connections().filter(({ id }) => !this.isInState(id) && !this.watch.foreign.has(id));
  }

  isInState(id: number): boolean {
    return resourcesIn(this.engine).some(
      (resource) => resource.type === "connection" && objectIdOf(resource.id) === id,
    );
  }

  /** The credentials that the state has, again. */
  #putBack(slot: number): void {
    const declared = this.written.connections.get(slot);
    const { input } = this.engine.saved.get(declared?.logicalName ?? "")?.inputs ?? {};
    const version = /^planted-\d+-(\d+)$/.exec((input as { apitoken?: string } | undefined)?.apitoken ?? "")?.[1];
    if (version === undefined || declared?.from !== "input") return;
    this.written.change(slot, { credentials: "good", version: Number(version) });
  }

  #adopt(slot: number, whose: "own" | "neighbour" | "person" | "none"): void {
    const declared = this.written.connections.get(slot);
    if (declared === undefined) return;
    if (whose === "none") {
      this.written.change(slot, { adoptConnectionId: undefined });
      return;
    }
    const customer = customerOf(slot, declared);
    const persons = [...this.watch.foreign].filter((id) => this.emulator.connection(id)?.workspace === customer);
    const id = { own: this.connectionOf(slot), neighbour: this.connectionOf(neighbourOf(slot)), person: persons[0] }[
      whose
    ];
    const provider = this.emulator.connection(id ?? 0)?.provider ?? declared.provider;
    if (id === undefined) return;
    this.written.change(slot, { provider: provider as typeof declared.provider, adoptConnectionId: String(id) });
  }

  async #replace(slot: number, how: Replacement & CommandSpec): Promise<void> {
    const declared = this.written.connections.get(slot);
    const id = this.connectionOf(slot);
    if (declared === undefined || id === undefined) return;
    if (how.isRenamed) {
      editByHand(this, slot, "rename");
      await this.run("refresh", CALM);
    }
    const { deleteBeforeReplace } = how;
    this.written.change(slot, { deleteBeforeReplace, ...(how.isAdopting ? { adoptConnectionId: String(id) } : {}) });
    if (how.how === "spelling") {
      this.written.change(slot, { spelling: declared.spelling === "externalId" ? "text" : "externalId" });
    }
    if (how.how === "elsewhere") this.written.change(slot, { elsewhere: !declared.elsewhere });
    const { sequential, faults, kill, continueOnError, emptyList } = how;
    const replace = how.how === "--replace" ? [slot] : undefined;
    await this.run("up", { sequential, faults, kill, continueOnError, emptyList, replace });
  }

  #changeAssignments(kind: AssignmentAction, slot: number): void {
    const { written } = this;
    if (kind === "renameAssignment") written.renameAssignment(slot);
    else if (kind === "moveAssignment") written.moveAssignment(slot);
    else written.toggleAssignment(slot, kind === "toggleSecondAssignment");
  }
}
