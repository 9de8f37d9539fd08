import walls from "../rooms/wallsRule";
import { listOf } from "./list";
import { code } from "./table";

/** The rooms of docs/architecture.md, which the lint rule holds. */
export function roomsList(): Record<string, string> {
  const items = Object.entries(walls.ROOMS).map(([room, { holds, buildsOn, takesTypesOf = [], runsIn }]) => {
    const types = takesTypesOf.length === 0 ? [] : [`types of ${namesOf(takesTypesOf)}`];
    const names = buildsOn.length === 0 ? [] : [namesOf(buildsOn)];
    const foundation = [...names, ...types].join("; ") || "nothing";
    return `**${code(room)}** (${runsIn}): ${holds}. Builds on ${foundation}.`;
  });
  return { rooms: listOf(items) };
}

function namesOf(entries: readonly string[]): string {
  return entries
    .map((entry) => entry.replace(/^provider\//, ""))
    .map((entry) => (entry.endsWith("/*") ? `the files in ${code(entry.slice(0, -2))}` : code(entry)))
    .join(", ");
}
