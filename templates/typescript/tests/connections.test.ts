/** What the program asks for, on Pulumi's mocks: no engine, no network. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { connect } from "../connections";

before(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `98178/${name}`, state: inputs }),
    call: ({ inputs }) => inputs,
  }),
);

const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

const connected = () => connect({ managedUserId: "98178", jiraApiToken: pulumi.secret("a token") });

test("Jira gets the token, as a secret", async () => {
  const { jira } = connected();
  assert.equal((await valueOf(jira.input))?.apitoken, "a token");
  assert.equal(await pulumi.isSecret(jira.input), true);
});

test("Salesforce waits for a person: a shell without credentials", async () => {
  const { salesforce } = connected();
  assert.equal(await valueOf(salesforce.shellConnection), true);
  assert.equal(await valueOf(salesforce.input), undefined);
});
