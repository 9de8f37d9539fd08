import { toPath } from "../../../api/path";
import { asId, asText, isRecord } from "../../../api/json";
import type { RawAnswer, RawApi } from "../rawApi";
import { elementsIn } from "../workspaceReading";
import { PREPARED_PREFIX } from "./preparedConnections";
import { once } from "./question";
import { isDone } from "./shape";

/** What was tried with the assignment of a profile. */
export interface AssignmentTrial {
  readonly assigned: RawAnswer;
  readonly assignedAgain: RawAnswer;
  readonly unassigned: RawAnswer;
  /** When it is assigned no more. */
  readonly unassignedAgain: RawAnswer;
}

/**
 * An OAuth profile that a person has prepared. No endpoint lists a customer's assignments, so only of such a one is it known
 * that an assignment which a killed run has left is the probe's own.
 */
export class PreparedProfile {
  readonly #api: RawApi;
  readonly #managedUserId: string;

  readonly #find = once(async () => {
    const path = `${toPath("custom_oauth_profiles")}?page=1&per_page=100`;
    const profiles = elementsIn(await this.#api.ask({ method: "GET", path, quota: "profiles", idempotent: true }));
    const prepared = profiles?.filter(isRecord).find(({ name }) => asText(name)?.startsWith(PREPARED_PREFIX) === true);
    return asId(prepared?.id);
  });

  /** Undefined when there is no such profile, or none that the role may see. */
  readonly trial = once(async (): Promise<AssignmentTrial | undefined> => {
    const id = await this.#find();
    if (id === undefined) return undefined;
    const assigned = await this.#assign(id);
    const assignedAgain = await this.#assign(id);
    const unassigned = await this.#unassign(id);
    if (!isDone(unassigned)) await this.#unassign(id, true);
    return { assigned, assignedAgain, unassigned, unassignedAgain: await this.#unassign(id) };
  });

  constructor(api: RawApi, managedUserId: string) {
    this.#api = api;
    this.#managedUserId = managedUserId;
  }

  /** Takes the assignment away, if there is one. */
  async release(): Promise<void> {
    const id = await this.#find();
    if (id !== undefined) await this.#unassign(id, true);
  }

  #assign(id: string): Promise<RawAnswer> {
    return this.#api.ask({ method: "POST", path: this.#path(id, "assign"), quota: "profiles", idempotent: true });
  }

  #unassign(id: string, force = false): Promise<RawAnswer> {
    const path = this.#path(id, "unassign") + (force ? "?force=true" : "");
    return this.#api.ask({ method: "DELETE", path, quota: "profiles", idempotent: true });
  }

  #path(id: string, action: string): string {
    return toPath("managed_users", this.#managedUserId, "custom_oauth_profiles", id, action);
  }
}
