import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, posix } from "node:path";
import { isRecord, parseJson } from "../../api/json";
import { mainOf, PROJECT_FILES, SOURCE_ENDINGS } from "../pulumiProject";

/** The folder that a program is written to, as it is. */
export interface ExistingProject {
  readonly folder: string;
  /** The file that Pulumi runs, relative to the folder, with slashes; it may not be there yet. */
  readonly entry: string;
  /** Undefined when it is not there. */
  readonly entryText: string | undefined;
  /** The project says so itself; otherwise it is ours to say. */
  readonly hasManifest: boolean;
  readonly hasPulumiProject: boolean;
  readonly isTypeScript: boolean;
  /** `"type": "module"`: imports name the files that run, with their endings. */
  readonly isModule: boolean;
  /** The packages that package.json names. */
  readonly packages: ReadonlySet<string>;
}

/** Looks at a folder, which need not be there. */
export function readProject(folder: string): ExistingProject {
  const manifestText = textOf(join(folder, "package.json"));
  const parsed = parseJson(manifestText ?? "");
  const manifest = isRecord(parsed) ? parsed : {};
  const projectText = PROJECT_FILES.map((file) => textOf(join(folder, file))).find((text) => text !== undefined);
  const isModule = manifest.type === "module";
  const given = entryOf(folder, mainOf(projectText ?? ""), manifest.main);
  const hasCompiler = existsSync(join(folder, "tsconfig.json"));
  // Pulumi compiles what a CommonJS program requires; an ES module may run without a compiler, and then there is none.
  const isTypeScript = !isModule || hasCompiler || /\.[cm]?ts$/.test(given ?? "");
  const entry = given ?? (isTypeScript ? "index.ts" : "index.js");
  return {
    folder,
    entry,
    entryText: textOf(join(folder, entry)),
    hasManifest: manifestText !== undefined,
    hasPulumiProject: projectText !== undefined,
    isTypeScript,
    isModule,
    packages: new Set(
      ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].flatMap((kind) => {
        const named = manifest[kind];
        return isRecord(named) ? Object.keys(named) : [];
      }),
    ),
  };
}

/** The texts of the files in a folder, by their names; empty where there is none. */
export function textsIn(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => SOURCE_ENDINGS.includes(extname(name)));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** As Pulumi looks for it: `main` of Pulumi.yaml, then that of package.json, then an index. */
function entryOf(folder: string, pulumiMain: string | undefined, packageMain: unknown): string | undefined {
  const main = pulumiMain ?? ".";
  if (SOURCE_ENDINGS.includes(extname(main))) return main;
  const isOwn = main === ".";
  const named = isOwn && typeof packageMain === "string" ? posix.normalize(packageMain) : undefined;
  // What is named and is not there, such as the index.js that `npm init` names, is passed over for an index that is.
  if (named !== undefined && isFile(join(folder, named))) return named;
  const index = SOURCE_ENDINGS.map((ending) => posix.join(main, `index${ending}`)).find((file) =>
    isFile(join(folder, file)),
  );
  if (index !== undefined) return index;
  if (named !== undefined && /\.[cm]?ts$/.test(named)) return named;
  return isOwn ? undefined : posix.join(main, "index.ts");
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function textOf(path: string): string | undefined {
  return isFile(path) ? readFileSync(path, "utf8") : undefined;
}

/** The folder of the entry, with a slash at its end; empty for the project's own. */
export function programFolder({ entry }: ExistingProject): string {
  const folder = dirname(entry);
  return folder === "." ? "" : `${folder}/`;
}
