import { literalText } from "../programText/literal";
import { partsOf, type Statement, statementsOf } from "../programText/statements";
import type { ConnectionNames, NamesInUse } from "./connectionNames";

/** A resource of a program that is there, as far as it can be read without running it. */
export interface ExistingResource extends ConnectionNames {
  /** Undefined where neither `adoptConnectionId` nor the note above it says it. */
  readonly connectionId: string | undefined;
  readonly provider: string | undefined;
  /** Written as `import` does: by the constant `managedUserId`, and with no option that says where or whose it is. */
  readonly isUsual: boolean;
}

/** A customer's program that is there, perhaps edited by a person. */
export interface ExistingProgram {
  readonly text: string;
  /** The customer; undefined where the program does not say it. */
  readonly managedUserId: string | undefined;
  /** It says the customer by a constant of the name that `import` gives it. */
  readonly hasConstant: boolean;
  readonly resources: readonly ExistingResource[];
  /** It makes nothing but {@link resources}, as far as can be seen. */
  readonly isPlain: boolean;
  /** Connections that it speaks of, also in comments: what a person has commented out is left out on purpose. */
  readonly mentioned: ReadonlySet<string>;
  readonly namesInUse: NamesInUse;
}

/** What the header of every program that `import` writes says. */
export const WRITTEN_BY_IMPORT = "written by `pulumi-workato-embedded import`";

/** Statements that make no resource. */
const HARMLESS = [
  /^import (\* as pulumi|\{[^}]*\}) from ["'](@pulumi\/pulumi|pulumi-workato-embedded)["']\s*$/,
  /^const managedUserId\s*=\s*("[^"]*"|'[^']*')\s*$/,
  /^const config\s*=\s*new pulumi\.Config\(\s*\)\s*$/,
  /^export const connectionIds\s*=\s*\{[^()]*\}\s*$/,
];

/** The options with which a rewritten resource is the same one. */
const USUAL_OPTIONS = /^\{(protect:(true|false),?)?\}$/;

/** Reads a program that is there. */
export function readProgram(text: string): ExistingProgram {
  const program = text.replace(/\r\n/g, "\n");
  const statements = statementsOf(program);
  const constant = customerConstantIn(program);
  const made = statements.map(resourceOf);
  const resources = made.flatMap((resource) => resource ?? []);
  const isPlain = statements.every(
    ({ text }, index) => made[index] !== undefined || HARMLESS.some((one) => one.test(text)),
  );
  return {
    text,
    managedUserId: constant ?? shownCustomer(program),
    hasConstant: constant !== undefined,
    resources,
    isPlain,
    mentioned: mentionedIn(program),
    namesInUse: namesInUse(program, resources),
  };
}

function namesInUse(program: string, resources: readonly ExistingResource[]): NamesInUse {
  const known = resources.flatMap((resource) =>
    resource.connectionId === undefined ? [] : [[resource.connectionId, resource] as const],
  );
  const ofKnown = new Set(known.map(([, { logicalName }]) => logicalName));
  const words = new Set(program.match(/[A-Za-z_$][\w$]*/g));
  const hasLogicalName = (name: string): boolean =>
    ['"', "'", "`"].some((quote) => program.includes(quote + name + quote));
  return {
    names: new Map(known),
    withoutId: (logicalName) => {
      if (ofKnown.has(logicalName) || !hasLogicalName(logicalName)) return undefined;
      return resources.find((one) => one.logicalName === logicalName) ?? { logicalName, identifier: "" };
    },
    hasLogicalName,
    hasIdentifier: (name) => words.has(name),
  };
}

function mentionedIn(program: string): Set<string> {
  const mentions = program.matchAll(
    /\badoptConnectionId["']?\s*:\s*["'`]?(\d+)|^\s*\/\/ Connection (\d+) in Workato\b/gm,
  );
  return new Set([...mentions].map(([, adopted, noted]) => adopted ?? noted ?? ""));
}

/** Also in a program without semicolons. */
function customerConstantIn(program: string): string | undefined {
  const literal = /^const managedUserId\s*=\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')[ \t]*;?[ \t]*$/m.exec(
    program,
  );
  const text = literal?.[1] ?? literal?.[2];
  return text === undefined ? undefined : literalText(text);
}

/** A customer without connections has no constant. */
function shownCustomer(program: string): string | undefined {
  return /^\/\/ The connections of customer (.*?)(?: \(.*\))?, written by `pulumi-workato-embedded import`/m.exec(
    program,
  )?.[1];
}

function resourceOf({ text, code, before }: Statement): ExistingResource | undefined {
  const [beginning, identifier = ""] = /^(?:const ([A-Za-z_$][\w$]*)\s*=\s*)?new ManagedConnection\(/.exec(code) ?? [];
  if (beginning === undefined || !/\)\s*$/.test(code)) return undefined;
  const inside = {
    text: text.slice(beginning.length, text.lastIndexOf(")")),
    code: code.slice(beginning.length, code.lastIndexOf(")")),
  };
  const parts = partsOf(inside.code).map(({ start, end }) => ({
    text: inside.text.slice(start, end),
    code: inside.code.slice(start, end),
  }));
  const [name, args, options] = parts;
  const logicalName = name === undefined ? undefined : stringIn(name);
  if (logicalName === undefined || args === undefined || parts.length > 3) return undefined;
  const properties = propertiesOf(args);
  const usualOptions = options === undefined || USUAL_OPTIONS.test(options.code.replace(/\s/g, ""));
  return {
    identifier,
    logicalName,
    connectionId: stringIn(properties.get("adoptConnectionId")) ?? notedIn(before),
    provider: stringIn(properties.get("provider")),
    isUsual: properties.get("managedUserId")?.code.trim() === "" && usualOptions && isData(args.code),
  };
}

/** A piece of a program, and its code without comments. */
type Piece = Pick<Statement, "text" | "code">;

/** The properties of an object by their names; what is only named has no code. */
function propertiesOf({ text, code }: Piece): Map<string, Piece> {
  const [start, end] = [code.indexOf("{") + 1, code.lastIndexOf("}")];
  const inside = code.slice(start, end);
  return new Map(
    partsOf(inside).flatMap((part) => {
      const own = inside.slice(part.start, part.end);
      const [match, key] = /^\s*["']?([A-Za-z_$][\w$]*)["']?\s*:?/.exec(own) ?? [];
      if (match === undefined || key === undefined) return [];
      const from = start + part.start + match.length;
      const to = start + part.end;
      return [[key, { text: text.slice(from, to), code: code.slice(from, to) }] as const];
    }),
  );
}

/** It makes nothing by itself, and takes nothing from elsewhere that could say whose resource it is. */
function isData(code: string): boolean {
  return !/\(|\.\.\./.test(code.replace(/\bconfig\.(require|get)\w*\(/g, ""));
}

/** The text of a piece that is nothing but a string, or a number. */
function stringIn(piece: Piece | undefined): string | undefined {
  if (piece === undefined) return undefined;
  const start = piece.code.length - piece.code.trimStart().length;
  const code = piece.code.trim();
  if (/^\d+$/.test(code)) return code;
  return /^(["'])_*\1$/.test(code) ? literalText(piece.text.slice(start + 1, start + code.length - 1)) : undefined;
}

function notedIn(before: string): string | undefined {
  return [...before.matchAll(/^\s*\/\/ Connection (\d+) in Workato\b/gm)].at(-1)?.[1];
}
