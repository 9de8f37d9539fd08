import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const PROGRAMS = ["redis-server", "valkey-server"];

/** The server's program, where the machine has one. */
export const REDIS = PROGRAMS.find((program) => spawnSync(program, ["--version"]).status === 0);

/** A server of its own, which keeps nothing. */
export class RedisServer {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, running: ChildProcess, folder: string) {
    this.url = url;
    this.#process = running;
    this.#folder = folder;
  }

  static async start(port?: number): Promise<RedisServer> {
    const own = port ?? (await freePort());
    const folder = mkdtempSync(path.join(tmpdir(), "redis-"));
    const flags = ["--port", String(own), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
    const running = spawn(REDIS ?? "", flags, { stdio: ["ignore", "pipe", "ignore"] });
    for await (const line of createInterface({ input: running.stdout })) {
      if (line.includes("Ready to accept connections")) break;
    }
    running.stdout.resume();
    return new RedisServer(`redis://127.0.0.1:${own}`, running, folder);
  }

  async close(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.kill("SIGKILL");
      await once(this.#process, "exit");
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
