import * as http from "node:http";
import * as https from "node:https";
import { TLSSocket } from "node:tls";
import type * as Axios from "axios";
import type { AxiosInstance } from "axios";
import { defined } from "../defined";
import type { Failure } from "../errors/failure";
import { ownPackage } from "../ownPackage";
import { MS_PER_SECOND } from "../time";
import { isSafeForTokens, isToken } from "./address";
import { findProxy } from "./proxyAddress";
import { ProxyFailure, ProxyTunnelAgent } from "./proxyTunnel";

const HTTP_REDIRECT = 300;

/** A list of 20,000 connections is about 10 MiB; this only keeps memory from being filled. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

/** Errors that say that the certificate is not the right one: the same at every attempt. */
const CERTIFICATE_ERRORS = /^(CERT_|CRL_|DEPTH_ZERO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_|SELF_SIGNED_|UNABLE_TO_)/;

/** Errors of Node's reading of HTTP: whoever answers so speaks something else. */
const NO_HTTP = "HPE_";

const CERTIFICATE_HINT =
  "Check the base URL. If a company proxy re-signs TLS, set NODE_EXTRA_CA_CERTS to the file with its certificate.";

/** What a {@link Transport} needs to know. */
export interface TransportOptions {
  readonly baseUrl: string;
  readonly apiToken: string;
  readonly requestTimeoutSeconds: number;
  /** Names the proxy, see {@link findProxy}. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Certificate authority to trust instead of the system's, in PEM: tests. */
  readonly ca?: string;
  /** @default 256 MiB */
  readonly maxAnswerBytes?: number;
}

/** One request, ready to be sent. */
export interface TransportRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Encoded path with query, from the first slash. */
  readonly path: string;
  /** JSON text. */
  readonly body?: string;
}

/** Any answer, whatever its status. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** A header by its name in lower case. */
  readonly header: (name: string) => string | undefined;
}

/** What became of one attempt. */
export type SendResult = { readonly reply: Reply } | { readonly failure: Failure };

/** Sends single requests to one origin: no retries, no redirects, no reading of answers. */
export class Transport {
  readonly origin: string;
  /** Texts that must not be shown: credentials of the proxy. */
  readonly secrets: readonly string[];
  readonly #timeoutMs: number;
  readonly #maxAnswerBytes: number;
  readonly #agents: readonly http.Agent[];
  readonly #makeAxios: () => AxiosInstance;
  #axios: AxiosInstance | undefined;
  readonly #host: string;
  readonly #tls: https.RequestOptions;

  /** @throws when the base URL is neither https nor http on this machine, the token cannot stand in a header, or the proxy's variable is wrong */
  constructor(options: TransportOptions) {
    if (!isToken(options.apiToken)) {
      throw new Error("The API token is empty or contains white space or characters that no token has.");
    }
    const url = URL.canParse(options.baseUrl) ? new URL(options.baseUrl) : undefined;
    if (url === undefined || !isSafeForTokens(url)) {
      throw new Error(
        "The base URL must begin with https:// (http:// is accepted for 127.0.0.1, ::1 and localhost only).",
      );
    }
    const proxy = findProxy(url, options.environment);
    this.origin = url.origin;
    this.#host = url.host;
    this.secrets = proxy === undefined ? [] : secretsOf(proxy);
    this.#timeoutMs = options.requestTimeoutSeconds * MS_PER_SECOND;
    this.#maxAnswerBytes = options.maxAnswerBytes ?? MAX_ANSWER_BYTES;
    this.#tls = defined({ ca: options.ca });
    const httpAgent = new http.Agent({ keepAlive: true });
    const httpsAgent =
      proxy === undefined ? new https.Agent({ keepAlive: true }) : new ProxyTunnelAgent(proxy, this.#timeoutMs);
    this.#agents = [httpAgent, httpsAgent];
    const { name, version } = ownPackage();
    this.#makeAxios = () =>
      axios().create({
        httpAgent,
        httpsAgent,
        proxy: false,
        maxRedirects: 0,
        maxContentLength: this.#maxAnswerBytes,
        maxBodyLength: Infinity,
        validateStatus: () => true,
        responseType: "text",
        transformRequest: [],
        transformResponse: [],
        headers: {
          Accept: "application/json",
          Authorization: `Bearer ${options.apiToken}`,
          "User-Agent": `${name}/${version}`,
        },
      });
  }

  /** Sends a request once. Never rejects: what axios throws carries the token and the body, and ends here. */
  async send(request: TransportRequest): Promise<SendResult> {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      abort.abort();
    }, this.#timeoutMs);
    const progress = { sent: false };
    try {
      this.#axios ??= this.#makeAxios();
      const response = await this.#axios.request<unknown>({
        method: request.method,
        url: this.origin + request.path,
        signal: abort.signal,
        transport: watch(progress, this.#tls),
        // Without a body axios would call it a form.
        headers: { "Content-Type": request.body === undefined ? false : "application/json; charset=utf-8" },
        ...defined({ data: request.body }),
      });
      const headers = response.headers;
      return {
        reply: {
          status: response.status,
          body: typeof response.data === "string" ? response.data : "",
          header: (name) => asHeader(headers[name]),
        },
      };
    } catch (error) {
      return { failure: this.#toFailure(error, progress.sent, abort.signal.aborted) };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the connections that are kept open. */
  close(): void {
    for (const agent of this.#agents) agent.destroy();
  }

  #toFailure(error: unknown, sent: boolean, timedOut: boolean): Failure {
    const { proxyFailure, code, status, tooLarge, isOurs } = examine(error);
    const facts = {
      neverSent: !sent,
      permanent: isOurs,
      ...defined({ code, status }),
    };
    if (timedOut) {
      const seconds = this.#timeoutMs / MS_PER_SECOND;
      const reason = sent
        ? `no complete answer within ${seconds} s`
        : `no connection to ${this.#host} within ${seconds} s`;
      return { ...facts, kind: "timeout", reason: [reason] };
    }
    if (proxyFailure !== undefined) {
      return { ...facts, kind: "network", reason: [proxyFailure.message], permanent: proxyFailure.permanent };
    }
    if (tooLarge) {
      return { ...facts, kind: "unexpectedAnswer", reason: [`an answer of more than ${this.#maxAnswerBytes} bytes`] };
    }
    const detail = code === undefined ? "" : ` (${code})`;
    if (code !== undefined && CERTIFICATE_ERRORS.test(code)) {
      const reason = `the certificate of ${this.#host} is not accepted${detail}`;
      return { ...facts, kind: "network", reason: [reason], permanent: true, hint: CERTIFICATE_HINT };
    }
    if (!sent) return { ...facts, kind: "network", reason: [`cannot connect to ${this.#host}${detail}`] };
    if (code?.startsWith(NO_HTTP) === true) {
      return { ...facts, kind: "unexpectedAnswer", reason: [`an answer that is no HTTP${detail}`] };
    }
    if (status === undefined) {
      return { ...facts, kind: "network", reason: [`the connection broke before an answer came${detail}`] };
    }
    const kind = status < HTTP_REDIRECT ? "unexpectedAnswer" : "network";
    return { ...facts, kind, reason: [`the answer was cut off or could not be decoded${detail}`] };
  }
}

/** Loaded when the first request is sent: an `up` that changes nothing sends none, and loading takes a tenth of a second. */
function axios(): typeof Axios.default {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
  return (require("axios") as typeof Axios).default;
}

/**
 * Notes when the socket can carry the request: before that it is proven that nothing was sent.
 * Node gives no other sign: ECONNRESET, for one, comes before and after.
 */
function watch(progress: { sent: boolean }, tls: https.RequestOptions): { request: typeof http.request } {
  const request = (options: http.RequestOptions, onResponse: (response: http.IncomingMessage) => void) => {
    const outgoing = (options.protocol === "https:" ? https : http).request({ ...options, ...tls }, onResponse);
    outgoing.once("socket", (socket) => {
      const isTls = socket instanceof TLSSocket;
      if (outgoing.reusedSocket || (isTls ? socket.authorized : !socket.connecting)) progress.sent = true;
      else socket.once(isTls ? "secureConnect" : "connect", () => (progress.sent = true));
    });
    return outgoing;
  };
  return { request: request as typeof http.request };
}

/** A user without a password is a key. */
function secretsOf({ username, password }: URL): string[] {
  const secret = password === "" ? username : password;
  return [secret, decodeURIComponent(secret)];
}

interface AxiosFacts {
  readonly proxyFailure?: ProxyFailure;
  readonly code?: string | undefined;
  readonly status?: number | undefined;
  readonly tooLarge: boolean;
  /** Not a fault of the network but a request that cannot be made. */
  readonly isOurs: boolean;
}

/** Takes what is needed out of an axios error, and nothing else. */
function examine(error: unknown): AxiosFacts {
  if (!axios().isAxiosError(error)) return { tooLarge: false, isOurs: true };
  const { code, cause, response } = error;
  const tooLarge = error.message.startsWith("maxContentLength");
  const facts = { code, status: response?.status, tooLarge, isOurs: false };
  return cause instanceof ProxyFailure ? { ...facts, proxyFailure: cause } : facts;
}

function asHeader(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? value : undefined;
}
