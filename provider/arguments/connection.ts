import type { ArgumentsOf, ArgumentTable } from "./argument";
import { changedArguments, namesOf, plainText, setArguments } from "./argument";
import { textProblem } from "./identifiers";
import { leadsThroughValue, parameters, variables } from "./inputRules";
import type { Rule } from "./rules";
import { account, customer, flag, nullable, numericId, oneOf, optional, text, textOrNumber } from "./rules";

/**
 * The arguments of a ManagedConnection: all that the provider knows of each, but for its docstring in the program's class
 * and its name in the API.
 */
export const CONNECTION_ARGUMENTS = {
  managedUserId: { rule: customer, role: "replace" },
  provider: { rule: text('give the connector\'s name, such as "jira" or "salesforce"'), role: "replace" },
  name: { rule: nameRule(textProblem), role: "attribute", isMatched: true },
  folderId: {
    rule: optional(numericId("give the number of a folder, or leave folderId out")),
    role: "attribute",
    isMatched: true,
  },
  parentId: {
    rule: optional(nullable(numericId("give the connectionId of the parent connection, or null to clear it"))),
    role: "attribute",
    isMatched: true,
  },
  externalId: {
    rule: optional(nullable(textOrNumber("give your own id for the connection, or null to clear it"))),
    role: "attribute",
    isMatched: true,
  },
  shellConnection: { rule: optional(flag), role: "flag" },
  input: { rule: optional(parameters), role: "credentials", isSecret: true },
  inputFromEnvironment: { rule: optional(variables), role: "credentials" },
  credentialsVersion: {
    rule: optional(textOrNumber("give any text or number, and change it to send again")),
    role: "credentials",
  },
  disconnected: { rule: optional(flag), role: "flag" },
  forceDisconnect: { rule: optional(flag), role: "flag" },
  forceDelete: { rule: optional(flag), role: "flag" },
  onAuthorizationFailure: { rule: optional(oneOf("error", "warn")), role: "policy" },
  onAuthorizationLost: { rule: optional(oneOf("report", "repair")), role: "policy" },
  onExisting: { rule: optional(oneOf("error", "adopt", "create")), role: "policy" },
  adoptConnectionId: {
    rule: optional(numericId("give the number of the connection to take over")),
    role: "policy",
  },
  account: { rule: account, role: "account" },
} as const satisfies ArgumentTable;

/** After `check`: ids are strings, the name is set. */
export type ConnectionArguments = ArgumentsOf<typeof CONNECTION_ARGUMENTS>;

export type ArgumentName = keyof typeof CONNECTION_ARGUMENTS;

/** The fields of a connection that a PUT changes. */
export type Attribute = {
  [K in ArgumentName]: (typeof CONNECTION_ARGUMENTS)[K]["role"] extends "attribute" ? K : never;
}[ArgumentName];

export const ATTRIBUTES = namesOf(CONNECTION_ARGUMENTS, ({ role }) => role === "attribute") as readonly Attribute[];

export const SECRET_ARGUMENTS = namesOf(CONNECTION_ARGUMENTS, ({ isSecret }) => isSecret === true);

/** A create takes a connection with the same values in these for the same connection. */
export const MATCHED = namesOf(CONNECTION_ARGUMENTS, ({ isMatched }) => isMatched === true) as readonly Attribute[];

/** The arguments that are outputs, too, where the program does not set them. */
const FACT_ARGUMENTS: readonly string[] = namesOf(CONNECTION_ARGUMENTS, ({ isFact }) => isFact === true);

/** Which of these the program sets: the state must say so, because it has the others, too. */
export function managedFacts(args: object): readonly string[] {
  return FACT_ARGUMENTS.filter((name) => name in args);
}

/** Only the arguments that the program sets, of a state. */
export function argumentsOf(state: { readonly managed?: readonly string[] }): Partial<ConnectionArguments> {
  const isSet = (name: string) => !FACT_ARGUMENTS.includes(name) || state.managed?.includes(name) === true;
  const entries = Object.entries(setArguments(CONNECTION_ARGUMENTS, state)).filter(([name]) => isSet(name));
  return Object.fromEntries(entries);
}

/** Every argument whose value in the program is not the one in state. */
export function changesOf(olds: object, news: object): ArgumentName[] {
  return changedArguments(CONNECTION_ARGUMENTS, olds, news);
}

/** Do these changes of the program make it send its credentials? What is taken out is not managed any more: that alone sends nothing. */
export function areCredentialsChanged(changed: readonly ArgumentName[], news: Partial<ConnectionArguments>): boolean {
  return changed.some((name) => CONNECTION_ARGUMENTS[name].role === "credentials" && news[name] !== undefined);
}

/** For a name that the server has already: whatever it allows is allowed here. */
export const serversNameRule = nameRule((name) => (name.trim() === "" ? textProblem(name) : undefined));

/** Servers keep names in one Unicode form: without this, the answer would differ from what the program sent. */
function nameRule(problemOf: (name: string) => string | undefined): Rule<string> {
  const read = text("give the connection a name", problemOf);
  return (given) => plainText(read(given));
}

/** Arguments that contradict each other. */
export function contradictions({
  adoptConnectionId,
  onExisting,
  input,
  inputFromEnvironment = {},
}: Partial<ConnectionArguments>): string[] {
  const paths = Object.keys(inputFromEnvironment).filter((path) => leadsThroughValue(input, path));
  return [
    ...(adoptConnectionId !== undefined && onExisting === "create"
      ? ['adoptConnectionId contradicts onExisting: "create": remove one of the two.']
      : []),
    ...paths.map(
      (path) =>
        `inputFromEnvironment has the path "${path}", and \`input\` has a value in the middle of that path that is not an object: ` +
        "remove one of the two.",
    ),
  ];
}
