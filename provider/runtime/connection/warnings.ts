import { isRecord } from "../../api";
import type * as Mistakes from "../../connectors/mistakes";
import type { Session } from "../session";
import { isUnknown } from "../values";
import type { ConnectionArguments } from "./arguments";
import { isNew } from "./state";

/** Warns of what is likely a mistake, one line a cause for all connections of the program. */
export function warnOfMistakes(
  session: Session,
  olds: Partial<ConnectionArguments>,
  { provider, input, name, shellConnection, adoptConnectionId }: ConnectionArguments,
): void {
  if (!session.defaults().connectorWarnings) return;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most runs of the plugin check nothing
  const { connectionMistakes } = require("../../connectors/mistakes") as typeof Mistakes;
  const mistakes = connectionMistakes({
    provider,
    input: isRecord(input) ? input : {},
    isShell: shellConnection === true || !isNew(olds) || adoptConnectionId !== undefined,
    isKnown: (value) => !isUnknown(value),
  });
  for (const mistake of mistakes) session.notices.add(mistake, name);
}
