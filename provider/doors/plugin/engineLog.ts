import { AsyncLocalStorage } from "node:async_hooks";
import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

const WARNING = /^warning: /;

/** Lines for the person who runs Pulumi: the engine shows nothing that a plugin writes to its streams. */
export class EngineLog {
  readonly #engine: EngineClient | undefined;
  readonly #subject = new AsyncLocalStorage<string>();
  readonly #sending = new Set<Promise<void>>();

  /** @param address host:port of the engine; without one, lines go to our error stream */
  constructor(address: string | undefined) {
    this.#engine = address === undefined ? undefined : new EngineClient(address, credentials.createInsecure());
  }

  /** Runs what one resource is the subject of. */
  about<T>(urn: string, run: () => T): T {
    return this.#subject.run(urn, run);
  }

  /** @param resource set where the line is about the subject alone, and not about several resources */
  readonly write = (line: string, resource?: string): void => {
    const engine = this.#engine;
    if (engine === undefined) {
      process.stderr.write(`${line}\n`);
      return;
    }
    const request = new LogRequest();
    request.setSeverity(WARNING.test(line) ? LogSeverity.WARNING : LogSeverity.INFO);
    request.setMessage(line.replace(WARNING, ""));
    if (resource !== undefined) request.setUrn(this.#subject.getStore() ?? "");
    const sending = new Promise<void>((resolve) => {
      // An engine that does not take a line any more has nobody to show it to.
      engine.log(request, () => {
        this.#sending.delete(sending);
        resolve();
      });
    });
    this.#sending.add(sending);
  };

  /** Resolves when the engine has every line so far: what it has not before our answer, it may not show. */
  readonly heard = async (): Promise<void> => {
    await Promise.all(this.#sending);
  };
}
