import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { ownPackage } from "../../api";
import { isRecord, parseJson } from "../../api/json";
import { json } from "../text";
import type { ExistingProject } from "./existingProject";
import type { OutputFile } from "./outputFolder";

/** What Pulumi reads as something else than a text. */
const YAML_WORDS = /^(true|false|null|yes|no|on|off|y|n)$/;

/** Pulumi compiles when it runs. Without TypeScript beside it, it takes one that does not know our tsconfig.json. */
const TYPESCRIPT = "^5.9.0";

/** What a Pulumi project has besides its program; only written where it is missing. */
export function projectFiles(project: ExistingProject, workingDirectory: string): OutputFile[] {
  const { folder, entry, isTypeScript } = project;
  const name = projectName(folder);
  return [
    file(folder, "package.json", () => packageJson(name, entry, packageSpec(folder, workingDirectory))),
    project.hasPulumiProject
      ? { path: existsSync(join(folder, "Pulumi.yaml")) ? "Pulumi.yaml" : "Pulumi.yml", status: "kept" }
      : { path: "Pulumi.yaml", text: pulumiYaml(name), status: "written" },
    ...(isTypeScript ? [file(folder, "tsconfig.json", tsconfigJson)] : []),
  ];
}

/** Packages to add, as package managers take them. */
export interface MissingPackages {
  readonly program: readonly string[];
  readonly development: readonly string[];
}

/** The packages that the program needs and that a package.json which is there does not name. */
export function missingPackages(project: ExistingProject, workingDirectory: string): MissingPackages {
  const { folder, hasManifest, packages, isTypeScript, isModule } = project;
  const isMissing = (name: string): boolean => hasManifest && !packages.has(name);
  const own = ownPackage().name;
  const spec = packageSpec(folder, workingDirectory);
  // Pulumi compiles an ES module with the project's own ts-node.
  const compiler = isTypeScript ? ["typescript", ...(isModule ? ["ts-node"] : [])] : [];
  return {
    program: ["@pulumi/pulumi", own]
      .filter(isMissing)
      .map((name) => (name === own && spec.includes(":") ? spec : name)),
    development: compiler
      .filter(isMissing)
      .map((name) => (name === "typescript" ? `"typescript@${TYPESCRIPT}"` : name)),
  };
}

function file(folder: string, path: string, text: () => string): OutputFile {
  return existsSync(join(folder, path)) ? { path, status: "kept" } : { path, text: text(), status: "written" };
}

function projectName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return /^[a-z]/.test(name) && !YAML_WORDS.test(name) ? name : "workato-connections";
}

function packageJson(name: string, main: string, spec: string): string {
  const manifest = {
    name,
    private: true,
    main,
    dependencies: { "@pulumi/pulumi": "^3.216.0", [ownPackage().name]: spec, typescript: TYPESCRIPT },
    devDependencies: { "@types/node": "^20.0.0" },
  };
  return json(manifest);
}

/** As the project that the command runs in has our package: from a registry, a tarball, a folder. */
function packageSpec(folder: string, workingDirectory: string): string {
  const manifest = join(workingDirectory, "package.json");
  const parsed = existsSync(manifest) ? parseJson(readFileSync(manifest, "utf8")) : undefined;
  const { name, version } = ownPackage();
  const spec = ["dependencies", "devDependencies"]
    .map((kind) => (isRecord(parsed) ? parsed[kind] : undefined))
    .map((named) => (isRecord(named) ? named[name] : undefined))
    .find((value) => typeof value === "string");
  if (typeof spec === "string") return specFrom(folder, workingDirectory, spec);
  const above = dirname(workingDirectory);
  return above === workingDirectory ? `^${version}` : packageSpec(folder, above);
}

/** A path is written as it is from the new folder. */
function specFrom(folder: string, place: string, spec: string): string {
  const [, protocol = "", path = ""] = /^(file:|link:|portal:)?([^:]*)$/.exec(spec) ?? [];
  const isPath = path !== "" && (protocol !== "" || /^\.{0,2}\/|\.(tgz|tar\.gz)$/.test(path));
  if (!isPath) return spec;
  const seen = isAbsolute(path) ? path : relative(folder, resolve(place, path)).replace(/\\/g, "/");
  return (protocol || "file:") + seen;
}

function pulumiYaml(name: string): string {
  return `name: ${name}\ndescription: Connections of Workato Embedded customers\nruntime: nodejs\n`;
}

function tsconfigJson(): string {
  const compilerOptions = {
    target: "es2022",
    module: "node16",
    moduleResolution: "node16",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  return json({ compilerOptions });
}
