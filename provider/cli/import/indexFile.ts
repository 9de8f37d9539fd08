import { assignment, stringLiteral } from "../programText/literal";

/** A module of a customer, as the program imports it. */
export interface ImportedModule {
  readonly managedUserId: string;
  /** The file, relative to the program, with `./` before it, and an ending where imports need one. */
  readonly specifier: string;
  /** What the program calls it. */
  readonly identifier: string;
}

/** By this, a later import knows the file. */
const WRITTEN_BY = "// Written by `pulumi-workato-embedded import`, which adds customers here and takes none out.";

/** The index that imports the modules. */
export function newIndex(modules: readonly ImportedModule[]): string {
  return [
    WRITTEN_BY,
    "// To leave a customer out, turn both of its lines into comments.",
    ...modules.map(importLine),
    "",
    "/** Ids of the connections in Workato by customer, for whoever builds on them. */",
    "export const connectionIds = {",
    ...modules.map(idsLine),
    "};",
    "",
  ].join("\n");
}

/** Is the text of a program's file such an index, perhaps with edits? */
export function isIndex(text: string): boolean {
  return text.includes(WRITTEN_BY);
}

/** The index with the modules that it does not speak of; what is a comment is left out on purpose. */
export function withModules(index: string, modules: readonly ImportedModule[]): string {
  const missing = modules.filter((module) => !mentions(index, module));
  if (missing.length === 0) return index;
  const text = index.replace(/\r\n/g, "\n");
  const ids = /^export const connectionIds = \{\n(?:[ \t][^\n]*\n|\n)*(?=\};?$)/m;
  // What is imported and not used is not run, so without the list of ids it is imported for its effect.
  const hasIds = ids.test(text);
  const lines = missing.map(hasIds ? importLine : effectLine).map((line) => `${line}\n`);
  const newIds = missing.map(idsLine).filter((line) => !text.includes(line));
  const withIds = text.replace(ids, (before) => before + newIds.map((line) => `${line}\n`).join(""));
  const end = endOfImports(withIds);
  const whole = withIds.slice(0, end) + lines.join("") + withIds.slice(end);
  return index.includes("\r\n") ? whole.replace(/\n/g, "\r\n") : whole;
}

/** A program of one customer with the modules of others. */
export function withExports(program: string, modules: readonly ImportedModule[]): string {
  const missing = modules.filter((module) => !mentions(program, module));
  if (missing.length === 0) return program;
  const lineEnd = program.includes("\r\n") ? "\r\n" : "\n";
  const lines = missing.map(
    ({ identifier, specifier }) => `export * as ${identifier} from ${stringLiteral(specifier)};`,
  );
  return `${program.trimEnd()}${lineEnd.repeat(2)}${lines.join(lineEnd)}${lineEnd}`;
}

/** Does a program speak of a module, in code or in a comment? */
export function mentions(program: string, { specifier }: ImportedModule): boolean {
  return placesOf(program, specifier).length > 0;
}

/** Does a program speak of a module in comments only? */
export function isCommentedOut(program: string, { specifier }: ImportedModule): boolean {
  const lines = placesOf(program, specifier).map((place) => program.slice(program.lastIndexOf("\n", place) + 1, place));
  return lines.length > 0 && lines.every((before) => /^\s*(\/\/|\/?\*)/.test(before));
}

/** A statement that runs a module, for a person to add. */
export function effectLine({ specifier }: Pick<ImportedModule, "specifier">): string {
  return `import ${stringLiteral(specifier)};`;
}

function placesOf(program: string, specifier: string): number[] {
  const bare = specifier.replace(/\.[cm]?[jt]s$/, "");
  const file = bare.slice(bare.lastIndexOf("customers/"));
  const places: number[] = [];
  for (let place = program.indexOf(file); place >= 0; place = program.indexOf(file, place + 1)) {
    if (/^(\.[cm]?[jt]s)?["'`]/.test(program.slice(place + file.length, place + file.length + 6))) places.push(place);
  }
  return places;
}

function importLine({ identifier, specifier }: ImportedModule): string {
  return `import * as ${identifier} from ${stringLiteral(specifier)};`;
}

function idsLine({ managedUserId, identifier }: ImportedModule): string {
  return assignment("  ", `${keyOf(managedUserId)}:`, `${identifier}.connectionIds`, ",");
}

/** Behind the last import, or behind the comment at the beginning. */
function endOfImports(text: string): number {
  const imports = [...text.matchAll(/^import (?:[^{}\n]*|\{[^{}]*\}[^\n]*)\n/gm)];
  const last = imports.at(-1);
  if (last !== undefined) return last.index + last[0].length;
  return /^(?:\/\/[^\n]*\n)*/.exec(text)?.[0].length ?? 0;
}

/** Quoted only where it must be. */
function keyOf(text: string): string {
  // Written as it is, this one would set the prototype.
  if (text === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_]\w*$/.test(text) ? text : stringLiteral(text);
}
