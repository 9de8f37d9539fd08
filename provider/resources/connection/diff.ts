import { isUnknown } from "../../arguments/engineValues";
import type { StackDefaults } from "../../settings/settings";
import type { DiffAnswer } from "../resource";
import { CONNECTION_ARGUMENTS } from "../../arguments/connection";
import type { Change } from "./change";
import { sendReason } from "./credentials";

/** Compares state with the program, without a request. */
export function diffConnection(change: Change, defaults: StackDefaults): DiffAnswer {
  const { news, changed } = change;
  return {
    changes: changed.length > 0 || isFoundConnected(change) || sendReason(change, defaults) !== undefined,
    // The engine diffs dependents with unknowns, and would delete them first.
    replaces: changed.filter((name) => CONNECTION_ARGUMENTS[name].role === "replace" && !isUnknown(news[name])),
  };
}

/** Desired state "disconnected", and the server says otherwise. */
function isFoundConnected({ olds, news }: Change): boolean {
  return news.disconnected === true && olds.authorizationStatus === "success";
}
