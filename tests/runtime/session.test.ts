import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import * as runtime from "../../provider/runtime";
import { assignment, jira, lists, startBench } from "./support/bench";

describe("configure", () => {
  test("never fails, whatever it gets; the operation does", async () => {
    const { stack } = await startBench({ config: { region: "mars", accounts: "no JSON", requestsPerMinute: "x" } });
    const process = stack.startProcess();
    await expect(process.read("connection", "98178/36", {})).rejects.toThrow(/^workato:region is "mars"/);
    await expect(process.delete("assignment", "98178/36", {})).rejects.toThrow(/^workato:region is "mars"/);
  });

  test("by both resource types keeps one list and one queue of requests", async () => {
    const { emulator, stack } = await startBench();
    const process = stack.startProcess();
    await stack.up({ a: jira() }, { process });
    process.configureAgain("assignment", stack.config);
    await stack.up({ a: jira(), b: jira() }, { process });
    expect(lists(emulator)).toBe(1);
  });

  test("of either resource type counts", async () => {
    const { emulator, stack } = await startBench({ moreTokens: ["second"] });
    const process = stack.startProcess();
    process.configureAgain("assignment", { ...stack.config, apiToken: "second" });
    await stack.up({ a: assignment() }, { process });
    expect(emulator.requests.at(-1)?.headers.authorization).toBe("Bearer second");
  });

  test("of two accounts at one address: a renamed resource in the other account is not deleted", async () => {
    const { emulator, stack } = await startBench({ moreTokens: ["second"] });
    await stack.up({ old: jira({ name: "same" }) });
    const accounts = JSON.stringify({ second: { apiToken: "second" } });
    const process = stack.startProcess({ accounts });
    await stack.up({ new: jira({ name: "same", onExisting: "adopt", account: "second" }) }, { process });
    expect(emulator.connections()).toHaveLength(1);
  });

  test("with another configuration starts anew", async () => {
    const { emulator, stack } = await startBench({ moreTokens: ["second"] });
    const process = stack.startProcess();
    await stack.up({ a: jira() }, { process });
    process.configureAgain("connection", { ...stack.config, apiToken: "second" });
    await stack.up({ a: jira(), b: jira() }, { process });
    expect(emulator.requests.at(-1)?.headers.authorization).toBe("Bearer second");
    expect(lists(emulator)).toBe(2);
  });
});

describe("a plugin whose engine is gone", () => {
  const argument = process.argv[2];
  let engine: Server;

  beforeEach(async () => {
    engine = createServer((socket) => socket.end());
    engine.listen(0, "127.0.0.1");
    await once(engine, "listening");
    process.argv[2] = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
    jest.spyOn(process.stdin, "resume").mockImplementation(() => process.stdin);
  });

  afterEach(() => {
    engine.close();
    if (argument === undefined) process.argv.length = 2;
    else process.argv[2] = argument;
    process.stdin.removeAllListeners("end");
  });

  const exits = () =>
    jest.spyOn(process, "exit").mockImplementation((code) => {
      throw new Error(`exit ${String(code)}`);
    });

  test("sends nothing any more and ends", async () => {
    const exit = exits();
    const { emulator, stack } = await startBench();
    const plugin = stack.startProcess();
    await stack.up({ a: jira() }, { process: plugin });
    expect(exit).not.toHaveBeenCalled();
    emulator.clearRequests();
    engine.close();
    await expect(stack.up({ a: jira({ name: "b" }) }, { process: plugin })).rejects.toThrow("exit 1");
    expect(emulator.requests).toEqual([]);
  });

  test("ends also while it has nothing to send, when its standard input ends", async () => {
    const { stack } = await startBench();
    const ended = new Promise<unknown>((resolve) => {
      jest.spyOn(process, "exit").mockImplementation(((code: unknown) => {
        resolve(code);
      }) as typeof process.exit);
    });
    const plugin = stack.startProcess();
    expect(process.stdin.listenerCount("end")).toBe(1);
    await stack.up({ a: jira() }, { process: plugin });
    engine.close();
    process.stdin.emit("end");
    expect(await ended).toBe(1);
  });

  test("goes on when the engine was never seen: it may listen elsewhere", async () => {
    const exit = exits();
    engine.close();
    await once(engine, "close");
    const { stack } = await startBench();
    await stack.up({ a: jira() });
    expect(exit).not.toHaveBeenCalled();
  });
});

test("what state loads has both providers, with every method of the plugin", () => {
  const methods = ["check", "configure", "create", "delete", "diff", "read", "update"];
  expect(Object.keys(runtime).sort()).toEqual(["managedConnection", "oauthProfileAssignment"]);
  for (const provider of Object.values(runtime)) expect(Object.keys(provider).sort()).toEqual(methods);
});
