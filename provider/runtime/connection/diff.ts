import type { DiffResult } from "@pulumi/pulumi/dynamic";
import type { StackDefaults } from "../../settings";
import { hasCredentials } from "./credentials";
import type { ArgumentName, ManagedConnectionInputs } from "./arguments";
import { ARGUMENT_NAMES, ARGUMENT_ROLES } from "./arguments";
import type { ManagedConnectionState } from "./state";
import { isSame, isUnknown } from "../values";

type News = Partial<ManagedConnectionInputs>;

/** Compares state with the program, without a request. Only known and different values replace. */
export function diffManagedConnection(olds: ManagedConnectionState, news: News, defaults: StackDefaults): DiffResult {
  const changed = changedArguments(olds, news);
  const replaces = changed.filter((name) => ARGUMENT_ROLES[name] === "replace" && !isUnknown(news[name]));
  const changes =
    changed.length > 0 ||
    isFoundConnected(olds, news) ||
    isUncertain(olds, news) ||
    isRefused(olds, news, defaults) ||
    isLost(olds, news, defaults);
  return { changes, replaces };
}

/** Every argument whose value in the program is not the one in state. */
export function changedArguments(olds: ManagedConnectionState, news: News): ArgumentName[] {
  return ARGUMENT_NAMES.filter((name) => isChanged(name, olds, news));
}

export function isChanged(name: ArgumentName, olds: ManagedConnectionState, news: News): boolean {
  if (ARGUMENT_ROLES[name] === "flag") return (olds[name] ?? false) !== (news[name] ?? false);
  return !isSame(olds[name], news[name]);
}

/** Desired state "disconnected", and the server says otherwise. */
export function isFoundConnected(olds: ManagedConnectionState, news: News): boolean {
  return news.disconnected === true && olds.authorizationStatus === "success";
}

/** Nobody knows which credentials the server holds, so those of the program are sent, also when they are the old ones. */
export function isUncertain(olds: ManagedConnectionState, news: News): boolean {
  return olds.credentialsUncertain === true && hasCredentials(news) && news.disconnected !== true;
}

/** The server holds credentials that it refused, and the program wants an error for that: the next `up` tries again. */
export function isRefused(olds: ManagedConnectionState, news: News, defaults: StackDefaults): boolean {
  const policy = news.onAuthorizationFailure ?? defaults.onAuthorizationFailure;
  return policy === "error" && sendsCredentials(news) && hasRefusedCredentials(olds);
}

/** Were the last credentials that we sent refused? Without an accepted set, the status alone says so. */
export function hasRefusedCredentials(olds: ManagedConnectionState): boolean {
  return isFailed(olds) && (olds.credentialsRefused === true || olds.authorizedAt === undefined);
}

/** A working connection stopped working, and the program wants it repaired with the credentials that it has. */
export function isLost(olds: ManagedConnectionState, news: News, defaults: StackDefaults): boolean {
  const policy = news.onAuthorizationLost ?? defaults.onAuthorizationLost;
  if (policy !== "repair" || !sendsCredentials(news)) return false;
  // The credentials are good when the network is to blame, and somebody else's are newer than ours.
  if (/network/i.test(olds.connectionLostReason ?? "") || olds.reauthorizedElsewhere === true) return false;
  return isFailed(olds) || olds.connectionLostAt !== undefined;
}

export function isFailed(facts: { readonly authorizationStatus?: string | null }): boolean {
  return facts.authorizationStatus === "failed" || facts.authorizationStatus === "exception";
}

/** Are there credentials, and does the server test them when they are sent? */
function sendsCredentials(news: News): boolean {
  return hasCredentials(news) && news.shellConnection !== true && news.disconnected !== true;
}
