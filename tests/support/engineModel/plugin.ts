import type { CheckFailure } from "@pulumi/pulumi/dynamic";

export type ResourceType = "connection" | "assignment";
export type Values = Readonly<Record<string, unknown>>;
/** The stack's configuration, by keys of the namespace `workato`. */
export type Config = Readonly<Record<string, string>>;

export interface WireDiff {
  /** Undefined leaves it to the engine, which compares inputs. */
  readonly changes: boolean | undefined;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** A create or an update: what the plugin answers, and what went wrong although the resource exists. */
export interface WireWrite {
  readonly id: string;
  readonly outputs: Values;
  readonly initErrors: readonly string[];
}

/** `id` is empty for what is gone. */
export interface WireRead {
  readonly id: string;
  readonly outputs: Values;
  readonly inputs: Values;
}

/**
 * One plugin process as the engine speaks to it: the SDK's own, or both providers in this process. It gets plain values;
 * what it answers (inputs, outputs) may have signed secrets in it.
 */
export interface Plugin {
  /** What it was configured with. */
  readonly config: Config;
  check(type: ResourceType, olds: Values, news: Values): Promise<{ inputs: Values; failures: CheckFailure[] }>;
  diff(type: ResourceType, id: string, olds: Values, news: Values): Promise<WireDiff>;
  create(type: ResourceType, news: Values): Promise<WireWrite>;
  update(type: ResourceType, id: string, olds: Values, news: Values): Promise<WireWrite>;
  read(type: ResourceType, id: string, olds: Values): Promise<WireRead>;
  delete(type: ResourceType, id: string, olds: Values): Promise<void>;
  /** The command is over; a real process ends here. */
  end?(): void | Promise<void>;
}
