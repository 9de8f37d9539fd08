import { asId, asTextOrNull } from "../json";
import { elementsOf } from "./elements";

/** A folder in a customer's workspace, as `GET /api/managed_users/:id/folders` lists it. */
export interface Folder {
  readonly folderId: string;
  readonly name: string | null;
  /** The folder that it is in. */
  readonly parentId: string | null;
}

/** A project in a customer's workspace, as `GET /api/managed_users/:id/projects` lists it: a folder at the top with a number of its own. */
export interface Project {
  readonly projectId: string;
  /** The folder of the project, which is what a connection's `folderId` takes. */
  readonly folderId: string | null;
  readonly name: string | null;
  readonly description: string | null;
}

/** Reads a page of `GET /api/managed_users/:id/folders`, by id. */
export function fromFolderListResponse(payload: unknown): Map<string, Folder> {
  return new Map(
    elementsOf(payload, "folder").map(({ id, element }) => [
      id,
      { folderId: id, name: asTextOrNull(element.name) ?? null, parentId: asId(element.parent_id) ?? null },
    ]),
  );
}

/** Reads a page of `GET /api/managed_users/:id/projects`, by id. */
export function fromProjectListResponse(payload: unknown): Map<string, Project> {
  return new Map(
    elementsOf(payload, "project").map(({ id, element }) => [
      id,
      {
        projectId: id,
        folderId: asId(element.folder_id) ?? null,
        name: asTextOrNull(element.name) ?? null,
        description: asTextOrNull(element.description) ?? null,
      },
    ]),
  );
}
