import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmulator, type Emulator, type EmulatorOptions } from "../../emulator";

const running: Emulator[] = [];
const folder = mkdtempSync(path.join(tmpdir(), "emulator-"));

afterEach(() => Promise.all(running.splice(0).map((emulator) => emulator.close())));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
}

async function control({ url }: Emulator, verb: string, body?: unknown, method = "POST") {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${url}/__emulator/${verb}`, { method, ...(method === "POST" ? { body: text } : {}) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function create({ url, token }: Emulator, body: unknown): Promise<Response> {
  return await fetch(`${url}/api/managed_users/98178/connections`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const JIRA = { name: "Jira", provider: "jira", input: { apitoken: "sesame" } };

describe("what a person does, by requests", () => {
  test("each verb changes what the API holds, with a list or with names; no token, no journal", async () => {
    const emulator = await start();
    const made = await control(emulator, "addConnection", { customerId: 98178, name: "Jira", provider: "jira" });
    expect(made).toMatchObject({ status: 200, body: { id: 1001, authorizationStatus: "success" } });
    await control(emulator, "loseAuthorization", [1001]);
    expect(emulator.connection(1001)).toMatchObject({ connectionLostReason: "authentication_failure" });
    await control(emulator, "authorize", { id: 1001 });
    expect(emulator.connection(1001)).toMatchObject({ connectionLostReason: null });
    await control(emulator, "edit", { id: 1001, name: "renamed" });
    await control(emulator, "edit", { id: 1001, edit: { externalId: "u1" } });
    await control(emulator, "useInRecipe", [1001, 7]);
    expect(emulator.connection(1001)).toMatchObject({ name: "renamed", externalId: "u1", activeRecipes: [7] });
    expect((await control(emulator, "connections", [])).body).toHaveLength(1);
    await control(emulator, "remove", [1001]);
    expect(emulator.connections()).toEqual([]);
    expect(emulator.requests).toEqual([]);
  });

  test("faults and tokens, too", async () => {
    const emulator = await start();
    await control(emulator, "failNext", { method: "POST", status: 503 });
    expect((await create(emulator, JIRA)).status).toBe(503);
    await control(emulator, "rotateToken", ["new"]);
    expect(emulator.token).toBe("new");
  });

  test.each([
    ["fly", [], 404, "there is no fly, but customers, addCustomer,"],
    ["authorize", [99], 400, "no connection 99. authorize takes id, as a list or by name"],
    ["authorize", "no JSON", 400, "authorize takes id, as a list or by name"],
    ["customers", "null", 400, "customers takes nothing, as a list or by name"],
  ])("%s with %j: %i", async (verb, body, status, message) => {
    const answer = await control(await start(), verb, body);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(message);
  });

  test("a look in a browser says how it is meant", async () => {
    expect(await control(await start(), "customers", undefined, "GET")).toEqual({
      status: 405,
      body: { message: "POST /__emulator/customers" },
    });
  });
});

describe("a state that is kept in a file", () => {
  test("is there again after a restart, with what people have done, and numbers go on", async () => {
    const stateFile = path.join(folder, "state.json");
    const first = await start({ stateFile });
    await create(first, JIRA);
    await control(first, "addFolder", [98178, "Integrations/CRM"]);
    await control(first, "assignByHand", [98178, 322]);
    await control(first, "loseAuthorization", [1001]);
    const held = [first.connections(), first.folders(98178), first.assignments(98178), first.customers()];
    await first.close();
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    const second = await start({ stateFile });
    expect([second.connections(), second.folders(98178), second.assignments(98178), second.customers()]).toEqual(held);
    await create(second, { ...JIRA, name: "Other" });
    expect(second.connections().map(({ id }) => id)).toEqual([1001, 1002]);
    expect(second.addFolder(98178, "More").id).toBeGreaterThan(held[1]!.length);
  });

  test("is written before the answer: a killed emulator forgets nothing", async () => {
    const stateFile = path.join(folder, "killed.json");
    const emulator = await start({ stateFile });
    emulator.failNext({ method: "POST", cut: "after" });
    await create(emulator, JIRA).catch(() => undefined);
    expect(readFileSync(stateFile, "utf8")).toContain('"Jira"');
  });

  test("that is no state is an error that names the file", async () => {
    const stateFile = path.join(folder, "none.json");
    writeFileSync(stateFile, "{}");
    await expect(start({ stateFile })).rejects.toThrow(
      new RegExp(`^the state in ${stateFile} cannot be used \\(.*\\): name another file, or remove it$`),
    );
  });
});

test("no request ends it: 20,000 nested lists", async () => {
  const emulator = await start();
  const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  const answer = await create(emulator, `{"name":"Jira","provider":"jira","input":{"a":${deep}}}`).catch(
    () => undefined,
  );
  expect(answer?.status ?? 500).toBeGreaterThanOrEqual(200);
  expect(
    (await control(emulator, "addConnection", `[98178,{"name":"a","provider":"jira","input":{"a":${deep}}}]`)).status,
  ).toBeGreaterThan(0);
  expect((await create(emulator, JIRA)).status).toBe(200);
});

test("on an IPv6 address, its URL can be used", async () => {
  const emulator = await start({ host: "::1" });
  expect(emulator.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  expect((await create(emulator, JIRA)).status).toBe(200);
});
