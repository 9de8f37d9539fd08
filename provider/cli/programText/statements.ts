/**
 * A program that people have edited, read without a compiler: the package has none. What is in comments and in strings
 * cannot be taken for code.
 */

/** A statement at the top of a program. */
export interface Statement {
  /** As it is written, without the semicolon. */
  readonly text: string;
  /** Of the same length, with blanks for comments, and underscores for what is between quotes. */
  readonly code: string;
  /** The comments before it. */
  readonly before: string;
}

/** The program with blanks instead of comments, and underscores for what is between quotes; of the same length. */
export function codeOf(program: string): string {
  return program.replace(TOKEN, (token) => {
    if (token.startsWith("//") || token.startsWith("/*")) return token.replace(/[^\n]/g, " ");
    return token.length < 2 ? token : token.slice(0, 1) + token.slice(1, -1).replace(/[^\n]/g, "_") + token.slice(-1);
  });
}

/** Comments and strings, whichever begins first; what is not ended ends with the line or the file. */
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|`(?:\\[\s\S]|[^`\\])*`?/g;

/** The statements at the top of a program, which end with a semicolon each. */
export function statementsOf(program: string): Statement[] {
  const code = codeOf(program);
  const statements: Statement[] = [];
  let start = 0;
  for (const end of [...topLevel(code, ";"), code.length]) {
    const blanks = /^\s*/.exec(code.slice(start, end))?.[0].length ?? 0;
    const from = start + blanks;
    if (from < end) {
      const before = program.slice(start, from);
      statements.push({ text: program.slice(from, end), code: code.slice(from, end), before });
    }
    start = end + 1;
  }
  return statements;
}

/** What is between commas at the top of a list, such as arguments or the properties of an object, with its place. */
export function partsOf(code: string): { readonly start: number; readonly end: number }[] {
  const ends = [...topLevel(code, ","), code.length];
  return ends
    .map((end, index) => ({ start: index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end }))
    .filter(({ start, end }) => code.slice(start, end).trim() !== "");
}

/** Where a character stands outside of all brackets. */
function topLevel(code: string, wanted: string): number[] {
  const places: number[] = [];
  let depth = 0;
  for (let place = 0; place < code.length; place++) {
    const character = code[place] ?? "";
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    else if (depth === 0 && character === wanted) places.push(place);
  }
  return places;
}
