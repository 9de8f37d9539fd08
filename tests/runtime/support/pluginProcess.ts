import { createRequire } from "node:module";
import type { CheckFailure, ResourceProvider } from "@pulumi/pulumi/dynamic";
import { managedConnectionProvider } from "../../../provider/runtime/connection/provider";
import { oauthProfileAssignmentProvider } from "../../../provider/runtime/assignment/provider";
import { Session } from "../../../provider/runtime/session";

export type ResourceType = "connection" | "assignment";
export type Values = Readonly<Record<string, unknown>>;

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

export interface WireDiff {
  readonly changes: boolean | undefined;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** A create or an update: what the plugin answers, and what went wrong although the resource exists. */
export interface WireWrite {
  readonly id: string;
  readonly outputs: Values;
  readonly initErrors: readonly string[];
}

/** What the engine shows of an error, and what the SDK's plugin prints of it. */
export class PluginError extends Error {
  readonly printed: string;

  constructor(original: Error) {
    super(original.message);
    this.printed = `${String(original)}: ${original.stack ?? ""}`;
    // No stack, and the message not once more.
    expect(this.printed).toBe("pulumi-workato-embedded: an operation failed; its error is shown with the resource.");
  }
}

/** A failed `expect` is the test's own failure, not something that a command ended with. */
export function isAssertion(error: unknown): boolean {
  return error instanceof Error && "matcherResult" in error;
}

/**
 * One process of the SDK's plugin (`@pulumi/pulumi/cmd/dynamic-provider`), without the network between: one session,
 * both providers, every value through protobuf, `__provider` added where the SDK adds it.
 */
export class PluginProcess {
  readonly #session: Session;
  readonly #providers: Readonly<Record<ResourceType, ResourceProvider>>;

  constructor(config: Readonly<Record<string, string>>) {
    this.#session = new Session({
      environment: process.env,
      writeLine: (line) => {
        process.stderr.write(`${line}\n`);
      },
    });
    const session = this.#session;
    this.#providers = {
      connection: managedConnectionProvider(session) as ResourceProvider,
      assignment: oauthProfileAssignmentProvider(session),
    };
    this.configureAgain("connection", config);
    this.configureAgain("assignment", config);
  }

  /** The engine ends the process. */
  end(): void {
    this.#session.notices.flush();
  }

  /** The SDK does not wait for it before the first operation of another resource. */
  configureAgain(type: ResourceType, config: Readonly<Record<string, string>>): void {
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

  /** `inputs` and `outputs` are undefined for what is gone. */
  async read(type: ResourceType, id: string, olds: Values): Promise<{ id: string; outputs: Values; inputs: Values }> {
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
      const written = await write();
      return { id: written.id, outputs: overTheWire(withProvider(written.outs)), initErrors: [] };
    } catch (error) {
      const failure = error as Error & { id?: string; properties?: Values; reasons?: string[] };
      if (isAssertion(error)) throw error;
      const partial = new PluginError(failure);
      if (failure.id === undefined) throw partial;
      expect(failure.id).toBe(id ?? failure.id);
      // Nothing adds `__provider` here: without it the engine could not use the resource any more.
      expect(failure.properties).toMatchObject({ __provider: PROVIDER_TEXT });
      return { id: failure.id, outputs: overTheWire(failure.properties!), initErrors: failure.reasons ?? [] };
    }
  }

  async #run<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      throw isAssertion(error) ? error : new PluginError(error as Error);
    }
  }
}

function withProvider(values: Values): Values {
  return { ...values, __provider: PROVIDER_TEXT };
}
