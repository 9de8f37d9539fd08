import { isUnknown } from "../../arguments/engineValues";
import { parseResourceId } from "../../arguments/resourceId";
import type { DiffAnswer, Resource } from "../resource";
import type { Session } from "../session";
import { newMark } from "../shared/holders";
import type { ConnectionArguments } from "../../arguments/connection";
import { argumentsOf, CONNECTION_ARGUMENTS, SECRET_ARGUMENTS } from "../../arguments/connection";
import type { SendReason } from "./credentials";
import { sendReason } from "./credentials";
import { checkConnection } from "./check";
import { createConnection } from "./create";
import { deleteConnection } from "./delete";
import { secretsOf } from "./input";
import { warnOfUpdate } from "./outlook";
import { readConnection } from "./read";
import type { Change, ConnectionState } from "./state";
import { changeOf } from "./state";
import { updateConnection } from "./update";

/** Connections of customers, as the doors call them. */
export function connectionResource(session: Session): Resource<ConnectionArguments, ConnectionState> {
  const secretTexts = (sources: readonly Partial<ConnectionArguments>[]) => secretsOf(sources, session.environment);
  const start = (subject: string, args: Partial<ConnectionArguments>, olds: Partial<ConnectionArguments> = {}) =>
    session.startOperation(args.account, secretTexts([olds, args]), subject);

  return {
    secrets: [...SECRET_ARGUMENTS, "authorizationError", "connectionLostReason"],
    secretTexts,

    check: (request) => checkConnection(session, request),

    diff({ identity, id, olds, news }) {
      const change = changeOf({ identity, mark: olds.holder }, olds, news);
      const reason = sendReason(change, session.defaults());
      const diff = diffConnection(change, reason);
      // A preview may not know yet which account it will be.
      if (!isUnknown(news.account)) {
        const { managedUserId, objectId } = parseResourceId(id);
        const what = `connection ${objectId} of customer ${managedUserId}`;
        session.account(news.account).holders.see(objectId, what, change, diff.replaces.length > 0);
      }
      if (session.hasProgram && diff.replaces.length === 0 && reason !== undefined) {
        warnOfUpdate(session, id, change, reason);
      }
      return diff;
    },

    create: ({ identity, news }) => createConnection(start(news.name, news), identity, news),

    async read({ id, olds }) {
      const { managedUserId, objectId } = parseResourceId(id);
      const state = await readConnection(start(id, olds), managedUserId, objectId, olds);
      return state && { state, inputs: argumentsOf(state) };
    },

    update: ({ identity, id, olds, news }) => {
      const change = changeOf({ identity, mark: olds.holder ?? newMark() }, olds, news);
      return updateConnection(start(id, news, olds), parseResourceId(id).objectId, change);
    },

    delete: async ({ identity, id, olds }) => {
      const { managedUserId, objectId } = parseResourceId(id);
      await deleteConnection(start(id, olds), { id, identity, managedUserId, connectionId: objectId, state: olds });
    },
  };
}

/** Compares state with the program, without a request. */
function diffConnection(change: Change, reason: SendReason | undefined): DiffAnswer {
  const { news, changed } = change;
  return {
    changes: changed.length > 0 || isFoundConnected(change) || reason !== undefined,
    // The engine diffs dependents with unknowns, and would delete them first.
    replaces: changed.filter((name) => CONNECTION_ARGUMENTS[name].role === "replace" && !isUnknown(news[name])),
  };
}

/** Desired state "disconnected", and the server says otherwise. */
function isFoundConnected({ olds, news }: Change): boolean {
  return news.disconnected === true && olds.authorizationStatus === "success";
}
