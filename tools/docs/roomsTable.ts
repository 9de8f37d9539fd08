import walls from "../rooms/wallsRule";
import { code, tableOf } from "./table";

/** The table of docs/architecture.md, from the rooms that the lint rule holds. */
export function roomsTable(): Record<string, string> {
  const rows = Object.entries(walls.ROOMS).map(([room, { holds, buildsOn, takesTypesOf = [], runsIn }]) => {
    const types = takesTypesOf.length === 0 ? [] : [`types of ${listOf(takesTypesOf)}`];
    const list = buildsOn.length === 0 ? [] : [listOf(buildsOn)];
    return [code(room), holds, [...list, ...types].join("; ") || "nothing", runsIn];
  });
  return { rooms: tableOf(["room", "what is in it", "builds on", "runs in"], rows) };
}

function listOf(entries: readonly string[]): string {
  return entries
    .map((entry) => entry.replace(/^provider\//, ""))
    .map((entry) => (entry.endsWith("/*") ? `the files in ${code(entry.slice(0, -2))}` : code(entry)))
    .join(", ");
}
