import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { runCommand, temporaryFolder } from "./support/commandLine";

const PAGE = readFileSync(join(__dirname, "../../docs/commands.md"), "utf8");

const blocks = (language: string): string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))].map(([, block = ""]) => block);

/** The commands of the page, as arguments. */
const COMMANDS = blocks("sh")
  .flatMap((block) => block.trim().split("\n"))
  .map((line) => line.split(" ").slice(2));

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  folder = temporaryFolder();
  const lost = { authorizationStatus: "failed", authorizedAt: "2026-01-01T00:00:00Z" } as const;
  emulator = await startEmulator({
    seed: {
      customers: [
        { id: 98178, connections: [{ name: "Jira", provider: "jira", ...lost }] },
        { id: 98179, externalId: "A2300" },
      ],
    },
  });
});
afterAll(() => emulator.close());

/** Runs a command of the page, with files in a folder of the test. */
const runs = (argv: readonly string[]) =>
  runCommand(
    argv.map((argument) => (argument.endsWith(".html") ? join(folder, argument) : argument)),
    emulator,
  );

test.each(COMMANDS.map((argv) => [argv.join(" "), argv] as const))("%s", async (command, argv) => {
  const { exitCode, out } = await runs(argv);
  // There is a lost connection, and no `pulumi` on an empty PATH.
  const expected = command.includes("--fail-on lost")
    ? 3
    : command.startsWith("doctor") && !command.includes("--probe")
      ? 1
      : 0;
  expect(exitCode).toBe(expected);
  expect(out).not.toBe("");
  if (command.includes("--html status.html")) expect(existsSync(join(folder, "status.html"))).toBe(true);
});

/** Every key at every place; of a list, those of all its elements. */
function shapeOf(value: unknown, at = ""): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => shapeOf(item, `${at}[]`)))].sort();
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .flatMap(([key, item]) => [`${at}.${key}`, ...shapeOf(item, `${at}.${key}`)])
    .sort();
}

test.each([
  ["status 98178 4711 --json", 0],
  ["doctor --json", 1],
  ["doctor --probe 98178 --yes --json", 2],
])("%s prints what the page shows", async (command, place) => {
  const { out } = await runs(command.split(" "));
  expect(shapeOf(JSON.parse(out))).toEqual(shapeOf(JSON.parse(blocks("json")[place] ?? "")));
});
