import type { Connector } from "../../provider/connectors/catalogue";

/** What looks like the name of a credential to somebody who does not know the connector. */
const SOUNDS_LIKE_ONE = /pass|secret|token|key|cert/i;

/** For the policy example: parameters of connectors that hold a credential, and those that only sound so, as JSON. */
export function policyCredentials(connectors: readonly Connector[]): string {
  const parameters = connectors.flatMap((connector) => connector.parameters);
  const credentials = parameters.filter(({ isCredential }) => isCredential).map(({ name }) => name);
  const others = parameters.map(({ name }) => name).filter((name) => SOUNDS_LIKE_ONE.test(name));
  const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort().map((name) => JSON.stringify(name));
  const soundingSo = sorted(others.filter((name) => !credentials.includes(name)));
  // As prettier leaves it.
  return `{\n  "credentials": [\n    ${sorted(credentials).join(",\n    ")}\n  ],\n  "others": [${soundingSo.join(", ")}]\n}\n`;
}
