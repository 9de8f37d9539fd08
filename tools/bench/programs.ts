/** Ours, and the floor: the cheapest dynamic resource that Pulumi's own class can make of as much. */
export type Kind = "ours" | "floor";

export const KINDS: readonly Kind[] = ["ours", "floor"];

const ARGUMENTS = `{ managedUserId: "98178", provider: "jira", name: "Jira " + i,
    input: { host_name: "acme-" + i + ".atlassian.net", email: "integrations@acme.example", apitoken: "token-" + i } }`;

/** One program, which of the two kinds of resource it declares being configuration. The floor has eight properties. */
export function benchProgram(count: number): string {
  return `
const pulumi = require("@pulumi/pulumi");
const kind = new pulumi.Config().require("kind");
if (kind === "ours") {
  const { ManagedConnection } = require("pulumi-workato-embedded");
  for (let i = 0; i < ${count}; i++) new ManagedConnection("jira-" + i, ${ARGUMENTS});
} else {
  const provider = { create: async (inputs) => ({ id: "none", outs: inputs }) };
  const outputs = { status: undefined, error: undefined, createdAt: undefined, updatedAt: undefined };
  class Idle extends pulumi.dynamic.Resource {
    constructor(name, args) { super(provider, name, { ...outputs, ...args, input: pulumi.secret(args.input) }); }
  }
  for (let i = 0; i < ${count}; i++) new Idle("jira-" + i, ${ARGUMENTS});
}
`;
}
