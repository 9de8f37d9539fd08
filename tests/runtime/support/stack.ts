import { EngineModel, type Config, type Values } from "../../support/engineModel";
import type { Surroundings } from "../../../provider/resources/session";
import { IS_SECOND_DOOR } from "../../support/door";
import { PluginProcess, PROVIDER_TEXT } from "../../support/pluginProcess";

export { CommandError, type Declaration } from "../../support/engineModel";

const THIS_PROCESS: Surroundings = {
  environment: process.env,
  writeLine: (line) => {
    process.stderr.write(`${line}\n`);
  },
};

/** A stack whose plugins are both providers in this process. */
export class Stack extends EngineModel<PluginProcess> {
  readonly #surroundings: Surroundings;

  constructor(config: Config, surroundings: Surroundings = THIS_PROCESS) {
    super((startedWith) => new PluginProcess(startedWith, surroundings), config);
    this.#surroundings = surroundings;
  }

  /** With the stack's configuration, and what a test wants otherwise. */
  startProcess(config: Config = {}): PluginProcess {
    return new PluginProcess({ ...this.config, ...config }, this.#surroundings);
  }

  /** Outputs without what no person sees. */
  outputs(name?: string): Values {
    const { __provider, __resource, ...outputs } = this.of(name).outputs;
    if (!IS_SECOND_DOOR) expect(__provider).toBe(PROVIDER_TEXT);
    return outputs;
  }
}
