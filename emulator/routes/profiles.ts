import { notFound, ok, type Answer } from "./answer";
import { readId } from "./connectionRequest";
import { profileAnswer } from "../state/profile";
import type { Route, RouteRequest } from "./route";

const MOST_PER_PAGE = 100;

export const profileRoutes: readonly Route[] = [
  { method: "GET", path: "/api/custom_oauth_profiles", kind: "oauth", handle: list },
  { method: "GET", path: "/api/custom_oauth_profiles/:profile", kind: "oauth", handle: get },
];

function list({ state, query }: RouteRequest): Answer {
  const page = readId(query.get("page")) ?? 1;
  const perPage = Math.min(readId(query.get("per_page")) ?? MOST_PER_PAGE, MOST_PER_PAGE);
  const profiles = [...state.profiles.values()].sort((a, b) => a.id - b.id);
  const shown = profiles.slice((page - 1) * perPage, page * perPage);
  return ok({ result: shown.map((profile) => profileAnswer(profile, state.assignedWorkspaces(profile.id))) });
}

function get({ state, params }: RouteRequest): Answer {
  const profile = state.profiles.get(readId(params.profile) ?? 0);
  if (profile === undefined) return notFound();
  return ok({ result: profileAnswer(profile, state.assignedWorkspaces(profile.id)) });
}
