import ts from "typescript";

/** What the libraries of the compiler are parsed to; they are large. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of a script for browsers whose types are in its comments. */
export function complaintsOf(script: string): string[] {
  const name = "/page.js";
  const options: ts.CompilerOptions = {
    allowJs: true,
    checkJs: true,
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: [],
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    getSourceFile: (path, version) => {
      if (path === name) return ts.createSourceFile(path, script, version);
      if (!libraries.has(path)) libraries.set(path, disk.getSourceFile(path, version));
      return libraries.get(path);
    },
    fileExists: (path) => path === name || disk.fileExists(path),
    readFile: (path) => (path === name ? script : disk.readFile(path)),
  };
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
