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

/** The customers, with the external id of each. */
export const CUSTOMERS = [
  { id: "98178", externalId: "A 1" },
  { id: "98179", externalId: "A2" },
] as const;

/** The program of one stack as a person changes it, with the variables that it names. */
export class WrittenProgram {
  readonly connections = new Map<number, Declared>();
  /** Logical names of assignments, with the profile that each is for. */
  readonly assignments = new Map<string, number>();
  #changes = 0;

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

  /** New credentials are always such that nobody has sent yet. */
  change(slot: number, change: Partial<Declared>): void {
    const declared = this.connections.get(slot);
    if (declared === undefined) return;
    const version = change.credentials === undefined ? {} : { version: ++this.#changes };
    this.connections.set(slot, { ...declared, ...version, ...change });
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
    const there = [...this.assignments].find(([name]) => name.startsWith(`p${slot}-`));
    if (there === undefined) return;
    this.assignments.delete(there[0]);
    this.assignments.set(`p${slot}-${++this.#changes}`, there[1]);
  }

  /** The assignment gets the other profile: a replacement. */
  moveAssignment(slot: number): void {
    for (const [name, profile] of this.assignments) {
      if (name.startsWith(`p${slot}-`))
        this.assignments.set(name, profile === profileOf(0) ? profileOf(1) : profileOf(0));
    }
  }

  /** Whatever has or had this logical name goes. */
  forget(logicalName: string): void {
    this.assignments.delete(logicalName);
    for (const slot of this.connections.keys()) {
      if (logicalName.startsWith(`r${slot}-`)) this.connections.delete(slot);
    }
  }

  /** The slot of a logical name of now. */
  slotOf(logicalName: string): number | undefined {
    return [...this.connections].find(([, declared]) => declared.logicalName === logicalName)?.[0];
  }

  program(): Program {
    const connections = [...this.connections].map(([slot, declared]) => {
      return [declared.logicalName, this.#connection(slot, declared)] as const;
    });
    const assignments = [...this.assignments].map(([name, profileId]) => {
      return [name, { type: "assignment", args: { managedUserId: "98178", profileId } }] as const;
    });
    return Object.fromEntries<Declaration>([...connections, ...assignments]);
  }

  /** The variables that the program names, as they are set now. */
  variables(): Record<string, string> {
    const named = [...this.connections].filter(([, { from, credentials }]) => {
      return from === "environment" && credentials !== "none";
    });
    return Object.fromEntries(named.map(([slot]) => [variableOf(slot), this.secretOf(slot)]));
  }

  secretOf(slot: number): string {
    const { credentials, version } = this.connections.get(slot)!;
    return `${credentials === "wrong" ? "wrong-" : ""}planted-${slot}-${version}`;
  }

  #connection(slot: number, declared: Declared): Declaration {
    const { provider, name, credentials, from, disconnected, externalId, credentialsVersion } = declared;
    const { onAuthorizationFailure, onAuthorizationLost, onExisting, adoptConnectionId } = declared;
    const { formerNames, deleteBeforeReplace, replaceOnChanges, retries } = declared;
    const secret = { apitoken: this.secretOf(slot) };
    const given = from === "input" ? { input: secret } : { inputFromEnvironment: { apitoken: variableOf(slot) } };
    // The two contradict each other, and a program that says both is refused.
    const isCreating = onExisting === "create" && adoptConnectionId !== undefined;
    return {
      type: "connection",
      args: {
        managedUserId: spellingOf(customerOf(slot, declared), declared.spelling),
        provider,
        name: nameAsWritten(slot, name),
        ...(credentials === "none" ? {} : given),
        ...(disconnected ? { disconnected } : {}),
        ...(isShell(declared) ? { shellConnection: true } : {}),
        ...(externalId === "unset" ? {} : { externalId: externalId === "null" ? null : "u1" }),
        ...(onAuthorizationFailure === "unset" ? {} : { onAuthorizationFailure }),
        ...(onAuthorizationLost === "unset" ? {} : { onAuthorizationLost }),
        ...(onExisting === "unset" || isCreating ? {} : { onExisting }),
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
}

/** Workato takes connections of some applications only as shells. */
export function isShell({ shell, provider }: Spec): boolean {
  return shell || provider === "gmail";
}

/** What the connection of a slot is called in the program. */
export function nameAsWritten(slot: number, name: number): string {
  return `c${slot}-${name === 0 ? "plain" : "cafe\u0301"}`;
}

/** The number of the customer that a slot's connection is of. */
export function customerOf(slot: number, { elsewhere }: Pick<Spec, "elsewhere">): string {
  return CUSTOMERS[slot < 2 === elsewhere ? 1 : 0].id;
}

/** The number of the customer that is written in this way. */
export function customerNumber(written: string): string {
  return CUSTOMERS.find(({ externalId }) => written === `E${externalId}`)?.id ?? written;
}

function spellingOf(customer: string, spelling: Spec["spelling"]): string | number {
  if (spelling === "number") return Number(customer);
  const { externalId } = CUSTOMERS.find(({ id }) => id === customer)!;
  return spelling === "externalId" ? `E${externalId}` : customer;
}

export function profileOf(slot: number): number {
  return 322 + slot;
}

/** The other slot of the same customer. */
export function neighbourOf(slot: number): number {
  return slot ^ 1;
}

function variableOf(slot: number): string {
  return `VARIABLE_${slot}`;
}
