import ts from "typescript";

/** As the README tells programs to be compiled, and stricter. */
export const STRICT_PROGRAM: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  noUnusedLocals: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** What the compiler finds wrong in files of this folder, or in this file, each with its line. */
export function problemsOf(files: readonly string[], options: ts.CompilerOptions, folder: string): string[] {
  return ts
    .getPreEmitDiagnostics(ts.createProgram(files, options))
    .filter(({ file }) => file?.fileName.startsWith(folder) ?? true)
    .map(({ file, start = 0, messageText }) => {
      const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
      return `${file?.fileName ?? ""}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
}
