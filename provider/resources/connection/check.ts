import { isRecord } from "../../api";
import type * as Mistakes from "../../connectors/mistakes";
import type { ArgumentRules, Rule } from "../../arguments/rules";
import { plainText } from "../../arguments/roles";
import {
  account,
  customer,
  flag,
  nullable,
  numericId,
  object,
  oneOf,
  optional,
  text,
  textOrNumber,
} from "../../arguments/rules";
import { textProblem } from "../../arguments/identifiers";
import { checkInputs } from "../checkInputs";
import type { CheckAnswer } from "../resource";
import type { Session } from "../session";
import { isAsset, isUnknown } from "../../arguments/engineValues";
import type { ConnectionArguments } from "./arguments";
import { findConnection } from "../shared/evidence";
import { isNew } from "./change";
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
  const checked = checkInputs(session, news, isServersOwn ? RULES_WITH_SERVERS_NAME : RULES);
  const { inputs } = checked;
  const problems = [...checked.problems, ...contradictions(inputs)];
  if (problems.length === 0) {
    warnOfMistakes(session, olds, inputs);
    if (isNew(olds) && !isUnknown(inputs.account)) {
      expectAdoption(session, identity, inputs);
      await warnOfCreate(session, { identity, inputs });
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

const RULES = rulesOf(textProblem);

/** For a name that the server has: whatever it allows may stand in it. */
const RULES_WITH_SERVERS_NAME = rulesOf((name) => (name.trim() === "" ? textProblem(name) : undefined));

function rulesOf(nameProblem: (name: string) => string | undefined): ArgumentRules<ConnectionArguments> {
  return {
    managedUserId: customer,
    provider: text('give the connector\'s name, such as "jira" or "salesforce"'),
    name: inNormalForm(text("give the connection a name", nameProblem)),
    folderId: optional(numericId("give the number of a folder, or leave folderId out")),
    parentId: optional(nullable(numericId("give the connectionId of the parent connection, or null to clear it"))),
    externalId: optional(nullable(textOrNumber("give your own id for the connection, or null to clear it"))),
    shellConnection: optional(flag),
    input: optional(parameters),
    inputFromEnvironment: optional(variables),
    credentialsVersion: optional(textOrNumber("give any text or number, and change it to send again")),
    disconnected: optional(flag),
    forceDisconnect: optional(flag),
    forceDelete: optional(flag),
    onAuthorizationFailure: optional(oneOf("error", "warn")),
    onAuthorizationLost: optional(oneOf("report", "repair")),
    onExisting: optional(oneOf("error", "adopt", "create")),
    adoptConnectionId: optional(numericId("give the number of the connection to take over")),
    account,
  };
}

/** Servers keep names in one Unicode form, and would send back another text than a program sent. */
function inNormalForm(rule: Rule<string>): Rule<string> {
  return (given) => plainText(rule(given));
}

/** The connector's parameters, as values that JSON can hold. */
function parameters(given: unknown): Readonly<Record<string, unknown>> {
  const values = object('give the connector\'s parameters, such as { host_name: "...", apitoken: "..." }')(given);
  const path = pathOfAsset(values);
  if (path === undefined) return values;
  throw new Error(`has a file or an archive at "${path.join(".")}": read the file, and give its text`);
}

function pathOfAsset(value: unknown): string[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (isAsset(value)) return [];
  for (const [key, inner] of Object.entries(value)) {
    const path = pathOfAsset(inner);
    if (path !== undefined) return [key, ...path];
  }
  return undefined;
}

const VARIABLES_REMEDY = 'map paths in input to environment variables, such as { "apitoken": "JIRA_TOKEN" }';

/** Dotted paths to names of environment variables. */
function variables(given: unknown): Readonly<Record<string, unknown>> {
  const entries = object(VARIABLES_REMEDY)(given);
  const paths = Object.keys(entries);
  for (const [path, variable] of Object.entries(entries)) {
    if (path.split(".").some((segment) => segment.trim() === "" || segment === "__proto__")) {
      throw new Error(`has the path "${path}", which has an empty part: ${VARIABLES_REMEDY}`);
    }
    const inner = paths.find((other) => other.startsWith(`${path}.`));
    if (inner !== undefined) {
      throw new Error(`has "${path}" and "${inner}", which is inside it: take one of the two out`);
    }
    if (!isUnknown(variable) && !(typeof variable === "string" && /^[A-Z_][A-Z0-9_]*$/.test(variable))) {
      // What stands there instead may be the credential itself.
      throw new Error(`needs the name of an environment variable for "${path}", in upper case: ${VARIABLES_REMEDY}`);
    }
  }
  return entries;
}

/** What is wrong with arguments beside one another. */
function contradictions({
  adoptConnectionId,
  onExisting,
  input,
  inputFromEnvironment = {},
}: Partial<ConnectionArguments>): string[] {
  const paths = Object.keys(inputFromEnvironment).filter((path) => leadsThroughValue(input, path.split(".")));
  return [
    ...(adoptConnectionId !== undefined && onExisting === "create"
      ? ['adoptConnectionId contradicts onExisting: "create": take one of the two out.']
      : []),
    ...paths.map(
      (path) =>
        `inputFromEnvironment has the path "${path}", and \`input\` has a value on the way there that is not an object: ` +
        "take one of the two out.",
    ),
  ];
}

/** Would the path have to replace a text, a number or a list of `input` by an object? */
function leadsThroughValue(input: unknown, segments: readonly string[]): boolean {
  let inner = input;
  for (const segment of segments.slice(0, -1)) {
    if (inner === undefined || isUnknown(inner)) return false;
    if (!isRecord(inner)) return true;
    inner = inner[segment];
  }
  return !(inner === undefined || isUnknown(inner) || isRecord(inner));
}

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
