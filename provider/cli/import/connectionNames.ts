import type { Connection } from "../../api";
import { customerKey } from "./customerNames";

/** What a connection is called in a program. */
export interface ConnectionNames {
  /** The logical name: with the customer in front, because all resources of a stack share one space of names. */
  readonly logicalName: string;
  /** The constant; unique in the customer's file. Empty: a program that is there has none. */
  readonly identifier: string;
}

/** Longer names are cut: the whole one stands in `name`. */
const LONGEST_SLUG_CHARACTERS = 40;

/** What a constant in a module cannot be called, and what our programs use themselves. */
const RESERVED = new Set(
  (
    "arguments await break case catch class config connectionIds const continue debugger default delete do else enum eval " +
    "export exports extends false finally for function globalThis if implements import in instanceof interface let " +
    "managedUserId module new null package private protected public pulumi require return static super switch this throw " +
    "true try typeof undefined var void while with yield"
  ).split(" "),
);

/** What a program that is there already calls its resources. */
export interface NamesInUse {
  /** The names of the connections that it is known to have, by their ids. */
  readonly names: ReadonlyMap<string, ConnectionNames>;
  /** The names of a connection whose id it does not say, by the logical name. */
  readonly withoutId: (logicalName: string) => ConnectionNames | undefined;
  readonly hasLogicalName: (name: string) => boolean;
  readonly hasIdentifier: (name: string) => boolean;
}

/** There is no program yet. */
export const NO_NAMES_IN_USE: NamesInUse = {
  names: new Map(),
  withoutId: () => undefined,
  hasLogicalName: () => false,
  hasIdentifier: () => false,
};

/**
 * Names for the connections of a customer. A name depends on its connection and on older ones only, so a new connection
 * renames nobody: of several with one name, the oldest has it as it is, and the others add their id. What a program calls a
 * connection already stays, whatever has become of its name in Workato: another logical name would be another resource.
 */
export function nameConnections(
  customer: string,
  connections: readonly Connection[],
  { names, withoutId, hasLogicalName, hasIdentifier }: NamesInUse,
): Map<string, ConnectionNames> {
  const slugs = new Set<string>();
  const identifiers = new Set<string>();
  const claimed = new Set<string>();
  const isSlugTaken = (slug: string): boolean => slugs.has(slug) || hasLogicalName(logicalNameOf(customer, slug));
  const isIdentifierTaken = (name: string): boolean => identifiers.has(name) || hasIdentifier(name);
  const namesThere = ({ connectionId }: Connection, slug: string): ConnectionNames | undefined =>
    names.get(connectionId) ??
    [`${slug}-${connectionId}`, slug]
      .map((one) => logicalNameOf(customer, one))
      .flatMap((logicalName) => (claimed.has(logicalName) ? [] : (withoutId(logicalName) ?? [])))[0];
  const oldestFirst = [...connections].sort((a, b) => compareIds(a.connectionId, b.connectionId));
  return new Map(
    oldestFirst.map((connection) => {
      const { connectionId, provider, name } = connection;
      const first = slugOf(provider ?? "", name ?? "");
      const there = namesThere(connection, first);
      const slug = there === undefined ? unique(first, `-${connectionId}`, slugs, isSlugTaken) : first;
      const logicalName = there?.logicalName ?? logicalNameOf(customer, slug);
      claimed.add(logicalName);
      if (there !== undefined && there.identifier !== "") return [connectionId, there];
      const identifier = unique(identifierOf(slug), `_${connectionId}`, identifiers, isIdentifierTaken);
      return [connectionId, { logicalName, identifier }];
    }),
  );
}

/** The logical name of what is about a connector in general. */
export function connectorLogicalName(customer: string, provider: string): string {
  return logicalNameOf(customer, slugOf(provider, ""));
}

function logicalNameOf(customer: string, slug: string): string {
  const key = customerKey(customer);
  // `dev-jira` of customer `acme` and `jira` of `acme-dev` are two; no slug has two hyphens in a row.
  return key.includes("-") ? `${key}--${slug}` : `${key}-${slug}`;
}

/** Orders numbers of any length; the API counts its ids up, so that smaller is older. */
export function compareIds(one: string, other: string): number {
  return one.length - other.length || compareTexts(one, other);
}

/** Orders by characters: not by the language of the machine. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** `jira-support` for "Jira (Support)" of jira as for "Support" of jira. */
function slugOf(provider: string, name: string): string {
  const providerWords = wordsOf(provider);
  const nameWords = wordsOf(name);
  const hasProvider = `-${nameWords.join("-")}-`.includes(`-${providerWords.join("-")}-`);
  const slug = (hasProvider ? nameWords : [...providerWords, ...nameWords]).join("-");
  return slug.slice(0, LONGEST_SLUG_CHARACTERS).replace(/-$/, "") || "connection";
}

function identifierOf(slug: string): string {
  const camel = slug.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
  if (/^\d/.test(camel)) return `connection${camel}`;
  return RESERVED.has(camel) ? `${camel}Connection` : camel;
}

/** Letters without their accents, and digits. */
function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^a-z0-9]+/).filter((word) => word !== "");
}

function unique(name: string, suffix: string, taken: Set<string>, isTaken: (name: string) => boolean): string {
  let free = name;
  while (isTaken(free)) free += suffix;
  taken.add(free);
  return free;
}
