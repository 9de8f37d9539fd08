import { posix } from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";
import type { OutputFile } from "../../../provider/cli/import/outputFolder";

/** What a written project makes when it runs. */
export interface MadeByProject {
  /** In the order in which they are made; all of them share one space of names. */
  readonly logicalNames: readonly string[];
  /** What its `index.ts` exports. */
  readonly connectionIds: unknown;
}

/** Runs a written project from a disk that does not tell upper case from lower case; no file may be written twice there. */
export function runProject(files: readonly OutputFile[]): MadeByProject {
  const disk = new Map<string, string>();
  for (const { path, text } of files) {
    const place = path.toLowerCase();
    if (disk.has(place)) throw new Error(`${path} is written twice`);
    disk.set(place, text);
  }
  const logicalNames: string[] = [];
  class ManagedConnection {
    readonly connectionId: string;
    constructor(logicalName: string, args: { readonly adoptConnectionId: string }) {
      logicalNames.push(logicalName);
      this.connectionId = args.adoptConnectionId;
    }
  }
  const load = (path: string): { connectionIds?: unknown } => {
    const text = disk.get(path.toLowerCase());
    if (text === undefined) throw new Error(`${path} is not there`);
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, importHelpers: false };
    const { outputText } = ts.transpileModule(text, { compilerOptions });
    const require = (name: string): unknown =>
      name.startsWith(".") ? load(`${posix.join(posix.dirname(path), name)}.ts`) : { ManagedConnection };
    const exports = {};
    // As Node wraps a module.
    const run = compileFunction(outputText, ["require", "exports"]) as (...wrapped: unknown[]) => void;
    run(require, exports);
    return exports;
  };
  return { logicalNames, connectionIds: load("index.ts").connectionIds };
}
