import type { CheckResult } from "@pulumi/pulumi/dynamic";
import { isRecord } from "../../api";
import type * as Mistakes from "../../connectors/mistakes";
import { textProblem } from "../../identifiers";
import { ArgumentChecks } from "../argumentChecks";
import type { Session } from "../session";
import { isUnknown } from "../values";
import type { ConnectionArguments } from "./arguments";
import { ARGUMENT_NAMES } from "./arguments";
import { foresee } from "./preview";
import { isNew } from "./state";

/** Validates and normalises the arguments of a ManagedConnection, and says what `up` will do with a new one. */
export async function checkConnection(
  session: Session,
  olds: Partial<ConnectionArguments>,
  news: Record<string, unknown>,
): Promise<CheckResult<ConnectionArguments>> {
  const checks = new ArgumentChecks(news, ARGUMENT_NAMES);
  checks.customer("managedUserId");
  checks.text("provider", { isRequired: true, remedy: 'give the connector\'s name, such as "jira" or "salesforce"' });
  // What is taken over keeps the name that it has.
  const isServersOwn = news.adoptConnectionId !== undefined || (news.name === olds.name && olds.name !== undefined);
  const problemOf = (text: string) => (isServersOwn && text.trim() !== "" ? undefined : textProblem(text));
  checks.text("name", { isRequired: true, remedy: "give the connection a name", problemOf });
  checks.numericId("folderId", { remedy: "give the number of a folder, or leave folderId out" });
  checks.numericId("parentId", { allowNull: true, remedy: "give the connectionId of the parent connection" });
  checks.text("externalId", { allowNumber: true, allowNull: true, remedy: "give your own id for the connection" });
  checks.object("input", 'give the connector\'s parameters, such as { host_name: "...", apitoken: "..." }');
  checkInputFromEnvironment(checks);
  const version = "give any text or number, and change it to send again";
  checks.text("credentialsVersion", { allowNumber: true, remedy: version });
  for (const flag of ["shellConnection", "disconnected", "forceDisconnect", "forceDelete"]) checks.flag(flag);
  checks.oneOf("onAuthorizationFailure", ["error", "warn"]);
  checks.oneOf("onAuthorizationLost", ["report", "repair"]);
  checks.oneOf("onExisting", ["error", "adopt", "create"]);
  checks.numericId("adoptConnectionId", { remedy: "give the number of the connection to take over" });
  if (checks.inputs.adoptConnectionId !== undefined && checks.inputs.onExisting === "create") {
    checks.fail("adoptConnectionId", 'contradicts onExisting: "create": take one of the two out');
  }
  checks.account(session);
  const inputs = checks.inputs as unknown as ConnectionArguments;
  if (checks.failures.length === 0) {
    warnOfMistakes(session, olds, inputs);
    if (isNew(olds) && !isUnknown(inputs.account)) {
      session.account(inputs.account).unfinished.expect(inputs);
      await foresee(session, inputs);
    }
  }
  return { inputs, failures: checks.failures };
}

/** Dotted paths to names of environment variables; a path must not lead through a value that `input` sets itself. */
function checkInputFromEnvironment(checks: ArgumentChecks): void {
  const remedy = 'map paths in input to environment variables, such as { "apitoken": "JIRA_TOKEN" }';
  const entries = Object.entries(checks.object("inputFromEnvironment", remedy) ?? {});
  for (const [path, variable] of entries) {
    if (isUnknown(variable)) continue;
    const segments = path.split(".");
    const fail = (problem: string) => {
      checks.fail("inputFromEnvironment", problem);
    };
    if (segments.some((segment) => segment.trim() === "" || segment === "__proto__")) {
      fail(`has the path "${path}", which has an empty part: ${remedy}`);
    } else if (typeof variable !== "string" || !/^[A-Z_][A-Z0-9_]*$/.test(variable)) {
      // What stands there instead may be the credential itself.
      fail(`needs the name of an environment variable for "${path}", in upper case: ${remedy}`);
    } else if (leadsThroughValue(checks.inputs.input, segments)) {
      fail(
        `has the path "${path}", and \`input\` has a value on the way there that is not an object: take one of the two out`,
      );
    }
  }
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
