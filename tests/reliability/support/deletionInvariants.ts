import { isDeepStrictEqual } from "node:util";
import type { JournalEntry, StoredConnection } from "../../../emulator";
import type { Call, Values, WireDiff, WireRead, WireWrite } from "../../support/engineModel";
import { connectionOf, isSameLife, objectIdOf, resourcesIn, type CommandRecord, type InState } from "./commandRecord";
import { isForgiven } from "./forgiven";
import type { World } from "./world";
import { customerNumber } from "./writtenProgram";

/** What a deletion took away. */
interface Object_ {
  readonly type: "connection" | "assignment";
  readonly id: number;
}

/** Nothing is deleted that another resource has, that a resource of this run names, or that never was the stack's. */
export function checkDeletions({ engine }: World, record: CommandRecord): void {
  for (const entry of record.requests) {
    const object = deletedBy(entry);
    if (object === undefined) continue;
    checkItWasOurs(record, object);
    for (const resource of resourcesIn(engine)) {
      if (isOn(resource, object)) checkOfOther(record, object, resource);
    }
    if (object.type === "connection") checkNotNamed(record, object);
  }
}

function deletedBy(entry: JournalEntry): Object_ | undefined {
  if (entry.method !== "DELETE" || !entry.executed) return undefined;
  const connection = connectionOf(entry);
  if (connection !== undefined) return { type: "connection", id: connection };
  const profile = /\/custom_oauth_profiles\/(\d+)\/unassign$/.exec(entry.pathname)?.[1];
  return profile === undefined ? undefined : { type: "assignment", id: Number(profile) };
}

function isOn({ type, id }: { type: string; id: string | undefined }, object: Object_): boolean {
  return type === object.type && id !== undefined && objectIdOf(id) === object.id;
}

function checkItWasOurs({ stateBefore, calls }: CommandRecord, object: Object_): void {
  const isClaimed = calls.flat().some(({ type, answer }) => {
    return isOn({ type, id: (answer as Partial<WireWrite> | undefined)?.id }, object);
  });
  if (isClaimed || stateBefore.some((resource) => isOn(resource, object))) return;
  throw new Error(`${object.type} ${object.id} was deleted, and no resource ever had it`);
}

/** A resource that still is in state, although its object was deleted. */
function checkOfOther({ calls, isKilled }: CommandRecord, object: Object_, resource: InState): void {
  for (const process of calls) {
    const culprit = process.findIndex((call) => isDeleteOf(call, object) && !isSameLife(call.olds, resource));
    const isOwn = process.some((call) => isDeleteOf(call, object) && isSameLife(call.olds, resource));
    if (culprit < 0 || isOwn) continue;
    if (isForgiven("unseenOther", !isSeenBefore(process, culprit, resource))) continue;
    if (isForgiven("killedBeforeSave", isKilled)) continue;
    throw new Error(`${resource.name} (${resource.id}) is in state, and a step on another resource deleted its object`);
  }
}

function isDeleteOf({ method, type, id }: Call, object: Object_): boolean {
  return method === "delete" && isOn({ type, id }, object);
}

/** Whether the process knew that the resource has the object when the `index`-th call began. */
function isSeenBefore(calls: readonly Call[], index: number, resource: InState): boolean {
  return calls.slice(0, index).some(({ method, olds, answer, overAfter = Infinity }) => {
    if (overAfter > index) return false;
    if (method === "diff") return isSameLife(olds, resource) && (answer as WireDiff | undefined)?.replaces.length === 0;
    if (method === "update") return isSameLife(olds, resource);
    return method === "create" && isSameLife((answer as WireWrite | undefined)?.outputs, resource);
  });
}

/** A new resource of the run that was to take the connection over. */
function checkNotNamed({ calls, serverBefore }: CommandRecord, object: Object_): void {
  const stored = serverBefore.get(object.id);
  for (const process of calls) {
    const culprit = process.findIndex((call) => isDeleteOf(call, object));
    for (const [index, call] of process.entries()) {
      if (culprit < 0 || call.method !== "check" || !isNaming(call, object, stored)) continue;
      const isTaken = process.some(
        ({ method, news, answer }) =>
          method === "create" &&
          isSameResource(news, call.news) &&
          isOn({ type: "connection", id: idOf(answer) }, object),
      );
      const isFailed = process
        .slice(0, culprit)
        .some(
          (each) => each.method === "create" && isSameResource(each.news, call.news) && each.overAfter !== undefined,
        );
      // It had it, and then it went itself.
      if (isTaken && !isFailed) continue;
      if (isForgiven("unseenOther", index > culprit || (call.overAfter ?? Infinity) > culprit)) continue;
      if (isForgiven("failedAdoption", isFailed)) continue;
      throw new Error(`connection ${object.id} was deleted, and ${String(call.news?.__resource)} names it`);
    }
  }
}

function isNaming(
  { type, olds = {}, news = {} }: Call,
  object: Object_,
  stored: StoredConnection | undefined,
): boolean {
  return (
    type === "connection" &&
    Object.keys(olds).length === 0 &&
    Number(news.adoptConnectionId) === object.id &&
    stored !== undefined &&
    customerNumber(String(news.managedUserId)) === stored.workspace &&
    news.provider === stored.provider
  );
}

function isSameResource(one: Values | undefined, other: Values | undefined): boolean {
  return isDeepStrictEqual(one?.__resource, other?.__resource);
}

function idOf(answer: unknown): string | undefined {
  return (answer as Partial<WireWrite> | undefined)?.id;
}

/** A refresh takes nothing out of the state that is there. */
export function checkNothingDropped({ emulator }: World, { calls }: CommandRecord): void {
  for (const { method, type, id, answer } of calls.flat()) {
    if (method !== "read" || type !== "connection" || answer === undefined || (answer as WireRead).id !== "") continue;
    const stored = emulator.connection(objectIdOf(id!));
    const isHidden = emulator.behaviour.visibleFolders !== undefined;
    if (stored === undefined || isForgiven("hiddenFromToken", isHidden)) continue;
    throw new Error(`A refresh dropped ${id!}, and it is there`);
  }
}
