import type { Emulator, EmulatorOptions } from "../../../emulator";
import { startEmulator } from "../../../emulator";
import type { TestProject, TestProjectOptions } from "./engine";
import { createProject } from "./engine";
import { IS_SECOND_DOOR } from "../../support/door";
import { PLUGIN_PRELUDE, pluginOptions } from "./plugin";

const PRELUDE = `
const pulumi = require("@pulumi/pulumi");
const { ManagedConnection, OAuthProfileAssignment, externalId } = require("pulumi-workato-embedded");
`;

export interface WorkatoProjectOptions extends Partial<Omit<TestProjectOptions, "program">> {
  /** Body of the program; our names and `pulumi` are there. */
  program?: string;
  /** What stands before the body. */
  prelude?: string;
  emulator?: EmulatorOptions;
}

/** A Pulumi project whose stack talks to an emulator of its own. The token comes from the environment. */
export interface WorkatoProject {
  readonly emulator: Emulator;
  readonly project: TestProject;
  /** Replaces the body of the program. */
  readonly write: (program: string) => void;
  /** Requests since the last call: method, path without the prefix of every request, and body. */
  readonly takeRequests: () => string[];
  dispose(): Promise<void>;
}

export async function createWorkatoProject(options: WorkatoProjectOptions = {}): Promise<WorkatoProject> {
  const {
    program = "",
    prelude = IS_SECOND_DOOR ? PLUGIN_PRELUDE : PRELUDE,
    emulator: emulatorOptions,
    config,
    env,
    ...others
  } = options;
  const emulator = await startEmulator(emulatorOptions);
  const project = await createProject({
    ...(prelude === PLUGIN_PRELUDE ? { projectOptions: pluginOptions() } : {}),
    ...others,
    program: prelude + program,
    config: { "workato:baseUrl": emulator.url, ...config },
    env: { WORKATO_API_TOKEN: emulator.token, ...env },
  });
  return {
    emulator,
    project,
    write: (body) => {
      project.setProgram(prelude + body);
    },
    takeRequests: () => {
      const taken = emulator.requests.map(({ method, path, body }) => {
        const short = path.replace("/api/managed_users/", "");
        return `${method} ${short}${body === undefined ? "" : ` ${JSON.stringify(body)}`}`;
      });
      emulator.clearRequests();
      return taken;
    },
    dispose: async () => {
      project.dispose();
      await emulator.close();
    },
  };
}
