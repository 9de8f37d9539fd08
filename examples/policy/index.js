// What must hold for Workato connections, in every stack that is run with `--policy-pack`. See docs/policy.md.
"use strict";

const { PolicyPack, UnknownValueError } = require("@pulumi/policy");
const { credentials, others } = require("./credentials.json");

/** Stacks in which nothing may be deleted without being unprotected first. */
const PRODUCTION = ["prod"];

/** For what no connector of the catalogue has: parameters that hold a credential, and those that only sound so. */
const CREDENTIAL = /pass|secret|token|key|cert/i;
const NO_CREDENTIAL = /^public_|(url|uri|endpoint|type|name)$/i;

/** Shorter texts stand in others by chance. */
const SHORTEST_PART = 8;

const isOurs = (type) => type.startsWith("pulumi-nodejs:dynamic/workato:");
const stackOf = (urn) => urn.split("::")[0].split(":").at(-1);

/** Every known text of a value, at any depth. An object of the configuration comes as its JSON text. */
function textsOf(value) {
  if (typeof value === "object" && value !== null) {
    return Object.keys(value).flatMap((key) => textsOf(knownValue(value, key)));
  }
  try {
    const parsed = typeof value === "string" ? JSON.parse(value) : undefined;
    if (typeof parsed === "object" && parsed !== null) return [value, ...textsOf(parsed)];
  } catch {
    // Not JSON: the text is all there is.
  }
  return [String(value)];
}

function isCredential(path) {
  const name = path.split(".").at(-1);
  if (credentials.includes(path) || credentials.includes(name)) return true;
  return !others.includes(path) && !others.includes(name) && CREDENTIAL.test(name) && !NO_CREDENTIAL.test(name);
}

/** Dotted paths in `input` that hold a credential, with what they hold. What is not known yet is not written in the program. */
function credentialsOf(input, prefix = "") {
  return Object.keys(input ?? {}).flatMap((key) => {
    const path = prefix + key;
    const value = knownValue(input, key);
    if (typeof value === "object" && value !== null) return credentialsOf(value, `${path}.`);
    const isText = ["string", "number"].includes(typeof value) && !/^(true|false)?$/i.test(value);
    return isText && isCredential(path) ? [{ path, text: String(value) }] : [];
  });
}

function knownValue(object, key) {
  try {
    return object[key];
  } catch (error) {
    if (error instanceof UnknownValueError) return undefined;
    throw error;
  }
}

/** Is the text one of these, or made of one? */
const isMadeOf = (text, sources) =>
  sources.some((source) => source === text || (source.length >= SHORTEST_PART && text.includes(source)));

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
      // Only the whole stack says which resources a value comes from.
      validateStack: ({ resources }, report) => {
        for (const { type, urn, props, provider, propertyDependencies } of resources.filter(({ type }) =>
          isOurs(type),
        )) {
          // The provider of dynamic resources has the whole configuration of the stack.
          const configured = textsOf(provider?.props);
          const sources = propertyDependencies.input?.flatMap((source) => textsOf(source.props)) ?? [];
          for (const { path, text } of credentialsOf(knownValue(props, "input"))) {
            if (configured.includes(text) || isMadeOf(text, sources)) continue;
            report(
              `input.${path} is written in the program. Use config.requireSecret(...) or inputFromEnvironment.`,
              urn,
            );
          }
        }
      },
    },
  ],
});
