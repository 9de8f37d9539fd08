import type { Role } from "../roles";
import { setArguments } from "../roles";

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
export const ARGUMENT_ROLES = {
  managedUserId: "replace",
  profileId: "replace",
  forceUnassign: "flag",
  account: "replace",
} as const satisfies Record<keyof AssignmentArguments, Role>;

export const ARGUMENT_NAMES = Object.keys(ARGUMENT_ROLES) as (keyof AssignmentArguments)[];

/** State of a resource with these arguments and this mark. */
export function toState(source: AssignmentArguments, holder: string | undefined): AssignmentState {
  const args = setArguments(source, ARGUMENT_NAMES) as AssignmentArguments;
  return holder === undefined ? args : { ...args, holder };
}
