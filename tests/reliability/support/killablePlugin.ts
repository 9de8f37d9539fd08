import type { CheckFailure } from "@pulumi/pulumi/dynamic";
import { PluginProcess, type ResourceType, type Values } from "../../runtime/support/pluginProcess";
import type { WireDiff, WireWrite } from "../../runtime/support/pluginProcess";
import { Gate } from "./gate";
import { Killed } from "./modelEngine";
import type { Plugin } from "./plugin";

/** Both providers in this process, behind a way to the server that a kill shuts: nobody hears what they answer after it. */
export class KillablePlugin implements Plugin {
  readonly #inner: PluginProcess;
  readonly #gate: Gate;
  readonly #death: Promise<never>;
  #die: (reason: Error) => void = () => undefined;

  private constructor(gate: Gate, config: Readonly<Record<string, string>>) {
    this.#gate = gate;
    this.#inner = new PluginProcess({ ...config, baseUrl: gate.url });
    this.#death = new Promise((_resolve, reject) => {
      this.#die = reject;
    });
    this.#death.catch(() => undefined);
  }

  static async start(origin: string, config: Readonly<Record<string, string>>): Promise<KillablePlugin> {
    return new KillablePlugin(await Gate.open(origin), config);
  }

  /** Also the end of a plugin that has done its work. */
  kill(): void {
    this.#die(new Killed("killed"));
    this.#gate.shut();
  }

  check(type: ResourceType, olds: Values, news: Values): Promise<{ inputs: Values; failures: CheckFailure[] }> {
    return this.#untilDeath(this.#inner.check(type, olds, news));
  }

  diff(type: ResourceType, id: string, olds: Values, news: Values): Promise<WireDiff> {
    return this.#untilDeath(this.#inner.diff(type, id, olds, news));
  }

  create(type: ResourceType, news: Values): Promise<WireWrite> {
    return this.#untilDeath(this.#inner.create(type, news));
  }

  update(type: ResourceType, id: string, olds: Values, news: Values): Promise<WireWrite> {
    return this.#untilDeath(this.#inner.update(type, id, olds, news));
  }

  read(type: ResourceType, id: string, olds: Values): Promise<{ id: string; outputs: Values; inputs: Values }> {
    return this.#untilDeath(this.#inner.read(type, id, olds));
  }

  delete(type: ResourceType, id: string, olds: Values): Promise<void> {
    return this.#untilDeath(this.#inner.delete(type, id, olds));
  }

  #untilDeath<T>(call: Promise<T>): Promise<T> {
    call.catch(() => undefined);
    return Promise.race([this.#death, call]);
  }
}
