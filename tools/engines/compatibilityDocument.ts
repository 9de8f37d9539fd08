import { writeFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { TYPESCRIPTS } from "./cells";
import type { Finding } from "./finding";

const FILE = path.resolve(__dirname, "../../docs/compatibility.md");

/** What was seen on one combination. */
export interface Row {
  readonly node: string;
  readonly sdk: string;
  readonly cli: string;
  readonly engine: Finding;
  /** In the order of `TYPESCRIPTS`. */
  readonly typescripts: readonly Finding[];
}

const HEAD = [
  "Node.js",
  "`@pulumi/pulumi`",
  "Pulumi CLI",
  "engine",
  ...TYPESCRIPTS.map((each) => `TypeScript ${each}`),
];

/** The rows as a table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [
    HEAD,
    HEAD.map(() => "---"),
    ...rows.map(({ node, sdk, cli, engine, typescripts }) => [
      ...[node, sdk, cli],
      ...[engine, ...typescripts].map(({ passed, text }) => (passed ? text : `**failed**: ${text}`)),
    ]),
  ];
  return lines.map((cells) => `| ${cells.map(inOneCell).join(" | ")} |\n`).join("");
}

const inOneCell = (text: string) => text.replace(/\s+/g, " ").replaceAll("|", "\\|");

/** Writes docs/compatibility.md anew. */
export async function writeCompatibilityDocument(rows: readonly Row[]): Promise<void> {
  const options = await resolveConfig(FILE);
  writeFileSync(FILE, await format(documentOf(rows), { ...options, filepath: FILE }));
}

const documentOf = (rows: readonly Row[]) => `# Compatibility

\`npm run test:engines\` writes this page: what it saw on every combination that this package promises to work with.

${tableOf(rows)}
- **engine**: the tests of a connection's life, secrets, adoption, refresh and \`get\` (\`tests/engine\`), under the real CLI and against the
  emulator. Program, plugin and language host ran on that Node.js with that SDK. The package was installed from its tarball.
- **TypeScript**: \`tsc --noEmit\` of all programs in \`examples\` against the installed package, and a TypeScript program that Pulumi itself
  compiled and previewed.
- Each Node.js was tried with the oldest SDK in our range and with the newest that runs on it. Node.js 20 has reached its end of life:
  \`@pulumi/pulumi\` 3.248.0 is the last version that runs on it.
- Pulumi cannot use TypeScript 7: install \`"typescript@<7"\`.
- The CLI can be older or newer than the SDK. Ours is pinned in \`tools/pulumi/cli/go.mod\`. If it comes without a language host, the
  stand-in in \`tools/pulumi/languageHost\` runs the programs.
`;
