import { asId, isRecord } from "../../api/json";
import { toPath } from "../../api/path";
import type { AccountSettings } from "../../settings/settings";
import type { RawAnswer, RawApiOptions } from "./rawApi";
import { RawApi } from "./rawApi";

/** No customer has it. */
const NO_CUSTOMER = "0";

/** A region that answers has answered by then. */
const REGION_TIMEOUT_SECONDS = 15;

/** One page of one element says as much of a role as all pages do. */
const ONE = "?page=1&per_page=1";

/** What the three families of endpoints answered. */
export interface WorkspaceReading {
  readonly customers: RawAnswer;
  readonly profiles: RawAnswer;
  readonly connections: RawAnswer;
  /** Whose connections were asked for; undefined where no customer is known, and the answer is about one that does not exist. */
  readonly customer: string | undefined;
}

/** What a region answered to the token: a status, or nothing. */
export interface RegionReading {
  readonly region: string;
  readonly status: number | undefined;
}

/**
 * Asks each family of endpoints once.
 * Sources: GET /api/managed_users, GET /api/custom_oauth_profiles, GET /api/managed_users/:id/connections
 * @throws WorkatoError when one does not answer
 */
export async function readWorkspace(api: RawApi): Promise<WorkspaceReading> {
  const get = (path: string, quota: "customers" | "profiles" | "lists"): Promise<RawAnswer> =>
    api.ask({ method: "GET", path, quota, idempotent: true });
  const customers = await get(toPath("managed_users") + ONE, "customers");
  const profiles = await get(toPath("custom_oauth_profiles") + ONE, "profiles");
  const customer = firstIdOf(customers);
  const connections = await get(toPath("managed_users", customer ?? NO_CUSTOMER, "connections"), "lists");
  return { customers, profiles, connections, customer };
}

/** Asks each origin once whether it takes the token. */
export async function readRegions(
  origins: Readonly<Record<string, string>>,
  options: RawApiOptions,
): Promise<RegionReading[]> {
  return Promise.all(
    Object.entries(origins).map(async ([region, baseUrl]) => {
      const requestTimeoutSeconds = Math.min(options.settings.requestTimeoutSeconds, REGION_TIMEOUT_SECONDS);
      return { region, status: await statusAt({ ...options.settings, baseUrl, requestTimeoutSeconds }, options) };
    }),
  );
}

async function statusAt(settings: AccountSettings, options: RawApiOptions): Promise<number | undefined> {
  const api = new RawApi({ ...options, settings });
  try {
    const path = toPath("managed_users") + ONE;
    return (await api.ask({ method: "GET", path, quota: "customers", idempotent: true })).status;
  } catch {
    // Not reached is an answer, too.
    return undefined;
  } finally {
    api.close();
  }
}

/** The elements of a list; undefined for another answer. */
export function elementsIn({ body }: RawAnswer): readonly unknown[] | undefined {
  const list = isRecord(body) ? body.result : body;
  return Array.isArray(list) ? list : undefined;
}

function firstIdOf(answer: RawAnswer): string | undefined {
  const first = elementsIn(answer)?.[0];
  return isRecord(first) ? asId(first.id) : undefined;
}
