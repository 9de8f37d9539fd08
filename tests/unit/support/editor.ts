import { join } from "node:path";
import ts from "typescript";

/** An editor with one program in it; `|` in its text is the cursor. */
export class Editor {
  private text = "";
  private version = 0;
  private readonly file: string;
  private readonly service: ts.LanguageService;

  constructor(folder: string, options: ts.CompilerOptions) {
    this.file = join(folder, "index.ts");
    const read = (path: string): string | undefined => (path === this.file ? this.text : ts.sys.readFile(path));
    this.service = ts.createLanguageService({
      ...ts.sys,
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
      getCompilationSettings: () => options,
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      getScriptFileNames: () => [this.file],
      getScriptSnapshot: (path) => {
        const text = read(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getScriptVersion: (path) => (path === this.file ? String(this.version) : ""),
      readFile: read,
      fileExists: (path) => path === this.file || ts.sys.fileExists(path),
    });
  }

  /** The names that it offers at the cursor. */
  completions(program: string): string[] {
    const entries = this.service.getCompletionsAtPosition(this.file, this.open(program), {})?.entries ?? [];
    return entries.map(({ name }) => name);
  }

  /** What it shows for the name at the cursor: its type, and its documentation. */
  hover(program: string): string {
    const info = this.service.getQuickInfoAtPosition(this.file, this.open(program));
    return `${ts.displayPartsToString(info?.displayParts)}\n${ts.displayPartsToString(info?.documentation)}`;
  }

  /** What it underlines. */
  problems(program: string): string[] {
    this.open(program);
    return this.service
      .getSemanticDiagnostics(this.file)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  }

  private open(program: string): number {
    const cursor = program.indexOf("|");
    this.text = program.replace("|", "");
    this.version++;
    return cursor;
  }
}
