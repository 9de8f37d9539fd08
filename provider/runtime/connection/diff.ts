import type { DiffResult } from "@pulumi/pulumi/dynamic";
import type { StackDefaults } from "../../settings/settings";
import { isUnknown } from "../values";
import type { ConnectionArguments } from "./arguments";
import { ARGUMENT_ROLES, changesOf } from "./arguments";
import { sendReason } from "./authorization";
import type { ConnectionState } from "./state";

/** Compares state with the program, without a request. */
export function diffConnection(
  olds: ConnectionState,
  news: Partial<ConnectionArguments>,
  defaults: StackDefaults,
): DiffResult {
  const changed = changesOf(olds, news);
  return {
    changes: changed.length > 0 || isFoundConnected(olds, news) || sendReason(olds, news, defaults) !== undefined,
    // The engine diffs dependents with unknowns, and would delete them first.
    replaces: changed.filter((name) => ARGUMENT_ROLES[name] === "replace" && !isUnknown(news[name])),
  };
}

/** Desired state "disconnected", and the server says otherwise. */
function isFoundConnected(olds: ConnectionState, news: Partial<ConnectionArguments>): boolean {
  return news.disconnected === true && olds.authorizationStatus === "success";
}
