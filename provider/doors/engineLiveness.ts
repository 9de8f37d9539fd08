import { connect } from "node:net";

/** A connect on loopback answers at once; longer than this and we cannot tell, so nothing is concluded. */
const CONNECT_TIMEOUT_MS = 2000;
/** Once our standard input has ended, the engine is looked for as often. */
const PROBE_EVERY_MS = 500;

type Liveness = "alive" | "gone" | "unknown";

/**
 * Knows whether the Pulumi engine that started this plugin still runs. A killed CLI leaves its plugin behind, with
 * requests in the queue; sending them would change the workspace behind the back of the next `up`.
 */
export class EngineLiveness {
  readonly #address: string | undefined;
  #wasAlive = false;

  /** @param address host:port of the engine, the plugin's first argument. */
  constructor(address: string | undefined) {
    this.#address = address !== undefined && /^127\.0\.0\.1:\d+$/.test(address) ? address : undefined;
  }

  /** Is there an engine at all? Without one this is no plugin. */
  get isKnown(): boolean {
    return this.#address !== undefined;
  }

  /**
   * Calls back once the engine is gone. It holds the other end of our standard input, which ends with it; a probe
   * tells that from a standard input that somebody else closed. A dying engine may still accept a connection when its
   * pipes have closed already (seen with SIGKILL), so one look is not enough.
   */
  whenGone(callback: () => void): void {
    if (this.#address === undefined) return;
    void this.isGone();
    let isLooking = false;
    const look = async (): Promise<void> => {
      if (await this.isGone()) callback();
      else setTimeout(() => void look(), PROBE_EVERY_MS).unref();
    };
    const lookFromNowOn = () => {
      if (!isLooking) void look();
      isLooking = true;
    };
    process.stdin.once("end", lookFromNowOn);
    // Our output has no reader any more. Without a listener Node would report each such error on the same broken pipe,
    // and nothing else would ever run again (seen: a plugin left behind at 100 % of a processor).
    for (const stream of [process.stdout, process.stderr]) stream.on("error", lookFromNowOn);
    process.stdin.resume();
  }

  /** True only when the engine was there before and is gone now. */
  async isGone(): Promise<boolean> {
    if (this.#address === undefined) return false;
    const now = await probe(this.#address);
    if (now === "alive") this.#wasAlive = true;
    return now === "gone" && this.#wasAlive;
  }
}

function probe(address: string): Promise<Liveness> {
  const [host = "", port = ""] = address.split(":");
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: CONNECT_TIMEOUT_MS });
    const conclude = (liveness: Liveness) => {
      socket.destroy();
      resolve(liveness);
    };
    socket.once("connect", () => {
      conclude("alive");
    });
    socket.once("timeout", () => {
      conclude("unknown");
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      conclude(error.code === "ECONNREFUSED" ? "gone" : "unknown");
    });
  });
}
