import * as http from "node:http";
import * as net from "node:net";

/** What the proxy does with one CONNECT. */
export type ProxyStep = "forward" | "silent" | "cut" | number;

/** A proxy that opens tunnels to one port of this machine, whatever host is asked for. */
export interface ConnectProxy {
  readonly port: number;
  /** `host:port` of each CONNECT. */
  readonly targets: string[];
  /** `Proxy-Authorization` of each CONNECT. */
  readonly credentials: (string | undefined)[];
  /** Requests that came in without a tunnel: there must be none. */
  plainRequests: number;
  /** Connections that clients keep to it. */
  openConnections(): number;
  close(): Promise<void>;
}

/** Starts it; one step a CONNECT, the last one is repeated. */
export async function startConnectProxy(targetPort: number, steps: readonly ProxyStep[]): Promise<ConnectProxy> {
  const sockets = new Set<net.Socket>();
  const server = http.createServer((_request, response) => {
    proxy.plainRequests += 1;
    response.writeHead(400).end();
  });
  server.on("connection", (socket: net.Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("connect", (request, socket) => {
    const step = steps[Math.min(proxy.targets.length, steps.length - 1)]!;
    proxy.targets.push(request.url ?? "");
    proxy.credentials.push(request.headers["proxy-authorization"]);
    if (step === "silent") {
      socket.resume().on("end", () => socket.end());
      return;
    }
    if (step === "cut") socket.destroy();
    else if (step === "forward") {
      const target = net.connect(targetPort, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        target.pipe(socket).pipe(target);
      });
      target.on("error", () => socket.destroy());
      socket.on("error", () => target.destroy());
      socket.once("close", () => target.destroy());
    } else socket.end(`HTTP/1.1 ${step} No\r\nContent-Length: 8\r\n\r\nthe page`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: ConnectProxy = {
    port: (server.address() as net.AddressInfo).port,
    targets: [],
    credentials: [],
    plainRequests: 0,
    openConnections: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
  return proxy;
}
