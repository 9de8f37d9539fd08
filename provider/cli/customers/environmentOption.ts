import { Option } from "commander";
import type { EnvironmentName } from "../../api";
import { ENVIRONMENT_NAMES } from "../../api";
import { countOf } from "../text";

/** Which of the workspaces of every customer is meant. */
export function environmentOption(otherwise: string): Option {
  return new Option(
    "--environment <name>",
    `with --all: which workspace of every customer (default: ${otherwise})`,
  ).choices(ENVIRONMENT_NAMES);
}

/** What was left out because of it; undefined when every customer has the environment. */
export function leftOutText(without: number, environment: EnvironmentName | undefined): string | undefined {
  return without === 0 || environment === undefined
    ? undefined
    : `${countOf(without, "customer")} without a ${environment} environment left out.`;
}
