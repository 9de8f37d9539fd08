import { readFileSync } from "node:fs";
import path from "node:path";
import { newestVersion } from "../npm";

/** One combination that the tests of the engine run on. */
export interface Cell {
  /** Major version of Node.js. */
  readonly node: string;
  /** Version of `@pulumi/pulumi`. */
  readonly sdk: string;
}

const SDK = "@pulumi/pulumi";
const NODES = ["20", "22", "24", "26"];
/** The newest SDK that runs on a Node.js which later ones have left behind. */
const LAST_SDK_OF_NODE: Readonly<Record<string, string>> = { "20": "3.248.0" };

/** Versions of the compiler that users' programs are checked with. */
export const TYPESCRIPTS = ["5.9", "6"];

/** Every Node.js with the oldest SDK that we promise to work with, and with the newest that it can have. */
export async function allCells(signal: AbortSignal): Promise<Cell[]> {
  const newest = await newestVersion(`${SDK}@>=${oldestSdk()}`, signal);
  return NODES.flatMap((node) => [
    { node, sdk: oldestSdk() },
    { node, sdk: LAST_SDK_OF_NODE[node] ?? newest },
  ]);
}

/** The lower end of our peer dependency's range. */
function oldestSdk(): string {
  const manifest = JSON.parse(readFileSync(path.join(__dirname, "..", "..", "package.json"), "utf8")) as {
    peerDependencies: Record<string, string>;
  };
  const oldest = /^>=(\d+\.\d+\.\d+)/.exec(manifest.peerDependencies[SDK] ?? "")?.[1];
  if (oldest === undefined) throw new Error(`package.json has no oldest ${SDK} among its peer dependencies`);
  return oldest;
}

/** The cells that a person has asked for. */
export function chosenCells(cells: readonly Cell[], node?: string, sdk?: string): Cell[] {
  const chosen = cells.filter((cell) => (node ?? cell.node) === cell.node && (sdk ?? cell.sdk) === cell.sdk);
  if (chosen.length > 0) return chosen;
  const known = cells.map((cell) => `  --node ${cell.node} --sdk ${cell.sdk}`);
  throw new Error(["There is no such combination. There are:", ...known].join("\n"));
}
