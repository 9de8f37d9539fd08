import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { readFolder, runCommand, temporaryFolder } from "./support/commandLine";
import { type MadeResource, runFolder } from "./support/runProject";

const CUSTOMERS = [11, 12, 13, 14];
const NAMES = ["Jira", "jira", "Jira 2", "CRM", "営業", "jira-101"];
const PROVIDERS = ["jira", "salesforce", "acme_connector_1"];

/** What a person does to a file of the program. */
const EDITS: Readonly<Record<string, (text: string) => string>> = {
  "uncomments every input": (text) =>
    text.replace(
      /^( *)\/\/ (import \* as pulumi.*|const config.*|input: \{|\},| *\w+: (?:\{|config\.|"|').*| +\},)$/gm,
      "$1$2",
    ),
  "takes adoptConnectionId out": (text) => text.replace(/^ *adoptConnectionId: .*\n/gm, ""),
  "takes the notes of ids out": (text) => text.replace(/^\/\/ Connection \d+ in Workato\.\n/gm, ""),
  "takes both out": (text) => text.replace(/^ *adoptConnectionId: .*\n|^\/\/ Connection \d+ in Workato\.\n/gm, ""),
  "gives a connection another name": (text) => text.replace(/^ {4}name: .*$/m, '    name: "Of a person",'),
  "gives a resource another logical name": (text) => text.replace(/"(\d+-[a-z-]+)",$/m, '"$1-of-a-person",'),
  "moves a resource to another provider": (text) => text.replace(/^ {4}provider: .*$/m, '    provider: "rest",'),
  "takes the protection off": (text) => text.replace("{ protect: true }", "{ protect: false }"),
  "gives a resource an alias": (text) =>
    text.replace("{ protect: true }", '{ protect: true, aliases: [{ name: "a" }] }'),
  "leaves a customer out": (text) => text.replace(/^(.*customer_\d+.*)$/m, "// $1"),
  "leaves a resource out as a comment": (text) =>
    text.replace(/^const \w+ = new ManagedConnection\([\s\S]*?^\);$/m, (all) => all.replace(/^/gm, "// ")),
  "deletes a resource": (text) =>
    text
      .replace(/^const (\w+) = new ManagedConnection\([\s\S]*?^\);$/m, "")
      .replace(/^ {2}\w+: \w+\.connectionId,\n/m, ""),
  "adds a resource": (text) =>
    `${text}new ManagedConnection("mine-${text.length}", { managedUserId: "1", provider: "x" });\n`,
  "makes resources in a loop": (text) =>
    text.replace(
      /^const managedUserId/m,
      'for (const n of ["a", "b"]) new ManagedConnection(`loop-${n}`, { managedUserId: "1", provider: "x" });\nconst managedUserId',
    ),
  "exports nothing": (text) => text.replace(/^export const connectionIds[\s\S]*?^\};$/m, ""),
  "takes other quotes": (text) => text.replace(/"([^"'\n]*)"/g, "'$1'"),
  "takes no semicolons": (text) => text.replace(/;$/gm, ""),
  "saves it as on Windows": (text) => text.replace(/\r?\n/g, "\r\n"),
  "takes the header off": (text) => text.replace(/^(\/\/.*\n)+/, ""),
};

const anyCustomer = fc.constantFrom(...CUSTOMERS);
const step = fc.oneof(
  fc.record({
    kind: fc.constant("made in Workato" as const),
    customer: anyCustomer,
    name: fc.constantFrom(...NAMES),
    provider: fc.constantFrom(...PROVIDERS),
    runtime: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("removed in Workato" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("renamed in Workato" as const), at: fc.nat(), name: fc.constantFrom(...NAMES) }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("edit" as const),
      file: fc.nat(),
      edit: fc.constantFrom(...Object.keys(EDITS)),
    }),
  },
  fc.record({ kind: fc.constant("the index is lost" as const) }),
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("import" as const),
      customers: fc.option(fc.uniqueArray(anyCustomer, { minLength: 1 })),
      failing: fc.uniqueArray(anyCustomer, { maxLength: 2 }),
      flags: fc.subarray(["--force", "--keep-going", "--runtime-connections"]),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What `up` would delete, or delete and make again, when it is no longer made: a resource, by all that says which one it is. */
function identities(made: readonly MadeResource[]): string[] {
  return made.map(({ logicalName, args: { managedUserId, provider }, options: { aliases } }) =>
    JSON.stringify([logicalName, managedUserId, provider, aliases]),
  );
}

const programsIn = (folder: string) => (existsSync(folder) ? readFolder(folder) : {});
const madeIn = (folder: string) => (programsIn(folder)["index.ts"] === undefined ? [] : runFolder(folder).made);

async function play(emulator: Emulator, folder: string, steps: readonly Step[]): Promise<void> {
  for (const one of steps) {
    const connections = emulator.connections();
    if (one.kind === "made in Workato") {
      const { customer, name, provider, runtime } = one;
      emulator.addConnection(customer, { name, provider, runtime });
    } else if (one.kind === "removed in Workato") {
      if (connections.length > 0) emulator.remove(connections[one.at % connections.length]!.id);
    } else if (one.kind === "renamed in Workato") {
      if (connections.length > 0) emulator.edit(connections[one.at % connections.length]!.id, { name: one.name });
    } else if (one.kind === "edit") {
      edit(folder, one.file, EDITS[one.edit]!);
    } else if (one.kind === "the index is lost") {
      rmSync(join(folder, "index.ts"), { force: true });
    } else {
      await importAndCompare(emulator, folder, one);
    }
  }
}

/** An edit after which the program does not run any more is taken back at once; without its index, nobody would see it. */
function edit(folder: string, at: number, change: (text: string) => string): void {
  const all = programsIn(folder);
  const files = all["index.ts"] === undefined ? [] : Object.entries(all).filter(([path]) => path.endsWith(".ts"));
  const [path, text] = files[at % Math.max(1, files.length)] ?? [];
  if (path === undefined || text === undefined) return;
  writeFileSync(join(folder, path), change(text));
  if (!isRunning(folder, path)) writeFileSync(join(folder, path), text);
}

function isRunning(folder: string, path: string): boolean {
  try {
    runFolder(folder, path);
    const names = madeIn(folder).map(({ logicalName }) => logicalName);
    return new Set(names).size === names.length;
  } catch {
    return false;
  }
}

async function importAndCompare(
  emulator: Emulator,
  folder: string,
  { customers, failing, flags }: Extract<Step, { kind: "import" }>,
): Promise<void> {
  const before = identities(madeIn(folder));
  for (const id of failing.filter((one) => customers === null || customers.includes(one)))
    emulator.failNext({ status: 404, path: `/api/managed_users/${id}/connections` });
  const asked = customers === null ? ["--all"] : customers.map(String);
  await runCommand(["import", ...asked, "--out", folder, ...flags], emulator);
  const after = madeIn(folder);
  const names = after.map(({ logicalName }) => logicalName);
  expect([...new Set(names)]).toEqual(names);
  expect(identities(after)).toEqual(expect.arrayContaining(before));
}

test("whatever happens between imports, none makes `up` delete or replace what the program made before it", async () => {
  const customers = CUSTOMERS.map((id) => ({ id, connections: [{ name: "Jira", provider: "jira" }] }));
  const emulator = await startEmulator({ seed: { customers } });
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        emulator.reset();
        await play(emulator, join(temporaryFolder(), "acme"), steps);
      }),
      { numRuns: Number(process.env.RANDOM_RUNS ?? 20), seed: Number(process.env.RANDOM_SEED ?? 20261201) },
    );
  } finally {
    await emulator.close();
  }
});
