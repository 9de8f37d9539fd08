import { isDeepStrictEqual } from "node:util";
import { PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { isRecord } from "../../api/json";
import { changedArguments } from "../../arguments/argument";
import type { DiffAnswer } from "../../resources/resource";
import type { Kind } from "./kinds";
import type { Values } from "./values";

const { ADD, DELETE, UPDATE, ADD_REPLACE, DELETE_REPLACE, UPDATE_REPLACE } = PropertyDiff.Kind;
type DiffKind = PropertyDiff.Kind;

const REPLACING: Readonly<Record<number, DiffKind>> = {
  [ADD]: ADD_REPLACE,
  [DELETE]: DELETE_REPLACE,
  [UPDATE]: UPDATE_REPLACE,
};

/** The output that shows why there is an update although the program changed nothing: credentials are sent, or taken away. */
const STANDING = "authorizationStatus";

/** What changes, by path: an object by those of its keys whose values differ. The engine shows no value of a secret. */
export function detailedDiff(kind: Kind, olds: Values, news: Values, answer: DiffAnswer): Map<string, DiffKind> {
  const paths = new Map<string, DiffKind>();
  for (const name of changedArguments(kind.arguments, olds, news)) {
    const isReplacing = answer.replaces.includes(name);
    for (const [path, diff] of changesAt(name, olds[name], news[name])) {
      paths.set(path, isReplacing ? (REPLACING[diff] ?? diff) : diff);
    }
  }
  if (answer.changes && paths.size === 0 && kind.facts.includes(STANDING)) {
    paths.set(STANDING, olds[STANDING] === undefined ? ADD : UPDATE);
  }
  return paths;
}

function changesAt(path: string, old: unknown, now: unknown): [string, DiffKind][] {
  if (old === undefined) return [[path, ADD]];
  if (now === undefined) return [[path, DELETE]];
  if (!isRecord(old) || !isRecord(now)) return [[path, UPDATE]];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return keys
    .filter((key) => !isDeepStrictEqual(old[key], now[key]))
    .flatMap((key) => changesAt(path + step(key), old[key], now[key]));
}

function step(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
