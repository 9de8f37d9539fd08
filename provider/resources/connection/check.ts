import { isRecord } from "../../api";
import { rulesOf } from "../../arguments/argument";
import type { ConnectionArguments } from "../../arguments/connection";
import { CONNECTION_ARGUMENTS, contradictions, serversNameRule } from "../../arguments/connection";
import { isUnknown } from "../../arguments/engineValues";
import type * as Mistakes from "../../connectors/mistakes";
import { checkInputs } from "../checkInputs";
import type { CheckAnswer } from "../resource";
import type { Session } from "../session";
import { findConnection } from "../shared/evidence";
import { isNew } from "./state";
import { warnOfCreate } from "./outlook";

/** Validates and normalises the arguments of a ManagedConnection, and says what `up` does with a new one. */
export async function checkConnection(
  session: Session,
  request: {
    readonly identity: string | undefined;
    readonly olds: Partial<ConnectionArguments>;
    readonly news: Readonly<Record<string, unknown>>;
  },
): Promise<CheckAnswer<ConnectionArguments>> {
  const { identity, olds, news } = request;
  // What is taken over keeps the name that it has.
  const isServersOwn = news.adoptConnectionId !== undefined || (news.name === olds.name && olds.name !== undefined);
  const rules = isServersOwn ? { ...RULES, name: serversNameRule } : RULES;
  const checked = checkInputs<ConnectionArguments>(session, news, rules);
  const { inputs } = checked;
  const problems = [...checked.problems, ...contradictions(inputs)];
  if (problems.length === 0) {
    warnOfMistakes(session, olds, inputs);
    if (isNew(olds) && !isUnknown(inputs.account)) {
      expectAdoption(session, identity, inputs);
      problems.push(...(await warnOfCreate(session, { identity, inputs })));
    }
  }
  return { inputs, problems };
}

/** From now on a delete of this run leaves the connection alone that the new resource names, if it can take it over. */
function expectAdoption(session: Session, identity: string | undefined, inputs: ConnectionArguments): void {
  const { managedUserId, provider, adoptConnectionId: connectionId } = inputs;
  if (connectionId === undefined || [managedUserId, provider, connectionId].some(isUnknown)) return;
  const isThere = async () => {
    const operation = session.startOperation(inputs.account, [], inputs.name);
    const found = await findConnection(operation, { connectionId, managedUserId, provider });
    return found?.provider === provider;
  };
  session.account(inputs.account).holders.expect(connectionId, identity, isThere);
}

const RULES = rulesOf(CONNECTION_ARGUMENTS);

/** Warns of what is likely a mistake, one line a cause for all connections of the program. */
function warnOfMistakes(
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
