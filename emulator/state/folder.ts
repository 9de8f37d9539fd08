import type { FolderSeed } from "../seed/seed";
import type { Numbers } from "./numbers";

/** A folder of a workspace, as the emulator keeps it. */
export interface StoredFolder {
  readonly id: number;
  readonly name: string;
  readonly parentId: number;
  /** A top-level folder is a project, which has a number of its own. */
  readonly project: { readonly id: number; readonly description: string | null } | null;
  readonly createdAt: string;
}

/** Where folders get their numbers and their time from. */
export interface FolderSource {
  readonly folderIds: Numbers;
  readonly projectIds: Numbers;
  stamp(): string;
}

/** The folders of one workspace. Home is the one that all others are in, and no project. */
export class Folders {
  readonly homeId: number;
  readonly #folders: StoredFolder[];

  constructor(
    private readonly source: FolderSource,
    saved: { readonly homeId?: number; readonly folders?: readonly StoredFolder[] } = {},
  ) {
    this.homeId = saved.homeId ?? source.folderIds.take();
    this.#folders = [...(saved.folders ?? [])];
  }

  /** All but Home, in the order in which they were made. */
  all(): StoredFolder[] {
    return [...this.#folders];
  }

  /** What is directly in a folder, or undefined when there is no such folder. */
  in(parentId: number): StoredFolder[] | undefined {
    if (parentId !== this.homeId && !this.#folders.some(({ id }) => id === parentId)) return undefined;
    return this.#folders.filter((folder) => folder.parentId === parentId);
  }

  /** The last folder of the path. Those that are missing are made. */
  add({ path, id, description }: FolderSeed): StoredFolder {
    const names = path.split("/");
    if (names.some((name) => name.trim() === "")) throw new Error(`"${path}" is no path of folders, such as "A/B"`);
    if (description !== undefined && names.length > 1) {
      throw new Error(`"${path}" is no top-level folder: only those are projects and have a description`);
    }
    let parentId = this.homeId;
    let folder: StoredFolder | undefined;
    for (const [index, name] of names.entries()) {
      const isLast = index === names.length - 1;
      const known = this.#folders.find((other) => other.parentId === parentId && other.name === name);
      folder = known ?? this.#make(name, parentId, isLast ? id : undefined, description);
      parentId = folder.id;
    }
    if (folder === undefined || (id !== undefined && folder.id !== id)) {
      throw new Error(`folder "${path}" exists already, as ${parentId}`);
    }
    return folder;
  }

  #make(name: string, parentId: number, wanted: number | undefined, description: string | undefined): StoredFolder {
    const { folderIds, projectIds } = this.source;
    if (wanted === this.homeId || this.#folders.some(({ id }) => id === wanted)) {
      throw new Error(`folder ${wanted} exists already`);
    }
    const folder: StoredFolder = {
      id: folderIds.take(wanted),
      name,
      parentId,
      project: parentId === this.homeId ? { id: projectIds.take(), description: description ?? null } : null,
      createdAt: this.source.stamp(),
    };
    this.#folders.push(folder);
    return folder;
  }
}
