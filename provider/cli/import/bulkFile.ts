import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { joinResourceId } from "../../arguments/resourceId";
import { CommandError } from "../commandError";
import { countOf, json } from "../text";
import { type CustomerProgram, customerProgram, type ImportedCustomer, namesOf } from "./customerProgram";
import type { OutputFile, WrittenFile } from "./outputFolder";

const FILE = "import.json";

/** What `pulumi import --file` takes through the provider plugin: every connection by its type, name and id. */
export interface BulkPlan {
  readonly programs: readonly CustomerProgram[];
  readonly files: readonly OutputFile[];
}

/**
 * The names are those of the program that `import` writes, so that a stack may have either.
 * @throws CommandError where another file is there already
 */
export function planBulkFile(out: string, customers: readonly ImportedCustomer[], isForced: boolean): BulkPlan {
  const programs = customers.map((customer) => customerProgram(customer));
  const resources = programs.flatMap(({ managedUserId, connections, names }) =>
    connections.map((connection) => ({
      type: "workato:index:ManagedConnection",
      name: namesOf(names, connection).logicalName,
      id: joinResourceId(managedUserId, connection.connectionId),
    })),
  );
  const text = json({ resources });
  const path = join(out, FILE);
  const status = !existsSync(path) ? "written" : readFileSync(path, "utf8") === text ? "unchanged" : "overwritten";
  if (status === "overwritten" && !isForced) {
    throw new CommandError(
      `${path} is there with another text; nothing was written. Choose another folder with --out, or overwrite it with --force.`,
    );
  }
  return { programs, files: [{ path: FILE, text, status }] };
}

/** For people, or for machines with `json`. */
export function bulkReport(
  { programs }: BulkPlan,
  files: readonly WrittenFile[],
  { out, isForMachines }: { readonly out: string; readonly isForMachines: boolean },
): string {
  const connections = programs.reduce((sum, program) => sum + program.connections.length, 0);
  if (isForMachines) return json({ out, connections, files });
  if (files.length === 0) return "";
  return [
    `${countOf(connections, "connection")} of ${countOf(programs.length, "customer")} in ${join(out, FILE)}`,
    "",
    "Next, in a Pulumi project with the provider plugin (docs/languages.md):",
    `  pulumi import --file ${join(out, FILE)} --out imported.txt`,
    "It changes nothing on the server, and imported.txt has the code to add to the program. It has no credentials: without",
    "`input` they are not managed.",
    "",
  ].join("\n");
}
