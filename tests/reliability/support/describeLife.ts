import { neighbourOf } from "./writtenProgram";
import type { Action, CommandSpec, Life, Spec } from "./life";

/** A life as a person would tell it, one line an action. */
export function describeLife({ onExisting, actions }: Life): string {
  const lines = actions.map((action, index) => `  ${String(index + 1).padStart(2)}. ${describeAction(action)}`);
  return [`onExisting: "${onExisting}"`, ...lines].join("\n");
}

function describeAction(action: Action): string {
  switch (action.kind) {
    case "declare":
      return `r${action.slot}: ${describeSpec(action.spec)}`;
    case "policies":
      return `r${action.slot}: ${describePolicies(action.spec).join(", ") || "default policies"}`;
    case "credentials":
    case "rotate":
      return `r${action.slot}: ${action.kind === "rotate" ? "rotated variable" : "other"} credentials, ${action.credentials}`;
    case "remove":
    case "putBack":
    case "sendAgain":
    case "toggleDisconnected":
    case "toggleShell":
      return `r${action.slot}: ${action.kind}`;
    case "renameLogically":
      return `r${action.slot}: new logical name ${action.alias ? "with" : "without"} aliases`;
    case "adoptOther":
      return `r${action.slot}: adoptConnectionId of what r${neighbourOf(action.slot)} has; pulumi up --target ${action.slot}`;
    case "toggleAssignment":
    case "toggleSecondAssignment":
    case "renameAssignment":
      return `p${action.slot}: ${action.kind}`;
    case "edit":
      return `by hand, ${action.edit === "unassign" ? "p" : "r"}${action.slot}: ${action.edit}`;
    case "server":
      return `server: ${JSON.stringify(action.change)}`;
    case "preview":
      return "pulumi preview";
    default:
      return `pulumi ${describeCommand(action.kind, action)}`;
  }
}

function describeSpec(spec: Spec): string {
  const { provider, name, credentials, from, disconnected, shell, externalId } = spec;
  const parts = [
    `${provider} "${name}"`,
    credentials === "none" ? "no credentials" : `${credentials} credentials from ${from}`,
    ...(disconnected ? ["disconnected"] : []),
    ...(shell ? ["shell"] : []),
    ...(externalId === "unset" ? [] : [`externalId ${externalId}`]),
    ...describePolicies(spec),
  ];
  return parts.join(", ");
}

function describePolicies(spec: Spec): string[] {
  const { onAuthorizationFailure, onAuthorizationLost, deleteBeforeReplace, replaceOnChanges, retries } = spec;
  return [
    ...(onAuthorizationFailure === "unset" ? [] : [`onAuthorizationFailure ${onAuthorizationFailure}`]),
    ...(onAuthorizationLost === "unset" ? [] : [`onAuthorizationLost ${onAuthorizationLost}`]),
    ...(deleteBeforeReplace ? ["deleteBeforeReplace"] : []),
    ...(replaceOnChanges ? ["replaceOnChanges *"] : []),
    ...(retries > 0 ? [`${retries} retries`] : []),
  ];
}

function describeCommand(kind: string, spec: CommandSpec): string {
  const { sequential, faults, kill, target, replace, continueOnError } = spec;
  const slots = (flag: string, names: readonly number[] | undefined) =>
    names === undefined ? [] : [`--${flag} ${names.join(",")}`];
  const command = { upRefresh: "up --refresh", destroyRefresh: "destroy --refresh" }[kind] ?? kind;
  const options = [
    ...slots("target", target),
    ...slots("replace", replace),
    ...(continueOnError === true ? ["--continue-on-error"] : []),
    ...(sequential ? ["--parallel 1"] : []),
  ];
  const mishaps = [
    ...faults.map(
      ({ request, kind: what, skip, times }) =>
        `${what} at ${request}, ${times} times${skip > 0 ? ` after ${skip}` : ""}`,
    ),
    ...(kill === undefined ? [] : [`killed ${kill.done ? "after" : "before"} the work of request ${kill.request}`]),
  ];
  return [[command, ...options].join(" "), ...mishaps].join("; ");
}
