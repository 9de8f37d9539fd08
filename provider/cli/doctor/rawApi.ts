import { createRedactor, defined, isWorkatoError } from "../../api";
import { parseJson } from "../../api/json";
import type { WorkatoClientOptions, WorkatoErrorKind } from "../../api";
import type { Reply, SendResult, TransportOptions, TransportRequest } from "../../api/http/transport";
import { Transport } from "../../api/http/transport";
import { Requester } from "../../api/pacing/requester";
import { type QuotaQueues, Quotas } from "../../api/pacing/quotas";
import { ServerClock } from "../../api/pacing/serverClock";
import type { AccountSettings, Environment } from "../../settings/settings";

const HTTP_TOO_MANY_REQUESTS = 429;

/** The API itself has answered, and said no. */
const REFUSALS: readonly WorkatoErrorKind[] = [
  "unauthorized",
  "forbidden",
  "notFound",
  "rejected",
  "validation",
  "rateLimited",
];

/** What a {@link RawApi} needs to know. */
export interface RawApiOptions {
  readonly settings: AccountSettings;
  readonly environment: Environment;
  readonly writeLine: (line: string) => void;
  /** Aborted, it ends what is not sent yet. */
  readonly signal?: AbortSignal;
}

/** A request, and the quota that it counts against. */
export interface RawRequest extends TransportRequest {
  readonly quota: keyof QuotaQueues;
  /** SendResult it twice does no harm. */
  readonly idempotent: boolean;
}

/** An answer of the API as it came, whatever its status. */
export interface RawAnswer {
  readonly status: number;
  /** Undefined for what is no JSON. */
  readonly body: unknown;
  /** The body without the token. */
  readonly text: string;
  /** A header by its name in lower case, without the token. */
  readonly header: (name: string) => string | undefined;
  /** By this machine's clock, in milliseconds since 1970. */
  readonly receivedAtMs: number;
}

/**
 * The API as it answers: paced, repeated and redacted as the provider's own client is, and nothing unwrapped or completed.
 * One request at a time.
 */
export class RawApi {
  /** Takes out what must not be shown. */
  readonly redact: (text: string) => string;
  /** `Retry-After` of each 429, also of those after which a request was repeated. */
  readonly retryAfters: (string | undefined)[] = [];
  readonly #transport: Witness;
  readonly #requester: Requester;
  readonly #quotas: Quotas;

  /** @throws Error when the variable of the proxy cannot be used */
  constructor({ settings, environment, writeLine, signal }: RawApiOptions) {
    const options: WorkatoClientOptions = {
      ...settings,
      environment,
      writeLine,
      debug: environment.WORKATO_LOG === "debug",
      ...defined({ signal }),
    };
    this.#transport = new Witness(options, ({ status, header }) => {
      if (status === HTTP_TOO_MANY_REQUESTS) this.retryAfters.push(header("retry-after"));
    });
    this.redact = createRedactor([settings.apiToken, ...this.#transport.secrets]);
    this.#requester = new Requester({
      options,
      transport: this.#transport,
      clock: new ServerClock(),
      random: Math.random,
    });
    this.#quotas = new Quotas(options);
  }

  /** @throws WorkatoError when the API did not answer: network, time-out, 5xx, a page of somebody else */
  async ask({ quota, ...request }: RawRequest): Promise<RawAnswer> {
    try {
      await this.#requester.send({ ...request, queue: this.#quotas.queues[quota], read: () => undefined });
    } catch (error) {
      if (!isWorkatoError(error) || !REFUSALS.includes(error.kind)) throw error;
    }
    return this.#toAnswer();
  }

  /** Ends the connections that are kept open. */
  close(): void {
    this.#transport.close();
    this.#quotas.close();
  }

  #toAnswer(): RawAnswer {
    const { reply, receivedAtMs } = this.#transport.last;
    return {
      status: reply.status,
      body: parseJson(reply.body),
      text: this.redact(reply.body),
      header: (name) => {
        const value = reply.header(name);
        return value === undefined ? undefined : this.redact(value);
      },
      receivedAtMs,
    };
  }
}

/** Remembers the last answer. */
class Witness extends Transport {
  last: { readonly reply: Reply; readonly receivedAtMs: number };
  readonly #onReply: (reply: Reply) => void;

  constructor(options: TransportOptions, onReply: (reply: Reply) => void) {
    super(options);
    this.#onReply = onReply;
    this.last = { reply: { status: 0, body: "", header: () => undefined }, receivedAtMs: 0 };
  }

  override async send(request: TransportRequest): Promise<SendResult> {
    const result = await super.send(request);
    if ("reply" in result) {
      this.last = { reply: result.reply, receivedAtMs: Date.now() };
      this.#onReply(result.reply);
    }
    return result;
  }
}
