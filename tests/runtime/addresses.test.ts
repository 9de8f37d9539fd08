import { type ConnectProxy, startConnectProxy } from "../api/support/connectProxy";
import { bare, errorOf, jira, startBench } from "./support/bench";
import { Stack } from "./support/stack";

describe("the stack's own address and the environment's", () => {
  let proxy: ConnectProxy;

  beforeEach(async () => {
    proxy = await startConnectProxy(0, [403]);
    Object.assign(process.env, {
      https_proxy: "",
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      no_proxy: "",
      NO_PROXY: "",
    });
  });
  afterEach(() => proxy.close());

  test("workato:region wins over WORKATO_HOST", async () => {
    const { emulator } = await startBench();
    process.env.WORKATO_HOST = emulator.url;
    const stack = new Stack({ apiToken: "token", region: "eu" });
    await errorOf(stack.up({ a: bare() }));
    expect(proxy.targets).toContain("app.eu.workato.com:443");
    expect(emulator.requests).toEqual([]);
  });

  test("without either in the stack, WORKATO_HOST is asked", async () => {
    const { emulator } = await startBench();
    Object.assign(process.env, { WORKATO_HOST: emulator.url, WORKATO_REGION: "eu" });
    await new Stack({ apiToken: emulator.token }).up({ a: bare() });
    expect(emulator.connections()).toHaveLength(1);
    expect(proxy.targets).toEqual([]);
  });

  const asked = async (variable: string) => {
    process.env.HTTPS_PROXY = variable;
    return errorOf(new Stack({ apiToken: "token" }).up({ a: bare() }));
  };

  test.each([
    ["a bare % in its password", (port: number) => `http://user:50%off@127.0.0.1:${port}`, "user:50%off"],
    ["no scheme", (port: number) => `user:pass@127.0.0.1:${port}`, "user:pass"],
  ])("a proxy with %s is used as it is meant, and its password is not shown", async (_title, variable, credentials) => {
    const text = await asked(variable(proxy.port));
    expect(proxy.credentials).toContain(`Basic ${Buffer.from(credentials).toString("base64")}`);
    expect(text).toContain("403");
    expect(text).not.toContain(credentials);
  });

  test.each([["socks5://user:hunter2@127.0.0.1:1080"], ["http://user:hun/ter2@127.0.0.1:3128"]])(
    "a proxy that cannot be (%s): the variable is named, the password is not shown",
    async (variable) => {
      const text = await asked(variable);
      expect(text).toContain("HTTPS_PROXY");
      expect(text).not.toMatch(/hun.?ter2/);
      expect(proxy.targets).toEqual([]);
    },
  );
});

test("a host that refuses is told while it is still tried", async () => {
  const { emulator, stack, lines } = await startBench({ config: { retryTimeoutSeconds: "0.5" } });
  jest.mocked(Math.random).mockReturnValue(0.1);
  await emulator.close();
  expect(await errorOf(stack.up({ a: jira() }))).toContain("ECONNREFUSED");
  expect(lines.join("")).toContain(new URL(emulator.url).host);
});
