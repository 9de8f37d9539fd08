/**
 * Which resource a program declares: ours through either door, or the floor, the cheapest dynamic one that Pulumi's own
 * class makes of as much.
 */
export type DeclaredKind = "classes" | "plugin" | "floor";

/** What is measured: this code, the classes of another checkout where one is given, and the floor. */
export type Kind = DeclaredKind | "before";

/** Where the program finds the plugin's generated SDK. */
export const SDK_FOLDER = "sdk";

const ARGUMENTS = `{ managedUserId: "98178", provider: "jira", name: "Jira " + i,
    input: { host_name: "acme-" + i + ".atlassian.net", email: "integrations@acme.example", apitoken: "token-" + i } }`;

/** One program, which kind of resource it declares being configuration. The floor has eight properties. */
export function benchProgram(count: number): string {
  return `
const pulumi = require("@pulumi/pulumi");
const kind = new pulumi.Config().require("kind");
if (kind !== "floor") {
  const { ManagedConnection } = require(kind === "classes" ? "pulumi-workato-embedded" : "./${SDK_FOLDER}/bin");
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
