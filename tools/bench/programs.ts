/**
 * What a program may declare: our class, our class through the provider plugin, the usual dynamic provider that people
 * write for an API, and the floor, the cheapest dynamic resource that Pulumi's own class makes of as much.
 */
export type DeclaredKind = "ours" | "plugin" | "naive" | "floor";

/** What is measured: what a program declares, or the code of another checkout. */
export type Kind = DeclaredKind | "before";

/** The customers of a stack of connections: the first has the number that the emulator has by default. */
export function customerIds(customers: number): number[] {
  return Array.from({ length: customers }, (_, index) => 98178 + index);
}

/**
 * One program, which of the kinds of resource it declares being configuration. `changed` in the configuration gives the
 * first connection another token.
 */
export function benchProgram(count: number, customers = 1): string {
  return `
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
const kind = config.require("kind");
const changed = config.get("changed") ?? "";
const customers = ${JSON.stringify(customerIds(customers).map(String))};
const argumentsOf = (i) => ({
  managedUserId: customers[i % customers.length], provider: "jira", name: "Jira " + i,
  input: {
    host_name: "acme-" + i + ".atlassian.net", email: "integrations@acme.example", apitoken: "token-" + i + (i === 0 ? changed : ""),
  },
});
const Connection = { ours, plugin, naive, floor }[kind]();
for (let i = 0; i < ${count}; i++) new Connection("jira-" + i, argumentsOf(i));

function ours() {
  return require("pulumi-workato-embedded").ManagedConnection;
}
${PLUGIN}
${NAIVE}
${FLOOR}
`;
}

/** As a generated SDK declares it. */
const PLUGIN = `
function plugin() {
  const outputs = Object.fromEntries(["connectionId", "authorizationStatus", "authorizationError", "authorizedAt", "createdAt",
    "updatedAt", "identity", "connectionLostAt", "connectionLostReason", "tags"].map((name) => [name, undefined]));
  return class extends pulumi.CustomResource {
    constructor(name, args) {
      super("workato:index:ManagedConnection", name, { ...outputs, ...args, input: pulumi.secret(args.input) });
    }
  };
}`;

/** A list for each read, nothing shared, nothing paced, the code by value in every state, as tutorials have it. */
const NAIVE = `
function naive() {
  const url = process.env.WORKATO_HOST + "/api/managed_users/";
  const token = process.env.WORKATO_API_TOKEN;
  const call = async (method, path, data) => {
    const axios = require("axios");
    return (await axios({ method, url: url + path, data, headers: { Authorization: "Bearer " + token } })).data;
  };
  const body = ({ provider, name, input }) => ({ provider, name, input });
  const provider = {
    create: async (inputs) => {
      const made = await call("post", inputs.managedUserId + "/connections", body(inputs));
      return { id: String(made.id), outs: { ...inputs, authorizationStatus: made.authorization_status } };
    },
    read: async (id, props) => {
      const answer = await call("get", props.managedUserId + "/connections");
      const found = (answer.result ?? answer).find((each) => String(each.id) === id);
      return { id, props: { ...props, name: found.name, authorizationStatus: found.authorization_status } };
    },
    diff: async (id, olds, news) => ({
      changes: ["managedUserId", "provider", "name", "input"].some((name) => JSON.stringify(olds[name]) !== JSON.stringify(news[name])),
      replaces: olds.managedUserId !== news.managedUserId ? ["managedUserId"] : [],
    }),
    update: async (id, olds, news) => {
      const changed = await call("put", news.managedUserId + "/connections/" + id, body(news));
      return { outs: { ...news, authorizationStatus: changed.authorization_status } };
    },
    delete: async (id, props) => { await call("delete", props.managedUserId + "/connections/" + id); },
  };
  return class Connection extends pulumi.dynamic.Resource {
    constructor(name, args) {
      super(provider, name, { authorizationStatus: undefined, ...args, input: pulumi.secret(args.input) });
    }
  };
}`;

/** It answers at once and asks nobody. It has eight properties. */
const FLOOR = `
function floor() {
  const provider = { create: async (inputs) => ({ id: "none", outs: inputs }), update: async (id, olds, news) => ({ outs: news }) };
  const outputs = { status: undefined, error: undefined, createdAt: undefined, updatedAt: undefined };
  return class Idle extends pulumi.dynamic.Resource {
    constructor(name, args) { super(provider, name, { ...outputs, ...args, input: pulumi.secret(args.input) }); }
  };
}`;
