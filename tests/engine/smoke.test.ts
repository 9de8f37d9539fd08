import { createProject } from "./support/engine";
import type { TestProject } from "./support/engine";

/** A resource on a hand-written provider, without our package: what fails here is the engine or its harness. */
const program = (value: number, extra = "") => `
const pulumi = require("@pulumi/pulumi");
const provider = \`exports.handler = () => ({
  async check(olds, news) { return { inputs: news }; },
  async create(inputs) { console.log("creating " + inputs.value); await globalThis.pause; return { id: "it", outs: inputs }; },
  async diff(id, olds, news) { return { changes: olds.value !== news.value }; },
  async update(id, olds, news) { return { outs: news }; },
  async delete() { console.log("deleting"); },
})\`;
class Thing extends pulumi.CustomResource {
  constructor(name, args, opts) { super("pulumi-nodejs:dynamic/test:Thing", name, { ...args, __provider: provider }, opts); }
}
new Thing("thing", { value: ${value} });
${extra}`;

let project: TestProject;

beforeAll(async () => {
  project = await createProject({
    program: program(1),
    config: { plain: "yes" },
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
