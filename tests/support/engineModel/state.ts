import type { ResourceType, Values } from "./plugin";
import { annotated, sealed, type Properties, type SecretPaths } from "./secrets";

/** A resource as the state file keeps it, but in plain. */
export interface Saved {
  readonly type: ResourceType;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  /** What of the inputs is encrypted in the file. Default: nothing. */
  readonly secretInputs?: SecretPaths;
  /** What of the outputs is encrypted in the file. Default: nothing. */
  readonly secretOutputs?: SecretPaths;
  readonly initErrors: readonly string[];
  /** A replacement has deleted it, and its successor could not be created yet. */
  readonly isPendingReplacement?: true;
}

/** A replaced resource whose delete has not worked yet. */
export interface PendingDelete extends Saved {
  readonly name: string;
}

/** The state of a stack. Logical names are unique across types here. */
export interface StackState {
  /** Is it the engine of CLI 3.264 or a newer one? */
  readonly isNewEngine: boolean;
  readonly saved: Map<string, Saved>;
  pendingDeletes: readonly PendingDelete[];
  /** Writes a resource into the state. */
  keep(name: string, saved: Saved): void;
  /** The state file says that a create or an update of these inputs is under way. */
  begin(name: string, type: ResourceType, inputs: Properties): void;
}

export function inputsOf({ inputs, secretInputs = [] }: Saved): Properties {
  return { values: inputs, secrets: secretInputs };
}

export function outputsOf({ outputs, secretOutputs = [] }: Saved): Properties {
  return { values: outputs, secrets: secretOutputs };
}

/**
 * The resource with what a step has made of it. What is secret among its inputs is secret among its outputs.
 * Source: continueExecuteStep in pkg/resource/deploy/step_executor.go of the engine. The resource option
 * `additionalSecretOutputs`, which works there too, is not known here: no input is secret by it.
 */
export function resourceWith<T extends Pick<Saved, "type" | "id" | "initErrors">>(
  resource: T,
  inputs: Properties,
  outputs: Properties,
): T & Saved {
  const whole = { values: inputs.values, secrets: inputs.secrets.filter(({ length }) => length === 1) };
  return {
    ...resource,
    inputs: inputs.values,
    secretInputs: inputs.secrets,
    outputs: outputs.values,
    secretOutputs: annotated(outputs, whole).secrets,
  };
}

/** A resource as the state file has it: "[secret]" stands for what is encrypted. */
export function inFile(name: string, saved: Saved): Record<string, unknown> {
  const { secretInputs, secretOutputs, ...others } = saved;
  return { name, ...others, inputs: sealed(inputsOf(saved)), outputs: sealed(outputsOf(saved)) };
}
