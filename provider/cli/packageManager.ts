import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isRecord, parseJson } from "../api/json";

/** How packages are added to a project. */
export interface PackageManager {
  readonly name: "npm" | "pnpm" | "yarn" | "bun";
  /** Installs what package.json names. */
  readonly install: string;
  /** What to put packages behind, for the program. */
  readonly add: string;
  /** The same, for development. */
  readonly addForDevelopment: string;
}

const PACKAGE_MANAGERS: Readonly<Record<PackageManager["name"], PackageManager>> = {
  npm: manager("npm", "npm install", "npm install --save-dev"),
  pnpm: manager("pnpm", "pnpm add", "pnpm add --save-dev"),
  yarn: manager("yarn", "yarn add", "yarn add --dev"),
  bun: manager("bun", "bun add", "bun add --dev"),
};

const LOCK_FILES = {
  "package-lock.json": "npm",
  "npm-shrinkwrap.json": "npm",
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
} as const;

/** The package manager of a folder, by what is there or above: a workspace has its lock file at its top. */
export function packageManagerOf(folder: string): PackageManager {
  const named = Object.entries(LOCK_FILES).find(([file]) => existsSync(join(folder, file)))?.[1] ?? chosenIn(folder);
  if (named !== undefined) return PACKAGE_MANAGERS[named];
  const parent = dirname(folder);
  return parent === folder ? PACKAGE_MANAGERS.npm : packageManagerOf(parent);
}

/** `"packageManager": "pnpm@9.1.0"` */
function chosenIn(folder: string): PackageManager["name"] | undefined {
  const file = join(folder, "package.json");
  const manifest = existsSync(file) ? parseJson(readFileSync(file, "utf8")) : undefined;
  const chosen = isRecord(manifest) && typeof manifest.packageManager === "string" ? manifest.packageManager : "";
  return (["npm", "pnpm", "yarn", "bun"] as const).find((name) => chosen.startsWith(`${name}@`));
}

function manager(name: PackageManager["name"], add: string, addForDevelopment: string): PackageManager {
  return { name, install: `${name} install`, add, addForDevelopment };
}
