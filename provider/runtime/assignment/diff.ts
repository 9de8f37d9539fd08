import type { DiffResult } from "@pulumi/pulumi/dynamic";
import { changedArguments, replacingArguments } from "../roles";
import type { AssignmentArguments } from "./arguments";
import { ARGUMENT_ROLES } from "./arguments";

/** Compares state with the program, without a request. */
export function diffAssignment(olds: AssignmentArguments, news: AssignmentArguments): DiffResult {
  const changed = changedArguments<AssignmentArguments>(ARGUMENT_ROLES, olds, news);
  return {
    changes: changed.length > 0,
    replaces: replacingArguments(changed, news, (name) => ARGUMENT_ROLES[name] === "replace"),
    // A customer has one profile an application: the old one must go before the new one can be assigned. That holds for
    // replacements that the engine decides on, too.
    deleteBeforeReplace: true,
  };
}
