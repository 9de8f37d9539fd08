import { basename } from "node:path";
import { ownPackage } from "../../api";
import { assignment, stringLiteral } from "../programText/literal";
import { json } from "../text";
import { customerModules } from "./customerNames";
import type { CustomerProgram } from "./customerProgram";
import type { OutputFile } from "./outputFolder";

/** What Pulumi reads as something else than a text. */
const YAML_WORDS = /^(true|false|null|yes|no|on|off|y|n)$/;

/** One customer is the program itself; several are a module each, also when only one of them could be read. */
export type Layout = "single" | "modules";

/** Where the programs of several customers are. */
export const MODULES_FOLDER = "customers/";

/** The files of a Pulumi project. What it has besides its program is only written where it is missing. */
export function projectFiles(folder: string, layout: Layout, programs: readonly CustomerProgram[]): OutputFile[] {
  const name = projectName(folder);
  const program =
    layout === "single" ? programs.map(({ text }) => ({ path: "index.ts", text })) : severalCustomers(programs);
  return [
    ...program,
    { path: "package.json", text: packageJson(name), unlessAny: ["package.json"] },
    { path: "Pulumi.yaml", text: pulumiYaml(name), unlessAny: ["Pulumi.yaml", "Pulumi.yml"] },
    { path: "tsconfig.json", text: tsconfigJson(), unlessAny: ["tsconfig.json"] },
  ];
}

/** Where the program of each customer goes, by customer. */
export function programPaths(layout: Layout, programs: readonly CustomerProgram[]): Map<string, string> {
  if (layout === "single") return new Map(programs.map(({ managedUserId }) => [managedUserId, "index.ts"]));
  const modules = customerModules(programs.map(({ managedUserId }) => managedUserId));
  return new Map([...modules].map(([managedUserId, { file }]) => [managedUserId, `${MODULES_FOLDER}${file}.ts`]));
}

function severalCustomers(programs: readonly CustomerProgram[]): OutputFile[] {
  const paths = programPaths("modules", programs);
  const modules = [...customerModules(programs.map(({ managedUserId }) => managedUserId))];
  const index = [
    ...modules.map(([, { identifier, file }]) => `import * as ${identifier} from "./${MODULES_FOLDER}${file}";`),
    "",
    "/** Ids of the connections in Workato by customer, for whoever builds on them. */",
    "export const connectionIds = {",
    ...modules.map(([managedUserId, { identifier }]) =>
      assignment("  ", `${keyOf(managedUserId)}:`, `${identifier}.connectionIds`, ","),
    ),
    "};",
  ];
  return [
    { path: "index.ts", text: `${index.join("\n")}\n` },
    ...programs.map(({ managedUserId, text }) => ({ path: paths.get(managedUserId) ?? "", text })),
  ];
}

/** Quoted only where it must be. */
function keyOf(text: string): string {
  // Written as it is, this one would set the prototype.
  if (text === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_]\w*$/.test(text) ? text : stringLiteral(text);
}

function projectName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return /^[a-z]/.test(name) && !YAML_WORDS.test(name) ? name : "workato-connections";
}

function packageJson(name: string): string {
  const own = ownPackage();
  const manifest = {
    name,
    private: true,
    main: "index.ts",
    // Pulumi compiles when it runs. Without TypeScript beside it, it takes one that does not know our tsconfig.json.
    dependencies: { "@pulumi/pulumi": "^3.216.0", [own.name]: `^${own.version}`, typescript: "^5.9.0" },
    devDependencies: { "@types/node": "^20.0.0" },
  };
  return json(manifest);
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
