import { badRequest, done, notFound, ok, validationFailed, type Answer, type FieldErrors } from "./answer";
import type { Behaviour } from "../behaviour";
import { clearAuthorization, forgetLoss, type StoredConnection } from "../state/connection";
import { addressedConnection } from "./addressedConnection";
import { connectionAnswer, sparseConnectionAnswer } from "./connectionAnswer";
import { readConnectionRequest, type ConnectionRequest } from "./connectionRequest";
import type { Credentials } from "../seed/credentials";
import type { Workspace } from "../state/customer";
import type { State } from "../state/state";
import type { Route, RouteRequest } from "./route";

const CONNECTIONS = "/api/managed_users/:customer/connections";

export const connectionRoutes: readonly Route[] = [
  { method: "POST", path: CONNECTIONS, kind: "connections", handle: create },
  { method: "PUT", path: `${CONNECTIONS}/:connection`, kind: "connections", handle: update },
];

function create({ state, params, body }: RouteRequest): Answer {
  const { behaviour } = state;
  const workspace = state.workspace(params.customer ?? "");
  if (workspace === undefined) return notFound();
  const { request, errors } = readConnectionRequest(body, ["name", "provider"]);
  keepName(request, behaviour);
  const { name, provider, input, shell = false } = request;
  if (provider !== undefined) {
    checkPlace(state, workspace, provider, request, errors);
    if (!shell && behaviour.oauthProviders.includes(provider)) {
      errors.shell_connection = ["must be true, this application is authorized by a person"];
    }
  }
  if (name === undefined || provider === undefined || Object.keys(errors).length > 0) {
    return validationFailed(errors, behaviour);
  }

  const refused = input === undefined || shell ? undefined : behaviour.refuses(provider, input);
  if (refused !== undefined && behaviour.refusedCredentials === "4xx") return refusal(refused, behaviour);
  const connection = state.addConnection(workspace.id, {
    name,
    provider,
    parentId: request.parentId ?? null,
    externalId: request.externalId ?? null,
    authorizationStatus: null,
    shell,
    ...(request.folderId === undefined ? {} : { folderId: request.folderId }),
  });
  connection.createdByRequest = true;
  connection.hiddenLists = behaviour.listLag;
  connection.input = input;
  connection.receivedInput = input;
  if (input !== undefined && !shell) testCredentials(state, connection, input);
  return written(connection, refused, behaviour);
}

function update(put: RouteRequest): Answer {
  const { state, params, body } = put;
  const { behaviour } = state;
  const workspace = state.workspace(params.customer ?? "");
  const connection = addressedConnection(put);
  if (workspace === undefined || connection === undefined) return notFound();
  const { request, errors } = readConnectionRequest(body);
  keepName(request, behaviour);
  if (request.provider !== undefined && request.provider !== connection.provider) {
    errors.provider = ["can't be changed"];
  }
  checkPlace(state, workspace, connection.provider, request, errors, connection);
  if (Object.keys(errors).length > 0) return validationFailed(errors, behaviour);

  const input = keptInput(connection, request, behaviour);
  const tested = shallTest(connection, request, behaviour) && input !== undefined ? input : undefined;
  const refused = tested === undefined ? undefined : behaviour.refuses(connection.provider, tested);
  if (request.input !== undefined) connection.receivedInput = request.input;
  if (refused !== undefined && behaviour.refusedCredentials === "4xx") return refusal(refused, behaviour);

  const before = JSON.stringify(connection);
  applyRequest(connection, request, behaviour);
  connection.input = input;
  if (tested !== undefined) testCredentials(state, connection, tested);
  else if (request.input !== undefined) wipeAuthorization(connection, behaviour);
  if (JSON.stringify(connection) !== before) connection.updatedAt = state.clock.stamp();
  return written(connection, refused, behaviour);
}

function keepName(request: ConnectionRequest, { normalisesNames }: Behaviour): void {
  if (normalisesNames && request.name !== undefined) request.name = request.name.normalize("NFC");
}

function keptInput(
  connection: StoredConnection,
  { input }: ConnectionRequest,
  { putWipesAuthorization }: Behaviour,
): Credentials | undefined {
  if (input === undefined) return connection.input;
  return putWipesAuthorization ? input : { ...connection.input, ...input };
}

/** What a person put there is gone, and what came instead was not tested. */
function wipeAuthorization(connection: StoredConnection, { putWipesAuthorization }: Behaviour): void {
  if (!putWipesAuthorization || connection.authorizedBy !== "person") return;
  clearAuthorization(connection, { disconnectClearsAuthorizedAt: true });
}

/** Folder, parent and name against what the workspace holds. */
function checkPlace(
  state: State,
  workspace: Workspace,
  provider: string,
  { name, parentId, folderId }: ConnectionRequest,
  errors: FieldErrors,
  self?: StoredConnection,
): void {
  const { missingFolders, uniqueNames } = state.behaviour;
  if (folderId !== undefined && missingFolders.includes(folderId)) errors.folder_id = ["does not exist"];
  if (typeof parentId === "number") {
    const parent = state.connectionOf(workspace, parentId);
    if (parent === undefined) errors.parent_id = ["does not exist"];
    else if (parent === self) errors.parent_id = ["can't be the connection itself"];
    else if (parent.provider !== provider) errors.parent_id = ["must be a connection of the same provider"];
  }
  if (!uniqueNames) return;
  const taken = state
    .connectionsOf(workspace)
    .some((other) => other !== self && other.name === name && other.provider === provider);
  if (taken) errors.name = ["has already been taken"];
}

function shallTest(connection: StoredConnection, request: ConnectionRequest, behaviour: Behaviour): boolean {
  if (behaviour.oauthProviders.includes(connection.provider)) return false;
  // `shell_connection` defaults to false in every request, whatever the connection was created as.
  if (request.input !== undefined) return request.shell !== true;
  return behaviour.retestOnPut && !connection.shell;
}

function applyRequest(connection: StoredConnection, request: ConnectionRequest, behaviour: Behaviour): void {
  const cleared = (value: unknown): boolean => value !== undefined && (value !== null || behaviour.nullClears);
  if (request.name !== undefined) connection.name = request.name;
  if (request.folderId !== undefined) connection.folderId = request.folderId;
  if (request.parentId !== undefined && cleared(request.parentId)) connection.parentId = request.parentId;
  if (request.externalId !== undefined && cleared(request.externalId)) connection.externalId = request.externalId;
  if (request.shell !== undefined) connection.shell = request.shell;
}

/** What the application says to the credentials. A refusal leaves the last success in `authorizedAt`. */
function testCredentials(state: State, connection: StoredConnection, input: Credentials): void {
  const refused = state.behaviour.refuses(connection.provider, input);
  if (refused !== undefined) {
    connection.authorizationStatus = state.behaviour.refusedStatus;
    connection.authorizationError = refusalText(refused, state.behaviour);
    return;
  }
  connection.authorizationStatus = "success";
  connection.authorizationError = null;
  connection.authorizedAt = state.clock.stamp();
  connection.authorizedBy = "api";
  forgetLoss(connection, state.behaviour);
}

function refusalText(refused: string, behaviour: Behaviour): string {
  const reason = "Authentication failed: the application answered 401 Unauthorized";
  return behaviour.echoCredentials ? `${reason} to ${refused}` : reason;
}

const refusal = (refused: string, behaviour: Behaviour): Answer => badRequest(refusalText(refused, behaviour));

/** The answer to create and update in the shape that the behaviour asks for. */
function written(connection: StoredConnection, refused: string | undefined, behaviour: Behaviour): Answer {
  if (refused !== undefined && behaviour.refusedCredentials === "4xx-created") return refusal(refused, behaviour);
  const shown = behaviour.sparseAnswers ? sparseConnectionAnswer(connection) : connectionAnswer(connection);
  return behaviour.wrapAnswers === false ? ok(shown) : done({ ...shown }, behaviour);
}
