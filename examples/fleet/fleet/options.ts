import { parseArgs } from "node:util";

export const OPERATIONS = ["preview", "up", "refresh", "destroy"] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface Options {
  readonly command: Operation | "status";
  /** Empty: all. */
  readonly groups: readonly string[];
  readonly environments: readonly string[];
  /** How many stacks run at once. */
  readonly parallel: number;
  /** Only what failed or did not run, by the last report. */
  readonly continue: boolean;
  readonly report: string;
}

export const USAGE = `Usage: npm run fleet -- preview|up|refresh|destroy|status
  [--group NAME]... [--environment NAME]...  only these
  [--parallel 4]                             how many stacks at once
  [--continue]                               only those that failed or did not run, by the last report
  [--report .fleet/report.json]`;

/** Something that the person has to type otherwise. */
export class UsageError extends Error {}

export function readOptions(args: string[]): Options {
  const { positionals, values } = parse(args);
  const [command, ...more] = positionals;
  if (!isCommand(command) || more.length > 0) throw new UsageError(USAGE);
  const parallel = Number(values.parallel);
  if (!Number.isInteger(parallel) || parallel < 1) throw new UsageError("--parallel must be a whole number from 1");
  const { group: groups, environment: environments, report } = values;
  return { command, groups, environments, parallel, continue: values.continue, report };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        group: { type: "string", multiple: true, default: [] },
        environment: { type: "string", multiple: true, default: [] },
        parallel: { type: "string", default: "4" },
        continue: { type: "boolean", default: false },
        report: { type: "string", default: ".fleet/report.json" },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}

function isCommand(word: string | undefined): word is Options["command"] {
  return word === "status" || OPERATIONS.some((operation) => operation === word);
}
