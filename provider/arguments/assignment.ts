import type { ArgumentsOf, ArgumentTable } from "./argument";
import { account, customer, flag, numericId, optional } from "./rules";

/** The arguments of an OAuthProfileAssignment. Another workspace may have a profile of the same number by chance. */
export const ASSIGNMENT_ARGUMENTS = {
  managedUserId: { rule: customer, role: "replace" },
  profileId: {
    rule: numericId("give the number of a custom OAuth profile of the Embedded admin workspace"),
    role: "replace",
  },
  forceUnassign: { rule: optional(flag), role: "flag" },
  account: { rule: account, role: "replace" },
} as const satisfies ArgumentTable;

/** After `check`: ids are strings. */
export type AssignmentArguments = ArgumentsOf<typeof ASSIGNMENT_ARGUMENTS>;
