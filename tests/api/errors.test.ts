import { isWorkatoError, WorkatoError, type WorkatoErrorDetails } from "../../provider/api";
import { createRedactor, secretStrings } from "../../provider/api";
import { allTexts, bench, failureOf, TOKEN, WRITES } from "./support/harness";
import { cut, json, text, type Step } from "./support/scriptedServer";

const DETAILS: WorkatoErrorDetails = {
  kind: "server",
  outcome: "unknown",
  method: "PUT",
  path: "/api/x",
  reason: "oops",
  attempts: 1,
  elapsedSeconds: 0,
};

describe("the message", () => {
  test("method, path, status, message, field errors and correlation id on one line; parts as fields", async () => {
    const errors = { name: ["can't be blank", "is odd"], provider: "is unknown" };
    const { client } = await bench([
      json(400, { message: "Validation failed", errors }, { "X-Correlation-Id": "abc" }),
    ]);
    const error = await failureOf(client.createConnection("98178", {}));
    expect(error.message).toBe(
      "Workato: POST /api/managed_users/98178/connections failed: 400 Validation failed " +
        "(name: can't be blank, is odd; provider: is unknown) [correlation id abc]",
    );
    expect(error).toMatchObject({
      name: "WorkatoError",
      kind: "validation",
      outcome: "refused",
      method: "POST",
      path: "/api/managed_users/98178/connections",
      status: 400,
      correlationId: "abc",
      apiMessage: "Validation failed",
      fieldErrors: { name: ["can't be blank", "is odd"], provider: ["is unknown"] },
      attempts: 1,
    });
    expect(Object.hasOwn(error, "hint")).toBe(false);
  });

  test("says how often and how long it was tried", () => {
    expect(new WorkatoError({ ...DETAILS, status: 503, attempts: 5, elapsedSeconds: 31.2 }).message).toBe(
      "Workato: PUT /api/x failed after 5 attempts in 31 s: 503 oops",
    );
  });

  test.each([
    ["errors as a list", { errors: ["a", { message: "b" }] }, "refused (errors: a, b)"],
    [
      "errors with titles",
      { errors: [{ code: "a", title: "First" }, { code: "b" }] },
      "400 refused (errors: First, b)",
    ],
    ["errors as a text", { errors: "wrong" }, "400 wrong"],
    ["error", { error: "wrong" }, "400 wrong"],
    ["errors of no use", { errors: { a: [null] } }, "an answer without a message"],
    ["a message of no use", { message: " " }, "an answer without a message"],
    ["a message in result", { result: { message: "wrong" } }, "400 wrong"],
    ["JSON that is no object", [1], "an answer without a message"],
  ])("understands %s", async (_title, body, expected) => {
    const { client } = await bench([json(400, body)]);
    expect((await failureOf(client.createConnection("98178", {}))).message).toContain(expected);
  });

  test("the id of a 500 is its correlation id", async () => {
    const { client } = await bench([json(500, { message: "Server error", id: "6f1c" })]);
    expect((await failureOf(client.createConnection("1", {}))).message).toContain(
      "500 Server error [correlation id 6f1c]",
    );
  });

  test.each<[string, Step, string]>([
    [
      "page",
      text(502, "<html><head><TITLE>\n502 Bad\nGateway </TITLE></head><body>x</body></html>"),
      '502 a web page instead of JSON: "502 Bad Gateway"',
    ],
    ["page without a title", text(502, "<html></html>"), "502 a web page instead of JSON"],
    ["text", text(503, "upstream  connect\n\u001b\u0000error"), "503 a text instead of JSON: upstream connect error"],
    ["cut JSON", text(500, '{"mess'), "500 an answer that is cut off or no JSON"],
    ["empty body", text(500, ""), "500 an empty answer"],
  ])("a gateway's %s is a short clear error", async (_title, step, expected) => {
    const { client } = await bench([step]);
    const [line, hint] = (await failureOf(client.createConnection("1", {}))).message.split("\n");
    expect(line).toBe(`Workato: POST /api/managed_users/1/connections failed: ${expected}`);
    expect(hint).toBe("Workato or a gateway in front of it has a problem: run the command again later.");
  });

  test("never long: a page or a text of 200 characters, a message of the API of 1,000", async () => {
    const { client } = await bench([text(502, "x".repeat(5000)), json(400, { message: "y".repeat(5000) })]);
    expect((await failureOf(client.createConnection("1", {}))).message.length).toBeLessThan(400);
    expect((await failureOf(client.createConnection("1", {}))).message.length).toBeLessThan(1100);
  });
});

describe("the hint, on its own line", () => {
  test.each([
    [401, "unauthorized", "Check the API token"],
    [403, "forbidden", "privilege oem_vendor"],
    [404, "notFound", "an external id needs the prefix E"],
  ])("%i says what to check", async (status, kind, hint) => {
    const { client, server } = await bench([json(status, { message: "No" })]);
    const error = await failureOf(client.listConnections("98178"));
    expect(error).toMatchObject({ kind, outcome: "refused", attempts: 1 });
    expect(error.message.split("\n")).toEqual([expect.stringContaining(`${status} No`), error.hint]);
    expect(error.hint).toContain(hint);
    expect(server.requests).toHaveLength(1);
  });

  test.each(["98178_dev", "98178_test", "EA2300_prod"])(
    "a 404 for %s says that environments are workspaces with numbers of their own, and where those are",
    async (managedUserId) => {
      const { client } = await bench([json(404, { message: "Not found" })]);
      expect((await failureOf(client.listConnections(managedUserId))).hint).toMatch(
        new RegExp(
          `^Check the customer id ${managedUserId}: _dev, _test and _prod at the end of an id name no environment; each ` +
            "environment is a workspace with a number of its own, which is in the Embedded admin workspace, in the " +
            "settings of that environment's workspace, and an external id names the original workspace. Check the region",
        ),
      );
    },
  );

  test.each(["98178", "EA2300", "_dev", "98178_development", "98178_DEV"])("a 404 for %s does not", async (id) => {
    const { client } = await bench([json(404, { message: "Not found" })]);
    expect((await failureOf(client.updateConnection(id, "36_dev", {}))).hint).toMatch(/^Check the region/);
  });

  test("401 says where the token came from", async () => {
    const { client } = await bench([json(401, {})], { describeUnauthorized: "It came from WORKATO_API_TOKEN." });
    expect((await failureOf(client.listConnections("1"))).hint).toMatch(
      /workspace\. It came from WORKATO_API_TOKEN\.$/,
    );
  });
});

describe("redirects", () => {
  test.each([301, 302, 303, 307, 308])(
    "%i is not followed, not repeated, and names the origin only",
    async (status) => {
      const other = await bench([json(200, {})]);
      const { client, server } = await bench([
        text(status, "", { Location: `${other.server.url}/login?ticket=t0pSecret` }),
      ]);
      const error = await failureOf(client.listConnections("1"));
      expect(error).toMatchObject({ kind: "redirect", outcome: "refused", status, attempts: 1 });
      expect(error.message).toContain(`redirects to ${other.server.url}; redirects are not followed`);
      expect(error.message).not.toContain("t0pSecret");
      expect(other.server.requests).toHaveLength(0);
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each([{ Location: "/elsewhere" }, {}])("to another path or nowhere: %j", async (headers) => {
    const { client } = await bench([text(302, "", headers)]);
    expect((await failureOf(client.createConnection("1", {}))).message).toContain("redirects to another path");
  });
});

describe("secrets", () => {
  const input = { nested: { password: "pass/w+rd & co", key: "-----BEGIN-----\nkey\n" } };
  const secrets = [...secretStrings(input), TOKEN];
  const redact = createRedactor(secretStrings(input));

  /** Echoes everything that it was told, wherever an error might take a text from. */
  const echo =
    (status: number): Step =>
    (response, _socket, { headers, body }) => {
      const told = `${headers.authorization ?? ""} ${body} ${encodeURIComponent(input.nested.password)}`;
      const errors = { [input.nested.password]: [told], name: [input.nested.password] };
      response
        .writeHead(status, { "X-Correlation-Id": TOKEN })
        .end(JSON.stringify({ message: `Bad: ${told}`, errors, success: false }));
    };

  test.each([200, 400, 401, 403, 404, 422, 500, 503])("a %i that echoes the request shows none", async (status) => {
    const { client, lines } = await bench([echo(status)], { debug: true });
    const error = await failureOf(client.createConnection("1", { input }, { redact }));
    for (const secret of [...secrets, encodeURIComponent(input.nested.password), JSON.stringify(input.nested.key)]) {
      expect(allTexts(error)).not.toContain(secret);
      expect(lines.join("\n")).not.toContain(secret);
    }
    expect(error.message).toContain("[redacted]");
    expect(error.cause).toBeUndefined();
  });

  test.each([
    ["a page", (body: string) => text(502, `<title>${body}</title>`)],
    ["a text that is cut in the middle of a secret", (body: string) => text(502, "x".repeat(160) + body)],
  ])("%s shows none", async (_title, make) => {
    const { client } = await bench([make(`${TOKEN} ${input.nested.password}`)]);
    const error = await failureOf(client.createConnection("1", { input }, { redact }));
    expect(allTexts(error)).not.toContain(TOKEN.slice(0, 8));
    expect(allTexts(error)).not.toContain("pass/w");
  });

  test("nor does a failure of the network, which axios reports with the request", async () => {
    const { client } = await bench([cut]);
    const error = await failureOf(client.createConnection("1", { input }, { redact }));
    for (const secret of secrets) expect(allTexts(error)).not.toContain(secret);
    expect(error).not.toHaveProperty("config");
    expect(error).not.toHaveProperty("request");
  });

  test.each([
    "Authorization: Bearer another-token",
    '"authorization":"Basic dXNlcjpwYXNz"',
    "authorization=0123456789abcdef0",
  ])("the value of any Authorization header is hidden: %s", async (header) => {
    const { client } = await bench([json(400, { message: header })]);
    const error = await failureOf(client.createConnection("1", {}));
    expect(error.apiMessage).toMatch(/^"?authorization"?[:=] ?"?\[redacted\]"?$/i);
  });

  test("only the server's words are redacted: ours, the path, the host and the hint are not", async () => {
    const own = createRedactor([
      "98178",
      "connections",
      "Workato",
      "POST",
      "127.0.0.1",
      "failed",
      "page",
      "region",
      "36",
    ]);
    const { client, server } = await bench([
      text(404, "<title>98178 is no page for connections</title>"),
      json(404, { message: "connections of 98178", errors: { page: ["POST failed"] } }, { "X-Request-Id": "a-98178" }),
    ]);
    const path = "/api/managed_users/98178/connections";
    const page = await failureOf(client.createConnection("98178", {}, { redact: own }));
    expect(page.message.split("\n")[0]).toBe(
      `Workato: POST ${path} failed: 404 a web page instead of JSON: "[redacted] is no [redacted] for [redacted]"`,
    );
    expect(page.hint).toContain(`Check the region or base URL (${server.url})`);
    const answer = await failureOf(client.createConnection("98178", {}, { redact: own }));
    expect(answer.message.split("\n")[0]).toBe(
      `Workato: POST ${path} failed: 404 [redacted] of [redacted] ([redacted]: [redacted] [redacted]) [correlation id a-[redacted]]`,
    );
    expect(answer).toMatchObject({
      path,
      apiMessage: "[redacted] of [redacted]",
      fieldErrors: { "[redacted]": ["[redacted] [redacted]"] },
      correlationId: "a-[redacted]",
      hint: page.hint,
    });
  });

  test("a failure of the network has no words of the server", async () => {
    const redact = createRedactor(["broke", "network", "98178"]);
    const { client } = await bench([cut]);
    const error = await failureOf(client.createConnection("98178", {}, { redact }));
    expect(error.message).not.toContain("[redacted]");
  });

  test("debug: one line a request with method, path, status, time and attempt, never a body", async () => {
    const { client, lines } = await bench([text(500, "x"), cut, json(200, { id: 36, name: "answer" })], {
      debug: true,
    });
    await client.updateConnection("98178", "36", { name: "question" });
    const path = "/api/managed_users/98178/connections/36";
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^Workato: PUT ${path} 500 \\d+ ms attempt 1$`)),
      expect.stringMatching(new RegExp(`^Workato: PUT ${path} network \\d+ ms attempt 2$`)),
      expect.stringMatching(new RegExp(`^Workato: PUT ${path} 200 \\d+ ms attempt 3$`)),
    ]);
  });

  test("without debug nothing is written", async () => {
    const { client, lines } = await bench([json(200, { success: true })]);
    await WRITES.delete(client);
    expect(lines).toEqual([]);
  });
});

describe("isWorkatoError", () => {
  const error = new WorkatoError(DETAILS);

  test("knows its own, with the kind and without", () => {
    expect(isWorkatoError(error)).toBe(true);
    expect(isWorkatoError(error, "server")).toBe(true);
    expect(isWorkatoError(error, "network")).toBe(false);
  });

  test("knows one of another copy of this package", () => {
    expect(isWorkatoError(Object.assign(new Error("x"), { brand: error.brand, kind: "server" }), "server")).toBe(true);
  });

  test.each([new Error("x"), Object.assign(new Error("x"), { brand: "other" }), { brand: error.brand }, null, "text"])(
    "and nothing else: %p",
    (value) => {
      expect(isWorkatoError(value)).toBe(false);
    },
  );
});
