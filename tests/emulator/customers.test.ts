import { startEmulator, type CustomerSeed, type Emulator } from "../../emulator";
import { namesIn, send } from "./testClient";

const CUSTOMERS = "/api/managed_users";

let emulator: Emulator;
const start = async (...customers: CustomerSeed[]): Promise<void> => {
  emulator = await startEmulator({ seed: { customers } });
};
const get = (path: string) => send(emulator, "GET", `${CUSTOMERS}${path}`);
afterEach(() => emulator.close());

describe("environments", () => {
  const acme: CustomerSeed = {
    id: 98178,
    name: "Acme",
    externalId: "A2300",
    connections: [{ name: "of development", provider: "jira" }],
    environments: {
      test: { id: 98180, connections: [{ name: "of test", provider: "jira" }] },
      prod: { id: "98181", name: "Acme, live", connections: [{ name: "of production", provider: "jira" }] },
    },
  };

  it("are workspaces of their own, each with its number; the customer's number and external id name development", async () => {
    await start(acme);
    const names = async (id: string) => namesIn(await get(`/${id}/connections`));
    expect(await names("98178")).toEqual(["of development"]);
    expect(await names("EA2300")).toEqual(["of development"]);
    expect(await names("98180")).toEqual(["of test"]);
    expect(await names("98181")).toEqual(["of production"]);
    await send(emulator, "POST", `${CUSTOMERS}/98180/custom_oauth_profiles/322/assign`);
    expect([98178, 98180, 98181].map((id) => emulator.assignments(id))).toEqual([[], [322], []]);
  });

  it("get numbers that the emulator makes where the seed gives none", async () => {
    await start({ id: 1, environments: {} }, { id: 2, environments: { prod: { name: "Two, live" } } });
    expect(emulator.customers()).toMatchObject([
      { id: "1", environment: null },
      { id: "900001", environment: { of: "1", name: "test" }, name: "Customer 1 (test)" },
      { id: "900002", environment: { of: "1", name: "prod" }, name: "Customer 1 (prod)" },
      { id: "2", environment: null },
      { id: "900003", environment: { of: "2", name: "test" } },
      { id: "900004", environment: { of: "2", name: "prod" }, name: "Two, live" },
    ]);
    expect((await get("/900004/connections")).status).toBe(200);
  });

  it("are removed with their customer, or alone", async () => {
    await start(acme, { id: 5 });
    emulator.removeCustomer(98181);
    expect((await get("/98178")).body.environments).toEqual([{ id: 98180, name: "test" }]);
    emulator.removeCustomer("EA2300");
    expect(emulator.customers().map(({ id }) => id)).toEqual(["5"]);
    expect(emulator.connections()).toEqual([]);
  });

  it("and their customer are replaced by a customer of that number", async () => {
    await start(acme, { id: 5 });
    emulator.addCustomer({ id: 98178, name: "Anew" });
    expect(emulator.customers()).toMatchObject([{ id: "5" }, { id: "98178", name: "Anew", externalId: null }]);
    expect(emulator.connections()).toEqual([]);
  });

  it("with a number that is taken, or is no number, are refused", async () => {
    await start({ id: 1 });
    for (const id of ["01", "1_dev", ""]) {
      expect(() => emulator.addCustomer({ id })).toThrow(`"${id}" is no number of a customer`);
    }
    await expect(startEmulator({ seed: { customers: [{ id: 2 }, { id: 2 }] } })).rejects.toThrow(
      "customer 2 exists already",
    );
    await expect(
      startEmulator({ seed: { customers: [{ id: 2, environments: { test: { id: 2 } } }] } }),
    ).rejects.toThrow("customer 2 exists already");
  });
});

describe(`GET ${CUSTOMERS}`, () => {
  it("answers customers in the order of their numbers, each with its environments", async () => {
    await start({ id: 10, externalId: "ten" }, { id: 9, name: "Nine", environments: { test: { id: 11 } } });
    const { status, body } = await get("");
    expect(status).toBe(200);
    expect(body).toEqual({
      result: [
        expect.objectContaining({
          id: 9,
          external_id: null,
          name: "Nine",
          environments: [
            { id: 11, name: "test" },
            { id: 900001, name: "prod" },
          ],
        }),
        expect.objectContaining({ id: 10, external_id: "ten", name: "Customer 10", environments: null }),
      ],
      count: 2,
      page: 1,
      per_page: 100,
    });
  });

  it("answers pages, never more than 100 a page", async () => {
    await start(...Array.from({ length: 101 }, (_, index) => ({ id: index + 1 })));
    const ids = async (query: string) => ((await get(query)).body.result as { id: number }[]).map(({ id }) => id);
    expect(await ids("")).toHaveLength(100);
    expect(await ids("?per_page=500&page=2")).toEqual([101]);
    expect(await ids("?per_page=2&page=3")).toEqual([5, 6]);
    expect((await get("?per_page=2&page=60")).body).toEqual({ result: [], count: 101, page: 60, per_page: 2 });
  });

  it("gives fewer elements a page than it was asked for, and repeats the number", async () => {
    await start(...Array.from({ length: 7 }, (_, index) => ({ id: index + 1 })));
    emulator.behaviour.mostPerPage = 3;
    const page = async (number: number) => (await get(`?per_page=100&page=${number}`)).body;
    expect(await page(1)).toMatchObject({ result: [{ id: 1 }, { id: 2 }, { id: 3 }], per_page: 100, count: 7 });
    expect(await page(3)).toMatchObject({ result: [{ id: 7 }], per_page: 100 });
  });

  it.each([
    [
      "objects",
      [
        { id: 11, name: "test" },
        { id: 12, name: "prod" },
      ],
      null,
    ],
    ["numbers", { test: 11, prod: 12 }, null],
    ["names", ["test", "prod"], null],
    ["unsaid", undefined, undefined],
  ] as const)("says environments as %s", async (environmentsAs, expected, none) => {
    await start({ id: 9, environments: { test: { id: 11 }, prod: { id: 12 } } }, { id: 10 });
    emulator.behaviour.environmentsAs = environmentsAs;
    const answers = (await get("")).body.result as Record<string, unknown>[];
    expect(answers.map(({ environments }) => environments)).toEqual([expected, none]);
  });

  it("has nothing for a token of another admin workspace", async () => {
    await start({ id: 1 });
    emulator.behaviour.foreignTokens = [emulator.token];
    expect((await get("")).body).toMatchObject({ result: [], count: 0 });
    expect((await get("/1")).status).toBe(404);
  });
});

describe(`GET ${CUSTOMERS}/:id`, () => {
  it("answers one customer, flat, by number and by external id; an environment, too; and 404", async () => {
    await start({ id: 98178, externalId: "A/1", environments: { test: { id: 98180 } } });
    const { body } = await get("/98178");
    expect(body).toMatchObject({ id: 98178, external_id: "A/1", name: "Customer 98178", in_trial: false });
    expect((await get("/EA%2F1")).body).toEqual(body);
    expect((await get("/98180")).body).toMatchObject({ id: 98180, external_id: null, environments: null });
    expect((await get("/98179")).status).toBe(404);
  });
});
