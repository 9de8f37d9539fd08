import { execFileSync } from "node:child_process";
import { createProject } from "./support/engine";
import type { TestProject } from "./support/engine";
import { savedResource } from "./support/savedState";
import { testRun } from "./support/testRun";

/** The plugin says by its first outputs, and the program by the stack's, what they run on. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const provider = \`exports.handler = () => ({
  async create() {
    const sdk = require("module").createRequire(process.argv[1])("@pulumi/pulumi/package.json").version;
    return { id: "it", outs: { node: process.version, sdk } };
  },
})\`;
class Thing extends pulumi.CustomResource {
  constructor(name) { super("pulumi-nodejs:dynamic/test:Thing", name, { node: undefined, sdk: undefined, __provider: provider }); }
}
new Thing("thing");
exports.node = process.version;
exports.sdk = require("@pulumi/pulumi/package.json").version;`;

let project: TestProject;

beforeAll(async () => {
  project = await createProject({ program: PROGRAM });
});
afterAll(() => {
  project.dispose();
});

test("program and plugin run on the Node.js and with the SDK of this run", async () => {
  const { node, sdk } = testRun();
  const expected = { node: execFileSync(node, ["--version"], { encoding: "utf8" }).trim(), sdk };
  await project.up();
  expect(savedResource(project, "customers-dev").outputs).toEqual(expected);
  expect(savedResource(project, "thing").outputs).toMatchObject(expected);
});
