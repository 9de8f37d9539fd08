import * as pulumi from "@pulumi/pulumi";
import { ManagedConnection, OAuthProfileAssignment } from "../../provider";

const CONNECTION = { managedUserId: "98178", provider: "jira" };
const ASSIGNMENT = { managedUserId: "98178", profileId: 322 };

/** What the engine is asked to register, by logical name. */
const registered = new Map<string, Record<string, unknown>>();

beforeEach(async () => {
  registered.clear();
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      registered.set(name, inputs as Record<string, unknown>);
      return { id: "98178/36", state: {} };
    },
    call: () => ({}),
  });
});

class Component extends pulumi.ComponentResource {
  constructor(type: string, name: string, opts: pulumi.ComponentResourceOptions = {}) {
    super(type, name, {}, opts);
  }
}

/** How the plugin gets to know this resource. */
async function identityOf(resource: pulumi.CustomResource, name: string): Promise<unknown> {
  await new Promise((resolve) => resource.id.apply(resolve));
  return registered.get(name)?.__resource;
}

test("a resource is known by its logical name, whatever the connection is called", async () => {
  const connection = new ManagedConnection("logical", { ...CONNECTION, name: "Jira of ACME" });
  expect(await identityOf(connection, "logical")).toBe("logical");
  expect(await identityOf(new OAuthProfileAssignment("other", ASSIGNMENT), "other")).toBe("other");
});

test("below components it has their types before its name, as its URN has, and not their names", async () => {
  const customer = new Component("acme:Customer", "one");
  const connection = new ManagedConnection("jira", CONNECTION, { parent: customer });
  expect(await identityOf(connection, "jira")).toBe("acme:Customer::jira");
  const crm = new Component("acme:Crm", "crm", { parent: new Component("acme:Customer", "two") });
  const inner = new ManagedConnection("sales", CONNECTION, { parent: crm });
  expect(await identityOf(inner, "sales")).toBe("acme:Customer$acme:Crm::sales");
});

test("below a connection it has that one's type", async () => {
  const parent = new ManagedConnection("above", CONNECTION);
  const assignment = new OAuthProfileAssignment("a", ASSIGNMENT, { parent });
  expect(await identityOf(assignment, "a")).toBe("pulumi-nodejs:dynamic/workato:ManagedConnection::a");
});

test("below what is no component of ours but the stack, it has its name alone", async () => {
  const stack = new Component("pulumi:pulumi:Stack", "project-stack");
  expect(await identityOf(new ManagedConnection("c", CONNECTION, { parent: stack }), "c")).toBe("c");
});

test("a lookup by `get` is known, too", async () => {
  expect(await identityOf(ManagedConnection.get("read", "98178/36"), "read")).toBe("read");
});
