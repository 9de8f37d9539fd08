// What must hold for Workato connections, in every stack that is run with `--policy-pack`. See docs/policy.md.
"use strict";

const { PolicyPack } = require("@pulumi/policy");

/** Stacks in which nothing may be deleted without being unprotected first. */
const PRODUCTION = ["prod"];

/** Parameters of connectors that hold a credential, and those that only sound so. */
const CREDENTIAL = /password|passphrase|secret|token|api_?key|private_?key/i;
const NO_CREDENTIAL = /_?(url|uri|type|name)$/i;

const isOurs = (type) => type.startsWith("pulumi-nodejs:dynamic/workato:");
const stackOf = (urn) => urn.split("::")[0].split(":").at(-1);

/** Every text of a value, at any depth. An object of the configuration comes as its JSON text. */
function textsOf(value) {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsOf);
  try {
    const parsed = typeof value === "string" ? JSON.parse(value) : undefined;
    if (typeof parsed === "object" && parsed !== null) return [value, ...textsOf(parsed)];
  } catch {
    // Not JSON: the text is all there is.
  }
  return [String(value)];
}

/** Dotted paths in `input` that hold a credential, with what they hold. */
function credentialsOf(input, path = []) {
  return Object.entries(input ?? {}).flatMap(([key, value]) => {
    const here = [...path, key];
    if (typeof value === "object" && value !== null) return credentialsOf(value, here);
    return CREDENTIAL.test(key) && !NO_CREDENTIAL.test(key) ? [{ path: here.join("."), text: String(value) }] : [];
  });
}

new PolicyPack("workato-connections", {
  policies: [
    {
      name: "protect-in-production",
      description: "Connections and profile assignments of production are protected.",
      enforcementLevel: "mandatory",
      validateResource: ({ type, urn, opts }, report) => {
        if (isOurs(type) && PRODUCTION.includes(stackOf(urn)) && !opts.protect) {
          report("Set the resource option `protect: true`. A deletion breaks the recipes of a customer.");
        }
      },
    },
    {
      name: "no-second-connection",
      description: "A connection that is already there is taken over or refused, never made a second time.",
      enforcementLevel: "mandatory",
      validateResource: ({ type, props }, report) => {
        if (isOurs(type) && props.onExisting === "create") {
          report('Set `onExisting` to "adopt", or name the connection with `adoptConnectionId`.');
        }
      },
    },
    {
      name: "no-credentials-in-the-program",
      description:
        "Credentials come from the stack's configuration or from `inputFromEnvironment`, not from the program.",
      enforcementLevel: "mandatory",
      validateResource: ({ type, props, provider }, report) => {
        if (!isOurs(type)) return;
        // The provider of dynamic resources has the whole configuration of the stack.
        const configured = new Set(textsOf(provider?.props));
        for (const { path, text } of credentialsOf(props.input)) {
          if (!configured.has(text)) {
            report(`input.${path} is written in the program. Use config.requireSecret(...) or inputFromEnvironment.`);
          }
        }
      },
    },
  ],
});
