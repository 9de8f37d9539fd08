import { badRequest, done, notFound, rejected, validationFailed, type Answer } from "./answer";
import { readId } from "./connectionRequest";
import type { Workspace } from "../state/customer";
import type { StoredProfile } from "../state/profile";
import type { State } from "../state/state";
import type { Route, RouteRequest } from "./route";

const PROFILE = "/api/managed_users/:customer/custom_oauth_profiles/:profile";

export const profileAssignmentRoutes: readonly Route[] = [
  { method: "POST", path: `${PROFILE}/assign`, kind: "oauth", handle: assign },
  { method: "DELETE", path: `${PROFILE}/unassign`, kind: "oauth", handle: unassign },
];

const success = ({ behaviour }: State): Answer => done({ success: true }, behaviour);

function assign(request: RouteRequest): Answer {
  const { state } = request;
  const { workspace, profile } = addressed(request);
  if (workspace === undefined || profile === undefined) return notFound();
  if (workspace.assignments.has(profile.id)) {
    return state.behaviour.assignTwice === "ok"
      ? success(state)
      : badRequest("Custom OAuth profile is already assigned");
  }
  const rival = assignedFor(state, workspace, profile.provider);
  if (rival !== undefined) {
    const reason = `${rival.name} (${rival.id}) is already assigned for ${profile.provider}`;
    return validationFailed({ custom_oauth_profile: [reason] }, state.behaviour);
  }
  state.assign(workspace, profile.id);
  return success(state);
}

function unassign(request: RouteRequest): Answer {
  const { state, query } = request;
  const { workspace, profile } = addressed(request);
  const assignment = profile && workspace?.assignments.get(profile.id);
  if (workspace === undefined || profile === undefined || assignment === undefined) return notFound();
  const inUse = assignment.inUse || (state.behaviour.profileInUseByConnections && serves(state, workspace, profile));
  if (inUse && query.get("force") !== "true") return rejected("Custom OAuth profile is in use", state.behaviour);
  workspace.assignments.delete(profile.id);
  return success(state);
}

function addressed({ state, params }: RouteRequest): {
  workspace: Workspace | undefined;
  profile: StoredProfile | undefined;
} {
  const workspace = state.workspace(params.customer ?? "");
  return { workspace, profile: state.profiles.get(readId(params.profile) ?? 0) };
}

/** A workspace has one profile an application. */
function assignedFor(state: State, workspace: Workspace, provider: string): StoredProfile | undefined {
  return [...state.profiles.values()].find(
    (profile) => profile.provider === provider && workspace.assignments.has(profile.id),
  );
}

function serves(state: State, workspace: Workspace, { provider }: StoredProfile): boolean {
  return state
    .connectionsOf(workspace)
    .some((connection) => connection.provider === provider && connection.authorizationStatus === "success");
}
