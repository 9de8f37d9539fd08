import type { CheckResult, DiffResult } from "@pulumi/pulumi/dynamic";
import type { ArgumentRules } from "../../arguments/rules";
import { account, customer, flag, numericId, optional } from "../../arguments/rules";
import { checkInputs } from "../checkInputs";
import type { Role } from "../roles";
import { changedArguments, setArguments } from "../roles";
import type { Session } from "../session";
import { isUnknown } from "../values";

/** The arguments of an OAuthProfileAssignment after `check`. */
export interface AssignmentArguments {
  readonly managedUserId: string;
  readonly profileId: string;
  readonly forceUnassign?: boolean;
  readonly account?: string;
}

/** What the engine keeps: the arguments, and the resource's own mark. */
export type AssignmentState = AssignmentArguments & { readonly holder?: string | undefined };

/** What a change of each argument means: another workspace may have a profile of the same number by chance. */
const ROLES = {
  managedUserId: "replace",
  profileId: "replace",
  forceUnassign: "flag",
  account: "replace",
} as const satisfies Record<keyof AssignmentArguments, Role>;

const NAMES = Object.keys(ROLES) as (keyof AssignmentArguments)[];

/** State of a resource with these arguments and this mark. */
export function toState(source: AssignmentArguments, holder: string | undefined): AssignmentState {
  const args = setArguments(source, NAMES) as AssignmentArguments;
  return holder === undefined ? args : { ...args, holder };
}

const RULES: ArgumentRules<AssignmentArguments> = {
  managedUserId: customer,
  profileId: numericId("give the number of a custom OAuth profile of the Embedded admin workspace"),
  forceUnassign: optional(flag),
  account,
};

/** Validates and normalises the arguments, without a request. */
export function checkAssignment(session: Session, news: Record<string, unknown>): CheckResult<AssignmentArguments> {
  return checkInputs(session, news, RULES);
}

/** Compares state with the program, without a request. */
export function diffAssignment(olds: AssignmentArguments, news: AssignmentArguments): DiffResult {
  const changed = changedArguments<AssignmentArguments>(ROLES, olds, news);
  return {
    changes: changed.length > 0,
    replaces: changed.filter((name) => ROLES[name] === "replace" && !isUnknown(news[name])),
    // A customer has one profile an application: the old one must go before the new one can be assigned. That holds for
    // replacements that the engine decides on, too.
    deleteBeforeReplace: true,
  };
}
