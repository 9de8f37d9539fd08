import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject();
});
afterEach(() => workato.dispose());

describe("values of `input` that stand in ids, arguments and commands", () => {
  const PROGRAM = `new ManagedConnection("a", { managedUserId: "98178", provider: "jira",
    input: { subdomain: "98178", flag: "true", mode: "active", command: "pulumi up" } });`;

  test("do not make the ways out of a refused delete unreadable: they can be copied, and work", async () => {
    workato.write(PROGRAM);
    await workato.project.up();
    const [{ id } = { id: 0 }] = workato.emulator.connections();
    workato.emulator.useInRecipe(id);
    const { output } = await workato.project.destroy({ expectFailure: true });
    expect(output).toContain("set forceDelete: true and run `pulumi up`");
    expect(output).toContain(`WORKATO_FORCE_DELETE=98178/${id}`);
    expect(output).toContain(`DELETE /api/managed_users/98178/connections/${id} failed`);

    const [, variable = "", value = ""] = /(WORKATO_FORCE_DELETE)=(\S+)/.exec(output) ?? [];
    await workato.project.destroy({ env: { [variable]: value } });
    expect(workato.emulator.connections()).toEqual([]);
  });

  test("do not hide from us that active recipes use the connection", async () => {
    workato.write(PROGRAM);
    await workato.project.up();
    const message = "You can't delete a connection used by active recipes";
    workato.emulator.failNext({ method: "DELETE", status: 422, body: { message } });
    expect((await workato.project.destroy({ expectFailure: true })).output).toContain("WORKATO_FORCE_DELETE=98178/");
  });
});

test("likely mistakes in many connections are one line, with how many and the first names", async () => {
  const names = Array.from({ length: 12 }, (_, i) => `c${i}`);
  const one = (name: string) =>
    `new ManagedConnection("${name}", { managedUserId: "98178", provider: "jira", input: { api_token: "t" } });`;
  workato.write(names.map(one).join("\n"));
  for (const run of ["preview", "up"] as const) {
    const { diagnostics } = await workato.project[run]();
    const told = diagnostics.map(({ message }) => message).filter((message) => message.includes("input has api_token"));
    expect(told).toEqual([
      expect.stringMatching(/^warning: 12 resources \("c\d+", "c\d+", "c\d+" and 9 more\): input/),
    ]);
  }
});
