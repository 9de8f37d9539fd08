import type { Action, Life, Spec } from "./life";

const KINDS = ["declare", "credentials", "remove", "putBack", "toggleAssignment", "edit", "up", "upRefresh", "refresh"];

/**
 * Without what the provider survives only once it knows holders and `credentials` in state. To be deleted with that.
 */
export function asBefore({ onExisting, actions }: Life): Life {
  return { onExisting, actions: actions.flatMap(before) };
}

function before(action: Action): Action[] {
  if (action.kind === "renameLogically") return [{ ...action, alias: false }];
  if (!KINDS.includes(action.kind)) return [];
  if (action.kind === "edit" && action.edit === "authorizeOwn") return [];
  if (action.kind === "declare") return [{ ...action, spec: plain(action.spec) }];
  if (!("faults" in action)) return [action];
  const faults = action.faults.filter(({ kind }) => kind !== "invalid");
  return [{ kind: action.kind, sequential: action.sequential, kill: action.kill, faults }];
}

function plain(spec: Spec): Spec {
  return {
    ...spec,
    from: "input",
    onAuthorizationFailure: "unset",
    onAuthorizationLost: "unset",
    deleteBeforeReplace: false,
    replaceOnChanges: false,
    retries: 0,
  };
}
