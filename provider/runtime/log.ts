/** Pulumi shows what a plugin writes to its error stream as diagnostics of the stack, in a normal run too. */
export function writeLine(line: string): void {
  process.stderr.write(`${line}\n`);
}
