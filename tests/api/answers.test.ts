import { bench, failureOf, PROMISED, READS, WRITES } from "./support/harness";
import { cutBody, json, raw, text, type Step } from "./support/scriptedServer";
import { MAX_UNEXPECTED_ANSWERS } from "../../provider/api/pacing/retry";

const READ_NAMES = Object.keys(READS) as (keyof typeof READS)[];
const WRITE_NAMES = Object.keys(WRITES) as (keyof typeof WRITES)[];
const CALLS = { ...READS, ...WRITES };

/** Answers of 2xx that prove nothing, whatever was asked. */
const HOSTILE: Record<string, Step> = {
  "an empty body": text(200, ""),
  "204": text(204, ""),
  "a web page": text(200, "<!doctype html><html><head><title>Sign in</title></head><body>secret page</body></html>"),
  "truncated JSON": text(200, '{"result": [{"id": 36, "na'),
  "a cut body": cutBody(200, '{"id":36,'),
  "result: null": json(200, { result: null }),
  null: json(200, null),
  "a number": json(200, 7),
  "a text": json(200, "ok"),
  "wrong types": json(200, { result: "success", id: { a: 1 }, success: "yes" }),
  "an object that says nothing": json(200, {}),
  "a broken compression": text(200, "no gzip", { "Content-Encoding": "gzip" }),
  "what is no HTTP": raw("garbage\r\n\r\n"),
  "a head without end": raw(`HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(100_000)}\r\n\r\n`),
  "a body that is longer than it says": raw('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{"id":36}'),
};

describe.each(Object.entries(HOSTILE))("a 2xx with %s", (_name, step) => {
  test.each(READ_NAMES)("%s: a clear error after a few attempts", async (name) => {
    const { client, server } = await bench([step]);
    const error = await failureOf(READS[name](client));
    expect(error).toMatchObject({ kind: "unexpectedAnswer", outcome: "refused", attempts: MAX_UNEXPECTED_ANSWERS });
    expect(error.message).not.toContain("secret page");
    expect(server.requests).toHaveLength(MAX_UNEXPECTED_ANSWERS);
  });

  test.each(WRITE_NAMES)("%s: never a success; repeated only where that does no harm", async (name) => {
    const { client, server } = await bench([step]);
    const error = await failureOf(WRITES[name](client));
    expect(error).toMatchObject({ kind: "unexpectedAnswer", outcome: "unknown" });
    expect(server.requests).toHaveLength(name === "create" ? 1 : MAX_UNEXPECTED_ANSWERS);
  });

  test("the next answer is believed again", async () => {
    const { client } = await bench([step, json(200, PROMISED.delete)]);
    await expect(client.deleteConnection("98178", "36")).resolves.toBeUndefined();
  });
});

describe("an answer that is nested 20,000 deep", () => {
  const nested = (open: string, close: string, inside: string) => open.repeat(20_000) + inside + close.repeat(20_000);
  const DEEP: Record<string, string> = {
    lists: nested("[", "]", '"x"'),
    objects: nested('{"a":', "}", '"x"'),
    "lists of objects": nested('[{"errors":', "}]", '"x"'),
    fields: nested('{"name":"a","properties":[', "]}", '{"name":"b"}'),
  };

  test.each(Object.keys(DEEP))("%s: read as any other error", async (kind) => {
    for (const body of [
      `{"message":${DEEP[kind]!}}`,
      `{"errors":${DEEP[kind]!}}`,
      `{"errors":{"name":${DEEP[kind]!}}}`,
    ]) {
      const { client } = await bench([text(422, body)]);
      const error = await failureOf(client.createConnection("98178", {}));
      expect(error).toMatchObject({ kind: "validation", outcome: "refused", status: 422 });
    }
  });

  test.each(Object.keys(DEEP))("%s, beside a message: the message", async (kind) => {
    const { client } = await bench([text(400, `{"message":"No","errors":${DEEP[kind]!}}`)]);
    expect((await failureOf(client.createConnection("98178", {}))).apiMessage).toBe("No");
  });

  test.each(Object.entries(CALLS))(
    "as the whole answer of %s, with 200: an error or a value, never a mistake of ours",
    async (_name, call) => {
      for (const body of [...Object.values(DEEP), `{"result":${DEEP.fields!}}`, `[${DEEP.fields!}]`]) {
        const { client } = await bench([text(200, body)]);
        await call(client).catch((error: unknown) => {
          expect(error).toMatchObject({ kind: "unexpectedAnswer" });
        });
      }
    },
  );
});

describe("success: false is a failure on any status", () => {
  const rejected = {
    success: false,
    status: "rejected",
    message: "You can't delete a connection used by active recipes",
  };

  test.each([200, 400, 403, 409, 422, 500])("rejected with %i: refused, not repeated", async (status) => {
    const { client, server } = await bench([json(status, rejected)]);
    const error = await failureOf(client.deleteConnection("98178", "36"));
    expect(error).toMatchObject({ kind: "rejected", outcome: "refused", status, apiMessage: rejected.message });
    expect(server.requests).toHaveLength(1);
  });

  test.each([{ result: rejected }, { result: [rejected] }])("rejected inside of result: %j", async (body) => {
    const { client } = await bench([json(200, body)]);
    expect(await failureOf(client.deleteConnection("98178", "36"))).toMatchObject({ kind: "rejected" });
  });

  test.each([
    { success: false, message: "no" },
    { result: { success: false, error: "no" } },
    { success: "false", message: "no" },
    { result: [{ success: false, message: "no" }] },
  ])("without a status it is a validation error: %j", async (body) => {
    const { client } = await bench([json(200, body)]);
    const error = await failureOf(client.createConnection("98178", {}));
    expect(error).toMatchObject({ kind: "validation", outcome: "refused", apiMessage: "no", attempts: 1 });
  });
});

describe("what is accepted", () => {
  test.each([
    PROMISED.create,
    { result: PROMISED.create },
    { result: { id: "36", name: "a" } },
    { success: true, result: PROMISED.create },
    { result: [PROMISED.create] },
    [PROMISED.create],
  ])("create: flat, wrapped, or a list of one, integer or text: %j", async (body) => {
    const { client } = await bench([json(201, body)]);
    await expect(client.createConnection("98178", {})).resolves.toEqual({ connectionId: "36", name: "a" });
  });

  test.each([
    { success: true },
    { result: { success: true } },
    { success: true, result: { status: "deleted" } },
    { success: true, result: null },
    { result: [{ success: true, status: "deleted" }] },
    [{ success: true }],
  ])("delete: %j", async (body) => {
    const { client } = await bench([json(200, body)]);
    await expect(client.deleteConnection("98178", "36")).resolves.toBeUndefined();
  });

  test('"" is null, in a list, in a write and in a profile', async () => {
    const empty = { id: 36, name: "a", authorization_status: "", folder_id: "", identity: "", provider: "" };
    const { client } = await bench([json(200, [empty]), json(200, empty), json(200, { id: 322, provider: "" })]);
    const nothing = { authorizationStatus: null, folderId: null, identity: null, provider: null };
    expect(await client.listConnections("98178")).toEqual([expect.objectContaining({ name: "a", ...nothing })]);
    expect(await client.updateConnection("98178", "36", {})).toEqual({ connectionId: "36", name: "a", ...nothing });
    expect(await client.getOAuthProfile("322")).toMatchObject({ provider: null });
  });

  test("a write answers only the fields that it had; odd types count as left out", async () => {
    const body = { id: 36, folder_id: 7, parent_id: null, identity: {}, updated_at: true, tags: ["a", 1], extra: 1 };
    const { client } = await bench([json(200, body)]);
    const answer = await client.updateConnection("98178", "36", {});
    expect(answer).toEqual({ connectionId: "36", folderId: "7", parentId: null, tags: ["a"] });
  });

  test("a write's tags: null stays null, an odd type is left out", async () => {
    const { client } = await bench([json(200, { id: 36, tags: null }), json(200, { id: 36, tags: "x" })]);
    expect(await client.updateConnection("98178", "36", {})).toEqual({ connectionId: "36", tags: null });
    expect(await client.updateConnection("98178", "36", {})).toEqual({ connectionId: "36" });
  });

  test("a list: ids as text, missing and odd fields as null, flat or wrapped", async () => {
    const element = { id: 36, name: 5, provider: ["x"], folder_id: 4515, tags: ["a"] };
    const { client } = await bench([json(200, { result: [element] }), json(200, [element])]);
    const expected = {
      connectionId: "36",
      name: "5",
      provider: null,
      folderId: "4515",
      parentId: null,
      externalId: null,
      authorizationStatus: null,
      authorizationError: null,
      authorizedAt: null,
      createdAt: null,
      updatedAt: null,
      identity: null,
      connectionLostAt: null,
      connectionLostReason: null,
      tags: ["a"],
    };
    await expect(client.listConnections("98178")).resolves.toEqual([expected]);
    await expect(client.listConnections("98178")).resolves.toEqual([expected]);
  });

  test.each([
    ["2024-01-02T00:00:00Z", "2024-01-01T00:00:00Z", "first"],
    ["2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z", "second"],
    ["no date", "2024-01-02T00:00:00Z", "second"],
    ["2024-01-01T00:00:00Z", null, "first"],
    [null, null, "second"],
    ["2024-01-01T23:00:00-08:00", "2024-01-02T05:00:00Z", "first"],
    ["2024-01-02T05:00:00Z", "2024-01-01T23:00:00-08:00", "second"],
  ])("duplicate ids: the newer is kept (%s, %s)", async (one, two, kept) => {
    const { client } = await bench([
      json(200, [{ id: 1, name: "first", updated_at: one }, { id: 1, name: "second", updated_at: two }, { id: 2 }]),
    ]);
    expect((await client.listConnections("98178")).map(({ name }) => name)).toEqual([kept, null]);
  });

  test("a list of 20,000 connections", async () => {
    const { client } = await bench([
      json(200, { result: Array.from({ length: 20_000 }, (_, id) => ({ id, name: "x".repeat(400) })) }),
    ]);
    expect(await client.listConnections("98178")).toHaveLength(20_000);
  });

  test("a profile without a count", async () => {
    const { client } = await bench([json(200, { id: 322 })]);
    await expect(client.getOAuthProfile("322")).resolves.toEqual({
      profileId: "322",
      name: null,
      provider: null,
      assignedCustomers: null,
    });
  });
});

describe("what is not", () => {
  test.each([
    ["a list element without an id", "list", { result: [{ id: 1 }, { name: "x" }] }, "element 1 of the list has no id"],
    ["a list element that is none", "list", { result: [null] }, "element 0 of the list is not a connection"],
    ["a list as an object", "list", { result: { items: [] } }, "without the list of connections"],
    ["a list as the API's error with 200", "list", { message: "Not found" }, "connections: Not found"],
    ["an update of another connection", "update", { id: 37 }, "about another connection"],
    ["an update of something else", "update", { id: "abc", name: "a" }, "about another connection"],
    ["an update that says nothing", "update", {}, "says nothing of the connection"],
    ["a create with a fraction", "create", { id: 1.5 }, "without the id of the connection"],
    ["a create with a word", "create", { id: "abc" }, "without the id of the connection"],
    ["a create with an empty id", "create", { id: "" }, "without the id of the connection"],
    ["another profile", "profile", { id: 1 }, "about another OAuth profile"],
    ["a delete that says nothing", "delete", { result: { status: "deleted" } }, "without success: true"],
    ["a create of two", "create", { result: [{ id: 1 }, { id: 2 }] }, "without the id of the connection"],
    ["a create that is the API's error with 200", "create", { errors: [{ title: "Oops" }] }, "refused (errors: Oops)"],
    ["a delete that is only true", "delete", { result: true }, "without success: true"],
  ] as const)("%s", async (_title, name, body, reason) => {
    const { client } = await bench([json(200, body)]);
    const error = await failureOf(CALLS[name](client));
    expect(error.kind).toBe("unexpectedAnswer");
    expect(error.message).toContain(reason);
  });

  test("a gateway's page for 404 does not say that a connection is gone", async () => {
    const { client } = await bench([text(404, "<html><title>404</title></html>")]);
    const error = await failureOf(client.deleteConnection("98178", "36"));
    expect(error).toMatchObject({ kind: "unexpectedAnswer", outcome: "refused", status: 404 });
    expect(error.hint).toContain("base URL");
  });

  test.each([json(404, { message: "Not found" }), text(404, "")])("but the API's own 404 does", async (step) => {
    const { client, server } = await bench([step]);
    expect(await failureOf(client.deleteConnection("98178", "36"))).toMatchObject({
      kind: "notFound",
      outcome: "refused",
    });
    expect(server.requests).toHaveLength(1);
  });
});
