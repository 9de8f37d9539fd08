import * as pulumi from "@pulumi/pulumi";
import { externalId, ManagedConnection, OAuthProfileAssignment } from "../../provider";
import { joinResourceId, parseResourceId } from "../../provider/arguments/resourceId";
import { isUnknown } from "../../provider/arguments/engineValues";
import { UNKNOWN } from "../runtime/support/bench";

interface Seen {
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly readId: string | undefined;
}

let seen: Seen[];

beforeEach(async () => {
  seen = [];
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs, id }) => {
      seen.push({ name, inputs: inputs as Record<string, unknown>, readId: id });
      return {
        id: id === undefined || id === "" ? "EA%2F1/36" : id,
        state: { ...(inputs as object), name: "of the server" },
      };
    },
    call: () => ({}),
  });
});

const valueOf = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

describe("ManagedConnection", () => {
  const MINIMUM = { managedUserId: "98178", provider: "jira" };

  test("takes the logical name unless the program names it", async () => {
    await valueOf(new ManagedConnection("logical", MINIMUM).id);
    await valueOf(new ManagedConnection("logical2", { ...MINIMUM, name: "own" }).id);
    expect(seen.map(({ inputs }) => inputs.name)).toEqual(["logical", "own"]);
  });

  test("sends no argument that the program does not set", async () => {
    await valueOf(new ManagedConnection("c", MINIMUM).id);
    expect(Object.keys(seen[0]!.inputs).sort()).toEqual([
      "__provider",
      "__resource",
      "managedUserId",
      "name",
      "provider",
    ]);
  });

  test("keeps input secret, with what the program adds", async () => {
    const input = { apitoken: "t" };
    let options: pulumi.CustomResourceOptions = {};
    const transformations: pulumi.ResourceTransformation[] = [
      ({ opts, props }) => {
        options = opts;
        return { opts, props };
      },
    ];
    const opts = { additionalSecretOutputs: ["identity"], transformations };
    await valueOf(new ManagedConnection("c", { ...MINIMUM, input }, opts).id);
    expect(new Set(options.additionalSecretOutputs)).toEqual(new Set(["input", "identity"]));
    const connection = new ManagedConnection("d", { ...MINIMUM, input });
    expect(await pulumi.isSecret(connection.input)).toBe(true);
  });

  test("has connectionId from its id", async () => {
    expect(await valueOf(new ManagedConnection("c", MINIMUM).connectionId)).toBe("36");
  });

  test("has some connectionId also where a user's mocks make ids up", async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: `${name}_id`, state: inputs as object }),
      call: () => ({}),
    });
    expect(await valueOf(new ManagedConnection("c", MINIMUM).connectionId)).toBe("c_id");
  });

  test("get reads by id, and gives the account only", async () => {
    const connection = ManagedConnection.get("g", "98178/40", { account: "eu" });
    expect(await valueOf(connection.connectionId)).toBe("40");
    expect(seen).toMatchObject([{ name: "g", readId: "98178/40" }]);
    expect(Object.keys(seen[0]!.inputs).sort()).toEqual(["__provider", "__resource", "account"]);
    expect(await valueOf(connection.name)).toBe("of the server");
  });

  test("knows its own kind", async () => {
    const connection = new ManagedConnection("c", MINIMUM);
    const assignment = new OAuthProfileAssignment("a", { managedUserId: "1", profileId: 2 });
    await valueOf(assignment.id);
    for (const other of [assignment, undefined, null, {}, "x"]) expect(ManagedConnection.isInstance(other)).toBe(false);
    expect(ManagedConnection.isInstance(connection)).toBe(true);
    expect(OAuthProfileAssignment.isInstance(assignment)).toBe(true);
    expect(OAuthProfileAssignment.isInstance(connection)).toBe(false);
  });
});

describe("ids", () => {
  test.each([
    ["98178", "98178/36"],
    ["98178-x_y", "98178-x_y/36"],
    ["EA/23 00", "EA%2F23%2000/36"],
    ["E100%", "E100%25/36"],
    ["Eünï🙂", "E%C3%BCn%C3%AF%F0%9F%99%82/36"],
    ["E%2F", "E%252F/36"],
    ["E,x;y", "E%2Cx%3By/36"],
  ])("%s and 36 are %s, and back", (managedUserId, id) => {
    expect(joinResourceId(managedUserId, "36")).toBe(id);
    expect(parseResourceId(id)).toEqual({ managedUserId, objectId: "36" });
  });

  test.each(["36", "98178", "98178/", "/36", "98178/x", "98178/36/1", "%zz/36", ""])("%j is none of ours", (id) => {
    expect(() => parseResourceId(id)).toThrow(`"${id}" is not an id of this package: expected `);
  });

  test("an external id gets its prefix, and cannot be empty", () => {
    expect(externalId("A/23 00")).toBe("EA/23 00");
    expect(externalId(2300)).toBe("E2300");
    for (const empty of ["", " "]) expect(() => externalId(empty)).toThrow("externalId: the external id is empty.");
  });
});

test("an unknown value is what the SDK sends for one", () => {
  expect(pulumi.runtime.unknownValue).toBe(UNKNOWN);
  expect(isUnknown(pulumi.runtime.unknownValue)).toBe(true);
  for (const known of ["known", "", null, undefined, UNKNOWN.slice(1), [UNKNOWN]]) expect(isUnknown(known)).toBe(false);
});
