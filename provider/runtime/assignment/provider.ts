import type { CreateResult, DiffResult, ReadResult, ResourceProvider, UpdateResult } from "@pulumi/pulumi/dynamic";
import { parseResourceId } from "../../arguments/resourceId";
import { toldOnce } from "../errors";
import type { Session } from "../session";
import { isUnknown } from "../values";
import type { AssignmentArguments, AssignmentState } from "./arguments";
import { checkAssignment, diffAssignment, toState } from "./arguments";
import { createAssignment } from "./create";
import { deleteAssignment } from "./delete";
import { isAssigned } from "./read";

type Inputs = AssignmentArguments;
type State = AssignmentState;

/** check, diff, create, read, update and delete of an OAuthProfileAssignment, as Pulumi's plugin calls them. */
export function oauthProfileAssignmentProvider(session: Session): ResourceProvider<Inputs, State> {
  const told = <T>(run: () => T | Promise<T>) => toldOnce(() => [], run);
  const start = (account: string | undefined, resource: string) => session.startOperation(account, [], resource);

  return {
    // Not async: the SDK caches the provider and does not wait for this before the next operation.
    configure: ({ config }) => {
      session.configure((key) => config.get(`workato:${key}`));
      return Promise.resolve();
    },

    check: (_olds, news) =>
      told(() => {
        session.noteProgram();
        return checkAssignment(session, { ...news });
      }),

    diff: (id, olds, news): Promise<DiffResult> =>
      told(() => {
        const diff = diffAssignment(olds, news);
        if (!isUnknown(news.account)) {
          const what = `the assignment of profile ${olds.profileId} to customer ${olds.managedUserId}`;
          const isReplaced = (diff.replaces ?? []).length > 0;
          session.account(news.account).holders.see(id, what, { mark: olds.holder, name: id }, isReplaced);
        }
        return diff;
      }),

    create: (inputs): Promise<CreateResult<State>> =>
      told(async () => {
        const { id, state } = await createAssignment(start(inputs.account, inputs.profileId), inputs);
        return { id, outs: state };
      }),

    read: (id, olds): Promise<ReadResult<State>> =>
      told(async () => {
        const { managedUserId, objectId } = parseResourceId(id);
        if (!(await isAssigned(start(olds?.account, id), managedUserId, objectId))) return { id: "" };
        const args = { ...olds, managedUserId, profileId: objectId };
        return { id, props: toState(args, olds?.holder), inputs: toState(args, undefined) };
      }),

    update: (_id, olds, news): Promise<UpdateResult<State>> =>
      told(() => Promise.resolve({ outs: toState(news, olds.holder) })),

    delete: (id, olds): Promise<void> => told(() => deleteAssignment(start(olds.account, id), id, olds)),
  };
}
