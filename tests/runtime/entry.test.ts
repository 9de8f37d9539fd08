import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import type * as Runtime from "../../provider/doors/dynamic";
import type { Emulator } from "../../emulator";
import { GOOD, startBench } from "./support/bench";

const INPUTS = { managedUserId: "98178", provider: "jira", name: "a", input: GOOD };
const SIGNALS = ["SIGINT", "SIGBREAK"] as const;

const argument = process.argv[2];
const before = SIGNALS.map((signal) => process.listeners(signal));
let engine: Server;

beforeEach(async () => {
  engine = createServer((socket) => socket.end());
  engine.listen(0, "127.0.0.1");
  await once(engine, "listening");
  jest.spyOn(process.stdin, "resume").mockImplementation(() => process.stdin);
});

afterEach(() => {
  engine.close();
  if (argument === undefined) process.argv.length = 2;
  else process.argv[2] = argument;
  process.stdin.removeAllListeners("end");
  SIGNALS.forEach((signal, index) => {
    for (const listener of process.listeners(signal)) {
      if (before[index]?.includes(listener) !== true) process.off(signal, listener);
    }
  });
});

/** Loads what state loads, as a plugin whose engine listens at this address, or as something else. */
function load(address = `127.0.0.1:${(engine.address() as AddressInfo).port}`): typeof Runtime {
  process.argv[2] = address;
  let loaded: typeof Runtime | undefined;
  jest.isolateModules(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- each test has a plugin of its own
    loaded = require("../../provider/doors/dynamic") as typeof Runtime;
  });
  return loaded!;
}

/** The same, configured for a bench. */
async function plugin(address?: string): Promise<{ emulator: Emulator; lines: string[]; runtime: typeof Runtime }> {
  const { emulator, stack, lines } = await startBench();
  const runtime = load(address);
  const get = (key: string): string | undefined => stack.config[key.replace(/^workato:/, "")];
  await runtime.managedConnection.configure!({ config: { get, require: get } as never });
  return { emulator, lines, runtime };
}

/** What the process ends with, instead of ending. */
function exits(): jest.SpyInstance {
  return jest.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`exit ${String(code)}`);
  });
}

async function gone(): Promise<void> {
  engine.close();
  await once(engine, "close");
}

test("has both providers, with every method of the plugin", () => {
  const methods = ["check", "configure", "create", "delete", "diff", "read", "update"];
  const runtime = load();
  expect(Object.keys(runtime).sort()).toEqual(["managedConnection", "oauthProfileAssignment"]);
  for (const provider of Object.values(runtime)) expect(Object.keys(provider).sort()).toEqual(methods);
});

test("both providers have one session: configured by either, with one list", async () => {
  const { emulator, runtime } = await plugin();
  await runtime.oauthProfileAssignment.create({ managedUserId: "98178", profileId: "322" });
  expect(emulator.assignments(98178)).toEqual([322]);
});

describe("a plugin whose engine is gone", () => {
  test("sends nothing any more and ends", async () => {
    const exit = exits();
    const { emulator, runtime } = await plugin();
    const { id, outs } = (await runtime.managedConnection.create(INPUTS)) as { id: string; outs: object };
    expect(exit).not.toHaveBeenCalled();
    emulator.clearRequests();
    await gone();
    const update = runtime.managedConnection.update!(id, outs, { ...INPUTS, name: "b" });
    await expect(update).rejects.toThrow("exit 1");
    expect(exit).toHaveBeenCalledWith(1);
    expect(emulator.requests).toEqual([]);
  });

  test("ends also while it has nothing to send, when its standard input ends", async () => {
    const { runtime } = await plugin();
    const ended = new Promise<unknown>((resolve) => {
      jest.spyOn(process, "exit").mockImplementation(((code: unknown) => {
        resolve(code);
      }) as typeof process.exit);
    });
    expect(process.stdin.listenerCount("end")).toBe(1);
    await runtime.managedConnection.create(INPUTS);
    await gone();
    process.stdin.emit("end");
    expect(await ended).toBe(1);
  });

  test("sends nothing from the moment on in which it is known, whoever asks", async () => {
    const { emulator, runtime } = await plugin();
    const ended = new Promise<void>((resolve) => {
      jest.spyOn(process, "exit").mockImplementation((() => {
        resolve();
      }) as unknown as typeof process.exit);
    });
    await runtime.managedConnection.create(INPUTS);
    emulator.clearRequests();
    await gone();
    process.stdin.emit("end");
    await ended;
    const create = runtime.managedConnection.create({ ...INPUTS, name: "b" });
    await expect(create).rejects.toThrow("cancelled before it was sent");
    expect(emulator.requests).toEqual([]);
  });

  test("goes on when the engine was never seen: it may listen elsewhere", async () => {
    const exit = exits();
    const { port } = engine.address() as AddressInfo;
    await gone();
    const { emulator, runtime } = await plugin(`127.0.0.1:${port}`);
    await runtime.managedConnection.create(INPUTS);
    expect(emulator.connections()).toHaveLength(1);
    expect(exit).not.toHaveBeenCalled();
  });
});

describe("the signal by which the engine ends its plugins", () => {
  test.each(SIGNALS)("%s: what waits to be said is said, and the process ends well", async (signal) => {
    const exit = exits();
    const { lines, runtime } = await plugin();
    await runtime.managedConnection.check!({}, { ...INPUTS, input: { api_token: "x" } });
    expect(lines).toEqual([]);
    expect(() => process.emit(signal as "SIGINT")).toThrow("exit 0");
    expect(lines).toEqual([expect.stringMatching(/^warning: "a": input has api_token; .*\n$/)]);
    expect(exit).toHaveBeenCalledTimes(1);
  });

  test("is nobody's where there is no engine: a person's own script may want it", () => {
    load("");
    for (const signal of SIGNALS) expect(process.listenerCount(signal)).toBe(before[SIGNALS.indexOf(signal)]!.length);
    expect(process.stdin.listenerCount("end")).toBe(0);
  });
});

test("lines are whole lines of the error stream", async () => {
  const { lines, runtime } = await plugin();
  const { input: _input, ...bare } = INPUTS;
  await runtime.managedConnection.create(bare);
  expect(lines).toEqual([expect.stringMatching(/^connection 1001 "a" is created but not authorized: .*\n$/)]);
});
