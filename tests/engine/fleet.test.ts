import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../../emulator";
import type { Report } from "../../examples/fleet/fleet/report";
import { npm } from "../../tools/npm";
import { copyAsUserProject, type UserProject } from "./support/userProject";

const GROUPS = ["north", "south", "west"];
const customerOf = (group: string) => ({ id: 7000 + GROUPS.indexOf(group), externalId: `of-${group}` });
/** The workspace of a customer that the stacks are about. */
const prodOf = (group: string) => customerOf(group).id + 100;
const TOKENS = Object.fromEntries(
  GROUPS.map((group) => [`${group.toUpperCase()}_JIRA_API_TOKEN`, `token-of-${group}`]),
);

/** As the example has it: one customer a group. */
const GROUPS_FILE = `
export type Environment = "prod";
export interface Customer { key: string; externalId: string; jira: { site: string; email: string } }
export interface Group { name: string; environments: readonly Environment[]; customers: readonly Customer[] }
export const groups: readonly Group[] = ${JSON.stringify(
  GROUPS.map((name) => ({
    name,
    environments: ["prod"],
    customers: [
      { key: name, externalId: customerOf(name).externalId, jira: { site: "a.example", email: "a@a.example" } },
    ],
  })),
)};
`;

let emulator: Emulator;
let project: UserProject;

beforeAll(async () => {
  emulator = await startEmulator({
    seed: {
      customers: GROUPS.map((group) => ({
        ...customerOf(group),
        environments: { prod: { id: prodOf(group) } },
      })),
    },
    quota: { requestsPerMinute: 60, minuteSeconds: 5 },
  });
  project = await copyAsUserProject("examples/fleet");
  writeFileSync(path.join(project.folder, "groups.ts"), GROUPS_FILE);
  const settings = { "workato:baseUrl": emulator.url, "workato:quotaWindowSeconds": 5 };
  const lines = Object.entries(settings).map(([key, value]) => `  ${key}:\n    value: ${value}\n`);
  const file = path.join(project.folder, "Pulumi.yaml");
  writeFileSync(file, readFileSync(file, "utf8").trimEnd() + "\n" + lines.join(""));
});
afterAll(() => emulator.close());

const start = (args: string[], env: Record<string, string> = TOKENS) =>
  project.start(["--import", "tsx", "fleet/main.ts", ...args], { ...env, WORKATO_API_TOKEN: emulator.token });
const fleet = (args: string[], env?: Record<string, string>) => start(args, env).result;
const report = () => JSON.parse(readFileSync(path.join(project.folder, ".fleet/report.json"), "utf8")) as Report;
const outcomes = () => Object.fromEntries(report().stacks.map(({ group, outcome }) => [group, outcome]));
const connections = () => GROUPS.map((group) => emulator.connections(prodOf(group)).length);

/** The locks of the file back end. */
function locks(): string[] {
  const folder = path.join(path.dirname(project.folder), "pulumi", "state", ".pulumi", "locks");
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"))
    : [];
}

test("SIGINT in the middle ends the fleet cleanly: it is reported, and no lock stays", async () => {
  const hold = emulator.hold({ method: "POST", path: "/connections", phase: "after" });
  const running = start(["up", "--parallel", "1"]);
  await Promise.race([hold.waitForArrival(), running.result.then(({ output }) => Promise.reject(new Error(output)))]);
  running.kill("SIGINT");
  await running.waitForOutput(/SIGINT: the stacks that run are told to end/);
  hold.release();
  const { exitCode } = await running.result;
  expect([exitCode, outcomes()]).toEqual([130, { north: "interrupted", south: "not run", west: "not run" }]);
  expect(locks()).toEqual([]);
});

test("the next up makes nothing twice; two stacks that fail are reported, and --continue runs only these", async () => {
  const { exitCode, stdout } = await fleet(["up"], { NORTH_JIRA_API_TOKEN: "token-of-north" });
  expect([exitCode, outcomes()]).toEqual([1, { north: "succeeded", south: "failed", west: "failed" }]);
  expect(stdout).toMatch(/^south +prod +failed +.* +1 +\d+$/m);
  expect(stdout).toContain("SOUTH_JIRA_API_TOKEN");
  expect(connections()).toEqual([1, 0, 0]);

  const again = await fleet(["up", "--continue"]);
  expect([again.exitCode, outcomes()]).toEqual([0, { north: "succeeded", south: "succeeded", west: "succeeded" }]);
  expect(again.stdout).toMatch(/^south +prod +succeeded +create \d+ +0 +\d+$/m);
  expect(again.stdout).not.toContain("north");
  expect(connections()).toEqual([1, 1, 1]);
  // A stack's part of the quota was for one run, and is in no file that stays.
  const settings = readFileSync(path.join(project.folder, "Pulumi.south-prod.yaml"), "utf8");
  expect(settings).not.toContain("requestsPerMinute");
  expect((await fleet(["up", "--continue"])).stdout).toContain("Nothing to do");
});

test("a filter: one stack is previewed, another destroyed, and status shows what is left of it", async () => {
  const preview = await fleet(["preview", "--group", "north"]);
  expect(preview.stdout).toMatch(/^north +prod +succeeded +none +0 +\d+$/m);
  const destroy = await fleet(["destroy", "--group", "west"]);
  expect(destroy.stdout).toMatch(/^west +prod +succeeded +delete 2 +0 +\d+$/m);
  expect(connections()).toEqual([1, 1, 0]);
  const status = await fleet(["status", "--group", "west"]);
  expect(status.stdout.trim().split("\n")).toEqual([
    expect.stringMatching(/^group +environment +resources +last update$/),
    expect.stringMatching(/^west +prod +0 +\d/),
  ]);
});

/** A server that speaks S3, with one bucket; it says its port. */
const S3_SERVER = `
const S3rver = require("s3rver");
const server = new S3rver({ port: 0, silent: true, directory: process.argv[1], configureBuckets: [{ name: "fleet" }] });
server.run().then(({ port }) => console.log("PORT " + port));
`;

test("the state may be in any back end of Pulumi's: a bucket of S3, by its URL", async () => {
  const folder = path.join(path.dirname(project.folder), "s3");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "package.json"), "{}");
  await npm(["install", "s3rver@3.7.1"], folder);
  const env = { NODE_PATH: path.join(folder, "node_modules") };
  const server = project.start(["-e", S3_SERVER, path.join(folder, "objects")], env);
  try {
    const [, port = ""] = /PORT (\d+)/.exec(await server.waitForOutput(/PORT \d+\n/)) ?? [];
    const { exitCode, stdout } = await fleet(["up", "--group", "west"], {
      ...TOKENS,
      ...{ AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER", AWS_REGION: "us-east-1" },
      PULUMI_BACKEND_URL: `s3://fleet?endpoint=http://127.0.0.1:${port}&s3ForcePathStyle=true`,
    });
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^west +prod +succeeded +create 2 +0 +\d+$/m)]);
    const objects = readdirSync(path.join(folder, "objects"), { recursive: true, encoding: "utf8" });
    expect(objects.filter((name) => name.includes("west-prod.json._S3rver_object"))).not.toEqual([]);
    expect(objects.filter((name) => /locks.*_object$/.test(name))).toEqual([]);
  } finally {
    server.kill("SIGKILL");
    await server.result;
  }
});
