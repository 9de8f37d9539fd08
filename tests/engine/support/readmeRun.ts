import { readFileSync } from "node:fs";
import path from "node:path";

const README = path.resolve(__dirname, "../../../README.md");
/** Stands at the beginning of a line before what a command prints, and after it with how it ended. */
const MARKER = "@@ README";

/** One thing that the README has its reader do, in its order. */
export interface Step {
  /** The heading that it stands under. */
  readonly section: string;
  /** A command as it is typed, or the text of a file. */
  readonly text: string;
  /** Where the text is saved; undefined: it is a command. */
  readonly file?: string;
  /** The line before its block says that the last command fails. */
  readonly fails?: boolean;
}

export interface StepResult extends Step {
  readonly exitCode: number | undefined;
  readonly output: string;
}

export const readmeText = () => readFileSync(README, "utf8");

/** Every command (`sh`) and every program (`ts`, saved under the name that the line before it gives) of a text. */
export function stepsOf(text: string): Step[] {
  const found: Step[] = [];
  for (const part of text.split(/^## /m).slice(1)) {
    const section = part.slice(0, part.indexOf("\n"));
    for (const [, before = "", language, block = ""] of part.matchAll(/(.*)\n\n```(\w+)\n([^]*?)^```$/gm)) {
      if (language === "ts") {
        const file = /`([\w.]+\.ts)`/.exec(before)?.[1];
        if (file === undefined) throw new Error(`"${before}" does not say where its program is saved`);
        found.push({ section, text: block, file });
      } else if (language === "sh") {
        const commands = block.trimEnd().split("\n");
        const fails = before.endsWith(" fails:");
        found.push(
          ...commands.map((text, index) => ({ section, text, fails: fails && index === commands.length - 1 })),
        );
      } else throw new Error(`nobody knows how to run a block of "${language}"`);
    }
  }
  return found;
}

/**
 * One session of bash that takes the steps one after the other, as a person at a terminal does: what one of them exports counts for
 * the next, jobs have numbers, and whoever asks for a value hears `answer`. It ends with the first step that does not go as written.
 */
export function session(steps: readonly Step[], answer: string): string {
  const taken = steps.map(({ text, file, fails = false }, index) =>
    file === undefined
      ? `echo "${MARKER} ${index}"
{
${text}
} <<< ${quoted(answer)}
code=$?
echo "${MARKER} ${index} $code"
[ $code ${fails ? "!=" : "="} 0 ] || exit 1`
      : `printf %s ${quoted(text)} > ${quoted(file)}`,
  );
  return ["set -m", END_JOBS, "exec 2>&1", ...taken].join("\n");
}

/** The whole group of each job that is left: a signal to `npx` alone does not reach what it runs, which keeps our pipes open. */
const END_JOBS = `trap 'for job in $(jobs -p); do kill -- -$job 2> /dev/null; done' EXIT`;

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** What each command of a session printed, and how it ended; undefined: it did not come to its end, or to its turn. */
export function resultsOf(steps: readonly Step[], output: string): StepResult[] {
  return steps.map((step, index) => {
    const printed = new RegExp(`^${MARKER} ${index}\n([^]*?)(?:^${MARKER} ${index} (\\d+)$|$(?![^]))`, "m").exec(
      output,
    );
    const exitCode = printed?.[2] === undefined ? undefined : Number(printed[2]);
    return { ...step, exitCode, output: printed?.[1] ?? "" };
  });
}
