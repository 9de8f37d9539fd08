/** Decisions that must not wait for an `up`: ids in environment variables, printed ready to copy by the errors. */
type ListVariable = "WORKATO_FORCE_DELETE" | "WORKATO_FORCE_UNASSIGN" | "WORKATO_FORGET_CUSTOMERS";

/** Is this id in the list of ids, separated by commas or spaces, of this environment variable? */
export function isListed(variable: ListVariable, id: string): boolean {
  return (process.env[variable] ?? "").split(/[\s,]+/).includes(id);
}

/** What to write before the command, e.g. `WORKATO_FORCE_DELETE=98178/36`. */
export function listing(variable: ListVariable, id: string): string {
  return `${variable}=${id}`;
}
