import * as pulumi from "@pulumi/pulumi";
import type { Emulator } from "../../../emulator";
import { externalId, getFolder, getFolderOutput } from "../../../provider";
import { errorOf, stackOf, takeRequests, useStack, valueOf } from "./support/lookupBench";

const CUSTOMER = "98178";

/** An emulator with one customer and these folders. */
const workspace = (...folders: string[]) =>
  stackOf({ seed: { customers: [{ id: CUSTOMER, externalId: "A/23", folders }] } });

/** One whose folders, by the number of the folder that they are in, are what the emulator's own paths cannot name. */
async function workspaceOf(levels: Record<string, [number, string | null][]>): Promise<Emulator> {
  const emulator = await workspace();
  for (const [parent, folders] of Object.entries(levels)) {
    const path = parent === "home" ? /folders\?page=1/ : new RegExp(`parent_id=${parent}&page=1`);
    emulator.failNext({
      path,
      status: 200,
      body: { result: folders.map(([id, name]) => ({ id, name })) },
      times: Infinity,
    });
  }
  return emulator;
}

const find = (path: unknown, customer = CUSTOMER) => getFolder({ managedUserId: customer, path: path as string });
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `Folder ${index + 1}`);

describe("a path is walked from Home down, one level a request", () => {
  test("to the folder's number, its name, and the path as it was given", async () => {
    const emulator = await workspace("Integrations/CRM", "Integrations/ERP", "CRM");
    const [integrations, crm] = emulator.folders(CUSTOMER);
    expect(await find("Integrations/CRM")).toEqual({
      folderId: String(crm?.id),
      name: "CRM",
      path: "Integrations/CRM",
    });
    expect(takeRequests(emulator)).toEqual([
      "managed_users/98178/folders?page=1",
      `managed_users/98178/folders?parent_id=${integrations?.id}&page=1`,
    ]);
  });

  test("a project is the folder at the top that has its name", async () => {
    const emulator = await stackOf({
      seed: { customers: [{ id: CUSTOMER, folders: [{ path: "Procure to Pay", id: 1563029, description: "Coupa" }] }] },
    });
    expect(await find("Procure to Pay")).toMatchObject({ folderId: "1563029" });
    expect(emulator.requests).toHaveLength(1);
  });

  test("of a customer with an external id, and as a number", async () => {
    await workspace("CRM");
    const { folderId } = await find("CRM", externalId("A/23"));
    expect(await getFolder({ managedUserId: 98178, path: "CRM" })).toMatchObject({ folderId });
  });

  test("with outputs as arguments", async () => {
    await workspace("CRM");
    const args = { managedUserId: pulumi.output(98178), path: pulumi.secret("CRM"), account: pulumi.output(undefined) };
    const folder = getFolderOutput(args);
    expect(await valueOf(folder)).toEqual(await find("CRM"));
    expect(await pulumi.isSecret(folder)).toBe(true);
  });

  test("also where a level has 250 folders, which are three pages", async () => {
    const emulator = await workspace(...numbered(250));
    expect(await find("Folder 250")).toMatchObject({ name: "Folder 250" });
    expect(takeRequests(emulator)).toEqual([1, 2, 3].map((page) => `managed_users/98178/folders?page=${page}`));
  });
});

test.each([
  ["Home/CRM", 1, "Home at the beginning is no name"],
  ["Home/Home", 2, "the folder of that name is behind it"],
  ["CRM/Home", 3, "further down Home is a name"],
  ["CRM/Sales\\/EMEA", 4, "an escaped slash is in the name"],
  ["C:\\\\", 5, "an escaped backslash is in the name"],
  ["C:\\\\/logs", 7, "and the slash behind it stands between names"],
  ["a\\b", 6, "a backslash before anything else is itself"],
  ["Ünï 🙂", 8, "letters are compared as they are"],
])("%s is folder %i: %s", async (path, id) => {
  await workspaceOf({
    home: [
      [1, "CRM"],
      [2, "Home"],
      [5, "C:\\"],
      [6, "a\\b"],
      [8, "Ünï 🙂"],
      [9, null],
    ],
    1: [
      [3, "Home"],
      [4, "Sales/EMEA"],
    ],
    5: [[7, "logs"]],
  });
  expect(await find(path)).toMatchObject({ folderId: String(id), path });
});

describe("a path that leads nowhere", () => {
  test.each([
    ["a typing mistake", "Integrations/CRN", '"CRN", but "CRM", "ERP" and "a\\\\/b". Did you mean "CRM"?'],
    ["another case", "integrations", '"integrations", but "Archive" and "Integrations". Did you mean "Integrations"?'],
    ["nothing like it", "Integrations/Zendesk", "Correct path, or create the folder in Workato."],
    ["a slash that is part of a name", "Integrations/a/b", 'Did you mean "a\\\\/b"?'],
    ["an empty folder", "Archive/2024", '"2024", nor any other. Correct path, or create the folder in Workato.'],
  ])("%s: the error says what is there", async (_case, path, text) => {
    await workspaceOf({
      home: [
        [1, "Integrations"],
        [2, "Archive"],
      ],
      1: [
        [3, "ERP"],
        [4, "CRM"],
        [5, "a/b"],
        [6, null],
      ],
      2: [],
    });
    expect((await errorOf(find(path))).message).toContain(text);
  });

  test("the whole error names the argument, the place and the customer", async () => {
    await workspace("Integrations/CRM");
    expect((await errorOf(find("Home/Integrations/CRN/x"))).message).toBe(
      'getFolder: path "Home/Integrations/CRN/x": in "Integrations", customer 98178 has no folder "CRN", but "CRM". ' +
        'Did you mean "CRM"?',
    );
    expect((await errorOf(find("Sales"))).message).toBe(
      'getFolder: path "Sales": in Home, customer 98178 has no folder "Sales", but "Integrations". ' +
        "Correct path, or create the folder in Workato.",
    );
  });

  test("of 250 folders it names 20, and of all of them the one that was meant", async () => {
    await workspace(...numbered(250));
    const { message } = await errorOf(find("Folder 250x"));
    expect(message).toContain("and 230 more. Did you mean");
    expect(message.match(/"Folder \d+"/g)).toHaveLength(21);
    expect(message).toContain('Did you mean "Folder 250"?');
  });

  test("several folders of one name: the error has their numbers", async () => {
    await workspaceOf({
      home: [
        [1, "CRM"],
        [2, "ERP"],
        [3, "CRM"],
      ],
    });
    for (const path of ["CRM", "CRM/Sales"]) {
      expect((await errorOf(find(path))).message).toBe(
        `getFolder: path "${path}": in Home, customer 98178 has 2 folders "CRM": 1 and 3. ` +
          "Give the number that you mean as folderId, or rename the others in Workato.",
      );
    }
  });
});

const PATH_REMEDY = 'give the names of the folders from Home down, with "/" between them, such as "Integrations/CRM".';

test.each([
  [undefined, `is missing: ${PATH_REMEDY}`],
  [7, `must be a string: ${PATH_REMEDY}`],
  [" ", `is empty: ${PATH_REMEDY}`],
  ["CRM ", `has spaces around it, which Workato would not keep: ${PATH_REMEDY}`],
  ["/CRM", `has an empty name in it: ${PATH_REMEDY}`],
  ["CRM/", `has an empty name in it: ${PATH_REMEDY}`],
  ["a//b", `has an empty name in it: ${PATH_REMEDY}`],
  [
    "Home",
    "is Home itself, whose number the API does not tell: leave folderId out, and Workato puts new connections there.",
  ],
])("a path %j is refused before anything is sent", async (path, problem) => {
  const emulator = await workspace();
  expect((await errorOf(find(path))).message).toBe(`getFolder: path ${problem}`);
  expect(emulator.requests).toEqual([]);
});

describe("lookups at the same level at the same time are one request", () => {
  test("for many paths of one customer, not for another customer", async () => {
    const emulator = await stackOf({
      seed: {
        customers: [
          { id: 1, folders: ["A/X", "A/Y", "B/Z"] },
          { id: 2, folders: ["A/X"] },
        ],
      },
    });
    const paths = ["A/X", "A/Y", "A/X", "B/Z", "A", "B"];
    const found = await Promise.all([...paths.map((path) => find(path, "1")), find("A/X", "2")]);
    expect(found.map(({ path }) => path)).toEqual([...paths, "A/X"]);
    const [a, , , b] = emulator.folders(1);
    const [other] = emulator.folders(2);
    expect(takeRequests(emulator).sort()).toEqual(
      [
        "managed_users/1/folders?page=1",
        `managed_users/1/folders?parent_id=${a?.id}&page=1`,
        `managed_users/1/folders?parent_id=${b?.id}&page=1`,
        "managed_users/2/folders?page=1",
        `managed_users/2/folders?parent_id=${other?.id}&page=1`,
      ].sort(),
    );
  });

  test("who asks later asks again, and finds what was made meanwhile", async () => {
    const emulator = await workspace();
    await errorOf(find("CRM"));
    emulator.addFolder(CUSTOMER, "CRM");
    expect(await find("CRM")).toMatchObject({ name: "CRM" });
    expect(emulator.requests).toHaveLength(2);
  });

  test("a look that fails is told once to all who waited, as one error, and is not kept", async () => {
    const emulator = await workspace("A", "B");
    emulator.failNext({ status: 403 });
    const [one, other] = await Promise.all([errorOf(find("A")), errorOf(find("B"))]);
    expect(one).toBe(other);
    expect(await find("A")).toMatchObject({ name: "A" });
    expect(emulator.requests).toHaveLength(2);
  });

  test("the stacks of one process share nothing", async () => {
    const one = await workspace("CRM");
    const other = await stackOf({ token: "other", seed: { customers: [{ id: CUSTOMER, folders: ["ERP", "CRM"] }] } });
    const found = [other, one].map((emulator) => {
      useStack(emulator);
      return find("CRM");
    });
    const numbers = [other, one].map((emulator) => emulator.folders(CUSTOMER).find(({ name }) => name === "CRM")?.id);
    expect((await Promise.all(found)).map(({ folderId }) => Number(folderId))).toEqual(numbers);
    expect([one, other].map(({ requests }) => requests.length)).toEqual([1, 1]);
  });
});

describe("what the API refuses is told with its hint", () => {
  test("a customer that is not there", async () => {
    await workspace();
    const { message } = await errorOf(find("CRM", "12345"));
    expect(message).toMatch(/^getFolder: Workato: GET \/api\/managed_users\/12345\/folders\?\S+ failed: 404 Not found/);
    expect(message).toContain("the customer id (an external id needs the prefix E)");
  });

  test.each([
    [401, "401 Unauthorized", "The token came from the stack configuration workato:apiToken."],
    [403, "403 Forbidden", "Check the role of the API client"],
  ] as const)("a role without folders: %i", async (status, text, hint) => {
    await stackOf({ behaviour: { forbidden: { folders: status } } });
    const { message } = await errorOf(find("CRM"));
    expect(message).toContain(text);
    expect(message).toContain(hint);
  });
});
