import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { EngineLiveness } from "../../provider/doors/engineLiveness";

let engine: Server;
let address: string;

beforeEach(async () => {
  engine = createServer((socket) => socket.end());
  engine.listen(0, "127.0.0.1");
  await once(engine, "listening");
  address = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
  jest.spyOn(process.stdin, "resume").mockImplementation(() => process.stdin);
});

afterEach(() => {
  engine.close();
  process.stdin.removeAllListeners("end");
  jest.restoreAllMocks();
});

const close = async (): Promise<void> => {
  engine.close();
  await once(engine, "close");
};

describe("an engine", () => {
  test("that was there and does not answer any more is gone", async () => {
    const liveness = new EngineLiveness(address);
    expect(await liveness.isGone()).toBe(false);
    await close();
    expect(await liveness.isGone()).toBe(true);
  });

  test("that was never there is not gone: it may listen elsewhere", async () => {
    await close();
    expect(await new EngineLiveness(address).isGone()).toBe(false);
  });

  test.each([undefined, "", "--help", "example.com:80", "127.0.0.1", "127.0.0.1:80x", "1127.0.0.1:80"])(
    "whose address is %j is never asked",
    async (other) => {
      const liveness = new EngineLiveness(other);
      const callback = jest.fn();
      liveness.whenGone(callback);
      expect(process.stdin.listenerCount("end")).toBe(0);
      expect(await liveness.isGone()).toBe(false);
    },
  );
});

describe("the end of standard input", () => {
  test("calls back when the engine is gone", async () => {
    const liveness = new EngineLiveness(address);
    const gone = new Promise<void>((resolve) => {
      liveness.whenGone(resolve);
    });
    expect(await liveness.isGone()).toBe(false);
    await close();
    process.stdin.emit("end");
    await gone;
  });

  test("calls back later when the engine ends later", async () => {
    const liveness = new EngineLiveness(address);
    const gone = new Promise<void>((resolve) => {
      liveness.whenGone(resolve);
    });
    expect(await liveness.isGone()).toBe(false);
    const asked = once(engine, "connection");
    process.stdin.emit("end");
    await asked;
    await close();
    await gone;
  });

  test("does not call back while the engine is there", async () => {
    const liveness = new EngineLiveness(address);
    const callback = jest.fn();
    liveness.whenGone(callback);
    const asked = once(engine, "connection");
    process.stdin.emit("end");
    await asked;
    expect(await liveness.isGone()).toBe(false);
    expect(callback).not.toHaveBeenCalled();
  });
});

test.each(["stdout", "stderr"] as const)("a broken %s that nobody reads makes it look, too", async (name) => {
  const listeners = process[name].listeners("error");
  const liveness = new EngineLiveness(address);
  const gone = new Promise<void>((resolve) => {
    liveness.whenGone(resolve);
  });
  expect(await liveness.isGone()).toBe(false);
  await close();
  for (const listener of process[name].listeners("error")) {
    if (!listeners.includes(listener)) listener.call(process[name], new Error("EPIPE"));
  }
  await gone;
});
