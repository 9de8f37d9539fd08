import type { WorkatoClient } from "../../provider/api";
import { bench, failureOf, PROMISED, READS } from "./support/harness";
import { json, type ScriptedServer, type Step } from "./support/scriptedServer";

const requestsOf = (server: ScriptedServer): string[] => server.requests.map(({ method, url }) => `${method} ${url}`);

/** A server that has so many customers and gives at most `perPage` of them at once. */
function pagesOf(total: number, { perPage = 100, said = {}, first = 1 } = {}): Step {
  return (response, socket, request) => {
    const page = Number(new URL(request.url, "http://x").searchParams.get("page"));
    const ids = Array.from({ length: total }, (_, index) => first + index).slice((page - 1) * perPage, page * perPage);
    json(200, { result: ids.map((id) => ({ id })), ...said })(response, socket, request);
  };
}

describe("each lookup asks its endpoint and reads what it answers", () => {
  test.each<[keyof typeof READS, string, unknown]>([
    [
      "customers",
      "GET /api/managed_users?page=1&per_page=100",
      [{ managedUserId: "98178", externalId: "A2300", name: "Acme", environments: undefined }],
    ],
    [
      "folders",
      "GET /api/managed_users/98178/folders?page=1&per_page=100",
      [{ folderId: "7", name: "Integrations", parentId: "1" }],
    ],
    [
      "projects",
      "GET /api/managed_users/98178/projects?page=1&per_page=100",
      [{ projectId: "5", folderId: "7", name: "Integrations", description: null }],
    ],
    [
      "profiles",
      "GET /api/custom_oauth_profiles?page=1&per_page=100",
      [{ profileId: "322", name: "p", provider: "jira", assignedCustomers: 2 }],
    ],
    ["connectionSchema", "GET /api/managed_users/98178/connections/36/input_schema", [expect.anything()]],
    ["connectorSchema", "GET /api/v2/managed_users/98178/connectors/jira/input_schema", [expect.anything()]],
  ])("%s", async (name, request, expected) => {
    const bare = (PROMISED[name] as { result: unknown }).result;
    const { client, server } = await bench([json(200, PROMISED[name]), json(200, bare), json(200, [])]);
    expect(await READS[name](client)).toEqual(expected);
    expect(requestsOf(server)).toEqual([request]);
    expect(await READS[name](client)).toEqual(expected);
  });

  test("the folders in a folder", async () => {
    const { client, server } = await bench([json(200, [])]);
    expect(await client.listFolders("EB/23", "4515")).toEqual([]);
    expect(requestsOf(server)).toEqual(["GET /api/managed_users/EB%2F23/folders?parent_id=4515&page=1&per_page=100"]);
  });

  test("what is missing or empty is null", async () => {
    const { client } = await bench([json(200, [{ id: "1", name: "", external_id: "", folder_id: null }])]);
    expect(await client.listCustomers()).toMatchObject([{ managedUserId: "1", externalId: null, name: null }]);
    expect(await client.listFolders("1")).toEqual([{ folderId: "1", name: null, parentId: null }]);
    expect(await client.listProjects("1")).toEqual([{ projectId: "1", folderId: null, name: null, description: null }]);
    expect(await client.listOAuthProfiles()).toEqual([
      { profileId: "1", name: null, provider: null, assignedCustomers: null },
    ]);
  });

  test.each([
    ["not said", undefined, undefined],
    ["null", null, {}],
    ["an empty text", "", {}],
    ["an empty list", [], {}],
    [
      "two: the original is the third",
      [
        { id: 3, name: "prod" },
        { id: "2", environment_type: "Test" },
      ],
      { dev: "1", test: "2", prod: "3" },
    ],
    [
      "two others: the original is the third",
      [
        { id: 3, name: "Development" },
        { id: 2, name: "test" },
      ],
      { dev: "3", test: "2", prod: "1" },
    ],
    ["one: what the original is, nobody says", [{ id: 3, name: "Production", type: "production" }], { prod: "3" }],
    ["the customer itself", [{ id: 1, name: "prod" }], { prod: "1" }],
    ["an object", { PROD: 3, TEST: { id: 2 } }, { dev: "1", test: "2", prod: "3" }],
    ["an unknown word", [{ id: 2, name: "UAT" }], undefined],
    ["two words that contradict", [{ id: 2, name: "test", type: "prod" }], undefined],
    [
      "one word twice",
      [
        { id: 2, name: "test" },
        { id: 3, name: "test" },
      ],
      undefined,
    ],
    ["no number", [{ managed_user_id: 2, name: "test" }], undefined],
    ["texts", ["test"], undefined],
    ["a number", 5, undefined],
  ])("the environments of a customer: %s", async (_title, environments, expected) => {
    const { client } = await bench([json(200, [{ id: 1, name: "test", environments }])]);
    const [customer] = await client.listCustomers();
    expect(customer?.environments).toEqual(expected);
  });

  test.each([
    ["a customer without an id", "customers", [{ name: "x" }], "element 0 of the list has no id"],
    ["a folder that is none", "folders", [null], "element 0 of the list is not a folder"],
    ["a list as an object", "profiles", { items: [] }, "without the list of OAuth profiles"],
    ["projects as the API's error with 200", "projects", { message: "No" }, "without the list of projects: No"],
    ["fields without names", "connectorSchema", [{ label: "x" }], "without the list of input fields"],
  ] as const)("%s is an error", async (_title, name, body, reason) => {
    const { client } = await bench([json(200, body)]);
    const error = await failureOf(READS[name](client));
    expect(error).toMatchObject({ kind: "unexpectedAnswer", outcome: "refused" });
    expect(error.message).toContain(reason);
  });
});

describe("pages", () => {
  /** How many elements came, and with how many requests. */
  async function listing(step: Step, list: (client: WorkatoClient) => Promise<unknown[]>): Promise<[number, number]> {
    const { client, server } = await bench([step], { requestsPerMinute: 2000 });
    return [(await list(client)).length, server.requests.length];
  }
  const customers = (client: WorkatoClient): Promise<unknown[]> => client.listCustomers();
  const folders = (client: WorkatoClient): Promise<unknown[]> => client.listFolders("1");

  test.each([
    [0, 1],
    [1, 1],
    [9, 1],
    [10, 2],
    [99, 2],
    [100, 2],
    [250, 3],
  ])(
    "%i folders: %i requests, for a page that is shorter than the one before, or than any page is, is the last",
    async (total, requests) => {
      expect(await listing(pagesOf(total), folders)).toEqual([total, requests]);
    },
  );

  test.each([10, 20, 25, 50])(
    "a server that never gives more than %i, and repeats the number that it was asked for",
    async (perPage) => {
      for (const said of [{ per_page: 100 }, { per_page: 100, count: perPage }, { per_page: 100, count: 170 }, {}]) {
        for (const list of [customers, folders]) {
          const [found] = await listing(pagesOf(170, { perPage, said }), list);
          expect(found).toBe(170);
        }
      }
    },
  );

  test.each([
    ["its size", { per_page: 20 }],
    ["its size as text", { per_page: "20" }],
    ["how many there are", { per_page: 100, count: 45 }],
  ])("a server with smaller pages that says %s", async (_title, said) => {
    expect(await listing(pagesOf(45, { perPage: 20, said }), customers)).toEqual([45, 3]);
  });

  test("a server with smaller pages that says nothing: until one is shorter", async () => {
    expect(await listing(pagesOf(45, { perPage: 20 }), customers)).toEqual([45, 3]);
  });

  test("a count of the page's own elements proves nothing", async () => {
    expect(await listing(pagesOf(45, { said: { per_page: 100, count: 45 } }), customers)).toEqual([45, 2]);
  });

  test("a page that is shorter than the one before does not end a list that has more", async () => {
    const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => ({ id: from + index }));
    const page = (from: number, to: number) => json(200, { result: ids(from, to), count: 170, per_page: 100 });
    const { client } = await bench([page(0, 100), page(100, 150), page(150, 170), json(200, { result: [] })]);
    expect(await client.listCustomers()).toHaveLength(170);
  });

  test("a server that gives the same page whatever is asked for", async () => {
    const same = json(200, { result: Array.from({ length: 100 }, (_, id) => ({ id })), count: 1_000_000 });
    expect(await listing(same, customers)).toEqual([100, 2]);
  });

  test("an element that moves to the next page meanwhile counts once", async () => {
    const ids = (from: number): unknown => Array.from({ length: 100 }, (_, index) => ({ id: from + index }));
    const { client } = await bench([json(200, ids(1)), json(200, ids(100)), json(200, [])]);
    expect(await client.listFolders("1")).toHaveLength(199);
  });

  test("a list without end is an error", async () => {
    const endless: Step = (response, socket, request) => {
      const page = Number(new URL(request.url, "http://x").searchParams.get("page"));
      json(200, { result: [{ id: page }], per_page: 1 })(response, socket, request);
    };
    await expect(listing(endless, customers)).rejects.toThrow("it still has more after 1000 pages");
  });

  test("a page that fails for good fails the list", async () => {
    const { client } = await bench([pagesOf(200), json(403, { message: "No" })]);
    expect(await failureOf(client.listFolders("1"))).toMatchObject({
      kind: "forbidden",
      path: "/api/managed_users/1/folders?page=2&per_page=100",
    });
  });
});

describe("quotas", () => {
  const QUOTAS: (keyof typeof READS)[][] = [
    ["customers"],
    ["folders", "projects"],
    ["profiles", "profile"],
    ["connectionSchema", "connectorSchema"],
  ];

  test.each(QUOTAS.map((names) => [names]))("%j share one, with no other lookup", async (names) => {
    const stop = new AbortController();
    const answer = { result: [{ id: 322, name: "x" }], per_page: 100 };
    const { client } = await bench([json(200, answer)], { requestsPerMinute: 1, signal: stop.signal });
    await READS[names[0]!](client);
    const waiting = Promise.all(names.map((name) => failureOf(READS[name](client))));
    for (const others of QUOTAS) if (others !== names) await READS[others[0]!](client);
    stop.abort();
    for (const error of await waiting) expect(error).toMatchObject({ kind: "cancelled", attempts: 0 });
  });
});

describe("input schemas", () => {
  const FIELDS = [
    {
      name: "auth_type",
      label: "Authentication",
      control_type: "select",
      pick_list: [
        ["API key", "api_key"],
        ["OAuth", "oauth"],
      ],
    },
    { name: "apitoken", type: "string", control_type: "password", optional: "true", hint: "<b>From</b> your profile" },
    { name: "port", type: "integer", optional: true, pick_list: "ports" },
    { name: "region", options: [{ label: "Europe", value: "eu" }, "us", 7, true, null] },
    {
      name: "advanced",
      type: "object",
      properties: [{ name: "scope" }, { name: "more", properties: [{ name: "deep" }] }],
    },
  ];
  const plain = { label: null, optional: false, type: "string", controlType: null, hint: null, allowedValues: [] };
  const PARAMETERS = [
    {
      ...plain,
      name: "auth_type",
      label: "Authentication",
      controlType: "select",
      allowedValues: ["api_key", "oauth"],
    },
    { ...plain, name: "apitoken", optional: true, controlType: "password", hint: "<b>From</b> your profile" },
    { ...plain, name: "port", optional: true, type: "integer" },
    { ...plain, name: "region", allowedValues: ["eu", "us", "7", "true"] },
    { ...plain, name: "advanced", type: "object" },
    { ...plain, name: "advanced.scope" },
    { ...plain, name: "advanced.more" },
    { ...plain, name: "advanced.more.deep" },
  ];

  test.each([
    ["a list in result", { result: FIELDS }],
    ["a bare list", FIELDS],
    ["an object with the list", { result: { input_schema: FIELDS } }],
    ["a list of one with the list", { result: [{ input_schema: FIELDS }] }],
    ["an object with several lists", { input_schema: FIELDS.slice(0, 3), extended_settings_schema: FIELDS.slice(3) }],
    ["a field that is listed twice", [...FIELDS.slice(0, 1), ...FIELDS]],
  ])("%s", async (_title, body) => {
    const { client } = await bench([json(200, body)]);
    expect(await client.getConnectorInputSchema("1", "jira")).toEqual(PARAMETERS);
    expect(await client.getConnectionInputSchema("1", "36")).toEqual(PARAMETERS);
  });

  test("a connector without parameters", async () => {
    const { client } = await bench([json(200, { result: [] })]);
    expect(await client.getConnectorInputSchema("1", "workday")).toEqual([]);
  });

  test("the name of a connector is encoded", async () => {
    const { client, server } = await bench([json(200, [])]);
    await client.getConnectorInputSchema("1", "my/connector");
    expect(requestsOf(server)).toEqual(["GET /api/v2/managed_users/1/connectors/my%2Fconnector/input_schema"]);
  });
});
