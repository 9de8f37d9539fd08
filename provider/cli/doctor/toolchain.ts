import type { PackageManager } from "../packageManager";
import type { Check } from "./check";
import { fine, problem } from "./check";

/** This package's own `engines`. */
const MINIMUM_NODE = "20";
/** From this version on, the SDK needs {@link NODE_OF_NEW_SDK}. */
const FIRST_SDK_OF_NEW_NODE = "3.249.0";
const LAST_SDK_OF_OLD_NODE = "3.248.0";
const NODE_OF_NEW_SDK = "22";
/** This package's own peer range. */
const MINIMUM_PULUMI = "3.216.0";
const NEXT_PULUMI = "4";
/** Has no API that Pulumi can use. */
const NEXT_TYPESCRIPT = "7";

/** The Pulumi command line, as the environment finds it. */
export type PulumiCli = { readonly version: string } | { readonly failure: string } | "absent";

/** What a Pulumi program of this package runs on; versions without a "v". */
export interface Toolchain {
  /** The folder of Pulumi.yaml, or the working directory where there is none. */
  readonly folder: string;
  readonly hasProject: boolean;
  /** `main` of Pulumi.yaml. */
  readonly main: string | undefined;
  /** Where Pulumi runs the program; what follows was looked for from there. */
  readonly programFolder: string;
  readonly hasProgramFolder: boolean;
  readonly packageManager: PackageManager;
  readonly node: string;
  readonly sdk: string | undefined;
  readonly cli: PulumiCli;
  readonly typescript: string | undefined;
  /** There is a tsconfig.json. */
  readonly isTypeScript: boolean;
  /** This package. */
  readonly provider: string | undefined;
}

/** Node, Pulumi, TypeScript and this package: is each there, and do they fit? */
export function checkToolchain(toolchain: Toolchain): Check[] {
  return [
    checkProject(toolchain),
    checkNode(toolchain),
    checkSdk(toolchain),
    checkCli(toolchain),
    checkTypeScript(toolchain),
    checkProvider(toolchain),
  ];
}

function checkProject({ folder, hasProject, main, programFolder, hasProgramFolder }: Toolchain): Check {
  if (!hasProgramFolder) {
    return problem(
      "project",
      `main of Pulumi.yaml in ${folder} is ${main ?? ""}, and ${programFolder} is not there`,
      "Correct `main`, or take it out where the program is beside Pulumi.yaml.",
    );
  }
  const program = programFolder === folder ? "" : `; its program runs in ${programFolder}`;
  if (hasProject) return fine("project", `Pulumi.yaml is in ${folder}${program}`);
  return problem(
    "project",
    `no Pulumi.yaml in ${folder} or above, so the rest was looked for from this folder`,
    "Run this in the folder of your Pulumi project; a new one is made with `pulumi new typescript`.",
  );
}

function checkNode({ node, sdk, packageManager: { add } }: Toolchain): Check {
  if (!isAtLeast(node, MINIMUM_NODE)) {
    return problem(
      "node",
      `Node ${node} is too old: this package needs ${MINIMUM_NODE} or newer`,
      `Install Node ${NODE_OF_NEW_SDK} or newer.`,
    );
  }
  if (sdk !== undefined && isAtLeast(sdk, FIRST_SDK_OF_NEW_NODE) && !isAtLeast(node, NODE_OF_NEW_SDK)) {
    return problem(
      "node",
      `Node ${node} is too old for @pulumi/pulumi ${sdk}, which needs ${NODE_OF_NEW_SDK} or newer`,
      `Install Node ${NODE_OF_NEW_SDK} or newer, or run \`${add} @pulumi/pulumi@${LAST_SDK_OF_OLD_NODE}\`, the last for Node ${MINIMUM_NODE}.`,
    );
  }
  return fine("node", `Node ${node}`);
}

function checkSdk({ node, sdk, programFolder: folder, packageManager: { add } }: Toolchain): Check {
  const newest = isAtLeast(node, NODE_OF_NEW_SDK) ? "" : `@${LAST_SDK_OF_OLD_NODE}`;
  const remedy = `Run \`${add} @pulumi/pulumi${newest}\` in ${folder}.`;
  if (sdk === undefined) return problem("sdk", `@pulumi/pulumi is not installed in ${folder}`, remedy);
  if (isPulumi3(sdk)) return fine("sdk", `@pulumi/pulumi ${sdk}`);
  return problem("sdk", `@pulumi/pulumi ${sdk} does not fit: this package needs ${PULUMI_RANGE}`, remedy);
}

function checkCli({ cli }: Toolchain): Check {
  const remedy = "Install the Pulumi CLI: https://www.pulumi.com/docs/install/";
  if (cli === "absent") return problem("cli", "`pulumi` is not on PATH", remedy);
  if ("failure" in cli) return problem("cli", `\`pulumi version\` failed: ${cli.failure}`, remedy);
  if (isPulumi3(cli.version)) return fine("cli", `Pulumi CLI ${cli.version}`);
  return problem("cli", `Pulumi CLI ${cli.version} does not fit: this package needs ${PULUMI_RANGE}`, remedy);
}

function checkTypeScript({ typescript, isTypeScript, programFolder, packageManager }: Toolchain): Check {
  const remedy = `Run \`${packageManager.addForDevelopment} "typescript@<${NEXT_TYPESCRIPT}"\` in ${programFolder}.`;
  if (typescript === undefined) {
    if (!isTypeScript) return fine("typescript", "TypeScript is not installed; only a program in TypeScript needs it");
    return problem(
      "typescript",
      "TypeScript is not installed, and the compiler that comes with Pulumi is an old one",
      remedy,
    );
  }
  if (!isAtLeast(typescript, NEXT_TYPESCRIPT)) return fine("typescript", `TypeScript ${typescript}`);
  return problem("typescript", `Pulumi cannot use TypeScript ${typescript}`, remedy);
}

function checkProvider({ provider, programFolder: folder, packageManager: { add } }: Toolchain): Check {
  if (provider !== undefined) return fine("package", `pulumi-workato-embedded ${provider} is found from ${folder}`);
  return problem(
    "package",
    `pulumi-workato-embedded cannot be loaded from ${folder}, as Pulumi does for every command, refresh and destroy too`,
    `Run \`${add} pulumi-workato-embedded\` in ${folder}.`,
  );
}

const PULUMI_RANGE = `>=${MINIMUM_PULUMI} <${NEXT_PULUMI}`;

function isPulumi3(version: string): boolean {
  return isAtLeast(version, MINIMUM_PULUMI) && !isAtLeast(version, NEXT_PULUMI);
}

/** Is a version, such as "v3.248.0" or "3.249.0-alpha.1", this one or a later one? What is before a release counts as it. */
export function isAtLeast(version: string, minimum: string): boolean {
  const [numbers, minimums] = [numbersOf(version), numbersOf(minimum)];
  const different = minimums.findIndex((number, place) => number !== numbers[place]);
  return different < 0 || (numbers[different] ?? 0) > (minimums[different] ?? 0);
}

/** Major, minor and patch. */
function numbersOf(version: string): number[] {
  const [, major, minor, patch] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version.trim()) ?? [];
  return [major, minor, patch].map((number) => Number(number ?? 0));
}
