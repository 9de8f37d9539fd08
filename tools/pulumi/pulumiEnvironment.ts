import { existsSync, mkdirSync, realpathSync, symlinkSync } from "node:fs";
import path from "node:path";
import { MARK } from "../processes";

/** Where everything of a run lives, apart from the person's own Pulumi login, stacks and plugins. */
export interface IsolatedPulumi {
  /** The CLI's executable. */
  cli: string;
  /** Holds the home folders and, unless `backend` says otherwise, the state. */
  folder: string;
  /** Folder of the state; default: `state` in `folder`. */
  backend?: string;
  /** Every process of the run carries it; see processes.ts. */
  mark: string;
  /** An installed `@pulumi/pulumi`, for the plugin that runs dynamic providers. */
  sdk: string;
  /** The Node.js executable on which programs, plugins and our language host run; default: our own. */
  node?: string;
}

/** Passphrase of all secrets in the throw-away state. */
export const PASSPHRASE = "a passphrase for throw-away state";

const LANGUAGES = ["nodejs", "python", "go"];
const DYNAMIC_PLUGIN = "pulumi-resource-pulumi-nodejs";

/**
 * Makes the folders of an isolated Pulumi and returns the environment for its CLI. Nothing is inherited but PATH, so a person's
 * tokens, proxies and Pulumi settings neither help nor disturb.
 */
export function isolatedEnvironment(pulumi: IsolatedPulumi): Record<string, string> {
  const backend = pulumi.backend ?? path.join(pulumi.folder, "state");
  const home = path.join(pulumi.folder, "home");
  const pulumiHome = path.join(pulumi.folder, "pulumi-home");
  const temporary = path.join(pulumi.folder, "tmp");
  for (const folder of [backend, home, pulumiHome, temporary]) {
    mkdirSync(folder, { recursive: true });
  }
  // Node first: another one may lie beside the CLI.
  const searchPath = [
    path.dirname(pulumi.node ?? process.execPath),
    path.dirname(pulumi.cli),
    process.env["PATH"] ?? "",
  ];
  for (const language of LANGUAGES) {
    providePlugin(pulumi, pulumiHome, `language-${language}-v3.0.0`, `pulumi-language-${language}`, [
      ...(process.env["PATH"] ?? "").split(path.delimiter),
      path.join(__dirname, "languageHost"),
    ]);
  }
  providePlugin(pulumi, pulumiHome, "resource-pulumi-nodejs-v3.0.0", DYNAMIC_PLUGIN, [pulumi.sdk]);
  return {
    PATH: searchPath.join(path.delimiter),
    HOME: home,
    TMPDIR: temporary,
    PULUMI_HOME: pulumiHome,
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "1",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // What is on PATH may belong to another CLI, and the engine warns about it in every run.
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    [MARK]: pulumi.mark,
  };
}

/**
 * The CLI takes a plugin from beside itself, as in an official installation, or else from its home folder: there we link the first
 * one that the folders have. The version in the name only has to be one.
 */
function providePlugin(
  pulumi: IsolatedPulumi,
  pulumiHome: string,
  name: string,
  file: string,
  folders: string[],
): void {
  if (existsSync(path.join(path.dirname(realpathSync(pulumi.cli)), file))) {
    return;
  }
  const source = folders.map((folder) => path.join(folder, file)).find((candidate) => existsSync(candidate));
  if (source === undefined) {
    throw new Error(`${file} is neither beside the CLI nor in ${folders.join(", ")}`);
  }
  const target = path.join(pulumiHome, "plugins", name);
  if (existsSync(path.join(target, file))) {
    return;
  }
  mkdirSync(target, { recursive: true });
  try {
    symlinkSync(source, path.join(target, file));
  } catch (error) {
    // Two processes may set up the same home at once.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
  }
}
