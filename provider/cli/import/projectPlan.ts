import { customerModule } from "./customerModule";
import { customerModules } from "./customerNames";
import type { CustomerProgram, ImportedCustomer } from "./customerProgram";
import { type ExistingProject, programFolder, readProject, textsIn } from "./existingProject";
import { readProgram, WRITTEN_BY_IMPORT } from "./existingProgram";
import {
  effectLine,
  type ImportedModule,
  isCommentedOut,
  isIndex,
  mentions,
  newIndex,
  withExports,
  withModules,
} from "./indexFile";
import type { OutputFile } from "./outputFolder";
import { missingPackages, projectFiles } from "./projectFiles";

/** One customer is the program itself; several are a module each, also when only one of them could be read. */
export type Layout = "single" | "modules";

/** Where the programs of several customers are, beside the program. */
export const MODULES_FOLDER = "customers/";

/** What an import will write, and what is left for a person to do. */
export interface ProjectPlan {
  readonly files: readonly OutputFile[];
  /** Where the program of each customer is, by customer. */
  readonly paths: ReadonlyMap<string, string>;
  readonly programs: readonly CustomerProgram[];
  /** What to know of what was there, a line each. */
  readonly notes: readonly string[];
  /** What a program of a person's own is to run, a statement a line. */
  readonly linesToAdd: readonly string[];
  readonly project: ExistingProject;
  /** What package.json is to name, and does not. */
  readonly missingPackages: ReturnType<typeof missingPackages>;
}

/** How an import writes. */
export interface PlanOptions {
  /** Write what is there again, as far as that deletes nothing. */
  readonly force?: boolean;
  /** Where the command runs: its project says where our package comes from. */
  readonly workingDirectory?: string;
}

/**
 * Plans the files of a project. What is there is added to: no plan takes a resource, a module or an import out, whoever was
 * asked for and could be read.
 */
export function planProject(
  folder: string,
  layout: Layout,
  customers: readonly ImportedCustomer[],
  { force = false, workingDirectory = folder }: PlanOptions = {},
): ProjectPlan {
  const project = readProject(folder);
  const places = placesOf(project, layout, customers);
  const written = customers.map((customer) => {
    const path = places.paths.get(customer.managedUserId) ?? "";
    const existing = path === project.entry ? project.entryText : places.texts.get(path);
    return { path, existing, ...customerModule(customer, existing, force) };
  });
  const entry = entryPlan(project, places, written.find(({ path }) => path === project.entry)?.text);
  const modules = written.filter(({ path }) => path !== project.entry);
  return {
    // The entry comes last: it names the others.
    files: [
      ...modules.map(({ path, text, existing }) => outputFile(path, text, existing, force)),
      ...projectFiles(project, workingDirectory),
      ...(entry.text === undefined ? [] : [outputFile(project.entry, entry.text, project.entryText, force)]),
    ],
    paths: places.paths,
    programs: written.map(({ program }) => program),
    notes: [...written.flatMap(({ path, notes }) => notes.map((note) => `${path} ${note}.`)), ...entry.notes],
    linesToAdd: entry.linesToAdd,
    project,
    missingPackages: missingPackages(project, workingDirectory),
  };
}

/** Where the modules are, and how the program imports them. */
interface Places {
  /** Of the customers to write, by their ids. */
  readonly paths: ReadonlyMap<string, string>;
  readonly modules: readonly ImportedModule[];
  /** The files in the folder of the modules, by their paths. */
  readonly texts: ReadonlyMap<string, string>;
}

function placesOf(project: ExistingProject, layout: Layout, customers: readonly ImportedCustomer[]): Places {
  const folder = `${programFolder(project)}${MODULES_FOLDER}`;
  const texts = textsIn(`${project.folder}/${folder}`);
  const owners = new Map([...texts].map(([name, text]) => [name, readProgram(text).managedUserId]));
  const owned = [...owners].flatMap(([name, id]) => (id === undefined ? [] : [[id, name] as const]));
  const named = new Map(owned);
  const ofEntry = customerOfEntry(project);
  const isSingle = (id: string): boolean =>
    id === ofEntry || (layout === "single" && project.entryText === undefined && texts.size === 0);
  const asked = customers.map(({ managedUserId }) => managedUserId).filter((id) => !isSingle(id));
  // A new index imports what is there already, too.
  const all = project.entryText === undefined ? [...new Set([...named.keys(), ...asked])] : asked;
  const ending = project.isTypeScript ? ".ts" : ".js";
  const inUse = {
    files: new Map(owned.map(([id, name]) => [id, withoutEnding(name)])),
    otherFiles: [...owners].flatMap(([name, id]) => (id === undefined ? [withoutEnding(name)] : [])),
    hasIdentifier: (identifier: string) => new RegExp(`\\b${identifier}\\b`).test(project.entryText ?? ""),
  };
  const modules = customerModules(all, inUse);
  const pathOf = (id: string): string => `${folder}${named.get(id) ?? `${modules.get(id)?.file ?? ""}${ending}`}`;
  return {
    paths: new Map(customers.map(({ managedUserId: id }) => [id, isSingle(id) ? project.entry : pathOf(id)])),
    modules: [...modules].map(([managedUserId, { file, identifier }]) => {
      const importEnding = project.isModule ? pathOf(managedUserId).replace(/^.*(\.[cm]?)[jt]s$/, "$1js") : "";
      return { managedUserId, identifier, specifier: `./${MODULES_FOLDER}${file}${importEnding}` };
    }),
    texts: new Map([...texts].map(([name, text]) => [`${folder}${name}`, text])),
  };
}

/** Whose program the entry is, where `import` has written it: a person's own may speak of a customer, too. */
function customerOfEntry({ entryText = "" }: ExistingProject): string | undefined {
  return entryText.includes(WRITTEN_BY_IMPORT) ? readProgram(entryText).managedUserId : undefined;
}

/** What the file that Pulumi runs becomes; without a text it stays as it is. */
interface EntryPlan {
  readonly text?: string;
  readonly notes: readonly string[];
  readonly linesToAdd: readonly string[];
}

function entryPlan(project: ExistingProject, { modules }: Places, single: string | undefined): EntryPlan {
  const { entry, entryText } = project;
  const text = single ?? entryText;
  const notes = modules
    .filter((module) => isCommentedOut(text ?? "", module))
    .map(({ managedUserId }) => `${entry} leaves customer ${managedUserId} out: its import is a comment.`);
  if (text === undefined) return { text: newIndex(modules), notes, linesToAdd: [] };
  if (isIndex(text)) return { text: withModules(text, modules), notes, linesToAdd: [] };
  if (single !== undefined || customerOfEntry(project) !== undefined) {
    return { text: withExports(text, modules), notes, linesToAdd: [] };
  }
  // A program of a person's own: what it makes is in a state, perhaps, and is not ours to change.
  const missing = modules.filter((module) => !mentions(text, module));
  const isCommonJs = /\.cjs$/.test(entry) || (/\.js$/.test(entry) && !project.isModule);
  return { notes, linesToAdd: missing.map(isCommonJs ? requireLine : effectLine) };
}

function requireLine({ specifier }: ImportedModule): string {
  return `require(${JSON.stringify(specifier)});`;
}

function outputFile(path: string, text: string, existing: string | undefined, force: boolean): OutputFile {
  if (existing === undefined) return { path, text, status: "written" };
  if (existing === text) return { path, text, status: "unchanged" };
  const isAddedTo = !force || isSupersequence(text, existing);
  return { path, text, status: isAddedTo ? "added to" : "overwritten" };
}

/** Has one text all lines of the other, in their order? */
function isSupersequence(text: string, other: string): boolean {
  const lines = text.split("\n");
  let place = 0;
  for (const line of other.split("\n")) {
    place = lines.indexOf(line, place) + 1;
    if (place === 0) return false;
  }
  return true;
}

function withoutEnding(name: string): string {
  return name.replace(/\.[^.]+$/, "");
}
