import type { StoredProfile } from "../state/profile";
import type { State } from "../state/state";
import { notFound, ok, type Answer } from "./answer";
import { readId } from "./connectionRequest";
import { pageOf } from "./page";
import type { Route, RouteRequest } from "./route";

export const profileRoutes: readonly Route[] = [
  { method: "GET", path: "/api/custom_oauth_profiles", kind: "oauth", handle: list },
  { method: "GET", path: "/api/custom_oauth_profiles/:profile", kind: "oauth", handle: get },
];

/** A profile as the API shows it. */
export interface ProfileAnswer {
  id: number;
  name: string;
  provider: string;
  data: { client_id: string };
  shared_accounts_count: number;
  oem_customers_count: number;
}

function list(request: RouteRequest): Answer {
  const { state } = request;
  const profiles = [...state.profiles.values()].sort((a, b) => a.id - b.id);
  return ok({ result: pageOf(profiles, request).items.map((profile) => profileAnswer(profile, state)) });
}

function get({ state, params }: RouteRequest): Answer {
  const profile = state.profiles.get(readId(params.profile) ?? 0);
  return profile === undefined ? notFound() : ok({ result: profileAnswer(profile, state) });
}

function profileAnswer(stored: StoredProfile, state: State): ProfileAnswer {
  return {
    id: stored.id,
    name: stored.name,
    provider: stored.provider,
    data: { client_id: stored.clientId },
    shared_accounts_count: stored.sharedAccounts,
    oem_customers_count: state.assignedWorkspaces(stored.id),
  };
}
