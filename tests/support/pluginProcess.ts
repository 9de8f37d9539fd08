import { createRequire } from "node:module";
import type { CheckFailure, ResourceProvider } from "@pulumi/pulumi/dynamic";
import { dynamicProvider } from "../../provider/doors/dynamic/dynamicProvider";
import { assignmentResource } from "../../provider/resources/assignment";
import { connectionResource } from "../../provider/resources/connection/connectionResource";
import { Session, type Surroundings } from "../../provider/resources/session";
import { IS_SECOND_DOOR } from "./door";
import { ServiceProcess } from "./serviceProcess";
import { untilDeathBy } from "./untilDeath";
import { isAssertion, Killed, PluginError } from "./engineModel";
import type { Config, Plugin, ResourceType, Values, WireDiff, WireRead, WireWrite } from "./engineModel";

/** Stands for the text in `__provider`, which the SDK's plugin puts into everything that it passes on. */
export const PROVIDER_TEXT = "exports.handler=...";

interface Struct {
  fromJavaScript(value: unknown): { toJavaScript(): Record<string, unknown> };
}

// The very copy of protobuf that the SDK's plugin uses.
const fromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const { Struct } = fromSdk("google-protobuf/google/protobuf/struct_pb.js") as { Struct: Struct };

/** What is left of values that travel between engine and plugin; `undefined` throws, as there. */
export function overTheWire(values: object): Record<string, unknown> {
  return Struct.fromJavaScript(values).toJavaScript();
}

/**
 * One process of the SDK's plugin (`@pulumi/pulumi/cmd/dynamic-provider`), without the network between: one session,
 * both providers, every value through protobuf, `__provider` added where the SDK adds it. Once its signal is aborted,
 * nobody hears what it answers.
 */
class DynamicProcess implements Plugin {
  readonly #session: Session;
  readonly #providers: Readonly<Record<ResourceType, ResourceProvider>>;
  readonly #untilDeath: ReturnType<typeof untilDeathBy>;

  /** @param baseUrl where its requests go, when that is another address than the stack's */
  constructor(
    readonly config: Config,
    surroundings: Surroundings,
    baseUrl = config.baseUrl,
  ) {
    this.#session = new Session(surroundings);
    this.#providers = {
      connection: dynamicProvider(this.#session, connectionResource(this.#session)),
      assignment: dynamicProvider(this.#session, assignmentResource(this.#session)),
    };
    this.#untilDeath = untilDeathBy(surroundings.signal);
    const configured = baseUrl === undefined ? config : { ...config, baseUrl };
    this.configureAgain("connection", configured);
    this.configureAgain("assignment", configured);
  }

  /** The engine ends its plugins after their last call. */
  end(): void {
    this.#session.close();
  }

  /** The SDK does not wait for it before the first operation of another resource. */
  configureAgain(type: ResourceType, config: Config): void {
    const get = (key: string): string | undefined => config[key.replace(/^workato:/, "")];
    void this.#providers[type].configure!({ config: { get, require: get } as never });
  }

  async check(type: ResourceType, olds: Values, news: Values): Promise<{ inputs: Values; failures: CheckFailure[] }> {
    return this.#run(async () => {
      const result = await this.#providers[type].check!(overTheWire(olds), overTheWire(withProvider(news)));
      return { inputs: overTheWire(withProvider(result.inputs as Values)), failures: result.failures ?? [] };
    });
  }

  async diff(type: ResourceType, id: string, olds: Values, news: Values): Promise<WireDiff> {
    return this.#run(async () => {
      const diff = await this.#providers[type].diff!(id, overTheWire(olds), overTheWire(news));
      const { changes, replaces = [], deleteBeforeReplace = false } = diff;
      return { changes, replaces, deleteBeforeReplace };
    });
  }

  async create(type: ResourceType, news: Values): Promise<WireWrite> {
    return this.#write(undefined, async () => {
      const created = await this.#providers[type].create(overTheWire(news));
      return { id: created.id, outs: created.outs as Values };
    });
  }

  async update(type: ResourceType, id: string, olds: Values, news: Values): Promise<WireWrite> {
    return this.#write(id, async () => {
      const { outs } = (await this.#providers[type].update!(id, overTheWire(olds), overTheWire(news))) as {
        outs?: Values;
      };
      return { id, outs: outs ?? {} };
    });
  }

  async read(type: ResourceType, id: string, olds: Values): Promise<WireRead> {
    return this.#run(async () => {
      const read = await this.#providers[type].read!(id, overTheWire(olds));
      // Empty, not left out, is what the engine takes for "gone".
      expect(typeof read.id).toBe("string");
      return {
        id: read.id!,
        outputs: overTheWire(withProvider((read.props ?? {}) as Values)),
        inputs: overTheWire(withProvider((read.inputs ?? {}) as Values)),
      };
    });
  }

  async delete(type: ResourceType, id: string, olds: Values): Promise<void> {
    await this.#run(() => this.#providers[type].delete!(id, overTheWire(olds)));
  }

  async #write(id: string | undefined, write: () => Promise<{ id: string; outs: Values }>): Promise<WireWrite> {
    try {
      const written = await this.#untilDeath(write);
      return { id: written.id, outputs: overTheWire(withProvider(written.outs)), initErrors: [] };
    } catch (error) {
      const failure = error as Error & { id?: string; properties?: Values; reasons?: string[] };
      if (failure.id === undefined) throw asSeen(failure);
      asSeen(failure);
      expect(failure.id).toBe(id ?? failure.id);
      // Nothing adds `__provider` here: without it the engine could not use the resource any more.
      expect(failure.properties).toMatchObject({ __provider: PROVIDER_TEXT });
      expect(failure.reasons).not.toEqual([]);
      return { id: failure.id, outputs: overTheWire(failure.properties!), initErrors: failure.reasons ?? [] };
    }
  }

  async #run<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await this.#untilDeath(run);
    } catch (error) {
      throw asSeen(error as Error);
    }
  }
}

/** A plugin process of either door, in this one. */
export interface PluginProcess extends Plugin {
  end: () => void;
  configureAgain: (type: ResourceType, config: Config) => void;
}

/** Of the door that this test goes through. */
export const PluginProcess: new (config: Config, surroundings: Surroundings, baseUrl?: string) => PluginProcess =
  IS_SECOND_DOOR ? ServiceProcess : DynamicProcess;

function withProvider(values: Values): Values {
  return { ...values, __provider: PROVIDER_TEXT };
}

/** What the engine shows of an error, held against what the SDK's plugin prints of it besides. */
function asSeen(error: Error): Error {
  if (isAssertion(error) || error instanceof Killed) return error;
  const seen = new PluginError(error.message, `${String(error)}: ${error.stack ?? ""}`);
  // No stack, and the message not once more.
  expect(seen.printed).toBe("pulumi-workato-embedded: an operation failed; its error is shown with the resource.");
  return seen;
}
