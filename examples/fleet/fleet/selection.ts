import type { FleetStack } from "../stacks";
import type { Options } from "./options";
import { UsageError } from "./options";
import type { Report } from "./report";

type Filters = Pick<Options, "command" | "groups" | "environments">;

/** The stacks that a run is about. A word that nothing has is a mistake, and no empty run. */
export function select(stacks: readonly FleetStack[], filters: Filters, last?: Report): FleetStack[] {
  const { command, groups, environments } = filters;
  requireKnown(
    "group",
    groups,
    stacks.map(({ group }) => group),
  );
  requireKnown(
    "environment",
    environments,
    stacks.map(({ environment }) => environment),
  );
  if (last && last.command !== command) {
    throw new UsageError(`The last report is about ${last.command}: --continue goes on with that command only`);
  }
  const done = new Set(last?.stacks.filter(({ outcome }) => outcome === "succeeded").map(({ name }) => name));
  const has = (words: readonly string[], word: string) => words.length === 0 || words.includes(word);
  return stacks.filter(
    ({ name, group, environment }) => has(groups, group) && has(environments, environment) && !done.has(name),
  );
}

function requireKnown(kind: string, words: readonly string[], known: readonly string[]): void {
  const unknown = words.filter((word) => !known.includes(word));
  if (unknown.length > 0) {
    throw new UsageError(`No ${kind} ${unknown.join(", ")}: there are ${[...new Set(known)].join(", ")}`);
  }
}
