import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { EngineEvent, PulumiCommand, Stack } from "@pulumi/pulumi/automation";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import type { FleetStack } from "../stacks";
import type { Interruption } from "./interruption";
import type { Operation } from "./options";
import type { Settings } from "./quota";
import { withShareOfQuota } from "./quota";
import type { StackResult } from "./report";
import { notRun } from "./report";

export interface Run {
  readonly operation: Operation;
  /** How many stacks run at once. */
  readonly parallel: number;
  /** The folder of Pulumi.yaml. */
  readonly project: string;
  /** For what the run leaves: a log of every stack. */
  readonly folder: string;
  readonly pulumi: PulumiCommand;
  readonly interruption: Interruption;
}

/** Never throws: whatever happens is a result. */
export async function runStack(stack: FleetStack, run: Run): Promise<StackResult> {
  const { stopped, cancelled } = run.interruption;
  const start = performance.now();
  const log = path.join(run.folder, `${stack.name}.log`);
  const configFile = path.join(run.folder, `Pulumi.${stack.name}.yaml`);
  const seen = new Findings();
  const result = (outcome: StackResult["outcome"], failures: number, errors: readonly string[]) => ({
    ...notRun(stack),
    ...{ outcome, changes: seen.changes, failures, errors, seconds: (performance.now() - start) / 1000 },
  });
  try {
    mkdirSync(run.folder, { recursive: true });
    writeFileSync(log, "");
    const workspace = await LocalWorkspace.createOrSelectStack(
      { stackName: stack.name, workDir: run.project },
      { pulumiCommand: run.pulumi },
    );
    writeFileSync(configFile, await settingsOf(workspace, run.parallel), { mode: 0o600 });
    stopped.throwIfAborted();
    await operate(workspace, run.operation, {
      configFile,
      signal: AbortSignal.any([cancelled]),
      onOutput: (text) => {
        appendFileSync(log, text);
      },
      onEvent: (event) => {
        seen.add(event);
      },
    });
    return result("succeeded", 0, []);
  } catch (error) {
    if (stopped.aborted) return result("interrupted", seen.failures, seen.errors);
    return result("failed", Math.max(1, seen.failures), seen.errors.length > 0 ? seen.errors : [String(error)]);
  } finally {
    rmSync(configFile, { force: true });
  }
}

interface OperationOptions {
  readonly configFile: string;
  readonly signal: AbortSignal;
  readonly onOutput: (text: string) => void;
  readonly onEvent: (event: EngineEvent) => void;
}

/** `runProgram`: refresh and destroy, too, use the token, the address and the quota of now, and not those of the last `up`. */
function operate(stack: Stack, operation: Operation, options: OperationOptions): Promise<unknown> {
  const fresh = { ...options, runProgram: true };
  const operations: Record<Operation, () => Promise<unknown>> = {
    preview: () => stack.preview(options),
    up: () => stack.up(options),
    refresh: () => stack.refresh(fresh),
    destroy: () => stack.destroy(fresh),
  };
  return operations[operation]();
}

/** Pulumi.<stack>.yaml with this stack's part of the quota, for one run: the file itself stays as it is. JSON is YAML, too. */
async function settingsOf({ name, workspace }: Stack, parallel: number): Promise<string> {
  const project = await workspace.projectSettings();
  const settings = await workspace.stackSettings(name);
  const defaults = Object.entries(project.config ?? {}).map(([key, entry]): [string, unknown] => [
    key,
    (entry as { readonly value?: unknown }).value,
  ]);
  const config: Settings = { ...Object.fromEntries(defaults), ...settings.config };
  const shared = process.env["WORKATO_QUOTA_URL"] !== undefined;
  return JSON.stringify({ ...settings, config: withShareOfQuota(config, parallel, shared) });
}

/** What the engine's events say of a run, also of one that fails. */
class Findings {
  changes: Readonly<Record<string, number>> = {};
  failures = 0;
  readonly errors: string[] = [];

  add({ summaryEvent, resOpFailedEvent, diagnosticEvent }: EngineEvent): void {
    if (summaryEvent) this.changes = summaryEvent.resourceChanges;
    if (resOpFailedEvent) this.failures++;
    if (diagnosticEvent?.severity === "error") this.errors.push(plain(diagnosticEvent.message));
  }
}

/** Without Pulumi's marks of colour, such as <{%reset%}>. */
const plain = (message: string) => message.replaceAll(/<\{%.*?%\}>/g, "").trim();
