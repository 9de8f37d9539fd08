import type { CreateResult, DiffResult, ReadResult, ResourceProvider, UpdateResult } from "@pulumi/pulumi/dynamic";
import { joinResourceId, parseResourceId } from "../../resourceId";
import { createConnection } from "./create";
import { deleteConnection } from "./delete";
import { readConnection } from "./read";
import { updateConnection } from "./update";
import { CreationLocks } from "./creationLocks";
import { credentialStrings } from "./credentials";
import { checkManagedConnection } from "./check";
import { diffManagedConnection } from "./diff";
import type { ManagedConnectionInputs } from "./arguments";
import type { ManagedConnectionState } from "./state";
import { argumentsOf } from "./state";
import { reported } from "../reported";
import type { Operation, Session } from "../session";
import { isUnknown } from "../values";

type Inputs = ManagedConnectionInputs;
type State = ManagedConnectionState;

/** check, diff, create, read, update and delete of a ManagedConnection, as Pulumi's plugin calls them. */
export function managedConnectionProvider(session: Session): ResourceProvider<Inputs, State> {
  const locks = new CreationLocks();

  const start = (account: string | undefined, ...sources: Partial<Inputs>[]): Operation =>
    session.startOperation(account, sources.flatMap(credentialStrings));

  return {
    // Not async: the SDK caches the provider and does not wait for this before the next operation.
    configure: ({ config }) => {
      session.configure((key) => config.get(`workato:${key}`));
      return Promise.resolve();
    },

    check: (olds, news) =>
      reported([news], () => checkManagedConnection(session, olds, news as unknown as Record<string, unknown>)),

    diff: (id, olds, news): Promise<DiffResult> =>
      reported([olds, news], () => {
        const diff = diffManagedConnection(olds, news, session.defaults());
        // A preview may not know yet which account it will be.
        if (!isUnknown(news.account)) {
          const { stack } = session.account(news.account);
          stack.noteDiff(parseResourceId(id).objectId, argumentsOf(news), (diff.replaces ?? []).length > 0);
        }
        return diff;
      }),

    create: (inputs): Promise<CreateResult<State>> =>
      reported([inputs], async () => {
        const operation = start(inputs.account, inputs);
        const key = JSON.stringify([inputs.managedUserId, inputs.provider, inputs.name]);
        const { connectionId, state } = await locks.run(key, () => createConnection(session, operation, inputs));
        return { id: joinResourceId(inputs.managedUserId, connectionId), outs: state };
      }),

    read: (id, olds = {}): Promise<ReadResult<State>> =>
      reported([olds], async () => {
        const { managedUserId, objectId } = parseResourceId(id);
        const operation = start(olds.account, olds);
        const read = await readConnection(session, operation, managedUserId, objectId, olds);
        return read === undefined ? { id: "" } : { id, ...read };
      }),

    update: (id, olds, news): Promise<UpdateResult<State>> =>
      reported([olds, news], async () => {
        const operation = start(news.account, olds, news);
        const { objectId } = parseResourceId(id);
        return { outs: await updateConnection(session, operation, objectId, olds, news) };
      }),

    delete: (id, olds): Promise<void> =>
      reported([olds], async () => {
        const { managedUserId, objectId } = parseResourceId(id);
        const operation = start(olds.account, olds);
        await deleteConnection(operation, { id, managedUserId, connectionId: objectId, state: olds });
      }),
  };
}
