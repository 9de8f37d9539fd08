import type {
  CheckResult,
  CreateResult,
  DiffResult,
  ReadResult,
  ResourceProvider,
  UpdateResult,
} from "@pulumi/pulumi/dynamic";
import { isWorkatoError } from "../../api";
import { joinResourceId, parseResourceId } from "../../resourceId";
import { lookAtCustomer } from "../workspace/customerPresence";
import { explained, isInUse } from "../errors";
import { InputChecks } from "../argumentChecks";
import { reported } from "../reported";
import { isListed, listing } from "../workspace/confirmations";
import type { Operation, Session } from "../session";
import { isUnknown } from "../values";

/** The arguments of an OAuthProfileAssignment after `check`. */
export interface OAuthProfileAssignmentInputs {
  readonly managedUserId: string;
  readonly profileId: string;
  readonly forceUnassign?: boolean;
  readonly account?: string;
}

type Inputs = OAuthProfileAssignmentInputs;
type State = OAuthProfileAssignmentInputs;

const ARGUMENTS = {
  managedUserId: "replace",
  profileId: "replace",
  forceUnassign: "flag",
  account: "account",
} as const satisfies Record<keyof Inputs, string>;

const ARGUMENT_NAMES = Object.keys(ARGUMENTS) as (keyof Inputs)[];

/** check, diff, create, read, update and delete of an OAuthProfileAssignment, as Pulumi's plugin calls them. */
export function oauthProfileAssignmentProvider(session: Session): ResourceProvider<Inputs, State> {
  const start = (account: string | undefined): Operation => session.startOperation(account, []);

  return {
    // Not async: the SDK caches the provider and does not wait for this before the next operation.
    configure: ({ config }) => {
      session.configure((key) => config.get(`workato:${key}`));
      return Promise.resolve();
    },

    check: (_olds, news) => reported([], () => check(session, news as unknown as Record<string, unknown>)),

    diff: (_id, olds, news) => reported([], () => diff(olds, news)),

    create: (inputs): Promise<CreateResult<State>> =>
      reported([], async () => {
        await assign(start(inputs.account), inputs);
        return { id: joinResourceId(inputs.managedUserId, inputs.profileId), outs: argumentsOf(inputs) };
      }),

    read: (id, olds): Promise<ReadResult<State>> =>
      reported([], async () => {
        const { managedUserId, objectId } = parseResourceId(id);
        const isThere = await isAssigned(start(olds?.account), managedUserId, objectId);
        const state = argumentsOf({ ...olds, managedUserId, profileId: objectId });
        return isThere ? { id, props: state, inputs: state } : { id: "" };
      }),

    update: (_id, olds, news): Promise<UpdateResult<State>> =>
      reported([], async () => {
        if (olds.account !== news.account) await checkAccount(start(news.account), news);
        return { outs: argumentsOf(news) };
      }),

    delete: (id, olds): Promise<void> =>
      reported([], async () => {
        const { managedUserId, objectId } = parseResourceId(id);
        const force = olds.forceUnassign === true || isListed("WORKATO_FORCE_UNASSIGN", id);
        await unassign(start(olds.account), { id, managedUserId, profileId: objectId, force });
      }),
  };
}

function argumentsOf(source: Inputs): State {
  return Object.fromEntries(
    ARGUMENT_NAMES.filter((name) => source[name] !== undefined).map((name) => [name, source[name]]),
  ) as unknown as State;
}

function check(session: Session, news: Record<string, unknown>): CheckResult<Inputs> {
  const remedy = "give the number of a custom OAuth profile of the Embedded admin workspace";
  const checks = new InputChecks(news, ARGUMENT_NAMES);
  checks.customer("managedUserId");
  checks.require("profileId", remedy);
  checks.numericId("profileId", { remedy });
  checks.flag("forceUnassign");
  checks.account(session);
  return { inputs: checks.inputs as unknown as Inputs, failures: checks.failures };
}

function diff(olds: State, news: Inputs): DiffResult {
  const changed = ARGUMENT_NAMES.filter((name) =>
    ARGUMENTS[name] === "flag" ? (olds[name] ?? false) !== (news[name] ?? false) : olds[name] !== news[name],
  );
  const replaces = changed.filter((name) => ARGUMENTS[name] === "replace" && !isUnknown(news[name]));
  // A customer has one profile an application: the old one must go before the new one can be assigned.
  return { changes: changed.length > 0, replaces, deleteBeforeReplace: replaces.length > 0 };
}

/** Source: POST /api/managed_users/:managed_user_id/custom_oauth_profiles/:id/assign */
async function assign({ account, call }: Operation, { managedUserId, profileId }: Inputs): Promise<void> {
  try {
    await account.client.assignOAuthProfile(managedUserId, profileId, call);
  } catch (error) {
    if (!isAssignedAlready(error, [profileId, managedUserId])) throw error;
  } finally {
    account.profiles.drop(profileId);
  }
}

/**
 * Assigning twice is not documented. "Already assigned" is what we want, unless it speaks of another profile: by a word,
 * by a number that is not one of ours, or by the application, of which a customer has one profile only.
 */
function isAssignedAlready(error: unknown, ours: readonly string[]): boolean {
  if (!isWorkatoError(error) || !(error.kind === "validation" || error.kind === "rejected")) return false;
  const text = [error.apiMessage, ...Object.values(error.fieldErrors ?? {}).flat()].join(" ");
  if (!/\balready (been )?assigned\b/i.test(text)) return false;
  const numbers = text.match(/\d+/g) ?? [];
  return !/\b(another|other|different|assigned for)\b/i.test(text) && numbers.every((number) => ours.includes(number));
}

/**
 * No endpoint lists the assignments of a customer. Absence is proved only when the profile is gone, or is assigned to
 * nobody at all; otherwise what is known stays. Source: GET /api/custom_oauth_profiles/:id
 */
async function isAssigned(operation: Operation, managedUserId: string, profileId: string): Promise<boolean> {
  const { account, say } = operation;
  try {
    return (await account.profiles.get(profileId)).assignedCustomers !== 0;
  } catch (error) {
    const isRefused = isWorkatoError(error, "unauthorized") || isWorkatoError(error, "forbidden");
    if (!isRefused && !isWorkatoError(error, "notFound")) throw error;
    // A wrong token or region answers just the same: the customer's own list tells them apart.
    const customer = await lookAtCustomer(account, managedUserId, () => account.customers.all(managedUserId));
    if (!isRefused || customer === "forgotten") return false;
    say(
      `the API client of ${account.settings.tokenSource.name} may not look up custom OAuth profiles, so the assignment ` +
        `of profile ${profileId} to customer ${managedUserId} was not verified.`,
    );
    return true;
  }
}

async function checkAccount({ account, call }: Operation, { profileId }: Inputs): Promise<void> {
  try {
    await account.client.getOAuthProfile(profileId, call);
  } catch (error) {
    if (!isWorkatoError(error, "notFound")) throw error;
    throw explained(
      error,
      `account: the new account has no custom OAuth profile ${profileId}. Put the old account back; ` +
        "to move to another workspace, use a new logical name.",
    );
  }
}

interface Assignment {
  readonly id: string;
  readonly managedUserId: string;
  readonly profileId: string;
  readonly force: boolean;
}

/** Source: DELETE /api/managed_users/:managed_user_id/custom_oauth_profiles/:id/unassign */
async function unassign(operation: Operation, { id, managedUserId, profileId, force }: Assignment): Promise<void> {
  const { account, call } = operation;
  try {
    await account.client.unassignOAuthProfile(managedUserId, profileId, { force }, call);
  } catch (error) {
    if (isWorkatoError(error, "notFound")) {
      await lookAtCustomer(account, managedUserId, () => account.customers.all(managedUserId));
    } else if (!isNotAssigned(error)) {
      throw isInUse(error) && !force ? explained(error, inUseRemedy(id)) : error;
    }
  } finally {
    account.profiles.drop(profileId);
  }
}

/** "Not assigned" is what a delete wants; how the API says it is not documented. */
function isNotAssigned(error: unknown): boolean {
  return isWorkatoError(error, "validation") && /\bnot (currently )?assigned\b/i.test(error.message);
}

function inUseRemedy(id: string): string {
  return (
    "Connections of the customer use this profile, so it stays assigned. Delete them first, or set forceUnassign: true " +
    "and run `pulumi up` before you remove or replace the assignment. Without an `up` (destroy, a replacement): run the " +
    `command again with ${listing("WORKATO_FORCE_UNASSIGN", id)} in its environment.`
  );
}
