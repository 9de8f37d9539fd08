import { randomInt } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** Outside of the ports that systems give to outgoing connections: what is closed stays free. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

/** A way to a server that can be shut, so that connections to it are refused, and opened again. */
export class Gate {
  readonly #target: URL;
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  private constructor(target: URL, port: number) {
    this.#target = target;
    this.#port = port;
  }

  /** An open gate to this origin. */
  static async open(origin: string): Promise<Gate> {
    for (;;) {
      const gate = new Gate(new URL(origin), FIRST_PORT + randomInt(PORTS));
      try {
        await gate.open();
        return gate;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      }
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async open(): Promise<void> {
    const server = createServer((socket) => {
      this.#pass(socket);
    });
    server.listen(this.#port, "127.0.0.1");
    await once(server, "listening");
    this.#server = server;
  }

  /** Refuses from now on; what is connected stays so. */
  refuse(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  /** Refuses from now on, and cuts what is connected. */
  shut(): void {
    this.refuse();
    for (const socket of this.#sockets) socket.destroy();
  }

  #pass(socket: Socket): void {
    const onward = connect(Number(this.#target.port), this.#target.hostname);
    for (const end of [socket, onward]) {
      this.#sockets.add(end);
      end.on("error", () => undefined);
      end.on("close", () => {
        this.#sockets.delete(end);
        socket.destroy();
        onward.destroy();
      });
    }
    socket.pipe(onward);
    onward.pipe(socket);
  }
}
