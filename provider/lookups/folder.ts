import type { Folder } from "../api";
import { literal } from "../api";
import { account, type ArgumentRules, customer } from "../arguments/rules";
import { joinNames, similarNames } from "../arguments/suggestions";
import { folderPath, type FolderPath, quotedPath } from "./folderPath";
import { lookup } from "./lookup";

/** Arguments of `getFolder`. */
export interface GetFolderArgs {
  /** The customer: `"98178"`, or `externalId("A2300")`. */
  readonly managedUserId: string | number;
  /**
   * The names of the folders from the home folder down, with `/` between them, exactly as Workato shows them:
   * `"Integrations/CRM"`. The first one is usually a project. `"Home/Integrations/CRM"` means the same.
   * Write a slash in a name as `\/` and a backslash as `\\`: in a program, `"Sales\\/EMEA"` is the single folder "Sales/EMEA".
   */
  readonly path: string;
  /**
   * The entry of `workato:accounts` in the configuration to use.
   * @default the stack's own token and region
   */
  readonly account?: string;
}

/** A folder or project in a customer's workspace. */
export interface GetFolderResult {
  /** The number of the folder, or of the project's folder. Use it as `folderId` of a connection. */
  readonly folderId: string;
  /** The last name of the path. */
  readonly name: string;
  /** The path that you gave. */
  readonly path: string;
}

export const folderLookup = lookup({
  rules: { managedUserId: customer, path: folderPath, account } satisfies ArgumentRules<GetFolderArgs>,
  find: async ({ managedUserId, path }, { api, once }): Promise<GetFolderResult> => {
    const folderAt = async (depth: number): Promise<Pick<GetFolderResult, "folderId" | "name">> => {
      const parentId = depth === 0 ? undefined : (await folderAt(depth - 1)).folderId;
      const level = await once([managedUserId, parentId], () => api.listFolders(managedUserId, parentId));
      return onlyFolder(level, path, depth, managedUserId);
    };
    return { ...(await folderAt(path.names.length - 1)), path: path.text };
  },
});

/** @throws Error when none or several of the level have the name that the path has there */
function onlyFolder(level: readonly Folder[], { names, text }: FolderPath, depth: number, customerId: string) {
  const [name = "", ...below] = names.slice(depth);
  const [folder, ...others] = level.filter((candidate) => candidate.name === name);
  const where = `path ${literal(text)}: in ${quotedPath(names.slice(0, depth))}, customer ${customerId} has`;
  if (folder === undefined) {
    const there = level.flatMap((candidate) => candidate.name ?? []).sort();
    throw new Error(`${where} no folder ${quotedPath([name])}${whatElse(there, name, below)}`);
  }
  if (others.length > 0) {
    const numbers = joinNames([folder, ...others].map(({ folderId }) => folderId));
    throw new Error(
      `${where} ${others.length + 1} folders ${quotedPath([name])}: ${numbers}. ` +
        "Give the number that you mean as folderId, or rename the others in Workato.",
    );
  }
  return { folderId: folder.folderId, name };
}

function whatElse(there: readonly string[], name: string, below: readonly string[]): string {
  const rest = [name, ...below].join("/");
  const withSlash = there.filter((known) => known.includes("/") && `${rest}/`.startsWith(`${known}/`));
  const [meant] = [...withSlash, ...similarNames(name, there)];
  const remedy =
    meant === undefined ? "Correct path, or create the folder in Workato." : `Did you mean ${quotedPath([meant])}?`;
  const others =
    there.length === 0 ? ", nor any other" : `, but ${joinNames(there.map((known) => quotedPath([known])))}`;
  return `${others}. ${remedy}`;
}
