import { posix } from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";
import type { OutputFile } from "../../../provider/cli/import/outputFolder";
import { readFolder } from "./commandLine";

/** A resource that a project makes. */
export interface MadeResource {
  readonly logicalName: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a written project makes when it runs. */
export interface MadeByProject {
  /** In the order in which they are made. */
  readonly made: readonly MadeResource[];
  /** All of them share one space of names. */
  readonly logicalNames: readonly string[];
  /** What its `index.ts` exports. */
  readonly connectionIds: unknown;
}

/** Runs a written project from a disk that does not tell upper case from lower case; no file may be written twice there. */
export function runProject(files: readonly Pick<OutputFile, "path" | "text">[], entry = "index.ts"): MadeByProject {
  const disk = new Map<string, string>();
  for (const { path, text = "" } of files) {
    const place = path.toLowerCase();
    if (disk.has(place)) throw new Error(`${path} is written twice`);
    disk.set(place, text);
  }
  const made: MadeResource[] = [];
  class ManagedConnection {
    readonly connectionId: unknown;
    constructor(logicalName: string, args: MadeResource["args"], options: MadeResource["options"] = {}) {
      made.push({ logicalName, args, options });
      this.connectionId = args.adoptConnectionId;
    }
  }
  class Config {
    require(key: string): string {
      return key;
    }
    requireSecret(key: string): string {
      return key;
    }
    requireBoolean(): boolean {
      return true;
    }
    requireNumber(): number {
      return 1;
    }
  }
  const loaded = new Map<string, { connectionIds?: unknown }>();
  const load = (path: string): { connectionIds?: unknown } => {
    const before = loaded.get(path);
    if (before !== undefined) return before;
    const text = disk.get(path.toLowerCase());
    if (text === undefined) throw new Error(`${path} is not there`);
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, importHelpers: false };
    const { outputText, diagnostics = [] } = ts.transpileModule(text, { compilerOptions, reportDiagnostics: true });
    if (diagnostics.length > 0)
      throw new Error(`${path} is no program: ${JSON.stringify(diagnostics[0]?.messageText)}`);
    const require = (name: string): unknown =>
      name.startsWith(".")
        ? load(`${posix.join(posix.dirname(path), name).replace(/\.js$/, "")}.ts`)
        : { ManagedConnection, Config, OAuthProfileAssignment: ManagedConnection };
    const exports = {};
    loaded.set(path, exports);
    // As Node wraps a module.
    const run = compileFunction(outputText, ["require", "exports"]) as (...wrapped: unknown[]) => void;
    run(require, exports);
    return exports;
  };
  const { connectionIds } = load(entry);
  return { made, logicalNames: made.map(({ logicalName }) => logicalName), connectionIds };
}

/** Runs the project in a folder. */
export function runFolder(folder: string, entry?: string): MadeByProject {
  return runProject(
    Object.entries(readFolder(folder)).map(([path, text]) => ({ path, text })),
    entry,
  );
}
