import { neighbourOf } from "./writtenProgram";
import type { Action, CommandSpec, Life, Spec } from "./life";

/** A life as a person would tell it, one line an action. */
export function describeLife({ onExisting, clockSkewMs, actions }: Life): string {
  const lines = actions.map((action, index) => `  ${String(index + 1).padStart(2)}. ${describeAction(action)}`);
  const skew = clockSkewMs === 0 ? "" : `, the server's clock ${clockSkewMs / 1000} s off`;
  return [`workato:onExisting "${onExisting}"${skew}`, ...lines].join("\n");
}

function describeAction(action: Action): string {
  switch (action.kind) {
    case "declare":
      return `r${action.slot} is written: ${describeSpec(action.spec)}`;
    case "change":
      return `r${action.slot} is changed: ${describeArguments(action.change).join(", ")}`;
    case "rotate":
      return `r${action.slot}: its variable has other credentials, ${action.credentials}`;
    case "remove":
      return `r${action.slot} is taken out of the program`;
    case "putBack":
      return `r${action.slot}: the credentials of the state are put back`;
    case "sendAgain":
      return `r${action.slot}: a new credentialsVersion`;
    case "renameLogically":
      return `r${action.slot}: a new logical name ${action.alias ? "with" : "without"} aliases`;
    case "adopt":
      return `r${action.slot}: adoptConnectionId ${describeAdopted(action.slot, action.whose)}`;
    case "adoptOther":
      return `r${action.slot}: adoptConnectionId of what r${neighbourOf(action.slot)} has; pulumi up --target ${action.slot}`;
    case "replace":
      return `r${action.slot}: ${describeReplacement(action)}; ${describeCommand("up", action)}`;
    case "edit":
      return `by hand, ${action.edit === "unassign" ? "p" : "r"}${action.slot}: ${action.edit}`;
    case "server":
      return `server: ${JSON.stringify(action.change)}`;
    case "preview":
      return "pulumi preview";
    case "up":
    case "upRefresh":
    case "refresh":
    case "destroy":
    case "destroyRefresh":
      return describeCommand(action.kind, action);
    default:
      return `p${action.slot}: ${action.kind}`;
  }
}

function describeAdopted(slot: number, whose: "own" | "neighbour" | "person" | "none"): string {
  const others = { own: "of what it has", neighbour: `of what r${neighbourOf(slot)} has`, person: "of a person's" };
  return whose === "none" ? "is taken out" : others[whose];
}

function describeReplacement(action: Extract<Action, { kind: "replace" }>): string {
  const { how, isAdopting, deleteBeforeReplace, isRenamed } = action;
  return [
    ...(isRenamed ? ["renamed by hand, pulumi refresh"] : []),
    {
      spelling: "its customer is spelled otherwise",
      elsewhere: "it goes to another customer",
      "--replace": "--replace",
    }[how],
    ...(isAdopting ? ["with adoptConnectionId of what it has"] : []),
    ...(deleteBeforeReplace ? ["deleteBeforeReplace"] : []),
  ].join(", ");
}

function describeSpec(spec: Spec): string {
  const usual = { spelling: "text", elsewhere: false, from: "input", disconnected: false, shell: false };
  const quiet: Partial<Record<keyof Spec, unknown>> = {
    ...usual,
    deleteBeforeReplace: false,
    replaceOnChanges: false,
    retries: 0,
  };
  const told = Object.entries(spec).filter(([name, value]) => quiet[name as keyof Spec] !== value && value !== "unset");
  return describeArguments(Object.fromEntries(told)).join(", ");
}

function describeArguments(change: Partial<Spec>): string[] {
  return Object.entries(change).map(([name, value]) => (value === true ? name : `${name} ${String(value)}`));
}

function describeCommand(kind: string, spec: CommandSpec): string {
  const { sequential, faults, kill, target, replace, continueOnError, emptyList } = spec;
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
    ...(emptyList === true ? ["its first list is empty"] : []),
    ...faults.map(
      ({ request, kind: what, skip, times }) =>
        `${what} at ${request}, ${times} times${skip > 0 ? ` after ${skip}` : ""}`,
    ),
    ...(kill === undefined ? [] : [`killed ${kill.done ? "after" : "before"} the work of request ${kill.request}`]),
  ];
  return [["pulumi", command, ...options].join(" "), ...mishaps].join("; ");
}
