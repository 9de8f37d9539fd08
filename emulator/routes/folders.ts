import type { StoredFolder } from "../state/folder";
import { notFound, ok, type Answer } from "./answer";
import { readId } from "./connectionRequest";
import { pageOf } from "./page";
import type { Route, RouteRequest } from "./route";

export const folderRoutes: readonly Route[] = [
  { method: "GET", path: "/api/managed_users/:customer/folders", kind: "folders", handle: list },
  { method: "GET", path: "/api/managed_users/:customer/projects", kind: "folders", handle: listProjects },
];

/** A folder as the API shows it. */
export interface FolderAnswer {
  id: number;
  name: string;
  parent_id: number;
  created_at: string;
  updated_at: string;
}

/** A project as the API shows it: `folder_id` is what connections are put into. */
export interface ProjectAnswer {
  id: number;
  description: string | null;
  folder_id: number;
  name: string;
}

/** What is directly in `parent_id`, or in Home. What an unknown parent answers is not documented. */
function list(request: RouteRequest): Answer {
  const { state, params, query } = request;
  const workspace = state.workspace(params.customer ?? "");
  const parent = query.has("parent_id") ? readId(query.get("parent_id")) : workspace?.homeFolderId;
  const folders = parent === undefined ? undefined : workspace?.folders.in(parent);
  return folders === undefined ? notFound() : ok({ result: pageOf(folders, request).items.map(folderAnswer) });
}

function listProjects(request: RouteRequest): Answer {
  const { state, params } = request;
  const folders = state.workspace(params.customer ?? "")?.folders;
  if (folders === undefined) return notFound();
  return ok({ result: pageOf(folders.all().flatMap(projectAnswer), request).items });
}

function folderAnswer({ id, name, parentId, createdAt }: StoredFolder): FolderAnswer {
  return { id, name, parent_id: parentId, created_at: createdAt, updated_at: createdAt };
}

/** None for a folder that is no project. */
function projectAnswer({ id, name, project }: StoredFolder): ProjectAnswer[] {
  return project === null ? [] : [{ id: project.id, description: project.description, folder_id: id, name }];
}
