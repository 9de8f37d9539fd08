import type { ResourceType, Values } from "./plugin";
import type { Properties } from "./secrets";

/** The resource options that decide what the engine does. */
export interface ResourceOptions {
  /** Former logical names. */
  readonly aliases?: readonly string[];
  /** Without it, the diff decides. */
  readonly deleteBeforeReplace?: boolean;
  /**
   * Property paths. A dynamic resource's diff does not name what changed, so "*" is the only one with an effect, and
   * only on a resource with init errors.
   */
  readonly replaceOnChanges?: readonly string[];
  /** The types of its parents, the outermost first, e.g. "acme:Customer". */
  readonly parents?: readonly string[];
  /** Arguments that the program gives as secrets, beside the `input` of a connection. */
  readonly secrets?: readonly string[];
  /** How often `hooks.onError` asks for another try of what failed. Default 0. */
  readonly retries?: number;
}

/** A resource of a program. */
export interface Declaration {
  readonly type: ResourceType;
  readonly args: Values;
  readonly options?: ResourceOptions;
}

/** A program: its resources by logical name, in the order in which it registers them. */
export type Program = Readonly<Record<string, Declaration>>;

/** What the engine does with a resource. */
export type Step = "same" | "create" | "update" | "replace" | "delete";

export interface CommandOptions {
  /** `--target`: logical names; the others stay as they are. Default: all. */
  readonly target?: readonly string[] | undefined;
  /** `--parallel 1`: one after the other, for what must run the same way again. */
  readonly sequential?: boolean | undefined;
}

export interface UpOptions extends CommandOptions {
  /** `--refresh`: in a process of its own, with the configuration of the last `up`. */
  readonly refresh?: boolean | undefined;
  /** `--replace`: logical names. */
  readonly replace?: readonly string[] | undefined;
  /** `--continue-on-error` */
  readonly continueOnError?: boolean | undefined;
  /** Options for every resource that has none of its own. */
  readonly deleteBeforeReplace?: boolean | undefined;
  readonly replaceOnChanges?: readonly string[] | undefined;
  readonly retries?: number | undefined;
  /** Former logical names by new ones. */
  readonly aliases?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** What holds for one resource: its own options, then those of the command. */
export function optionsOf(name: string, program: Program, command: UpOptions): ResourceOptions {
  const { deleteBeforeReplace, replaceOnChanges, retries } = command;
  const aliases = command.aliases?.[name];
  return {
    ...(deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace }),
    ...(replaceOnChanges === undefined ? {} : { replaceOnChanges }),
    ...(retries === undefined ? {} : { retries }),
    ...(aliases === undefined ? {} : { aliases }),
    ...program[name]?.options,
  };
}

/**
 * What the program's side sends: every resource says which one it is, every connection has a name, and what is undefined
 * is not there.
 */
export function registeredArguments(name: string, { type, args, options = {} }: Declaration): Properties {
  const { parents = [], secrets = [] } = options;
  const __resource = parents.length === 0 ? name : `${parents.join("$")}::${name}`;
  const given = type === "connection" ? { name, ...args } : args;
  const values = JSON.parse(JSON.stringify({ ...given, __resource })) as Values;
  const secret = type === "connection" ? ["input", ...secrets] : secrets;
  return { values, secrets: secret.filter((key) => key in values).map((key) => [key]) };
}
