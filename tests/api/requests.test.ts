import { TOKEN, bench, PROMISED } from "./support/harness";
import { json } from "./support/scriptedServer";

const CUSTOMER = "/api/managed_users/98178";

describe("each method sends the request of its endpoint", () => {
  test("list: GET without a query", async () => {
    const { client, server } = await bench([json(200, PROMISED.list)]);
    await client.listConnections("98178");
    expect(server.requests).toMatchObject([{ method: "GET", url: `${CUSTOMER}/connections`, body: "" }]);
  });

  test("list: every filter, runtime connections and tags", async () => {
    const { client, server } = await bench([json(200, { result: [] })]);
    await client.listConnections("98178", {
      provider: "a&b",
      folderId: "1",
      parentId: "2",
      externalId: "U 1",
      includeRuntimeConnections: true,
      includeTags: true,
    });
    expect(server.requests[0]!.url).toBe(
      `${CUSTOMER}/connections?provider=a%26b&folder_id=1&parent_id=2&external_id=U%201&include_runtime_connections=true&includes[]=tags`,
    );
  });

  test("create: POST with the keys that are present, null as null", async () => {
    const { client, server } = await bench([json(200, PROMISED.create)]);
    await client.createConnection("98178", {
      name: "n",
      provider: "jira",
      parentId: null,
      folderId: "5",
      shellConnection: true,
      input: { a: { b: [1, "ü"] } },
    });
    expect(server.requests[0]).toMatchObject({ method: "POST", url: `${CUSTOMER}/connections` });
    expect(JSON.parse(server.requests[0]!.body)).toEqual({
      name: "n",
      provider: "jira",
      parent_id: null,
      folder_id: "5",
      shell_connection: true,
      input: { a: { b: [1, "ü"] } },
    });
    expect(server.requests[0]!.headers["content-type"]).toBe("application/json; charset=utf-8");
  });

  test("update: PUT with what changed only", async () => {
    const { client, server } = await bench([json(200, PROMISED.update)]);
    await client.updateConnection("98178", "36", { externalId: null });
    expect(server.requests).toMatchObject([
      { method: "PUT", url: `${CUSTOMER}/connections/36`, body: '{"external_id":null}' },
    ]);
  });

  test.each([
    [false, "", ""],
    [true, "?force=true", '{"force":"true"}'],
  ])("disconnect and unassign: force %s", async (force, query, body) => {
    const { client, server } = await bench([json(200, { success: true })]);
    await client.disconnectConnection("98178", "36", { force });
    await client.unassignOAuthProfile("98178", "322", { force });
    expect(server.requests).toMatchObject([
      { method: "POST", url: `${CUSTOMER}/connections/36/disconnect${query}`, body },
      { method: "DELETE", url: `${CUSTOMER}/custom_oauth_profiles/322/unassign${query}`, body: "" },
    ]);
    expect(server.requests[0]!.headers["content-type"]).toBe(force ? "application/json; charset=utf-8" : undefined);
    expect(server.requests[0]!.headers["content-length"]).toBe(String(body.length));
  });

  test("delete, assign and the lookup of a profile", async () => {
    const { client, server } = await bench([
      json(200, PROMISED.delete),
      json(200, PROMISED.assign),
      json(200, PROMISED.profile),
    ]);
    await client.deleteConnection("98178", "36");
    await client.assignOAuthProfile("98178", "322");
    await expect(client.getOAuthProfile("322")).resolves.toEqual({
      profileId: "322",
      name: "p",
      provider: "jira",
      assignedCustomers: 2,
    });
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `DELETE ${CUSTOMER}/connections/36`,
      `POST ${CUSTOMER}/custom_oauth_profiles/322/assign`,
      "GET /api/custom_oauth_profiles/322",
    ]);
  });

  test.each([
    ["EB/23 00", "EB%2F23%2000"],
    ["98178_prod", "98178_prod"],
    ["E%41", "E%2541"],
  ])("a customer id is encoded once: %s", async (id, encoded) => {
    const { client, server } = await bench([json(200, { result: [] })]);
    await client.listConnections(id);
    expect(server.requests[0]!.url).toBe(`/api/managed_users/${encoded}/connections`);
  });

  test.each(["", ".", ".."])("an id that would make another path is never sent: %j", async (id) => {
    const { client, server } = await bench([json(200, { success: true })]);
    await expect(client.deleteConnection("98178", id)).rejects.toThrow("cannot be an id");
    expect(server.requests).toHaveLength(0);
  });

  test("every request has the token, Accept and our User-Agent; connections are kept open", async () => {
    const { client, server } = await bench([json(200, PROMISED.list)]);
    await client.listConnections("98178");
    expect(server.requests[0]!.headers).toMatchObject({
      accept: "application/json",
      authorization: `Bearer ${TOKEN}`,
      "user-agent": expect.stringMatching(/^pulumi-workato-embedded\/\d+\.\d+\.\d+/) as unknown,
      connection: "keep-alive",
    });
  });
});

describe("beforeSend", () => {
  test("is called before each attempt", async () => {
    const methods: string[] = [];
    const beforeSend = (method: string): Promise<void> => Promise.resolve(void methods.push(method));
    const { client } = await bench([json(500, {}), json(200, PROMISED.list)], { beforeSend });
    await client.listConnections("98178");
    expect(methods).toEqual(["GET", "GET"]);
  });

  test("a throw prevents the request, reaches the caller as it is, and takes nothing of the quota", async () => {
    let refuse = true;
    const beforeSend = (): Promise<void> => (refuse ? Promise.reject(new Error("cancelled")) : Promise.resolve());
    const { client, server } = await bench([json(200, PROMISED.create)], { beforeSend, requestsPerMinute: 1 });
    await expect(client.createConnection("98178", { name: "a" })).rejects.toThrow("cancelled");
    expect(server.requests).toHaveLength(0);
    refuse = false;
    await client.createConnection("98178", { name: "a" });
    expect(server.requests).toHaveLength(1);
  });
});
