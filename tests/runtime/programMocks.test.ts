import * as pulumi from "@pulumi/pulumi";
import { ManagedConnection, OAuthProfileAssignment } from "../../provider";

/** Rejects where something on the way throws; an `apply` of ours would just never be called. */
const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  (output as unknown as { promise: () => Promise<T> }).promise();

describe("under a user's mocks, which make up ids as they like", () => {
  test.each([
    ["a_id", "a_id"],
    ["a", "a"],
    ["98178/36", "36"],
    ["EA%2F1/36", "36"],
    ["1234", "1234"],
  ])("an id of %s: connectionId is %s, and what takes it as an input is made", async (id, connectionId) => {
    const parents: unknown[] = [];
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => {
        const { parentId } = inputs as { parentId?: unknown };
        if (parentId !== undefined) parents.push(parentId);
        return { id: name === "a" ? id : `${name}_id`, state: inputs as object };
      },
      call: () => ({}),
    });
    const args = { managedUserId: "98178", provider: "jira" };
    const parent = new ManagedConnection("a", args);
    expect(await valueOf(parent.connectionId)).toBe(connectionId);
    await valueOf(new ManagedConnection("child", { ...args, parentId: parent.connectionId }).id);
    expect(parents).toEqual([connectionId]);
    const assignment = new OAuthProfileAssignment("p", { managedUserId: "98178", profileId: 322 });
    expect(await valueOf(assignment.id)).toBe("p_id");
  });
});
