import type { CheckResult } from "@pulumi/pulumi/dynamic";
import { ArgumentChecks } from "../argumentChecks";
import type { Session } from "../session";
import type { AssignmentArguments } from "./arguments";
import { ARGUMENT_NAMES } from "./arguments";

/** Validates and normalises the arguments of an OAuthProfileAssignment, without a request. */
export function checkAssignment(session: Session, news: Record<string, unknown>): CheckResult<AssignmentArguments> {
  const remedy = "give the number of a custom OAuth profile of the Embedded admin workspace";
  const checks = new ArgumentChecks(news, ARGUMENT_NAMES);
  checks.customer("managedUserId");
  checks.require("profileId", remedy);
  checks.numericId("profileId", { remedy });
  checks.flag("forceUnassign");
  checks.account(session);
  return { inputs: checks.inputs as unknown as AssignmentArguments, failures: checks.failures };
}
