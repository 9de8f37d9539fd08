import * as pulumi from "@pulumi/pulumi";
import { ManagedConnection, OAuthProfileAssignment } from "../../provider";
import { argumentsToAskFor } from "../../provider/program/unsetArguments";
import { CONNECTION_FACTS } from "../../provider/api/objects/connectionFields";
import { namesOf } from "../../provider/arguments/argument";
import { CONNECTION_ARGUMENTS } from "../../provider/arguments/connection";

const MINIMUM = { managedUserId: "98178", provider: "jira" };
/** What a program always sets, or its class does. */
const ALWAYS_SET = ["managedUserId", "provider", "name"];
/** A fact is asked for in any case. */
const UNSET = namesOf(CONNECTION_ARGUMENTS, ({ isFact }) => isFact !== true).filter(
  (name) => !ALWAYS_SET.includes(name),
);

async function mock(preview: boolean): Promise<void> {
  const newResource = ({ inputs }: pulumi.runtime.MockResourceArgs) => ({ id: "98178/36", state: inputs as object });
  await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "project", "stack", preview);
}

beforeEach(() => mock(false));

const valueOf = (output: unknown): Promise<unknown> =>
  new Promise((resolve) => (output as pulumi.Output<unknown>).apply(resolve));
const read = (resource: object, name: string): Promise<unknown> => valueOf((resource as Record<string, unknown>)[name]);
const transformedBy = (transformation: pulumi.ResourceTransformation) => ({ transformations: [transformation] });

describe.each([
  ["an up", false],
  ["a preview", true],
])("in %s", (_, preview) => {
  beforeEach(() => mock(preview));

  test.each(UNSET)(
    "%s of a connection is undefined where the program does not set it, and what it sets where it does",
    async (name) => {
      expect(await read(new ManagedConnection("c", MINIMUM), name)).toBeUndefined();
      const value = name === "input" ? { apitoken: "t" } : "given";
      expect(await read(new ManagedConnection("c", { ...MINIMUM, [name]: value }), name)).toEqual(value);
    },
  );

  test.each(["forceUnassign", "account"])("%s of an assignment likewise", async (name) => {
    const args = { managedUserId: "98178", profileId: 322 };
    expect(await read(new OAuthProfileAssignment("a", args), name)).toBeUndefined();
    expect(await read(new OAuthProfileAssignment("a", { ...args, [name]: "given" }), name)).toBe("given");
  });
});

test("the engine is asked for what the program sets and for the facts of the server, and for nothing else", () => {
  const outputs = (resource: object) => Object.keys(resource).filter((name) => !name.startsWith("__"));
  const asked = ["urn", "id", ...ALWAYS_SET, ...CONNECTION_FACTS, "connectionId"];
  expect(outputs(new ManagedConnection("c", { ...MINIMUM })).sort()).toEqual(asked.sort());
  const undecided = { ...MINIMUM, folderId: undefined, input: undefined } as unknown as typeof MINIMUM;
  expect(outputs(new ManagedConnection("c", undecided)).sort()).toEqual(asked);
  const assignment = new OAuthProfileAssignment("a", { managedUserId: "98178", profileId: 322 });
  expect(outputs(assignment).sort()).toEqual(["id", "managedUserId", "profileId", "urn"]);
});

test("an argument that is not set is one and the same output for all, made when it is first read", () => {
  const [one, other] = [new ManagedConnection("c", MINIMUM), new ManagedConnection("d", MINIMUM)];
  expect(one.folderId).toBe(other.account);
  expect(one.folderId).toBe(new OAuthProfileAssignment("a", { managedUserId: "1", profileId: 2 }).forceUnassign);
});

describe("every argument is asked for, because somebody else may set it, where the resource", () => {
  const nothing = () => undefined;
  test.each<[string, () => pulumi.CustomResourceOptions]>([
    ["is read by its id", () => ({ id: "98178/36" })],
    ["is read by its URN", () => ({ urn: "urn:pulumi:s::p::t::n" })],
    ["ignores changes", () => ({ ignoreChanges: ["folderId"] })],
    ["has a transform", () => ({ transforms: [nothing] })],
    ["has a transformation", () => transformedBy(nothing)],
    [
      "has a parent with a transformation",
      () => ({ parent: new pulumi.ComponentResource("a:b:C", "p", {}, transformedBy(nothing)) }),
    ],
  ])("%s", (_, opts) => {
    expect(argumentsToAskFor(["folderId"], opts())).toEqual(["folderId"]);
  });

  test("is in a stack with a transform", () => {
    const store = (globalThis as unknown as { globalStore: { callbacks?: unknown } }).globalStore;
    store.callbacks = {};
    expect(argumentsToAskFor(["folderId"])).toEqual(["folderId"]);
    delete store.callbacks;
    expect(argumentsToAskFor(["folderId"])).toEqual([]);
  });

  test.each<[string, () => pulumi.CustomResourceOptions]>([
    ["none of its options say so", () => ({ protect: true, ignoreChanges: [], transforms: [] })],
    ["its parent neither", () => ({ parent: new pulumi.ComponentResource("a:b:C", "p") })],
  ])("and else not: %s", (_, opts) => {
    expect(argumentsToAskFor(["folderId"], opts())).toEqual([]);
  });
});

describe("a transformation", () => {
  test("that adds an argument sets its output", async () => {
    const add = transformedBy(({ props, opts }) => ({ props: { ...props, folderId: "7" }, opts }));
    expect(await valueOf(new ManagedConnection("c", MINIMUM, add).folderId)).toBe("7");
  });

  test("that takes an argument out leaves its output undefined", async () => {
    const remove = transformedBy(({ props, opts }) => {
      const { folderId: _, ...others } = props as Record<string, unknown>;
      return { props: others, opts };
    });
    expect(await valueOf(new ManagedConnection("c", { ...MINIMUM, folderId: 7 }, remove).folderId)).toBeUndefined();
  });

  test("of the stack counts as well", async () => {
    const stack = new pulumi.ComponentResource("pulumi:pulumi:Stack", "s");
    const add: pulumi.ResourceTransformation = ({ props, opts }) => ({ props: { ...props, account: "eu" }, opts });
    Object.assign(stack, { __transformations: [add] });
    const connection = new ManagedConnection("c", MINIMUM, { parent: stack });
    expect(await valueOf(connection.account)).toBe("eu");
  });
});

describe("the resource itself", () => {
  test("spread or listed has what was asked for, and an assignment to an argument is an own property", () => {
    const connection = new ManagedConnection("c", { ...MINIMUM, folderId: 7 });
    expect(Object.assign({}, connection)).toHaveProperty("folderId", connection.folderId);
    expect(Object.keys(connection)).toContain("folderId");
    expect(Object.keys(Object.assign({}, connection))).not.toContain("parentId");
    expect("parentId" in connection).toBe(true);
  });

  test("as an output gives its arguments, set or not", async () => {
    const output = pulumi.output(new ManagedConnection("c", { ...MINIMUM, folderId: "7" }));
    expect(await valueOf(output.folderId)).toBe("7");
    expect(await valueOf(output.parentId)).toBeUndefined();
  });

  test("in a class of the program's own is read as ever", async () => {
    class Jira extends ManagedConnection {
      constructor(name: string, args: { folderId?: string } = {}) {
        super(name, { ...MINIMUM, ...args });
      }
    }
    expect(await valueOf(new Jira("c").folderId)).toBeUndefined();
    expect(await valueOf(new Jira("c", { folderId: "7" }).folderId)).toBe("7");
  });
});

test("the arguments that can be read are those that the plugin knows", () => {
  const accessors = (type: { prototype: object }) =>
    Object.getOwnPropertyNames(type.prototype).filter((name) => name !== "constructor");
  expect(accessors(ManagedConnection as unknown as { prototype: object }).sort()).toEqual(
    [...namesOf(CONNECTION_ARGUMENTS)].sort(),
  );
  expect(accessors(OAuthProfileAssignment).sort()).toEqual(["account", "forceUnassign", "managedUserId", "profileId"]);
});
