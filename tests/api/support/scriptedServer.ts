import * as http from "node:http";
import * as https from "node:https";
import type { AddressInfo, Socket } from "node:net";

/** A request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly atMs: number;
  /** The client's port: requests on one connection have the same. */
  readonly port: number | undefined;
}

/** What the server does with one request. */
export type Step = (response: http.ServerResponse, socket: Socket, request: SeenRequest) => void;

/** A server that follows a script, one step a request; the last step is repeated. */
export interface ScriptedServer {
  readonly url: string;
  readonly port: number;
  readonly requests: SeenRequest[];
  close(): Promise<void>;
}

export const json =
  (status: number, body: unknown, headers: http.OutgoingHttpHeaders = {}): Step =>
  (response) =>
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));

export const text =
  (status: number, body: string, headers: http.OutgoingHttpHeaders = {}): Step =>
  (response) =>
    response.writeHead(status, headers).end(body);

/** The work may be done; the connection ends without an answer. */
export const cut: Step = (_response, socket) => socket.destroy();

/** Never answers. */
export const silent: Step = () => undefined;

/** Bytes of its own instead of an answer. */
export const raw =
  (bytes: string): Step =>
  (_response, socket) =>
    socket.write(bytes);

/** The head of an answer and a part of its body, then the connection ends. */
export const cutBody =
  (status: number, part: string): Step =>
  (response, socket) => {
    response.writeHead(status, { "Content-Length": part.length + 100 });
    response.write(part, () => socket.destroy());
  };

/** One byte of an endless body every few milliseconds. */
export const drip: Step = (response, socket) => {
  response.writeHead(200, { "Content-Type": "application/json" });
  const timer = setInterval(() => response.write(" "), 10);
  socket.once("close", () => {
    clearInterval(timer);
  });
};

/** Starts a server on a free port of this machine. */
export async function startScriptedServer(
  steps: readonly Step[],
  tls?: { readonly key: string; readonly cert: string },
): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const listener: http.RequestListener = (incoming, response) => {
    let body = "";
    incoming.setEncoding("utf8");
    incoming.on("data", (chunk: string) => (body += chunk));
    incoming.on("end", () => {
      const { method = "", url = "", headers } = incoming;
      const step = steps[Math.min(requests.length, steps.length - 1)]!;
      const seen = { method, url, headers, body, atMs: performance.now(), port: incoming.socket.remotePort };
      requests.push(seen);
      step(response, incoming.socket, seen);
    });
  };
  const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}
