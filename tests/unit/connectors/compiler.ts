import ts from "typescript";

/** What the compiler finds wrong in these files, with their lines. */
export function problemsOf(files: readonly string[], options: ts.CompilerOptions): string[] {
  const program = ts.createProgram(files, { ...options, noEmit: true });
  return files
    .flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)))
    .map(({ file, start = 0, messageText }) => {
      const line = file === undefined ? "" : `line ${file.getLineAndCharacterOfPosition(start).line + 1}: `;
      return line + ts.flattenDiagnosticMessageText(messageText, "\n");
    });
}
