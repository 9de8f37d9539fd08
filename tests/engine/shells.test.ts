import { openedOutputs } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject();
});
afterEach(() => workato.dispose());

const write = (args: string) => {
  workato.write(`new ManagedConnection("a", { managedUserId: "98178", provider: "salesforce", ${args} });`);
};
const SHELL = "shellConnection: true,";
const input = (host: string) => `input: { host: "${host}" },`;
const puts = () => workato.takeRequests().filter((request) => request.startsWith("PUT"));
const sendsInput = (request: string) => request.includes('"input"');
const LEFT = /someone at the customer has authorized this shell.*it is not sent.*change credentialsVersion/;

/** A shell with settings, which a person has authorized in Workato. */
async function authorizedShell(): Promise<number> {
  write(SHELL + input("acme"));
  await workato.project.up();
  const [{ id } = { id: 0 }] = workato.emulator.connections();
  workato.emulator.authorize(id);
  workato.takeRequests();
  return id;
}

/** What the person put there is there still, the state knows that the program's is not, and nothing more is to be done. */
async function expectLeft(id: number, host: string): Promise<void> {
  expect(puts().filter(sendsInput)).toEqual([]);
  expect(workato.emulator.connection(id)).toMatchObject({ authorizationStatus: "success", authorizedBy: "person" });
  expect(await openedOutputs(workato.project, "a")).toMatchObject({ input: { host }, credentials: "unsent" });
  expect((await workato.project.up()).changes).toEqual({ same: 2 });
}

test("a changed setting is not sent over what someone has authorized, as preview and up say; a new version sends it", async () => {
  const id = await authorizedShell();
  await workato.project.refresh();
  write(SHELL + input("umbrella"));
  expect((await workato.project.preview()).output).toMatch(LEFT);
  expect((await workato.project.up()).output).toMatch(LEFT);
  await expectLeft(id, "umbrella");

  write(`${SHELL + input("umbrella")} credentialsVersion: 1`);
  const { output } = await workato.project.up();
  expect(output).toContain("the credentials of the program replace those with which someone else authorized it");
  expect(puts()).toEqual([`PUT 98178/connections/${id} {"input":{"host":"umbrella"},"shell_connection":true}`]);
  expect(await openedOutputs(workato.project, "a")).not.toHaveProperty("credentials");
});

test("shellConnection taken out, without a refresh: the input is not sent, and a line says so", async () => {
  const id = await authorizedShell();
  write(input("acme"));
  expect((await workato.project.up()).output).toMatch(LEFT);
  await expectLeft(id, "acme");
});

test.each([`onExisting: "adopt",`, "adoptConnectionId: 36,"])(
  "a shell that works is taken over without its input: %s",
  async (args) => {
    const seed = { id: 36, name: "a", provider: "salesforce", shell: true, authorizationStatus: "success" } as const;
    workato.emulator.addConnection("98178", seed);
    write(SHELL + input("acme") + args);
    const preview = await workato.project.preview();
    expect(preview.output).toContain("not send `input`, because someone has authorized the shell");
    expect((await workato.project.up()).output).toMatch(LEFT);
    await expectLeft(36, "acme");
  },
);
