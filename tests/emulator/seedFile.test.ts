import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSeed } from "../../emulator";

const folder = mkdtempSync(join(tmpdir(), "seed-"));
const file = join(folder, "seed.json");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const read = (seed: unknown) => {
  writeFileSync(file, typeof seed === "string" ? seed : JSON.stringify(seed));
  return readSeed(file);
};
const customer = (more: object) => ({ customers: [{ id: 1, ...more }] });
const connection = (more: object) => customer({ connections: [{ name: "a", provider: "b", ...more }] });

describe("readSeed", () => {
  it("takes everything that a seed may say", () => {
    const workspace = {
      name: "Acme",
      folders: ["a/b", { path: "c", id: 7, description: "d" }],
      connections: [
        {
          ...{ id: 1, name: "a", provider: "b", folderId: 7, folder: "a/b", parentId: null, externalId: "x" },
          ...{ shell: true, input: { deep: { apitoken: 1 } }, authorizationStatus: null, authorizationError: null },
          ...{ authorizedAt: "2024-06-01T12:00:00Z", identity: null, connectionLostAt: null },
          ...{ connectionLostReason: "network_failure", tags: ["t"], runtime: false, activeRecipes: [1] },
        },
      ],
      assignedProfiles: [322],
    };
    const field = { name: "a", type: "object", pick_list: [["A", "a"]], properties: [{ name: "b" }], further: [1] };
    const seed = {
      customers: [
        { ...workspace, id: "98178", externalId: "A2300", environments: { test: { ...workspace, id: 2 }, prod: {} } },
      ],
      profiles: [{ id: 322, name: "a", provider: "b", clientId: "c", sharedAccounts: 0 }],
      schemas: { jira: { fields: [field], extended: [{ when: { a: "b" }, fields: [field] }] } },
    };
    expect(read(seed)).toEqual(seed);
    expect(read({})).toEqual({});
  });

  it.each<[string, unknown]>([
    ["it must be an object, not a list", []],
    ["customer is not known here, only customers, profiles, schemas", { customer: [] }],
    ["customers must be a list, not an object", { customers: {} }],
    ["customers[0] must be an object, not 98178", { customers: [98178] }],
    ["customers[0].id is missing", { customers: [{}] }],
    ["customers[0].id must be digits, not a text", { customers: [{ id: "1_dev" }] }],
    ["customers[0].environments.dev is not known here, only test, prod", customer({ environments: { dev: {} } })],
    ["customers[0].environments must be an object, not a list", customer({ environments: ["test"] })],
    ["customers[0].conections is not known here", customer({ conections: [] })],
    ["customers[0].folders[1] must be an object, not 7", customer({ folders: ["a", 7] })],
    ["customers[0].folders[0].path is missing", customer({ folders: [{}] })],
    ["customers[0].connections[0].provider is missing", customer({ connections: [{ name: "a" }] })],
    ["customers[0].connections[0].id must be a positive whole number, not a text", connection({ id: "36" })],
    ["customers[0].connections[0].id must be a positive whole number, not 0", connection({ id: 0 })],
    ["customers[0].connections[0].shell must be true or false, not a text", connection({ shell: "true" })],
    ["customers[0].connections[0].input must be an object, not a text", connection({ input: "sesame" })],
    [
      '.authorizationStatus must be "success", "failed", "exception" or null',
      connection({ authorizationStatus: "ok" }),
    ],
    ["customers[0].connections[0].tags[0] must be a text, not null", connection({ tags: [null] })],
    ["profiles[0].provider is missing", { profiles: [{ id: 1 }] }],
    ["schemas.jira must be an object, not a list", { schemas: { jira: [] } }],
    ["schemas.jira.fields[0].name is missing", { schemas: { jira: { fields: [{ label: "a" }] } } }],
    [".pick_list[0] must be a pair of texts", { schemas: { jira: { fields: [{ name: "a", pick_list: ["a"] }] } } }],
  ])("says %s", (message, seed) => {
    expect(() => read(seed)).toThrow(message);
    expect(() => read(seed)).toThrow(`${file} is no seed: `);
    expect(() => read(seed)).not.toThrow("sesame");
  });

  it("says that a file is not there, or is no JSON", () => {
    expect(() => readSeed(join(folder, "none.json"))).toThrow(/none\.json is no seed: .*no such file/);
    expect(() => read("{")).toThrow(/seed\.json is no seed: .*JSON/);
  });
});
