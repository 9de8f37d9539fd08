import * as net from "node:net";
import { WorkatoClient, type WorkatoClientOptions } from "../../provider/api";
import { Transport } from "../../provider/api/http/transport";
import { CERTIFICATE } from "./support/certificate";
import { startConnectProxy, type ConnectProxy, type ProxyStep } from "./support/connectProxy";
import { allTexts, bench, clientOptions, failureOf, keep, PROMISED, READS, TOKEN, WRITES } from "./support/harness";
import { json, startScriptedServer, text, type ScriptedServer } from "./support/scriptedServer";

const trusting = { random: () => 0, ca: CERTIFICATE.cert };

async function startTlsServer(): Promise<ScriptedServer> {
  return keep(await startScriptedServer([json(200, { result: [], success: true })], CERTIFICATE));
}

describe("the base URL", () => {
  test.each(["http://www.workato.com", "http://127.0.0.1.evil.example", "ftp://localhost", "www.workato.com", ""])(
    "%j is refused: the token would be readable on the way",
    (baseUrl) => {
      expect(() => new WorkatoClient(clientOptions({ baseUrl }))).toThrow("must begin with https://");
    },
  );

  test.each(["https://www.workato.com", "http://localhost:1", "http://127.1.2.3:1", "http://[::1]:1"])(
    "%s is accepted",
    (baseUrl) => {
      expect(() => new WorkatoClient(clientOptions({ baseUrl }))).not.toThrow();
    },
  );

  test.each(["", "two words", "line\n", "tökén"])(
    "a token that cannot be one is refused and not repeated: %j",
    (apiToken) => {
      const make = (): unknown => new WorkatoClient(clientOptions({ apiToken }));
      expect(make).toThrow("The API token is empty or contains");
      expect(make).not.toThrow(/words|line|kén/);
    },
  );
});

describe("TLS", () => {
  test("a certificate that is trusted", async () => {
    const server = await startTlsServer();
    const client = keep(new WorkatoClient(clientOptions({ baseUrl: server.url }), trusting));
    await expect(client.listConnections("1")).resolves.toEqual([]);
    expect(server.requests[0]!.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  test("one that is not: at once an error that says what to check, and nothing was sent", async () => {
    const server = await startTlsServer();
    const client = keep(new WorkatoClient(clientOptions({ baseUrl: server.url }), { random: () => 0 }));
    const error = await failureOf(WRITES.create(client));
    expect(error).toMatchObject({ kind: "network", outcome: "refused", attempts: 1 });
    expect(error.message).toContain(
      `the certificate of 127.0.0.1:${server.port} is not accepted (DEPTH_ZERO_SELF_SIGNED_CERT)`,
    );
    expect(error.hint).toContain("NODE_EXTRA_CA_CERTS");
    expect(server.requests).toHaveLength(0);
  });

  test("a server without TLS: a few attempts, and it is certain that nothing was executed", async () => {
    const { server } = await bench([json(200, {})]);
    const client = keep(new WorkatoClient(clientOptions({ baseUrl: `https://127.0.0.1:${server.port}` }), trusting));
    expect(await failureOf(WRITES.create(client))).toMatchObject({ kind: "network", outcome: "refused", attempts: 5 });
  });

  test("a handshake that breaks off: nothing was sent, so also a create is sent again", async () => {
    const server = await startTlsServer();
    let first = true;
    const front = net.createServer((socket) => {
      socket.on("error", () => undefined);
      if (first) {
        first = false;
        socket.once("data", () => socket.destroy());
        return;
      }
      const target = net.connect(server.port, "127.0.0.1");
      target.on("error", () => socket.destroy());
      socket.pipe(target).pipe(socket);
    });
    await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
    keep({ close: () => void front.close() });
    const { port } = front.address() as net.AddressInfo;
    const client = keep(new WorkatoClient(clientOptions({ baseUrl: `https://127.0.0.1:${port}` }), trusting));
    await client.assignOAuthProfile("1", "2");
    expect(server.requests).toHaveLength(1);
  });
});

describe("time-outs", () => {
  test("a server that accepts and never speaks TLS: nothing was sent, so also a create is sent again", async () => {
    const sockets: net.Socket[] = [];
    const server = net.createServer((socket) => void sockets.push(socket));
    keep({
      close: () => {
        for (const socket of sockets) socket.destroy();
        server.close();
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as net.AddressInfo;
    const options = { baseUrl: `https://127.0.0.1:${port}`, requestTimeoutSeconds: 0.1, retryTimeoutSeconds: 0.25 };
    const error = await failureOf(WRITES.create(keep(new WorkatoClient(clientOptions(options), trusting))));
    expect(error).toMatchObject({ kind: "timeout", outcome: "refused" });
    expect(error.attempts).toBeGreaterThan(1);
    expect(error.message).toContain(`no connection to 127.0.0.1:${port} within 0.1 s`);
  });

  test("an answer that is too large is not kept in memory", async () => {
    const { server } = await bench([text(200, "x".repeat(5000))]);
    const options = {
      baseUrl: server.url,
      apiToken: TOKEN,
      requestTimeoutSeconds: 5,
      environment: {},
      maxAnswerBytes: 1000,
    };
    const transport = keep(new Transport(options));
    await expect(transport.send({ method: "GET", path: "/" })).resolves.toMatchObject({
      failure: { kind: "unexpectedAnswer", neverSent: false, reason: ["an answer of more than 1000 bytes"] },
    });
  });

  test("a request that cannot be made is a failure, not a throw, and is not repeated", async () => {
    const options = {
      baseUrl: "http://127.0.0.1:9",
      apiToken: TOKEN,
      requestTimeoutSeconds: 5,
      environment: {},
      ca: "no certificate",
    };
    const transport = keep(new Transport({ ...options, baseUrl: "https://127.0.0.1:9" }));
    const sending = await transport.send({ method: "GET", path: "/\ud800 \n" });
    expect(sending).toMatchObject({ failure: { kind: "network", neverSent: true } });
  });
});

describe("proxies", () => {
  /** A client for https://workato.test whose proxy follows the steps. */
  async function behindProxy(
    steps: readonly ProxyStep[],
    overrides: Partial<WorkatoClientOptions> = {},
  ): Promise<{ client: WorkatoClient; proxy: ConnectProxy; server: ScriptedServer }> {
    const server = await startTlsServer();
    const proxy = keep(await startConnectProxy(server.port, steps));
    const environment = { HTTPS_PROXY: `http://user:pr0xy%2Fpass@127.0.0.1:${proxy.port}`, ...overrides.environment };
    const options = { baseUrl: "https://workato.test", ...overrides, environment };
    return { client: keep(new WorkatoClient(clientOptions(options), trusting)), proxy, server };
  }

  test("HTTPS_PROXY: through a tunnel, with its credentials, kept open between requests", async () => {
    const { client, proxy, server } = await behindProxy(["forward"]);
    await client.listConnections("1");
    await client.deleteConnection("1", "2");
    expect(server.requests).toHaveLength(2);
    expect(server.requests[0]!.headers.host).toBe("workato.test");
    expect(proxy.targets).toEqual(["workato.test:443"]);
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from("user:pr0xy/pass").toString("base64")}`]);
    expect(proxy.plainRequests).toBe(0);
  });

  test.each([403, 407])(
    "one that refuses with %i: at once a clear error, not taken for an answer of Workato",
    async (status) => {
      const { client, proxy, server } = await behindProxy([status]);
      const error = await failureOf(WRITES.create(client));
      expect(error).toMatchObject({ kind: "network", outcome: "refused", attempts: 1 });
      expect(error.status).toBeUndefined();
      expect(error.message).toContain(`the proxy 127.0.0.1:${proxy.port} refused the connection with status ${status}`);
      expect(allTexts(error)).not.toMatch(/pr0xy|user:|the page/);
      expect(server.requests).toHaveLength(0);
    },
  );

  test("one that refuses with 503: also a create is sent again", async () => {
    const { client, proxy } = await behindProxy([503, 502, "forward"]);
    await client.assignOAuthProfile("1", "2");
    expect(proxy.targets).toHaveLength(3);
    const error = await failureOf(WRITES.create((await behindProxy([503], { retryTimeoutSeconds: 0.2 })).client));
    expect(error).toMatchObject({ kind: "network", outcome: "refused" });
    expect(error.attempts).toBeGreaterThan(1);
  });

  test("one that cuts the connection: nothing was sent", async () => {
    const { client, proxy } = await behindProxy(["cut"], { retryTimeoutSeconds: 0.2 });
    const error = await failureOf(WRITES.create(client));
    expect(error).toMatchObject({ kind: "network", outcome: "refused" });
    expect(error.message).toContain(`cannot connect through the proxy 127.0.0.1:${proxy.port}`);
  });

  test("one that says nothing: ends at the time-out, and no connection stays behind", async () => {
    const { client, proxy } = await behindProxy(["silent"], { requestTimeoutSeconds: 0.2, retryTimeoutSeconds: 0.3 });
    expect(await failureOf(WRITES.create(client))).toMatchObject({ kind: "timeout", outcome: "refused" });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(proxy.openConnections()).toBe(0);
  });

  test("one that is not there", async () => {
    const { client, proxy } = await behindProxy(["forward"], { retryTimeoutSeconds: 0.2 });
    await proxy.close();
    const error = await failureOf(WRITES.create(client));
    expect(error).toMatchObject({ kind: "network", outcome: "refused" });
    expect(error.message).toContain(`cannot connect through the proxy 127.0.0.1:${proxy.port} (ECONNREFUSED)`);
    expect(allTexts(error)).not.toMatch(/pr0xy/);
  });

  test("a wrong certificate behind one is a certificate error", async () => {
    const { client, proxy } = await behindProxy(["forward"], { baseUrl: "https://other.test" });
    const error = await failureOf(WRITES.create(client));
    expect(error).toMatchObject({ kind: "network", outcome: "refused", attempts: 1 });
    expect(error.message).toContain("the certificate of other.test is not accepted (ERR_TLS_CERT_ALTNAME_INVALID)");
    expect(proxy.targets).toEqual(["other.test:443"]);
  });

  test.each(["192.0.2.5", "[2001:db8::5]"])(
    "https://%s through one: the certificate must name the address",
    async (host) => {
      const { client, proxy, server } = await behindProxy(["forward"], { baseUrl: `https://${host}` });
      await client.listConnections("1");
      expect(proxy.targets).toEqual([`${host}:443`]);
      expect(server.requests[0]!.headers.host).toBe(host);
    },
  );

  test.each(["192.0.2.6", "[2001:db8::6]"])(
    "https://%s, which the certificate does not name, is refused",
    async (host) => {
      const { client, server } = await behindProxy(["forward"], { baseUrl: `https://${host}` });
      expect((await failureOf(WRITES.create(client))).message).toContain(
        `the certificate of ${host} is not accepted (ERR_TLS_CERT_ALTNAME_INVALID)`,
      );
      expect(server.requests).toEqual([]);
    },
  );

  test.each(["127.0.0.1", "localhost"])("%s is never proxied", async (host) => {
    const server = await startTlsServer();
    const { client, proxy } = await behindProxy(["forward"], { baseUrl: `https://${host}:${server.port}` });
    await client.listConnections("1");
    expect(server.requests).toHaveLength(1);
    expect(proxy.targets).toHaveLength(0);
  });

  test("http on this machine is never proxied either", async () => {
    const environment = { HTTP_PROXY: "http://127.0.0.1:9", ALL_PROXY: "http://127.0.0.1:9" };
    const { client, server } = await bench([json(200, PROMISED.list)], { environment });
    await READS.list(client);
    expect(server.requests).toHaveLength(1);
  });

  test("NO_PROXY is heeded", async () => {
    const environment = { NO_PROXY: "workato.test" };
    const { client, proxy } = await behindProxy(["forward"], { retryTimeoutSeconds: 0.2, environment });
    expect((await failureOf(WRITES.create(client))).message).toMatch(/(cannot connect|no connection) to workato\.test/);
    expect(proxy.targets).toHaveLength(0);
  });

  test("a password with a percent sign that encodes nothing is taken as it is", async () => {
    const server = await startTlsServer();
    const proxy = keep(await startConnectProxy(server.port, ["forward"]));
    const environment = { HTTPS_PROXY: `user:100%-pass@127.0.0.1:${proxy.port}` };
    const options = clientOptions({ baseUrl: "https://workato.test", environment });
    await keep(new WorkatoClient(options, trusting)).listConnections("1");
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from("user:100%-pass").toString("base64")}`]);
  });

  test("nothing is read from the environment of the process", async () => {
    process.env.HTTPS_PROXY = "http://127.0.0.1:9";
    try {
      const { client } = await behindProxy(["forward"]);
      await client.listConnections("1");
    } finally {
      Reflect.deleteProperty(process.env, "HTTPS_PROXY");
    }
  });
});

describe("the server's clock", () => {
  test("is our own until an answer had a date, then that of the last answer, and it goes on", async () => {
    const dated = (date: string) => json(200, [], { Date: date });
    const { client } = await bench([dated("Tue, 01 Jan 2030 00:00:00 GMT"), dated("no date")]);
    expect(Math.abs(client.serverNow() - Date.now())).toBeLessThan(1000);
    await client.listConnections("1");
    await client.listConnections("1");
    await new Promise((resolve) => setTimeout(resolve, 20));
    const ahead = client.serverNow() - Date.UTC(2030, 0, 1);
    expect(ahead).toBeGreaterThanOrEqual(19);
    expect(ahead).toBeLessThan(5000);
  });
});
