import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PLUGIN_PRELUDE, pluginFolder, pluginOptions, runPackageCommand } from "./support/plugin";
import { backendTexts, ENCRYPTED, savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject, WorkatoProjectOptions } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const open: WorkatoProject[] = [];

async function pluginProject(options: WorkatoProjectOptions = {}): Promise<WorkatoProject> {
  const project = await createWorkatoProject({ prelude: PLUGIN_PRELUDE, ...options });
  open.push(project);
  return project;
}

afterEach(async () => {
  for (const project of open.splice(0)) await project.dispose();
});

const jira = (args: string, name = "jira", options = "{}") =>
  `const ${name} = new ManagedConnection("${name}", { managedUserId: "98178", provider: "jira", ${args} }, ${options});`;

describe("a preview", () => {
  test("names what changes, the keys of input too, and shows no value of a credential", async () => {
    const { project, write, takeRequests } = await pluginProject();
    write(jira('input: { host_name: "acme.example", apitoken: "secret-good-1", "a.b": "secret-dot" }'));
    expect((await project.up({ preview: true })).changes).toEqual({ create: 2 });
    expect((await project.up({ preview: true })).changes).toEqual({ same: 2 });
    takeRequests();

    write(jira('folderId: 77, input: { host_name: "acme.example", apitoken: "secret-good-2", email: "secret-mail" }'));
    const { output, changes } = await project.preview({ args: ["--diff"] });
    expect(changes).toEqual({ update: 1, same: 1 });
    const lines = output.split("\n").map((line) => line.replace(/\s+/g, " ").trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        '+ folderId: "77"',
        "~ input : {",
        "- a.b : [secret]",
        "~ apitoken: [secret] => [secret]",
        "+ email : [secret]",
      ]),
    );
    expect(output).not.toMatch(/secret-|host_name|provider:|managedUserId/);
    expect(takeRequests()).toEqual([]);

    await project.up();
    expect(savedResource(project, "jira").outputs).toMatchObject({ input: ENCRYPTED, folderId: "77" });
    expect(backendTexts(project).join("")).not.toMatch(/secret-(good|mail|dot)/);
  });

  test("knows the id of a connection that will be updated, names what replaces, and warns once a cause", async () => {
    const { project, write } = await pluginProject();
    const program = (args: string) =>
      `${jira(args)}
      new ManagedConnection("child", { managedUserId: "98178", provider: "jira", parentId: jira.connectionId });`;
    write(program(""));
    await project.up();
    write(program('externalId: "user-9"'));
    // A child would be updated, too, if the id of its parent were not known.
    expect((await project.preview()).changes).toEqual({ update: 1, same: 2 });

    write(`${program("")}
      for (const id of [9998, 9999])
        new ManagedConnection("other" + id, { managedUserId: "98178", provider: "jira", adoptConnectionId: id });`);
    const { diagnostics } = await project.preview();
    expect(diagnostics.filter(({ severity }) => severity === "warning")).toEqual([
      {
        severity: "warning",
        urn: "",
        message: expect.stringContaining(
          "`pulumi up` will fail for 2 connections, because adoptConnectionId is none",
        ) as string,
      },
    ]);

    write(program("").replaceAll("98178", "98180"));
    const { steps } = await project.preview();
    const replaced = steps.filter(({ op }) => op === "replace").map(({ name, replaceKeys }) => ({ name, replaceKeys }));
    expect(replaced).toContainEqual({ name: "jira", replaceKeys: ["managedUserId"] });
  });
});

test("an input that the program has not made a secret is one in state all the same", async () => {
  const { project, write } = await pluginProject();
  const args = (version: string) => `{ managedUserId: "98178", provider: "jira",
    input: { host_name: "acme.example", apitoken: "secret-plain-${version}", auth: { keys: ["secret-deep-${version}"] } } }`;
  const program = (version: string) =>
    `new pulumi.CustomResource("workato:index:ManagedConnection", "jira", ${args(version)});`;
  for (const version of ["1", "2"]) {
    write(program(version));
    await project.up();
    expect((await project.up()).changes).toEqual({ same: 2 });
  }
  await project.refresh();
  expect(backendTexts(project).join("")).not.toMatch(/secret-(plain|deep)/);
});

test("an empty text clears, in languages that have no null", async () => {
  const { project, write, emulator } = await pluginProject();
  write(jira('externalId: "user-9"'));
  await project.up();
  write(jira('externalId: ""'));
  await project.up();
  expect(emulator.connections("98178").find(({ name }) => name === "jira")).toMatchObject({ externalId: null });
  expect((await project.preview()).changes).toEqual({ same: 2 });
});

test("the schema of the shipped plugin is the one that is checked in", async () => {
  const { project } = await pluginProject();
  const stdout = await runPackageCommand(project, "get-schema", pluginFolder());
  const checkedIn = readFileSync(path.join(__dirname, "../../plugin/schema.json"), "utf8");
  expect(JSON.parse(stdout)).toEqual(JSON.parse(checkedIn));
});

describe("import", () => {
  const QUIET = ["--yes", "--protect=false", "--generate-code=false"];
  const here = async () => {
    const workato = await pluginProject();
    for (const [id, name] of [
      [36, "Jira of Acme"],
      [37, "Jira of the field team"],
    ] as const) {
      workato.emulator.addConnection("98178", { id, name, provider: "jira", externalId: `user-${id}`, folderId: 77 });
    }
    return workato;
  };
  /** What generated code has: what the server says, and no `input`. */
  const asItIs = (name: string, connection: string, id: number, options = "{}") =>
    `new ManagedConnection("${name}", { managedUserId: "98178", provider: "jira", name: "${connection}",
      externalId: "user-${id}", folderId: 77 }, ${options});`;

  test("by id: the next up is quiet, and destroy deletes", async () => {
    const { project, write, takeRequests } = await here();
    await project.run(["import", "workato:index:ManagedConnection", "jira", "98178/36", ...QUIET]);
    expect(savedResource(project, "jira")).toMatchObject({
      id: "98178/36",
      inputs: { managedUserId: "98178", provider: "jira", name: "Jira of Acme", externalId: "user-36", folderId: "77" },
      outputs: { connectionId: "36" },
    });
    takeRequests();
    write(asItIs("jira", "Jira of Acme", 36));
    expect((await project.up()).changes).toEqual({ same: 2 });
    expect(takeRequests()).toEqual([]);
    await project.refresh();
    takeRequests();
    await project.destroy();
    expect(takeRequests()).toEqual(["DELETE 98178/connections/36"]);
  });

  test("by a file, in bulk; of two resources on one connection the one that leaves deletes nothing", async () => {
    const { project, write, takeRequests } = await here();
    const resource = (name: string, id: number) => ({
      type: "workato:index:ManagedConnection",
      name,
      id: `98178/${id}`,
    });
    const file = path.join(project.folder, "import.json");
    writeFileSync(file, JSON.stringify({ resources: [resource("a", 36), resource("b", 37), resource("twin", 37)] }));
    await project.run(["import", "--file", file, ...QUIET]);
    expect(savedIds(project)).toEqual({ a: "98178/36", b: "98178/37", twin: "98178/37" });
    const kept = asItIs("a", "Jira of Acme", 36) + asItIs("b", "Jira of the field team", 37);
    write(kept + asItIs("twin", "Jira of the field team", 37));
    expect((await project.up()).changes).toEqual({ same: 4 });
    takeRequests();
    write(kept);
    const { output } = await project.up();
    expect(output).toContain("connection 37 of customer 98178 was not deleted");
    expect(takeRequests()).toEqual([]);
  });

  test("by the option, with an assignment, and nothing is sent", async () => {
    const { project, write, emulator, takeRequests } = await here();
    emulator.assignByHand("98178", 322);
    const program = (option: (id: string) => string) => `
      ${asItIs("jira", "Jira of Acme", 36, option("98178/36"))}
      new OAuthProfileAssignment("profile", { managedUserId: "98178", profileId: "322" }, ${option("98178/322")});`;
    write(program((id) => `{ import: "${id}" }`));
    expect((await project.up()).changes).toEqual({ create: 1, import: 2 });
    expect(takeRequests().filter((request) => !request.startsWith("GET"))).toEqual([]);
    write(program(() => "{}"));
    expect((await project.up()).changes).toEqual({ same: 3 });
  });

  test("of what is not there is an error that names the id", async () => {
    const { project } = await here();
    const args = ["import", "workato:index:ManagedConnection", "jira", "98178/99", ...QUIET];
    const { output } = await project.run(args, { expectFailure: true });
    expect(output).toContain(
      'customer 98178 has no connection 99, so "98178/99" can be neither looked up nor imported. Correct the id, or',
    );
  });
});

test("Ctrl-C in the middle of 30 creates: what is not sent fails at once, nothing is lost, and the next up completes", async () => {
  // One request of the quota a create, and the first three creates use it up: the others wait for an hour.
  const slow = { "workato:requestsPerMinute": 3, "workato:quotaWindowSeconds": 3600 };
  const { project, write, emulator } = await pluginProject({ config: slow });
  write(`for (let i = 0; i < 30; i++) new ManagedConnection("c" + i, { managedUserId: "98178", provider: "jira" });`);
  const running = await project.startOperation("up");
  await emulator.waitForRequest({ method: "POST" }, 3, { finished: true });
  const interruptedAt = performance.now();
  running.kill("SIGINT");
  const { output, exitCode } = await running.result;
  const took = performance.now() - interruptedAt;
  expect(exitCode).not.toBe(0);
  expect(output).toContain("cancel");
  process.stderr.write(`ended ${Math.round(took)} ms after Ctrl-C\n`);

  const made = emulator.connections("98178").map(({ id }) => `98178/${id}`);
  expect(made).toHaveLength(3);
  expect(Object.values(savedIds(project)).sort()).toEqual(made.sort());
  await project.configure({ "workato:requestsPerMinute": "1000" });
  expect((await project.up()).changes).toEqual({ create: 27, same: 4 });
  expect(emulator.connections("98178")).toHaveLength(30);
});

describe("explicit providers", () => {
  test("two in one stack, each with a workspace of its own; the account of the program still works", async () => {
    const { project, write, emulator } = await pluginProject({ env: { WORKATO_API_TOKEN: "" } });
    write(`
      const config = { baseUrl: "${emulator.url}", apiToken: pulumi.secret("${emulator.token}") };
      const one = new workato.Provider("one", config);
      const two = new workato.Provider("two", {
        accounts: { emea: { apiToken: "${emulator.token}", baseUrl: "${emulator.url}" } } });
      ${jira("", "first", "{ provider: one }")}
      ${jira('managedUserId: "98180", account: "emea"', "second", "{ provider: two }")}`);
    expect((await project.up({ preview: true })).changes).toEqual({ create: 5 });
    expect((await project.up()).changes).toEqual({ same: 5 });
    expect(backendTexts(project).join("")).not.toContain(emulator.token);
    const { output } = await project.destroy();
    expect(output).toContain("5 deleted");
  });

  test("a configuration that is not known yet is a preview without looks, and another token replaces nothing", async () => {
    const { project, write, emulator, takeRequests } = await pluginProject({ env: { WORKATO_API_TOKEN: "" } });
    const outs = JSON.stringify({ token: emulator.token });
    const program = (token: string) => `
      const answer = { create: async () => ({ id: "vault", outs: ${outs} }) };
      const vault = new pulumi.dynamic.Resource(answer, "vault", { token: undefined });
      const provider = new workato.Provider("late", { baseUrl: "${emulator.url}", apiToken: ${token} });
      ${jira("", "late", "{ provider }")}`;
    write(program("vault.token"));
    await project.preview();
    expect(takeRequests()).toEqual([]);
    await project.up();
    emulator.rotateToken("another-token");
    takeRequests();
    write(program(`"another-token"`));
    expect((await project.up()).changes).toEqual({ update: 1, same: 3 });
    expect(takeRequests()).toEqual([]);
  });

  test("an unknown key is refused with the nearest one", async () => {
    const { project, write } = await pluginProject();
    write(`new workato.Provider("p", { apitoken: "secret-token" });`);
    const { output } = await project.preview({ expectFailure: true });
    expect(output).toContain("workato:apitoken is not a setting: did you mean workato:apiToken?");
    expect(output).not.toContain("secret-token");
  });
});

describe("moving a stack", () => {
  const program = (options: string) => `
    ${jira('input: { apitoken: "secret-good" }', "parent", options)}
    new ManagedConnection("child", { managedUserId: "98178", provider: "jira", parentId: parent.connectionId }, ${options});
    new OAuthProfileAssignment("profile", { managedUserId: "98178", profileId: 322 }, ${options});`;
  const BACK =
    "{ aliases: [{ type: 'workato:index:ManagedConnection' }, { type: 'workato:index:OAuthProfileAssignment' }] }";

  test("from the classes to the plugin and back is no request; then it is refreshed and destroyed as ever", async () => {
    const workato = await createWorkatoProject({ projectOptions: pluginOptions() });
    open.push(workato);
    const { project, emulator, takeRequests } = workato;
    const classes = `const pulumi = require("@pulumi/pulumi");
      const { ManagedConnection, OAuthProfileAssignment } = require("pulumi-workato-embedded");`;
    project.setProgram(classes + program("{}"));
    await project.up();
    const ids = savedIds(project);
    takeRequests();

    project.setProgram(PLUGIN_PRELUDE + program("{}"));
    const moved = await project.up({ preview: true });
    expect(moved.changes).toEqual({ update: 2, same: 2 });
    expect(takeRequests()).toEqual([]);
    expect(savedIds(project)).toEqual(ids);
    expect(savedResource(project, "child")).toMatchObject({
      type: "workato:index:ManagedConnection",
      outputs: { connectionId: ids.child?.split("/")[1], parentId: ids.parent?.split("/")[1] },
    });
    expect(savedResource(project, "parent").outputs).toMatchObject({ input: ENCRYPTED });
    expect((await project.up()).changes).toEqual({ same: 4 });
    await project.refresh();
    takeRequests();

    project.setProgram(classes + program(BACK));
    await project.up();
    expect(takeRequests()).toEqual([]);
    expect(savedIds(project)).toEqual(ids);
    expect(savedResource(project, "child")).toMatchObject({ type: "pulumi-nodejs:dynamic/workato:ManagedConnection" });
    expect((await project.up()).changes).toEqual({ same: 4 });
    await project.refresh();
    await project.destroy();
    expect(emulator.connections("98178").filter(({ name }) => ["parent", "child"].includes(name))).toEqual([]);
  });
});
