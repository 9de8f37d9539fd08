import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { ManagedConnection, OAuthProfileAssignment } from "../../provider";

const ROOT = join(__dirname, "..", "..");
const METHODS = ["check", "configure", "create", "delete", "diff", "read", "update"];
const REMEDY = "Add pulumi-workato-embedded to the dependencies of this Pulumi project and install them.";

interface Registered {
  readonly type: string;
  readonly inputs: Record<string, unknown>;
}

/** What the engine is asked to register by a program. */
async function registered(program: () => pulumi.CustomResource): Promise<Registered> {
  const seen: Registered[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, inputs }) => {
      seen.push({ type, inputs: inputs as Record<string, unknown> });
      return { id: "98178/36", state: {} };
    },
    call: () => ({}),
  });
  await new Promise((resolve) => program().id.apply(resolve));
  const resources = seen.filter(({ type }) => type.startsWith("pulumi-nodejs:"));
  expect(resources).toHaveLength(1);
  return resources[0]!;
}

const connection = () => new ManagedConnection("c", { managedUserId: "98178", provider: "jira" });
const assignment = () => new OAuthProfileAssignment("a", { managedUserId: "98178", profileId: 322 });

class SdkResource extends pulumi.dynamic.Resource {
  constructor(type: string, props: pulumi.Inputs) {
    super({ create: () => Promise.resolve({ id: "1" }) }, "r", props, undefined, "workato", type);
  }
}

describe.each([
  ["ManagedConnection", connection, "managedConnection"],
  ["OAuthProfileAssignment", assignment, "oauthProfileAssignment"],
] as const)("%s", (type, program, exported) => {
  test("is registered as the SDK registers a dynamic resource: same type, __provider, and who it is", async () => {
    const ours = await registered(program);
    const { __provider, __resource, ...args } = ours.inputs;
    const theirs = await registered(() => new SdkResource(type, args));
    expect(ours.type).toBe(`pulumi-nodejs:dynamic/workato:${type}`);
    expect(ours.type).toBe(theirs.type);
    expect(Object.keys(ours.inputs).sort()).toEqual([...Object.keys(theirs.inputs), "__resource"].sort());
    expect(__resource).toBe(type === "ManagedConnection" ? "c" : "a");
    expect(typeof theirs.inputs.__provider).toBe("string");
    expect(typeof __provider).toBe("string");
  });

  test("has a __provider that is constant, of at most 400 characters, and loads the export of the package's runtime", async () => {
    const text = (await registered(program)).inputs.__provider as string;
    expect((await registered(program)).inputs.__provider).toBe(text);
    expect(text.length).toBeLessThanOrEqual(400);
    expect(text).toContain(`("pulumi-workato-embedded/runtime").${exported}`);
  });

  test("gives the plugin a provider with every method, where the project has the package", async () => {
    const text = (await registered(program)).inputs.__provider as string;
    const project = projectWith((folder) => {
      const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<string, unknown>;
      const { name, exports } = manifest;
      writeFileSync(join(folder, "package.json"), JSON.stringify({ name, exports }));
      mkdirSync(join(folder, "lib", "doors", "dynamic"), { recursive: true });
      // The sources stand in for `lib/`, which may be older.
      const source = JSON.stringify(join(ROOT, "provider", "doors", "dynamic", "index.ts"));
      writeFileSync(
        join(folder, "lib", "doors", "dynamic", "index.js"),
        `require(${JSON.stringify(join(ROOT, "node_modules", "tsx", "dist", "cjs", "index.cjs"))});module.exports=require(${source})`,
      );
    });
    expect(runAsThePlugin(text, project)).toEqual(METHODS);
  });

  test("gives an error with the remedy, where the project lacks it", async () => {
    const text = (await registered(program)).inputs.__provider as string;
    const project = mkdtempSync(join(tmpdir(), "workato-"));
    folders.push(project);
    const message = runAsThePlugin(text, project);
    expect(message).toMatch(/^Cannot find module 'pulumi-workato-embedded\/runtime'/);
    expect(String(message).endsWith(`\n${REMEDY}`)).toBe(true);
  });
});

describe("opts.import", () => {
  test("of a connection is refused and names adoptConnectionId", () => {
    const make = () => new ManagedConnection("c", { managedUserId: "1", provider: "jira" }, { import: "1/2" });
    expect(make).toThrow(
      'ManagedConnection "c": Pulumi cannot import dynamic resources, so the resource option `import` does not work. ' +
        "Take it out and set the argument adoptConnectionId to the id of the existing connection.",
    );
  });

  test("of an assignment is refused and says that assigning again changes nothing", () => {
    const make = () => new OAuthProfileAssignment("a", { managedUserId: "1", profileId: 2 }, { import: "1/2" });
    expect(make).toThrow(/Take it out: assigning a profile that is assigned already changes nothing\./);
  });
});

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A Pulumi project that has the package as `install` writes it. */
function projectWith(install: (folder: string) => void): string {
  const project = mkdtempSync(join(tmpdir(), "workato-"));
  folders.push(project);
  const folder = join(project, "node_modules", "pulumi-workato-embedded");
  mkdirSync(folder, { recursive: true });
  install(folder);
  return project;
}

/** Evaluates the text as `cmd/dynamic-provider` does, in the directory of the program: methods, or the error's text. */
function runAsThePlugin(text: string, cwd: string): unknown {
  const sdk = join(ROOT, "node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider", "index.js");
  const script = `
    const load = require("module").createRequire(${JSON.stringify(sdk)})("require-from-string");
    let answer;
    try { answer = Object.keys(load(${JSON.stringify(text)}).handler()).sort(); } catch (error) { answer = error.message; }
    console.log(JSON.stringify(answer));`;
  return JSON.parse(execFileSync(process.execPath, ["-e", script], { cwd, encoding: "utf8" })) as unknown;
}

describe("the stack traces that the SDK writes down for each promise", () => {
  const LIMIT = 10;
  beforeEach(() => pulumi.runtime.setMocks({ newResource: () => ({ id: "1/2", state: {} }), call: () => ({}) }));
  afterEach(() => {
    Error.stackTraceLimit = LIMIT;
    delete process.env.PULUMI_DEBUG_PROMISE_LEAKS;
  });

  /** What a resource is made with. */
  function framesOf(fail = false): number {
    let frames = 0;
    const look: pulumi.ResourceTransformation = () => {
      frames = Error.stackTraceLimit;
      if (fail) throw new Error("of the program");
      return undefined;
    };
    const make = () =>
      new OAuthProfileAssignment("a", { managedUserId: "1", profileId: 2 }, { transformations: [look] });
    if (fail) expect(make).toThrow("of the program");
    else make();
    return frames;
  }

  test("reach to the line of the program that makes the resource, and the limit is as before afterwards", () => {
    Error.stackTraceLimit = LIMIT;
    expect([framesOf(), Error.stackTraceLimit]).toEqual([6, LIMIT]);
    expect([framesOf(true), Error.stackTraceLimit]).toEqual([6, LIMIT]);
    let stack = "";
    const opts = { transformations: [() => ((stack = new Error().stack ?? ""), undefined)] };
    new OAuthProfileAssignment("a", { managedUserId: "1", profileId: 2 }, opts);
    // The first frame is the transformation above, in the place of the SDK's registration.
    expect(stack.split("\n").slice(2).join("\n")).toContain("dynamicResource.test.ts");
  });

  test("are as long as ever for who searches promises that never end, and for who has set a limit", () => {
    Error.stackTraceLimit = 50;
    expect(framesOf()).toBe(50);
    Error.stackTraceLimit = LIMIT;
    process.env.PULUMI_DEBUG_PROMISE_LEAKS = "true";
    expect(framesOf()).toBe(LIMIT);
  });
});
