import type { CheckFailure } from "@pulumi/pulumi/dynamic";
import { messageOf } from "../api";
import type { ArgumentRules } from "../argumentRules";
import { readArguments } from "../argumentRules";
import type { Session } from "./session";
import { isUnknown } from "./values";

/**
 * The normalised inputs of one resource, and what is wrong with them. Unknown values of a preview pass everywhere.
 * Every reason names the property itself and the remedy: the failure's own `property` stays empty, because the engine
 * prints the value beside it, and that may be a credential.
 */
export function checkInputs<Args extends object>(
  session: Session,
  news: Readonly<Record<string, unknown>>,
  rules: ArgumentRules<Args>,
): { readonly inputs: Args; readonly failures: CheckFailure[] } {
  const { __provider: _, __resource: _identity, ...given } = news;
  const { values, problems } = readArguments(given, rules, {
    notAnArgument: "is not an argument of this resource",
    isUnknown,
  });
  // The account must be one that the configuration has, with everything that it needs to be used.
  const account = values.account as string | undefined;
  if (account === given.account && !isUnknown(account)) {
    try {
      session.account(account);
      session.defaults();
    } catch (error) {
      problems.push(messageOf(error));
    }
  }
  return { inputs: values as Args, failures: problems.map(failure) };
}

export function failure(reason: string): CheckFailure {
  return { property: "", reason };
}
