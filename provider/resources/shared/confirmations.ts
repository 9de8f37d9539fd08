import type { Environment } from "../../settings/settings";

/** Decisions that must not wait for an `up`: ids in environment variables, printed ready to copy by the errors. */
type Confirmation = "WORKATO_FORCE_DELETE" | "WORKATO_FORCE_UNASSIGN" | "WORKATO_FORGET_CUSTOMERS";

/**
 * Is this id in the list of ids, separated by commas or spaces, of this environment variable? Ids are URI-encoded where
 * we print them; a customer's id as the program has it may hold spaces, so between commas it is looked for as well.
 */
export function isConfirmed(environment: Environment, variable: Confirmation, id: string): boolean {
  const text = environment[variable] ?? "";
  return text.split(/[\s,]+/).includes(id) || text.split(",").some((entry) => entry.trim() === id);
}

/** What to write before the command, e.g. `WORKATO_FORCE_DELETE=98178/36`; quoted where a shell would not take it. */
export function confirmation(variable: Confirmation, id: string): string {
  return /^[\w%./~-]+$/.test(id) ? `${variable}=${id}` : `${variable}='${id.replaceAll("'", "'\\''")}'`;
}
