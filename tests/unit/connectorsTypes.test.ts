/**
 * What the compiler says of programs. It reads this file like any other (`npm run check`, and the test at its end): what must
 * not compile is marked so, and a mark on what compiles is an error too.
 */
import * as pulumi from "@pulumi/pulumi";
import type ts from "typescript";
import type { ConnectorInput, ConnectorName, ManagedConnectionArgs } from "../../provider";
import { ManagedConnection } from "../../provider";
import { problemsOf, STRICT_PROGRAM } from "../support/compiler";

const managedUserId = "98178";
declare const text: string;
declare const textOrOutput: pulumi.Input<string>;
declare const config: pulumi.Config;
declare const site: Site;

interface Site {
  readonly host_name: string;
  readonly email: string;
}

/** Never called: only the compiler looks at it. */
export const programs = {
  "a connector that we know": () => {
    const jira: ManagedConnection = new ManagedConnection("jira", {
      managedUserId,
      provider: "jira",
      input: {
        host_name: config.require("jiraSite"),
        auth_type: "api_token",
        apitoken: config.requireSecret("jiraToken"),
        further: [1, { deep: pulumi.output("x") }, null],
        left_out: undefined,
      },
    });
    new ManagedConnection("nested", {
      managedUserId,
      provider: "salesforce",
      input: { sandbox: "true", advanced_settings: { api_scope: "api", further: true } },
    });
    new ManagedConnection("outputs", {
      managedUserId,
      provider: "postgresql",
      input: { port: 5432, host: pulumi.output("h"), user: Promise.resolve("u") },
    });
    new ManagedConnection("a label that we do not know", {
      managedUserId,
      provider: "airtable",
      input: { authentication_type: "Another label" },
    });
    // @ts-expect-error -- not one of its values
    new ManagedConnection("x", { managedUserId, provider: "jira", input: { auth_type: "basic" } });
    // @ts-expect-error -- the order does not matter
    new ManagedConnection("x", { input: { auth_type: "basic" }, managedUserId, provider: "jira" });
    // @ts-expect-error -- not a text
    new ManagedConnection("x", { managedUserId, provider: "jira", input: { host_name: true } });
    // @ts-expect-error -- neither a boolean nor the text of one
    new ManagedConnection("x", { managedUserId, provider: "salesforce", input: { sandbox: "yes" } });
    const provider = "salesforce";
    // @ts-expect-error -- inside another one
    new ManagedConnection("x", { managedUserId, provider, input: { advanced_settings: { api_scope: 5 } } });
    // @ts-expect-error -- not the text of a number
    new ManagedConnection("x", { managedUserId, provider: "basecamp", input: { account_id: "mine" } });
    return jira.connectionId;
  },

  "a connector that the compiler does not know": () => {
    const input = { auth_type: "basic", deep: { deeper: [pulumi.output("x")] } };
    new ManagedConnection("custom", { managedUserId, provider: "acme_connector", input });
    new ManagedConnection("variable", { managedUserId, provider: text, input });
    new ManagedConnection("output", { managedUserId, provider: pulumi.output(text), input });
    new ManagedConnection("promise", { managedUserId, provider: Promise.resolve(text), input });
    new ManagedConnection("input", { managedUserId, provider: textOrOutput, input });
    new ManagedConnection("an output of a literal", { managedUserId, provider: pulumi.output("jira" as const), input });
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- as programs do that read a file
    new ManagedConnection("anything", { managedUserId, provider: JSON.parse(text), input });
    new ManagedConnection("one of two", { managedUserId, provider: text === "" ? "jira" : "acme", input });
    // @ts-expect-error -- JSON cannot hold it
    new ManagedConnection("x", { managedUserId, provider: text, input: { made: () => "x" } });
  },

  "input as a whole": () => {
    const values = { auth_type: "basic" };
    const args = { managedUserId, provider: "jira" } as const;
    new ManagedConnection("output", { ...args, input: pulumi.output(values) });
    new ManagedConnection("secret", { ...args, input: pulumi.secret(values) });
    new ManagedConnection("promise", { ...args, input: Promise.resolve(values) });
    new ManagedConnection("config", { ...args, input: config.requireSecretObject<Record<string, string>>("jira") });
    new ManagedConnection("all", { ...args, input: pulumi.all({ ...values, apitoken: config.requireSecret("x") }) });
    new ManagedConnection("record", { ...args, input: values as Record<string, string> });
    new ManagedConnection("interface", { ...args, input: site });
    new ManagedConnection("parts", { ...args, input: { ...site, auth_type: "oauth" } });
    // @ts-expect-error -- spread or not
    new ManagedConnection("x", { ...args, input: { ...site, auth_type: "basic" } });
  },

  "the other arguments": () => {
    // @ts-expect-error -- folderId is meant
    new ManagedConnection("x", { managedUserId, provider: "jira", folderID: "9" });
    // @ts-expect-error -- provider is meant
    new ManagedConnection("x", { managedUserId, provder: "jira" });
    // @ts-expect-error -- managedUserId is missing
    new ManagedConnection("x", { provider: "jira" });
    // @ts-expect-error -- not a text
    new ManagedConnection("x", { managedUserId, provider: 5 });
  },

  "arguments as a plain type": () => {
    const jira: ManagedConnectionArgs<"jira"> = { managedUserId, provider: "jira", input: { auth_type: "oauth" } };
    const all: ManagedConnectionArgs[] = [
      jira,
      { managedUserId, provider: "jira", input: { auth_type: "whatever" } },
      { managedUserId, provider: text },
    ];
    const made: ManagedConnection[] = all.map((args, index) => new ManagedConnection(String(index), args));
    made.push(new ManagedConnection("jira", jira));
    const ofOneCustomer = (args: Omit<ManagedConnectionArgs, "managedUserId">) =>
      new ManagedConnection("x", { ...args, managedUserId });
    ofOneCustomer({ provider: "acme_connector" });
    const constructorsArgs: ConstructorParameters<typeof ManagedConnection>[1] = jira;
    // @ts-expect-error -- the type says which connector
    const other: ManagedConnectionArgs<"jira"> = { managedUserId, provider: "zendesk" };
    return [constructorsArgs, other];
  },

  "functions and classes of a program": () => {
    const ofKnown = <Name extends ConnectorName>(provider: Name, input: ConnectorInput<Name>) =>
      new ManagedConnection(provider, { managedUserId, provider, input });
    ofKnown("jira", { auth_type: "oauth" });
    // @ts-expect-error -- not one of its values
    ofKnown("jira", { auth_type: "basic" });
    class Jira extends ManagedConnection {
      constructor(name: string) {
        super(name, { managedUserId, provider: "jira" });
      }
    }
    const got: ManagedConnection = ManagedConnection.get("x", "98178/36");
    return [new Jira("x"), got, ManagedConnection.isInstance(got)];
  },

  outputs: () => {
    const { provider, input, parentId, connectionId } = new ManagedConnection("x", { managedUserId, provider: "jira" });
    const texts: pulumi.Output<string>[] = [provider, connectionId];
    // @ts-expect-error -- it may be cleared, or not be set
    texts.push(parentId);
    return input.apply((values) => values?.host_name);
  },
};

test("the compiler says of programs what this file promises", () => {
  const options: ts.CompilerOptions = { ...STRICT_PROGRAM, types: ["node", "jest"], esModuleInterop: true };
  expect(problemsOf([__filename], options, __filename)).toEqual([]);
  // As most programs are.
  expect(problemsOf([__filename], { ...options, exactOptionalPropertyTypes: false }, __filename)).toEqual([]);
});
