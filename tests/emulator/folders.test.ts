import { startEmulator, type Emulator, type FolderSeed } from "../../emulator";
import { namesIn, send } from "./testClient";

const FOLDERS = "/api/managed_users/98178/folders";
const PROJECTS = "/api/managed_users/98178/projects";

let emulator: Emulator;
const start = async (...folders: (string | FolderSeed)[]): Promise<void> => {
  emulator = await startEmulator({ seed: { customers: [{ id: 98178, folders }, { id: 98179 }] } });
};
const get = (path: string) => send(emulator, "GET", path);
const idsIn = ({ body }: Awaited<ReturnType<typeof get>>) => (body.result as { id: number }[]).map(({ id }) => id);
afterEach(() => emulator.close());

describe(`GET ${FOLDERS}`, () => {
  it("answers what is directly in Home, or in parent_id", async () => {
    await start("Integrations/CRM", "Integrations/ERP", { path: "Sales", id: 77 });
    const home = emulator.customers()[0]!.homeFolderId;
    const top = await get(FOLDERS);
    expect(top.body.result).toEqual([
      {
        id: expect.any(Number) as unknown,
        name: "Integrations",
        parent_id: home,
        created_at: expect.any(String) as unknown,
        updated_at: expect.any(String) as unknown,
      },
      expect.objectContaining({ id: 77, name: "Sales", parent_id: home }),
    ]);
    expect((await get(`${FOLDERS}?parent_id=${home}`)).body).toEqual(top.body);
    const [integrations] = idsIn(top);
    const below = await get(`${FOLDERS}?parent_id=${integrations}`);
    expect(namesIn(below)).toEqual(["CRM", "ERP"]);
    expect(below.body.result).toMatchObject([{ parent_id: integrations }, { parent_id: integrations }]);
    expect((await get(`${FOLDERS}?parent_id=77`)).body.result).toEqual([]);
  });

  it("answers pages", async () => {
    await start("a", "b", "c");
    expect(namesIn(await get(`${FOLDERS}?page=2&per_page=2`))).toEqual(["c"]);
  });

  it("answers 404 for an unknown parent or customer, and knows no folder of another customer", async () => {
    await start({ path: "a", id: 77 });
    expect((await get(`${FOLDERS}?parent_id=5`)).status).toBe(404);
    expect((await get(`${FOLDERS}?parent_id=x`)).status).toBe(404);
    expect((await get("/api/managed_users/1/folders")).status).toBe(404);
    expect((await get("/api/managed_users/98179/folders")).body.result).toEqual([]);
    expect((await get("/api/managed_users/98179/folders?parent_id=77")).status).toBe(404);
  });
});

describe(`GET ${PROJECTS}`, () => {
  it("answers the top-level folders as projects, with the folder that connections are put into", async () => {
    await start({ path: "CRM", id: 77, description: "All of CRM" }, "ERP/EU");
    const { body } = await get(PROJECTS);
    expect(body.result).toEqual([
      { id: expect.any(Number) as unknown, folder_id: 77, name: "CRM", description: "All of CRM" },
      expect.objectContaining({ name: "ERP", description: null }),
    ]);
    expect(namesIn(await get(`${PROJECTS}?page=2&per_page=1`))).toEqual(["ERP"]);
    expect((await get("/api/managed_users/1/projects")).status).toBe(404);
  });
});

describe("a path", () => {
  it("makes the folders that are missing, also for a connection", async () => {
    await start("Integrations/CRM");
    const { folderId } = emulator.addConnection(98178, { name: "a", provider: "jira", folder: "Integrations/CRM/EU" });
    expect(emulator.addFolder(98178, "Integrations/CRM/EU").id).toBe(folderId);
    expect(emulator.folders(98178).map(({ name }) => name)).toEqual(["Integrations", "CRM", "EU"]);
    expect(emulator.addFolder(98178, { path: "Sales/EMEA", id: 90 })).toMatchObject({ id: 90, name: "EMEA" });
  });

  it("that is none, or contradicts what is there, is an error", async () => {
    await start({ path: "a", id: 77 });
    const add = (folder: string | FolderSeed) => () => emulator.addFolder(98178, folder);
    expect(add("")).toThrow('"" is no path of folders');
    expect(add("/a")).toThrow('"/a" is no path of folders');
    expect(add({ path: "a", id: 78 })).toThrow('folder "a" exists already, as 77');
    expect(add({ path: "b", id: 77 })).toThrow("folder 77 exists already");
    expect(add({ path: "a/b", description: "x" })).toThrow('"a/b" is no top-level folder');
  });
});
