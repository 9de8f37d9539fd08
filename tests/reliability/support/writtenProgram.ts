import type { Declaration, Program } from "../../support/engineModel";
import type { Spec } from "./life";

/** What the person has written for one connection. */
export interface Declared extends Spec {
  readonly logicalName: string;
  readonly formerNames: readonly string[];
  /** Every change of the credentials has its own, so that none is ever the one before. */
  readonly version: number;
  readonly credentialsVersion: number | undefined;
  readonly adoptConnectionId: string | undefined;
}

/** The program of one stack as a person changes it, with the variables that it names. */
export class WrittenProgram {
  readonly connections = new Map<number, Declared>();
  /** Logical names of assignments, with the profile that each is for. */
  readonly assignments = new Map<string, number>();
  readonly #mark: string;
  #changes = 0;

  /** @param mark keeps the names of variables apart from those of other programs in the process. */
  constructor(mark: string) {
    this.#mark = mark;
  }

  declare(slot: number, spec: Spec): void {
    const before = this.connections.get(slot);
    this.connections.set(slot, {
      logicalName: `r${slot}-${++this.#changes}`,
      formerNames: [],
      credentialsVersion: undefined,
      adoptConnectionId: undefined,
      ...before,
      ...spec,
      version: ++this.#changes,
    });
  }

  change(slot: number, change: Partial<Declared>): void {
    const declared = this.connections.get(slot);
    if (declared !== undefined) this.connections.set(slot, { ...declared, ...change });
  }

  changePolicies(slot: number, spec: Spec): void {
    const { onAuthorizationFailure, onAuthorizationLost, deleteBeforeReplace, replaceOnChanges, retries } = spec;
    const policies = { onAuthorizationFailure, onAuthorizationLost, deleteBeforeReplace, replaceOnChanges, retries };
    this.change(slot, policies);
  }

  toggle(slot: number, flag: "disconnected" | "shell"): void {
    this.change(slot, { [flag]: this.connections.get(slot)?.[flag] !== true });
  }

  /** Credentials that nobody has sent yet. */
  renew(slot: number, credentials: Spec["credentials"]): void {
    this.change(slot, { credentials, version: ++this.#changes });
  }

  sendAgain(slot: number): void {
    this.change(slot, { credentialsVersion: ++this.#changes });
  }

  rename(slot: number, alias: boolean): void {
    const declared = this.connections.get(slot);
    if (declared === undefined) return;
    const formerNames = alias ? [...declared.formerNames, declared.logicalName] : [];
    this.change(slot, { logicalName: `r${slot}-${++this.#changes}`, formerNames });
  }

  /** The first assignment of a profile, or a second one beside it. */
  toggleAssignment(slot: number, second: boolean): void {
    const prefix = `${second ? "q" : "p"}${slot}-`;
    const there = [...this.assignments.keys()].find((name) => name.startsWith(prefix));
    if (there === undefined) this.assignments.set(`${prefix}${++this.#changes}`, profileOf(slot));
    else this.assignments.delete(there);
  }

  renameAssignment(slot: number): void {
    const there = [...this.assignments.keys()].find((name) => name.startsWith(`p${slot}-`));
    if (there === undefined) return;
    this.assignments.delete(there);
    this.assignments.set(`p${slot}-${++this.#changes}`, profileOf(slot));
  }

  /** Connections that the program wants taken over. */
  named(): ReadonlySet<number> {
    return new Set(
      [...this.connections.values()].flatMap(({ adoptConnectionId: id }) => (id === undefined ? [] : Number(id))),
    );
  }

  /** Whatever has or had this logical name goes. */
  forget(logicalName: string): void {
    this.assignments.delete(logicalName);
    for (const slot of this.connections.keys()) {
      if (logicalName.startsWith(`r${slot}-`)) this.connections.delete(slot);
    }
  }

  /** @param isShared whether two resources in state have the connection of this slot. */
  program(isShared: (slot: number) => boolean): Program {
    const connections = [...this.connections].map(([slot, declared]) => {
      return [declared.logicalName, this.#connection(slot, declared, isShared(slot))] as const;
    });
    const assignments = [...this.assignments].map(([name, profileId]) => {
      return [name, { type: "assignment", args: { managedUserId: "98178", profileId } }] as const;
    });
    return Object.fromEntries<Declaration>([...connections, ...assignments]);
  }

  /** The variables that the program names, as they are set now. */
  variables(isShared: (slot: number) => boolean): Record<string, string> {
    const named = [...this.connections].filter(([, { from, credentials }]) => {
      return from === "environment" && credentials !== "none";
    });
    return Object.fromEntries(named.map(([slot]) => [this.#variable(slot), this.secretOf(slot, isShared(slot))]));
  }

  /**
   * What the server quotes of credentials that it refused from one resource cannot be known to another one on the same
   * connection: a limit, so nobody sends wrong ones meanwhile.
   */
  secretOf(slot: number, isShared: boolean): string {
    const { credentials, version } = this.connections.get(slot)!;
    return `${credentials === "wrong" && !isShared ? "wrong-" : ""}planted-${slot}-${version}`;
  }

  #connection(slot: number, declared: Declared, isShared: boolean): Declaration {
    const { provider, name, credentials, from, disconnected, shell, externalId, credentialsVersion } = declared;
    const { onAuthorizationFailure, onAuthorizationLost, adoptConnectionId } = declared;
    const { formerNames, deleteBeforeReplace, replaceOnChanges, retries } = declared;
    const secret = { apitoken: this.secretOf(slot, isShared) };
    const given = from === "input" ? { input: secret } : { inputFromEnvironment: { apitoken: this.#variable(slot) } };
    return {
      type: "connection",
      args: {
        managedUserId: customerOf(slot),
        provider,
        name: nameAtServer(slot, name),
        ...(credentials === "none" ? {} : given),
        ...(disconnected ? { disconnected } : {}),
        ...(shell ? { shellConnection: true } : {}),
        ...(externalId === "unset" ? {} : { externalId: externalId === "null" ? null : "u1" }),
        ...(onAuthorizationFailure === "unset" ? {} : { onAuthorizationFailure }),
        ...(onAuthorizationLost === "unset" ? {} : { onAuthorizationLost }),
        credentialsVersion,
        adoptConnectionId,
      },
      options: {
        aliases: formerNames,
        retries,
        ...(deleteBeforeReplace ? { deleteBeforeReplace } : {}),
        ...(replaceOnChanges ? { replaceOnChanges: ["*"] } : {}),
      },
    };
  }

  #variable(slot: number): string {
    return `VARIABLE_${this.#mark}_${slot}`;
  }
}

/** What the connection of a slot is called in Workato. */
export function nameAtServer(slot: number, name: number): string {
  return `c${slot}-${name}`;
}

export function customerOf(slot: number): string {
  return slot < 2 ? "98178" : "98179";
}

export function profileOf(slot: number): number {
  return 322 + slot;
}

/** The other slot of the same customer. */
export function neighbourOf(slot: number): number {
  return slot ^ 1;
}
