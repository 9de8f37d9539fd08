import path from "node:path";
import { startCommand } from "../../../tools/pulumi/pulumiCommand";
import type { PulumiProject } from "../../../tools/pulumi/pulumiProject";
import { testRun } from "./testRun";

/**
 * What a generated SDK has, as far as tests need it: the classes of the package `workato`. So one program runs through
 * both doors.
 */
export const PLUGIN_PRELUDE = `
const pulumi = require("@pulumi/pulumi");
const { externalId } = require("pulumi-workato-embedded");
const FACTS = ["connectionId", "authorizationStatus", "authorizationError", "authorizedAt", "createdAt", "updatedAt",
  "identity", "connectionLostAt", "connectionLostReason", "tags"];
const ARGUMENTS = ["managedUserId", "provider", "name", "folderId", "parentId", "externalId", "input", "profileId"];
const workato = {
  Provider: class extends pulumi.ProviderResource {
    constructor(name, args, opts) { super("workato", name, args, opts); }
  },
  ManagedConnection: resource("ManagedConnection", FACTS),
  OAuthProfileAssignment: resource("OAuthProfileAssignment", []),
  invoke: (name, args, opts) => pulumi.runtime.invoke("workato:index:" + name, args, opts),
};
const { ManagedConnection, OAuthProfileAssignment } = workato;
function resource(type, outputs) {
  const token = "workato:index:" + type;
  return class extends pulumi.CustomResource {
    constructor(name, args, opts) {
      const declared = Object.fromEntries([...outputs, ...ARGUMENTS].map((output) => [output, undefined]));
      const set = args.input === undefined ? args : { ...args, input: pulumi.secret(args.input) };
      const aliases = [{ type: "pulumi-nodejs:dynamic/workato:" + type }];
      super(token, name, { ...declared, ...set }, pulumi.mergeOptions({ aliases }, opts));
    }
  };
}
`;

/** The folder `plugin/` of the installed package. */
export function pluginFolder(): string {
  return path.join(testRun().installed, "node_modules", "pulumi-workato-embedded", "plugin");
}

/** What Pulumi.yaml says where the plugin is not installed. */
export function pluginOptions(): Record<string, unknown> {
  return { plugins: { providers: [{ name: "workato", path: pluginFolder() }] } };
}

/** Runs a command of `pulumi package`, which knows no stack. */
export async function runPackageCommand(project: PulumiProject, ...args: string[]): Promise<string> {
  const command = startCommand(testRun().cli, ["package", ...args], {
    cwd: project.folder,
    env: project.environment,
  });
  const { exitCode, stdout, output } = await command.result;
  if (exitCode !== 0) throw new Error(`pulumi package ${args.join(" ")}: exit code ${String(exitCode)}\n${output}`);
  return stdout;
}
