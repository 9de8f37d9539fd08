import type { Surroundings } from "../../../provider/resources/session";
import { PluginProcess } from "../../runtime/support/pluginProcess";
import type { Config } from "../../support/engineModel";
import { Gate } from "./gate";

/** A plugin in this process that can be killed: what it has not sent by then does not reach the server. */
export class KillableProcess extends PluginProcess {
  readonly #gate: Gate;
  readonly #killer: AbortController;

  private constructor(config: Config, surroundings: Surroundings, gate: Gate, killer: AbortController) {
    super(config, { ...surroundings, signal: killer.signal });
    this.#gate = gate;
    this.#killer = killer;
    for (const type of ["connection", "assignment"] as const) {
      this.configureAgain(type, { ...config, baseUrl: gate.url });
    }
  }

  static async start(config: Config, surroundings: Surroundings): Promise<KillableProcess> {
    const gate = await Gate.open(config.baseUrl ?? "");
    return new KillableProcess(config, surroundings, gate, new AbortController());
  }

  kill(): void {
    this.#killer.abort();
    this.#gate.shut();
  }

  override end(): void {
    if (!this.#killer.signal.aborted) super.end();
    this.kill();
  }
}
