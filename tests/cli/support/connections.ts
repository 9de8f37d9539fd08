import fc from "fast-check";
import type { Connection } from "../../../provider/api";

/** A connection with what a test says of it. */
export function connection(connectionId: string, facts: Partial<Connection> = {}): Connection {
  return {
    connectionId,
    name: `Connection ${connectionId}`,
    provider: "jira",
    folderId: "4001",
    parentId: null,
    externalId: null,
    authorizationStatus: "success",
    authorizationError: null,
    authorizedAt: null,
    createdAt: null,
    updatedAt: null,
    identity: null,
    connectionLostAt: null,
    connectionLostReason: null,
    tags: null,
    ...facts,
  };
}

/** Texts that want to be more than a text. */
const HOSTILE = [
  'say "hi"',
  `both "one" and 'two'`,
  "it's",
  "back\\slash",
  "ends in \\",
  "line\nbreak",
  "carriage\r\nreturn",
  "${process.exit(1)}",
  "`backticks`",
  "*/ process.exit(1) /*",
  "// @ts-nocheck",
  "\u2028separator\u2029",
  "bidi \u202e override",
  "zero\u200bwidth",
  "\u0000",
  "\ud800 alone",
  "\u{e0001}tag",
  "営業チームのジラ接続",
  "Größe",
  "🧑‍💻 emoji",
  "class",
  "await",
  "constructor",
  "__proto__",
  "2nd",
  "exports",
  "connection ids",
  "managed user id",
  " padded ",
  "\u00a0",
  "x".repeat(200),
  "",
];

const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary" }), fc.string());

/** Names that want to be the same. */
const similarName = fc.constantFrom("Jira", "jira", "JIRA 2", "jira-2", "jira 2", "a b1", "a-b-1", "Jira 3", "3");

/** Connections of a customer as a hostile server may list them: parents that are missing, their own, or in a circle. */
export const anyConnections: fc.Arbitrary<Connection[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 40 }),
      parent: fc.option(fc.integer({ min: 1, max: 40 })),
      name: fc.option(fc.oneof(text, similarName), { freq: 20 }),
      provider: fc.option(fc.oneof(fc.constantFrom("jira", "salesforce", "zenefits", "acme_connector_1"), text), {
        freq: 20,
      }),
      folderId: fc.option(fc.constantFrom("9", "4001", "not a number")),
      externalId: fc.option(text),
      authorizationStatus: fc.option(fc.oneof(fc.constantFrom("success", "failed", "exception"), text)),
      tags: fc.option(fc.array(text, { maxLength: 3 })),
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  )
  .map((all) =>
    all.map(({ id, parent, ...facts }) =>
      connection(String(id), { ...facts, parentId: parent === null ? null : String(parent) }),
    ),
  );
