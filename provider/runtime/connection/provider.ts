import type { CreateResult, DiffResult, ReadResult, ResourceProvider, UpdateResult } from "@pulumi/pulumi/dynamic";
import { parseResourceId } from "../../arguments/resourceId";
import { toldOnce } from "../errors";
import type { Operation, Session } from "../session";
import { isUnknown } from "../values";
import type { ConnectionArguments } from "./arguments";
import { argumentsOf } from "./arguments";
import { checkConnection } from "./check";
import { createConnection } from "./create";
import { deleteConnection } from "./delete";
import { diffConnection } from "./diff";
import { secretsOf } from "./input";
import { readConnection } from "./read";
import type { ConnectionState } from "./state";
import { updateConnection } from "./update";

type Inputs = ConnectionArguments;
type State = ConnectionState;

/** check, diff, create, read, update and delete of a ManagedConnection, as Pulumi's plugin calls them. */
export function managedConnectionProvider(session: Session): ResourceProvider<Inputs, State> {
  const secrets = (sources: Partial<Inputs>[]) => secretsOf(sources, session.environment);
  const told = <T>(sources: Partial<Inputs>[], run: () => T | Promise<T>) => toldOnce(() => secrets(sources), run);
  const start = (account: string | undefined, resource: string, ...sources: Partial<Inputs>[]): Operation =>
    session.startOperation(account, secrets(sources), resource);

  return {
    // Not async: the SDK caches the provider and does not wait for this before the next operation.
    configure: ({ config }) => {
      session.configure((key) => config.get(`workato:${key}`));
      return Promise.resolve();
    },

    check: (olds, news) =>
      told([news], () => {
        session.noteProgram();
        return checkConnection(session, olds, { ...news });
      }),

    diff: (id, olds, news): Promise<DiffResult> =>
      told([olds, news], () => {
        const diff = diffConnection(olds, news, session.defaults());
        // A preview may not know yet which account it will be.
        if (!isUnknown(news.account)) {
          const { managedUserId, objectId } = parseResourceId(id);
          const holder = { mark: olds.holder, name: news.name };
          const isReplaced = (diff.replaces ?? []).length > 0;
          const what = `connection ${objectId} of customer ${managedUserId}`;
          session.account(news.account).holders.see(objectId, what, holder, isReplaced);
        }
        return diff;
      }),

    create: (inputs): Promise<CreateResult<State>> =>
      told([inputs], async () => {
        const operation = start(inputs.account, inputs.name, inputs);
        const key = JSON.stringify([inputs.managedUserId, inputs.provider, inputs.name]);
        const { id, state } = await operation.account.locks.run(key, () => createConnection(operation, inputs));
        return { id, outs: state };
      }),

    read: (id, olds = {}): Promise<ReadResult<State>> =>
      told([olds], async () => {
        const { managedUserId, objectId } = parseResourceId(id);
        const state = await readConnection(start(olds.account, id, olds), managedUserId, objectId, olds);
        return state === undefined ? { id: "" } : { id, props: state, inputs: argumentsOf(state) };
      }),

    update: (id, olds, news): Promise<UpdateResult<State>> =>
      told([olds, news], async () => {
        const operation = start(news.account, id, olds, news);
        return { outs: await updateConnection(operation, parseResourceId(id).objectId, olds, news) };
      }),

    delete: (id, olds): Promise<void> =>
      told([olds], async () => {
        const { managedUserId, objectId } = parseResourceId(id);
        await deleteConnection(start(olds.account, id, olds), {
          id,
          managedUserId,
          connectionId: objectId,
          state: olds,
        });
      }),
  };
}
