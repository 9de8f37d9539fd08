import { messageOf } from "../api";
import type { ArgumentRules } from "../arguments/rules";
import { readArguments } from "../arguments/rules";
import type { Session } from "./session";
import { isUnknown } from "../arguments/engineValues";

/**
 * The normalised inputs of one resource, and what is wrong with them. Unknown values of a preview pass everywhere.
 * Every problem names the argument and the remedy.
 */
export function checkInputs<Args extends object>(
  session: Session,
  news: Readonly<Record<string, unknown>>,
  rules: ArgumentRules<Args>,
): { readonly inputs: Args; readonly problems: readonly string[] } {
  const { values, problems } = readArguments(news, rules, {
    notAnArgument: "is not an argument of this resource",
    isUnknown,
  });
  // The account must be one that the configuration has, with everything that it needs to be used.
  const account = values.account as string | undefined;
  if (account === news.account && !isUnknown(account)) {
    try {
      session.account(account);
      session.defaults();
    } catch (error) {
      problems.push(messageOf(error));
    }
  }
  return { inputs: values as Args, problems };
}
