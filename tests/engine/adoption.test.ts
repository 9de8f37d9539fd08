import type { ConnectionSeed } from "../../emulator";
import { ENCRYPTED, savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

interface Adoption {
  readonly title: string;
  /** The logical name, and the name of the connection that is there. */
  readonly name: string;
  readonly there: Omit<ConnectionSeed, "name" | "provider"> & { provider?: string; id: number };
  readonly args: string;
  readonly customer?: string;
  /** What `up` sends, `{id}` being the connection. */
  readonly sends?: string;
}

const ADOPT = `onExisting: "adopt"`;
const CREDENTIALS = `input: { apitoken: "good" }`;

const ADOPTIONS: readonly Adoption[] = [
  { title: "with adopt and nothing that differs: nothing", name: "same", there: { id: 101 }, args: ADOPT },
  {
    title: "what the program does not set is left alone: nothing",
    name: "omitted",
    there: { id: 102, folderId: 7, parentId: 101, externalId: "U2", tags: ["crm"] },
    args: ADOPT,
  },
  {
    title: "credentials, where the program has some",
    name: "credentials",
    there: { id: 103, folderId: 7 },
    args: `${ADOPT}, folderId: 7, ${CREDENTIALS}`,
    sends: `PUT 98178/connections/{id} {"input":{"apitoken":"good"}}`,
  },
  {
    title: "credentials from the environment",
    name: "environment",
    there: { id: 104 },
    args: `${ADOPT}, inputFromEnvironment: { apitoken: "JIRA_TOKEN" }`,
    sends: `PUT 98178/connections/{id} {"input":{"apitoken":"from the environment"}}`,
  },
  {
    title: "with adoptConnectionId: one PUT with exactly what differs, and the credentials",
    name: "differs",
    there: { id: 105, folderId: 7, parentId: 101, externalId: "U5" },
    args: `adoptConnectionId: 105, name: "Jira", folderId: 7, parentId: 102, externalId: "U6", ${CREDENTIALS}`,
    sends: `PUT 98178/connections/{id} {"name":"Jira","parent_id":"102","external_id":"U6","input":{"apitoken":"good"}}`,
  },
  {
    title: "null clears",
    name: "cleared",
    there: { id: 106, parentId: 101, externalId: "U7" },
    args: "adoptConnectionId: 106, parentId: null, externalId: null",
    sends: `PUT 98178/connections/{id} {"parent_id":null,"external_id":null}`,
  },
  {
    title: "adoptConnectionId takes the one that it names of several alike: nothing",
    name: "alike",
    there: { id: 107, folderId: 7 },
    args: `adoptConnectionId: "107"`,
  },
  {
    title: "a shell that a person has authorized: nothing, it stays authorized",
    name: "shell",
    there: { id: 108, provider: "salesforce", shell: true, authorizationStatus: "success" },
    args: `${ADOPT}, shellConnection: true`,
  },
  {
    title: "a shell with parameters gets them as a shell",
    name: "shell with input",
    there: { id: 109, provider: "salesforce", shell: true },
    args: `${ADOPT}, shellConnection: true, input: { sandbox: true }`,
    sends: `PUT 98178/connections/{id} {"input":{"sandbox":true},"shell_connection":true}`,
  },
  {
    title: "with disconnected: true, a disconnect and no credentials",
    name: "disconnected",
    there: { id: 110 },
    args: `${ADOPT}, disconnected: true, ${CREDENTIALS}`,
    sends: "POST 98178/connections/{id}/disconnect",
  },
  {
    title: "a parent by reference to another adopted connection: nothing",
    name: "child",
    there: { id: 111, parentId: 101 },
    args: `${ADOPT}, parentId: same.connectionId`,
  },
  {
    title: "a customer by its external id: nothing",
    name: "by external id",
    there: { id: 112 },
    customer: "EA2300",
    args: ADOPT,
  },
  {
    title: "a runtime user connection: nothing",
    name: "runtime",
    there: { id: 113, runtime: true },
    args: "adoptConnectionId: 113",
  },
];

/** There, and in no program that may have them. */
const OTHERS: readonly ConnectionSeed[] = [
  { id: 36, name: "twin", provider: "jira", folderId: 4515 },
  { id: 40, name: "double", provider: "jira", folderId: 7 },
  { id: 41, name: "double", provider: "jira", folderId: 8 },
  { id: 50, name: "zendesk", provider: "zendesk" },
  { id: 107007, name: "alike", provider: "jira", folderId: 7 },
];

const connection = (name: string, args: string, provider = "jira", customer = "98178") =>
  `new ManagedConnection("${name}", { managedUserId: "${customer}", provider: "${provider}", ${args} });`;
const program = ADOPTIONS.map(
  ({ name, there, args, customer }) =>
    (name === "same" ? "const same = " : "") + connection(name, args, there.provider, customer),
);
const writes = () => workato.takeRequests().filter((request) => !request.startsWith("GET "));

let workato: WorkatoProject;

beforeAll(async () => {
  const there = ADOPTIONS.map(({ name, there: seed }) => ({ name, provider: "jira", ...seed }));
  workato = await createWorkatoProject({
    env: { JIRA_TOKEN: "from the environment" },
    emulator: { seed: { customers: [{ id: 98178, externalId: "A2300", connections: [...OTHERS, ...there] }] } },
  });
});
afterAll(() => workato.dispose());

test("by default nothing that is there is taken over or made twice: refused with ids, folders and ways out, nothing sent", async () => {
  const before = workato.emulator.connections();
  workato.write(
    [
      connection("twin", CREDENTIALS),
      connection("double", ADOPT),
      connection("gone", "adoptConnectionId: 999"),
      connection("other provider", "adoptConnectionId: 50"),
    ].join("\n"),
  );
  const { output } = await workato.project.up({ expectFailure: true, args: ["--continue-on-error"] });
  expect(output).toContain('customer 98178 already has this connection: id 36 "twin" (jira) in folder 4515');
  expect(output).toContain('adoptConnectionId: "36" on this resource, or onExisting: "adopt"');
  expect(output).toContain("pulumi config set workato:onExisting adopt");
  expect(output).toContain('make another one beside it: onExisting: "create"');
  expect(output).toContain(
    'customer 98178 has 2 connections like this one: id 40 "double" (jira) in folder 7; id 41 "double" (jira) in folder 8',
  );
  expect(output).toContain('adoptConnectionId: customer 98178 has no connection 999 of provider "jira"');
  expect(output).toContain('adoptConnectionId: connection 50 is of provider "zendesk", not "jira"');
  expect(writes()).toEqual([]);
  expect(savedIds(workato.project)).toEqual({});
  expect(workato.emulator.connections()).toEqual(before);
});

test('adoptConnectionId with onExisting: "create" is a contradiction that the preview shows, without a request', async () => {
  workato.write(connection("twin", `adoptConnectionId: 36, onExisting: "create"`));
  const { output } = await workato.project.preview({ expectFailure: true });
  expect(output).toContain('adoptConnectionId contradicts onExisting: "create": remove one of the two');
  expect(workato.takeRequests()).toEqual([]);
});

describe("what is taken over is sent exactly what differs", () => {
  let sent: string[];
  let count: number;

  beforeAll(async () => {
    count = workato.emulator.connections().length;
    workato.write(program.join("\n"));
    await workato.project.up();
    sent = workato.takeRequests();
  });

  test.each(ADOPTIONS.map((adoption) => [adoption.title, adoption] as const))("%s", (_title, adoption) => {
    const { name, there, customer = "98178", sends } = adoption;
    expect(savedIds(workato.project)[name]).toBe(`${customer}/${there.id}`);
    expect(sent.filter((request) => request.includes(`/connections/${there.id}`))).toEqual(
      sends === undefined ? [] : [sends.replace("{id}", String(there.id))],
    );
  });

  test("it costs one list a customer (and one with runtime connections), no POST, and nobody's authorization", () => {
    expect(sent.filter((request) => request.startsWith("GET ")).sort()).toEqual([
      "GET 98178/connections?includes[]=tags",
      "GET 98178/connections?provider=jira&include_runtime_connections=true&includes[]=tags",
      "GET EA2300/connections?includes[]=tags",
    ]);
    expect(workato.emulator.connections()).toHaveLength(count);
    expect(workato.emulator.connection(108)).toMatchObject({ authorizationStatus: "success", authorizedBy: "person" });
    expect(workato.emulator.connection(110)).toMatchObject({ authorizationStatus: null });
  });

  test("afterwards an up sends nothing, and after a refresh neither", async () => {
    expect((await workato.project.up()).changes).toEqual({ same: ADOPTIONS.length + 1 });
    expect(workato.takeRequests()).toEqual([]);
    await workato.project.refresh();
    expect((await workato.project.up()).changes).toEqual({ same: ADOPTIONS.length + 1 });
    expect(writes()).toEqual([]);
  });
});

test("stack-wide adopt takes over as well; credentials that are refused then keep the id, and are repaired by a PUT", async () => {
  await workato.project.configure({ "workato:onExisting": "adopt" });
  const wide = connection("zendesk", "", "zendesk");
  workato.write([...program, wide, connection("twin", `input: { apitoken: "wrong" }`)].join("\n"));
  const failed = await workato.project.up({ expectFailure: true, args: ["--continue-on-error"] });
  expect(failed.output).toContain('connection 36 "twin" exists, but its credentials were refused');
  expect(savedIds(workato.project)).toMatchObject({ zendesk: "98178/50", twin: "98178/36" });
  expect(savedResource(workato.project, "twin").outputs).toMatchObject({ input: ENCRYPTED, credentials: "refused" });
  expect(writes()).toEqual(['PUT 98178/connections/36 {"input":{"apitoken":"wrong"}}']);

  workato.write([...program, wide, connection("twin", CREDENTIALS)].join("\n"));
  await workato.project.up();
  expect(writes()).toEqual(['PUT 98178/connections/36 {"input":{"apitoken":"good"}}']);
  expect(workato.emulator.connection(36)).toMatchObject({ authorizationStatus: "success" });
});
