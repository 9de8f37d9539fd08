import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { isRecord } from "../json";

const HTTP_OK = 200;
const HTTP_SERVER_ERROR = 500;

/** The way through the proxy was not opened, so nothing of the request left. Carries no credentials of the proxy. */
export class ProxyFailure extends Error {
  override readonly name = "ProxyFailure";

  constructor(
    message: string,
    /** The proxy said no, and will say so again. */
    readonly permanent: boolean,
    /** Code of the operating system or of TLS, if there was one. */
    readonly code?: string,
  ) {
    super(message);
  }
}

/** Keeps connections to the target open, each through a tunnel (CONNECT); a refused tunnel is a {@link ProxyFailure}. */
export class ProxyTunnelAgent extends HttpsProxyAgent<string> {
  readonly #connectTimeoutMs: number;

  constructor(proxy: URL, connectTimeoutMs: number) {
    super(proxy, { keepAlive: true });
    this.#connectTimeoutMs = connectTimeoutMs;
  }

  override async connect(
    request: ClientRequest,
    options: Parameters<HttpsProxyAgent<string>["connect"]>[1],
  ): Promise<Socket> {
    let status = 0;
    request.once("proxyConnect", (answer: { statusCode: number }) => {
      status = answer.statusCode;
    });
    // A proxy that accepts the connection and says nothing would keep the socket, and the process, for ever.
    const abort = new AbortController();
    const timer = setTimeout(() => {
      abort.abort();
    }, this.#connectTimeoutMs);
    Object.assign(this.connectOpts, { signal: abort.signal });
    // The library forgets an IP address, and the certificate would be compared with "localhost".
    const { host = "" } = options;
    const identity = {
      checkServerIdentity: (_name: string, certificate: PeerCertificate) => checkServerIdentity(host, certificate),
    };
    let socket: Socket;
    try {
      socket = await super.connect(request, { ...options, ...identity });
    } catch (error) {
      throw this.#toProxyFailure(error);
    } finally {
      clearTimeout(timer);
    }
    if (status === HTTP_OK) return socket;
    // The library would hand on the proxy's page as if it were the API's answer.
    socket.destroy();
    throw new ProxyFailure(
      `the proxy ${this.proxy.host} refused the connection with status ${status}`,
      status < HTTP_SERVER_ERROR,
    );
  }

  #toProxyFailure(error: unknown): ProxyFailure {
    const code = isRecord(error) && typeof error.code === "string" ? error.code : undefined;
    const detail = code === undefined ? "it broke off before it answered" : code;
    return new ProxyFailure(`cannot connect through the proxy ${this.proxy.host} (${detail})`, false, code);
  }
}
