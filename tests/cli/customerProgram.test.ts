import fc from "fast-check";
import { anyConnections, connection } from "./support/connections";
import { parseProgram } from "./support/parsedProgram";
import { programOf } from "./support/programs";

describe("whatever connections are called", () => {
  test("the program is one resource a connection, with the server's values, and nothing else", () => {
    fc.assert(
      fc.property(anyConnections, fc.constantFrom("98178", "EA/23 00", 'E"); //\n'), (connections, customer) => {
        const { text, leftOut, connections: taken } = programOf(customer, connections, customer);
        const count = taken.length;
        const { problems, resources, others } = parseProgram(text);
        expect(problems).toEqual([]);
        expect(resources).toHaveLength(count);
        expect(others).toEqual(count === 0 ? ["connectionIds"] : ["import", "managedUserId", "connectionIds"]);
        expect(count + leftOut.length).toBe(connections.length);
        expect(new Set(resources.map(({ identifier }) => identifier)).size).toBe(count);
        expect(new Set(resources.map(({ logicalName }) => logicalName)).size).toBe(count);
        resources.forEach(({ args }, index) => {
          const listed = connections.find(({ connectionId }) => connectionId === args.adoptConnectionId)!;
          expect(args.managedUserId).toEqual({ reference: "managedUserId" });
          expect([args.name, args.provider]).toEqual([listed.name, listed.provider]);
          if (args.externalId !== undefined) expect(args.externalId).toBe(listed.externalId);
          if (args.folderId !== undefined) expect(args.folderId).toBe(listed.folderId);
          if (typeof args.parentId === "object") {
            const identifier = args.parentId.reference.replace(/\.connectionId$/, "");
            const parent = resources.slice(0, index).find((resource) => resource.identifier === identifier);
            expect(parent?.args.adoptConnectionId).toBe(listed.parentId);
          } else {
            expect(args.parentId ?? null).toBe(listed.parentId);
          }
        });
      }),
    );
  });

  test("the text does not depend on the order of the list", () => {
    const shuffled = anyConnections.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(programOf("98178", other).text).toBe(programOf("98178", all).text);
      }),
    );
  });

  test("a new connection renames nobody", () => {
    fc.assert(
      fc.property(anyConnections, fc.constantFrom("Jira", "jira 2", "class", "a b1"), (connections, name) => {
        const namesOf = (all: typeof connections) =>
          new Map(
            parseProgram(programOf("98178", all).text).resources.map(({ args, identifier, logicalName }) => [
              args.adoptConnectionId,
              [identifier, logicalName],
            ]),
          );
        const before = namesOf(connections);
        const after = namesOf([...connections, connection("1001", { name })]);
        for (const [id, names] of before) expect(after.get(id)).toEqual(names);
        expect(after.size).toBe(before.size + 1);
      }),
    );
  });
});

describe("names", () => {
  const namesOf = (...facts: { name: string; provider?: string }[]) =>
    parseProgram(
      programOf(
        "98178",
        facts.map((fact, index) => connection(String(36 + index), { ...fact })),
      ).text,
    ).resources.map(({ identifier, logicalName }) => [identifier, logicalName]);

  test.each([
    ["Jira (Support)", "jira", "jiraSupport", "98178-jira-support"],
    ["Support", "jira", "jiraSupport", "98178-jira-support"],
    ["Restaurants", "rest", "restRestaurants", "98178-rest-restaurants"],
    ["Café Zürich", "jira", "jiraCafeZurich", "98178-jira-cafe-zurich"],
    ["営業", "jira", "jira", "98178-jira"],
    ["2nd Jira", "jira", "connection2ndJira", "98178-2nd-jira"],
    ["class", "class", "classConnection", "98178-class"],
    ["営業", "営業", "connection", "98178-connection"],
  ])("%s of %s is %s, %s", (name, provider, identifier, logicalName) => {
    expect(namesOf({ name, provider })).toEqual([[identifier, logicalName]]);
  });

  test("of several with one name, the oldest has it and the others add their id", () => {
    expect(namesOf({ name: "Jira" }, { name: "JIRA" }, { name: "jira" })).toEqual([
      ["jira37", "98178-jira-37"],
      ["jira", "98178-jira"],
      ["jira38", "98178-jira-38"],
    ]);
  });

  test("two customers never share a logical name, however their ids are spelled", () => {
    const ids = ["EA/1", "EA 1", "EA-1", "EA1", "EA_1"];
    const names = ids.map((id) => parseProgram(programOf(id, [connection("36")]).text).resources[0]!.logicalName);
    expect(new Set(names).size).toBe(ids.length);
  });
});

describe("what a person reads", () => {
  test("a parent stands before its children and is named; one that is not in the list is a literal", () => {
    const { resources } = parseProgram(
      programOf("98178", [
        connection("1", { name: "A", parentId: "2" }),
        connection("2", { name: "B", parentId: "3" }),
        connection("3", { name: "C", parentId: "99" }),
      ]).text,
    );
    expect(resources.map(({ args }) => [args.name, args.parentId])).toEqual([
      ["C", "99"],
      ["B", { reference: "jiraC.connectionId" }],
      ["A", { reference: "jiraB.connectionId" }],
    ]);
  });

  test("tags and a status that is not success are comments", () => {
    const { text } = programOf("98178", [
      connection("1", { tags: ["prod", "crm"], authorizationStatus: null }),
      connection("2", { authorizationStatus: "failed", authorizationError: "Invalid password hunter2" }),
      connection("3"),
    ]);
    expect(text).toContain("// Tags: crm, prod\n// Not authorized when this was written: never authorized, or");
    expect(text.match(/Not authorized/g)).toHaveLength(2);
    // The API's reason may quote a credential.
    expect(text).not.toContain("hunter2");
  });

  test("the connector's parameters wait as comments, optional and allowed values beside them", () => {
    const { text } = programOf("98178", [
      connection("1", { name: "Jira" }),
      connection("2", { name: "Salesforce", provider: "salesforce" }),
      connection("3", { name: "Own", provider: "acme_connector_1" }),
      connection("4", { name: "Zenefits", provider: "zenefits" }),
    ]);
    expect(text).toContain(
      '    //   auth_type: "api_token", // api_token or oauth\n' +
        '    //   email: config.require("98178-jira.email"), // optional\n' +
        '    //   apitoken: config.requireSecret("98178-jira.apitoken"), // optional\n',
    );
    expect(text).toContain('    //     api_scope: config.require("98178-salesforce.advanced_settings.api_scope"),');
    expect(text).toContain("this connector is not in our catalogue");
    expect(text).toContain("This connector takes no input: someone at the customer authorizes it in Workato.");
  });

  test("the assignment of a custom OAuth profile waits as a comment, once a connector that may have one", () => {
    const { text } = programOf("EA-B", [
      connection("1", { name: "Salesforce", provider: "salesforce" }),
      connection("2", { name: "Sandbox", provider: "salesforce" }),
      connection("3", { name: "Leads", provider: "hubspot" }),
      connection("4", { name: "Warehouse", provider: "snowflake" }),
    ]);
    expect(text).toContain("The API does not say whether the customer has custom OAuth profiles");
    expect(text.match(/^\/\/ {3}"EA-B--.*-profile",\n.* provider: "\w+" /gm)).toEqual([
      expect.stringMatching(/EA-B--hubspot-profile",\n.*provider: "hubspot"/),
      expect.stringMatching(/EA-B--salesforce-profile",\n.*provider: "salesforce"/),
    ]);
    const without = programOf("98178", [connection("4", { provider: "snowflake" })]).text;
    expect(without).not.toContain("OAuthProfileAssignment");
  });

  test("a connection without a name or provider is left out and said, and its children keep its id", () => {
    const { text, leftOut, connections } = programOf("98178", [
      connection("1", { name: " " }),
      connection("2", { name: "Child", parentId: "1" }),
      connection("3", { provider: null }),
    ]);
    expect(leftOut.map(({ connectionId }) => connectionId)).toEqual(["3", "1"]);
    expect(text).toContain("// Left out: connection 1, because it has no name; give it one in Workato.");
    expect(connections).toHaveLength(1);
    expect(parseProgram(text).resources[0]?.args.parentId).toBe("1");
  });

  test("an external id that no program can say is left alone and said", () => {
    const { text } = programOf("98178", [connection("1", { externalId: " U1 " })]);
    expect(text).toContain('// externalId is left alone, because no program can say it: " U1 "');
    expect(parseProgram(text).resources[0]?.args).not.toHaveProperty("externalId");
  });
});
