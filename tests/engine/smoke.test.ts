import { createProject } from "./support/engine";
import type { TestProject } from "./support/engine";

/** A resource on a hand-written provider, without our package: what fails here is the engine or its harness. */
const program = (value: number | string) => `
const pulumi = require("@pulumi/pulumi");
const provider = \`exports.handler = () => ({
  async check(olds, news) { return { inputs: news }; },
  async create(inputs) { console.log("creating " + inputs.value); if (inputs.value === "for ever") { await new Promise(() => {}); } return { id: "it", outs: inputs }; },
  async diff(id, olds, news) { return { changes: olds.value !== news.value }; },
  async update(id, olds, news) { return { outs: news }; },
  async delete() { console.log("deleting"); },
})\`;
class Thing extends pulumi.CustomResource {
  constructor(name, args, opts) { super("pulumi-nodejs:dynamic/test:Thing", name, { ...args, __provider: provider }, opts); }
}
new Thing("thing", { value: ${JSON.stringify(value)} });`;

let project: TestProject;

beforeAll(async () => {
  project = await createProject({
    program: program(1),
    config: { plain: "yes", nested: { list: [1] } },
    secretConfig: { "other:token": "s3cret" },
  });
});
afterAll(() => {
  project.dispose();
});

test("a dynamic resource is created, left alone, updated and deleted by the real engine", async () => {
  const created = await project.up();
  expect(created.changes).toEqual({ create: 2 });
  expect(created.steps.map(({ op, name }) => [op, name])).toContainEqual(["create", "thing"]);
  expect(created.diagnostics).toEqual([{ severity: "info", message: "creating 1", urn: "" }]);
  expect(created.output).toContain("2 created");

  expect((await project.up()).changes).toEqual({ same: 2 });

  project.setProgram(program(2));
  expect((await project.preview()).changes).toEqual({ update: 1, same: 1 });
  expect((await project.up()).changes).toEqual({ update: 1, same: 1 });
  expect((await project.exportStack()).deployment.resources?.at(-1)?.outputs).toMatchObject({ value: 2 });

  expect((await project.destroy()).changes).toEqual({ delete: 2 });
  expect(project.leftoverProcesses()).toEqual([]);
});

test("what a killed CLI leaves running is found and ended, and the stack can be used again", async () => {
  project.setProgram(program("for ever"));
  const running = await project.startOperation("up");
  await running.waitForOutput(/creating for ever/);
  running.kill("SIGKILL");
  expect((await running.result).signal).toBe("SIGKILL");

  const plugins = project.leftoverProcesses().filter(({ command }) => command.includes("dynamic-provider"));
  expect(plugins).toHaveLength(1);
  project.endProcesses();
  expect(project.leftoverProcesses()).toEqual([]);

  project.setProgram(program(3));
  expect((await project.up({ expectFailure: true })).output).toContain("currently locked");
  await project.cancel();
  expect((await project.up()).changes).toMatchObject({ create: 1 });
});

test("a failure throws with the whole output, unless it is expected", async () => {
  // An error with its stack takes Node 20.20 half a minute to print: nodejs/node#64011, through the SDK's coloured stacks.
  project.setProgram(`throw Object.assign(new (require("@pulumi/pulumi").RunError)("of the program"), { stack: "" });`);
  await expect(project.up()).rejects.toThrow(/should succeed[^]*of the program/);
  const failed = await project.up({ expectFailure: true });
  expect(failed.diagnostics).toContainEqual(expect.objectContaining({ severity: "error" }));
  project.setProgram(program(3));
  await expect(project.preview({ expectFailure: true })).rejects.toThrow("should fail");
});

test("nothing of the person's environment reaches the program", async () => {
  process.env["WORKATO_API_TOKEN"] = "of the person";
  try {
    project.setProgram(
      "exports.seen = Object.keys(process.env).filter((key) => /^(WORKATO_|HTTPS?_PROXY)/i.test(key));",
    );
    await project.up({ env: { WORKATO_REGION: "eu" } });
    expect(JSON.parse((await project.run(["stack", "output", "--json"])).stdout)).toEqual({ seen: ["WORKATO_REGION"] });
  } finally {
    delete process.env["WORKATO_API_TOKEN"];
  }
});

test("settings and secrets reach the program, and no secret reaches the state in clear", async () => {
  project.setProgram(`const pulumi = require("@pulumi/pulumi");
    exports.plain = new pulumi.Config().require("plain");
    exports.nested = new pulumi.Config().requireObject("nested");
    exports.token = new pulumi.Config("other").requireSecret("token");`);
  await project.up();
  expect(JSON.parse((await project.run(["stack", "output", "--json", "--show-secrets"])).stdout)).toEqual({
    plain: "yes",
    nested: { list: [1] },
    token: "s3cret",
  });
  expect(project.stateFile()).toContain("yes");
  expect(project.stateFile()).not.toContain("s3cret");
});

test("stacks are made when they are first used, apart from each other", async () => {
  project.setProgram(`exports.stack = require("@pulumi/pulumi").getStack();`);
  await project.up({ stack: "prod" });
  const output = await project.run(["stack", "output", "--json"], { stack: "prod" });
  expect(JSON.parse(output.stdout)).toEqual({ stack: "prod" });
});
