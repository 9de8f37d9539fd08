import type { Connection } from "../../api";
import { connectorCatalog } from "../../connectors/catalogue";
import { stringLiteral } from "../programText/literal";
import { compareTexts } from "./connectionNames";

/**
 * The assignments of custom OAuth profiles that a customer may have, to uncomment: no endpoint of the API says which it has.
 * One for each connector that someone at the customer can authorize.
 * @param nameOf makes the logical name of a resource that is about a connector
 */
export function profilesComment(connections: readonly Connection[], nameOf: (provider: string) => string): string[] {
  const providers = [...new Set(connections.flatMap(({ provider }) => provider ?? []))]
    .filter((provider) => connectorCatalog().get(provider)?.oauth === true)
    .sort(compareTexts);
  if (providers.length === 0) return [];
  return [
    "// These connectors can be authorized by OAuth. The API does not say whether the customer has custom OAuth profiles",
    "// for them. For a profile that it has, uncomment what follows; it is assigned already, so that nothing changes.",
    '// import { getOAuthProfileOutput, OAuthProfileAssignment } from "pulumi-workato-embedded";',
    ...providers.flatMap((provider) => [
      "// new OAuthProfileAssignment(",
      `//   ${stringLiteral(`${nameOf(provider)}-profile`)},`,
      `//   { managedUserId, profileId: getOAuthProfileOutput({ provider: ${stringLiteral(provider)} }).profileId },`,
      "//   { protect: true },",
      "// );",
    ]),
  ];
}
