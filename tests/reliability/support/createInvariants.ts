import type { JournalEntry, StoredConnection } from "../../../emulator";
import type { Call } from "../../support/engineModel";
import { connectionOf, objectIdOf, resourcesIn, type CommandRecord } from "./commandRecord";
import { isForgiven } from "./forgiven";
import type { World } from "./world";
import { customerNumber } from "./writtenProgram";

/** No twin: nothing is made where the same is there, unless the program wants another one or a resource has that one. */
export function checkCreates(world: World, record: CommandRecord): void {
  for (const [index, entry] of record.requests.entries()) {
    if (!isCreate(entry)) continue;
    const deleted = record.requests.slice(0, index).filter(({ method, executed }) => method === "DELETE" && executed);
    const gone = new Set(deleted.map(connectionOf));
    for (const stored of record.serverBefore.values()) {
      if (!gone.has(stored.id)) checkNoTwin(world, record, entry, stored);
    }
  }
}

function isCreate({ method, pathname, executed }: JournalEntry): boolean {
  return method === "POST" && executed && pathname.endsWith("/connections");
}

function checkNoTwin(world: World, record: CommandRecord, entry: JournalEntry, stored: StoredConnection): void {
  const { engine, emulator, watch } = world;
  const call = record.calls.flat().find((each) => isCreateOf(each, entry));
  if (call === undefined || !isAlike(call, stored) || (call.news?.onExisting ?? world.onExisting) === "create") return;
  const resources = [...record.stateBefore, ...resourcesIn(engine)];
  if (resources.some(({ type, id }) => type === "connection" && objectIdOf(id) === stored.id)) return;
  const { listLagMs, visibleFolders } = emulator.behaviour;
  const ageMs = entry.at - (world.madeAtMs.get(stored.id) ?? 0);
  if (isForgiven("youngerThanLists", watch.lostByKill.has(stored.id) && ageMs <= listLagMs)) return;
  if (isForgiven("hiddenFromToken", visibleFolders !== undefined)) return;
  if (isForgiven("emptyList", record.spec.emptyList === true)) return;
  throw new Error(`${String(call.news?.__resource)}: a twin was made of ${stored.id} "${stored.name}"`);
}

/** The call of a plugin that a request to create was for. */
function isCreateOf({ method, type, news = {} }: Call, { body, pathname }: JournalEntry): boolean {
  const sent = body as { readonly name?: unknown; readonly provider?: unknown };
  const customer = decodeURIComponent(/managed_users\/([^/]+)/.exec(pathname)?.[1] ?? "");
  return (
    method === "create" &&
    type === "connection" &&
    news.provider === sent.provider &&
    news.managedUserId === customer &&
    plain(news.name) === plain(sent.name)
  );
}

function isAlike({ news = {} }: Call, stored: StoredConnection): boolean {
  return (
    news.provider === stored.provider &&
    customerNumber(String(news.managedUserId)) === stored.workspace &&
    plain(news.name) === plain(stored.name) &&
    (news.externalId === undefined || news.externalId === stored.externalId)
  );
}

function plain(name: unknown): string {
  return String(name).normalize("NFC");
}
