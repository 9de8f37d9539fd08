import { refusalMeans, isWorkatoError } from "../api";
import { isUnknown } from "../arguments/engineValues";
import { changedArguments, rulesOf, setArguments } from "../arguments/argument";
import type { AssignmentArguments } from "../arguments/assignment";
import { ASSIGNMENT_ARGUMENTS } from "../arguments/assignment";
import { joinResourceId, parseResourceId } from "../arguments/resourceId";
import { checkInputs } from "./checkInputs";
import { explained } from "./errors";
import type { Resource } from "./resource";
import type { Operation, Session } from "./session";
import { confirmation, isConfirmed } from "./shared/confirmations";
import { lookAtCustomer } from "./shared/evidence";
import { findingsOf } from "./shared/findings";
import { newMark } from "./shared/holders";

/** What the engine keeps: the arguments, and the mark of this life of the resource. */
type AssignmentState = AssignmentArguments & { readonly holder?: string | undefined };

const RULES = rulesOf(ASSIGNMENT_ARGUMENTS);

/** Assignments of custom OAuth profiles to customers, as the doors call them. */
export function assignmentResource(session: Session): Resource<AssignmentArguments, AssignmentState> {
  const start = (accountName: string | undefined, subject: string) => session.startOperation(accountName, [], subject);

  return {
    secrets: [],
    secretTexts: () => [],

    check({ identity, olds, news }) {
      const checked = checkInputs<AssignmentArguments>(session, news, RULES);
      const isNew = Object.keys(olds).length === 0;
      if (checked.problems.length > 0 || !isNew) return checked;
      return { inputs: checked.inputs, problems: warnOfTwin(session, identity, checked.inputs) };
    },

    diff({ identity, id, olds, news }) {
      const changed = changedArguments(ASSIGNMENT_ARGUMENTS, olds, news);
      const replaces = changed.filter(
        (name) => ASSIGNMENT_ARGUMENTS[name].role === "replace" && !isUnknown(news[name]),
      );
      if (!isUnknown(news.account)) {
        const life = { mark: olds.holder, identity };
        session.account(news.account).holders.see(id, `the ${describe(olds)}`, life, replaces.length > 0);
      }
      return {
        changes: changed.length > 0,
        replaces,
        // A customer has one profile an application: the old one must go before the new one can be assigned. That holds
        // for replacements that the engine decides on, too.
        deleteBeforeReplace: true,
      };
    },

    create: ({ identity, news }) => createAssignment(start(news.account, news.profileId), identity, news),

    async read({ id, olds }) {
      const { managedUserId, objectId } = parseResourceId(id);
      if (!(await isAssigned(start(olds.account, id), managedUserId, objectId))) return undefined;
      const args = { ...olds, managedUserId, profileId: objectId };
      return { state: stateOf(args, olds.holder ?? newMark()), inputs: argumentsOf(args) };
    },

    update: ({ olds, news }) => Promise.resolve(stateOf(news, olds.holder ?? newMark())),

    delete: ({ identity, id, olds }) => deleteAssignment(start(olds.account, id), id, identity, olds),
  };
}

function argumentsOf(source: AssignmentArguments): AssignmentArguments {
  return setArguments(ASSIGNMENT_ARGUMENTS, source) as AssignmentArguments;
}

function stateOf(source: AssignmentArguments, holder: string): AssignmentState {
  return { ...argumentsOf(source), holder };
}

function describe({ managedUserId, profileId }: AssignmentArguments): string {
  return `assignment of profile ${profileId} to customer ${managedUserId}`;
}

/** Two resources of one program on one assignment: the second create is refused. */
function warnOfTwin(session: Session, identity: string | undefined, inputs: AssignmentArguments): readonly string[] {
  const { managedUserId, profileId, account: accountName } = inputs;
  if ([managedUserId, profileId, accountName].some(isUnknown)) return [];
  const { preview, holders } = session.account(accountName);
  const id = joinResourceId(managedUserId, profileId);
  const key = `assignment ${id}`;
  if (!preview.described.has(key)) preview.described.set(key, identity);
  const first = preview.described.get(key);
  holders.expect(id, identity, () => Promise.resolve(true));
  const other = first === identity ? holders.otherThan(identity, id) : first;
  const { foretell, problems } = findingsOf(session.notices, session.defaults());
  if (other !== undefined) foretell(TAKEN, `profile ${profileId} of customer ${managedUserId} ("${other}")`);
  return problems;
}

const TAKEN = { news: "`pulumi up` will fail for assignments that another resource of this stack has" };

/**
 * Assigns the profile; one that is assigned already stays so.
 * Source: POST /api/managed_users/:managed_user_id/custom_oauth_profiles/:id/assign
 * @throws Error when another resource of this stack has the assignment.
 */
async function createAssignment(
  { account: { client, holders, profiles }, call }: Operation,
  identity: string | undefined,
  inputs: AssignmentArguments,
): Promise<{ id: string; state: AssignmentState }> {
  const { managedUserId, profileId } = inputs;
  const id = joinResourceId(managedUserId, profileId);
  const mark = newMark();
  const other = holders.claim(id, { mark, identity });
  if (other !== undefined) {
    throw new Error(
      `the ${describe(inputs)} is already managed by another resource of this stack, "${other}". Remove one of the two ` +
        "(a renamed resource needs `aliases` only).",
    );
  }
  try {
    await client.assignOAuthProfile(managedUserId, profileId, call);
  } catch (error) {
    if (!refusalMeans(error, "alreadyAssigned")) {
      holders.giveBack(mark);
      throw error;
    }
  } finally {
    holders.unexpect(id, identity);
    profiles.drop(profileId);
  }
  return { id, state: stateOf(inputs, mark) };
}

/**
 * Is the profile assigned to the customer, as far as the API tells? No endpoint lists the assignments of a customer:
 * absence is proved only when the profile is gone, or is assigned to nobody at all; otherwise what is known stays.
 * Source: GET /api/custom_oauth_profiles/:id
 */
async function isAssigned(operation: Operation, managedUserId: string, profileId: string): Promise<boolean> {
  const { account: workspace, say } = operation;
  try {
    const profile = await workspace.profiles.get(profileId, () => workspace.client.getOAuthProfile(profileId));
    return profile.assignedCustomers !== 0;
  } catch (error) {
    const isRefused = isWorkatoError(error, "unauthorized", "forbidden");
    if (!isRefused && !isWorkatoError(error, "notFound")) throw error;
    // A wrong token or region answers just the same: the customer's own list tells them apart.
    const found = await lookAtCustomer(operation, managedUserId, () => workspace.lists.all(managedUserId));
    if (!isRefused || found === "forgotten") return false;
    say(
      `the API client of ${workspace.settings.tokenSource.name} may not look up custom OAuth profiles, so the assignment ` +
        `of profile ${profileId} to customer ${managedUserId} was not verified.`,
    );
    return true;
  }
}

/**
 * Unassigns the profile; one that is not assigned is a success, and one that another resource of the stack has stays.
 * Source: DELETE /api/managed_users/:managed_user_id/custom_oauth_profiles/:id/unassign
 */
async function deleteAssignment(
  operation: Operation,
  id: string,
  identity: string | undefined,
  state: AssignmentState,
): Promise<void> {
  const { account: workspace, call, environment, say } = operation;
  const { managedUserId, profileId } = state;
  const life = { mark: state.holder, identity };
  workspace.holders.release(id, life);
  const keeper = workspace.holders.keeperOf(id, life);
  if (keeper !== undefined) {
    say(`warning: profile ${profileId} was not unassigned from customer ${managedUserId}: ${keeper}`);
    return;
  }
  const force = state.forceUnassign === true || isConfirmed(environment, "WORKATO_FORCE_UNASSIGN", id);
  try {
    await workspace.client.unassignOAuthProfile(managedUserId, profileId, { force }, call);
  } catch (error) {
    if (isWorkatoError(error, "notFound")) {
      await lookAtCustomer(operation, managedUserId, () => workspace.lists.all(managedUserId));
    } else if (!refusalMeans(error, "notAssigned")) {
      throw refusalMeans(error, "inUse") && !force ? explained(error, inUseRemedy(id)) : error;
    }
  } finally {
    workspace.profiles.drop(profileId);
  }
}

function inUseRemedy(id: string): string {
  return (
    "Connections of the customer use this profile, so it stays assigned. Delete them first, or set forceUnassign: true " +
    "and run `pulumi up` before you remove or replace the assignment. Without an `up` (destroy, a replacement): run the " +
    `command again with ${confirmation("WORKATO_FORCE_UNASSIGN", id)} in its environment.`
  );
}
