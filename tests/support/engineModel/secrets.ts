import type { Values } from "./plugin";

/** With this key and this value, an object is a secret, in whatever a plugin answers. */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Where secrets stand in values: for each, the keys that lead to it. In order, and none within another. */
export type SecretPaths = readonly (readonly string[])[];

/** Values in plain, as plugins get them, and where the secrets in them stand. */
export interface Properties {
  readonly values: Values;
  readonly secrets: SecretPaths;
}

/** What a plugin has answered: what it signed is unwrapped, at any depth, and secret. */
export function received(answer: Values): Properties {
  const secrets: string[][] = [];
  const values = unwrapped(answer, [], secrets) as Values;
  return { values, secrets: outermost(secrets) };
}

/**
 * A plugin that takes no secrets may answer one that it was given in plain: what has the same name is secret too.
 * Source: annotateSecrets in sdk/go/common/resource/plugin/provider_plugin.go of the engine.
 */
export function annotated(outs: Properties, ins: Properties): Properties {
  const marks = ins.secrets.flatMap((path) => {
    const depth = depthOfMark(path, ins.values, outs.values);
    return depth === undefined ? [] : [path.slice(0, depth)];
  });
  return { values: outs.values, secrets: outermost([...outs.secrets, ...marks]) };
}

/** What the file of a state shows. */
export function sealed({ values, secrets }: Properties): unknown {
  const shown = structuredClone(values);
  for (const path of secrets) {
    let place: unknown = shown;
    for (const key of path.slice(0, -1)) place = isContainer(place) ? place[key] : undefined;
    const key = path.at(-1) ?? "";
    if (isContainer(place) && key in place) place[key] = "[secret]";
  }
  return shown;
}

function outermost(paths: SecretPaths): SecretPaths {
  const textOf = (path: readonly string[]): string => JSON.stringify(path);
  const texts = new Set(paths.map(textOf));
  const isWithin = (path: readonly string[]): boolean =>
    path.some((_key, length) => length > 0 && texts.has(textOf(path.slice(0, length))));
  return [...texts]
    .sort()
    .map((text) => JSON.parse(text) as string[])
    .filter((path) => !isWithin(path));
}

function unwrapped(value: unknown, path: readonly string[], secrets: string[][]): unknown {
  if (!isContainer(value)) return value;
  if (value[SIGNATURE_KEY] === SECRET_SIGNATURE) {
    secrets.push([...path]);
    return unwrapped(value.value, path, secrets);
  }
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, unwrapped(inner, [...path, key], secrets)] as const,
  );
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** How many keys of a secret's path lead to what becomes secret: all, or those to a list or to what is no object. */
function depthOfMark(path: readonly string[], ins: unknown, outs: unknown): number | undefined {
  let [given, answered] = [ins, outs];
  for (const [index, key] of path.entries()) {
    if (!isObject(given) || !isObject(answered)) return index;
    if (!(key in answered)) return undefined;
    [given, answered] = [given[key], answered[key]];
  }
  return path.length;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return isContainer(value) && !Array.isArray(value);
}
