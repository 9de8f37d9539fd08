import type { Connection } from "../../api";
import { stringLiteral } from "../programText/literal";
import {
  connectionIdLine,
  connectionIds,
  customerConstant,
  CUSTOMER_SHORTHAND,
  type CustomerProgram,
  customerProgram,
  type ImportedCustomer,
  namesOf,
  PACKAGE_IMPORT,
} from "./customerProgram";
import { type ExistingProgram, readProgram } from "./existingProgram";
import { resourceText } from "./resourceText";

/** What becomes of the module of one customer. */
export interface CustomerModuleText {
  readonly text: string;
  readonly program: CustomerProgram;
  /** What a person should know. */
  readonly notes: readonly string[];
}

/**
 * The module of a customer. One that is there is added to, so that what a person has written in it stays. With `force` it is
 * written again, unless that would take a resource out of the stack.
 * @param existing the text that is there
 */
export function customerModule(
  customer: ImportedCustomer,
  existing: string | undefined,
  force: boolean,
): CustomerModuleText {
  if (existing === undefined) {
    const program = customerProgram(customer);
    return { text: program.text, program, notes: [] };
  }
  const there = readProgram(existing);
  const program = customerProgram(customer, there.namesInUse);
  const notes = notListed(there, customer.connections);
  if (force) {
    const reason = reasonToKeep(there, program);
    if (reason === undefined) return { text: program.text, program, notes };
    notes.push(`is only added to, despite --force: ${reason}`);
  }
  return { text: withMissing(there, program), program, notes };
}

/** What would change in the stack if the program were written again; undefined where nothing would. */
function reasonToKeep(
  there: ExistingProgram,
  { managedUserId, connections, names }: CustomerProgram,
): string | undefined {
  if (!there.isPlain) return "it has more than `import` writes";
  if (there.resources.length > 0 && there.managedUserId !== managedUserId) return "it is about another customer";
  const byName = new Map(connections.map((connection) => [namesOf(names, connection).logicalName, connection]));
  for (const { logicalName, provider, isUsual } of there.resources) {
    const listed = byName.get(logicalName);
    const shown = stringLiteral(logicalName);
    if (listed === undefined) return `Workato does not list the connection of ${shown}, which would be deleted`;
    if (listed.provider !== provider) return `${shown} has another provider there, and would be replaced`;
    if (!isUsual) return `${shown} has options or arguments without which it would be another resource`;
  }
  return undefined;
}

/** A person may have removed a connection, or have asked for runtime user connections another time. */
function notListed(there: ExistingProgram, listed: readonly Connection[]): string[] {
  const ids = new Set(listed.map(({ connectionId }) => connectionId));
  return there.resources.flatMap(({ connectionId, logicalName }) =>
    connectionId === undefined || ids.has(connectionId)
      ? []
      : [`keeps ${stringLiteral(logicalName)}, though Workato does not list its connection ${connectionId}`],
  );
}

/** The program with a resource for each connection that it does not speak of. */
function withMissing(there: ExistingProgram, program: CustomerProgram): string {
  const { connections, names, managedUserId } = program;
  const missing = connections.filter(
    (connection) =>
      !there.mentioned.has(connection.connectionId) &&
      !there.namesInUse.hasLogicalName(namesOf(names, connection).logicalName),
  );
  if (missing.length === 0) return there.text;
  const lines = there.text.replace(/\r\n/g, "\n");
  const isConstantFree = !there.namesInUse.hasIdentifier("managedUserId");
  const hasConstant = there.hasConstant && there.managedUserId === managedUserId;
  const customerLine =
    hasConstant || isConstantFree ? CUSTOMER_SHORTHAND : `managedUserId: ${stringLiteral(managedUserId)},`;
  const declared = new Map(
    [...there.namesInUse.names].flatMap(([id, { identifier }]) =>
      identifier === "" ? [] : [[id, identifier] as const],
    ),
  );
  const added = missing.map((connection) => {
    const own = namesOf(names, connection);
    const text = resourceText(connection, { names: own, declared, customerLine });
    declared.set(connection.connectionId, own.identifier);
    return text;
  });
  const identifiers = missing.map((connection) => namesOf(names, connection).identifier);
  const text = withIds(withResources(lines, added), identifiers);
  const isImported = /^import\s*\{[^}]*\bManagedConnection\b[^}]*\}\s*from\s*["']pulumi-workato-embedded["']/m.test(
    lines,
  );
  const beginning = [
    ...(isImported ? [] : [PACKAGE_IMPORT]),
    ...(isConstantFree ? ["", customerConstant(managedUserId)] : []),
  ];
  const whole = beginning.length === 0 ? text : withBeginning(text, beginning);
  return there.text.includes("\r\n") ? whole.replace(/\n/g, "\r\n") : whole;
}

/** Resources stand before what is exported of them. */
function withResources(text: string, resources: readonly string[]): string {
  const exported = /^(?:\/\*\*[^\n]*\*\/\n)?export const connectionIds\b/m.exec(text);
  const block = resources.join("\n\n");
  if (exported === null) return `${text.trimEnd()}\n\n${block}\n`;
  return `${text.slice(0, exported.index)}${block}\n\n${text.slice(exported.index)}`;
}

function withIds(text: string, identifiers: readonly string[]): string {
  const empty = /^export const connectionIds = \{\};$/m;
  if (empty.test(text)) return text.replace(empty, () => connectionIds(identifiers));
  const lines = identifiers.map((identifier) => `${connectionIdLine(identifier)}\n`).join("");
  return text.replace(/^export const connectionIds = \{\n(?:[ \t][^\n]*\n|\n)*(?=\};?$)/m, (before) => before + lines);
}

/** Behind the comment that the program begins with. */
function withBeginning(text: string, beginning: readonly string[]): string {
  const comment = /^(?:\/\/[^\n]*\n)*/.exec(text)?.[0] ?? "";
  return `${comment}${beginning.join("\n")}\n${text.slice(comment.length)}`;
}
