import type { Connector } from "../../connectors/catalogue";
import { similarNames } from "../../arguments/suggestions";

/** What whoever asked for a connector of this name may have meant. */
export function suggestion(name: string, connectors: readonly Connector[]): string {
  const word = name.toLowerCase();
  const containing = connectors.filter(
    (connector) => connector.name.includes(word) || connector.title.toLowerCase().includes(word),
  );
  const near = new Set([
    ...similarNames(
      name,
      connectors.map((connector) => connector.name),
    ),
    ...(word === "" ? [] : containing.map((connector) => connector.name)),
  ]);
  return near.size > 0 ? `did you mean ${[...near].join(", ")}?` : "run `connectors` without a name to see all.";
}
