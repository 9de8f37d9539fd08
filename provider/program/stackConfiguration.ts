import * as pulumi from "@pulumi/pulumi";
import { messageOf } from "../api/errors/workatoError";
import { NAMESPACE, SECRET_KEYS, unknownKeysProblem } from "../settings/keys";
import type * as SettingsModule from "../settings/settings";
import { programError } from "./programError";

/** A variable that is set, and that the stack may overrule. */
const VARIABLES = ["WORKATO_HOST", "WORKATO_REGION", "WORKATO_API_TOKEN"];

/** The SDK's own question whether a key is secret; its types leave it out. */
const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };

/** Each run of a program has a root of its own; without one, a program is only tested. */
const checked = new WeakSet();

/**
 * Looks once a program for mistakes in its configuration: here all its keys are known, and which of them are secret; the
 * plugin can only ask for the keys that it knows.
 * @throws RunError that names unknown keys, never a value
 */
export function checkStackConfiguration(): void {
  const root = pulumi.runtime.getStackResource();
  if (root !== undefined && checked.has(root)) return;
  const config = pulumi.runtime.allConfig();
  const keys = Object.keys(config).flatMap((key) => (key.startsWith(NAMESPACE) ? [key.slice(NAMESPACE.length)] : []));
  const problem = unknownKeysProblem(keys, config[`${NAMESPACE}accounts`]);
  if (problem !== undefined) throw programError(problem);
  if (root === undefined) return;
  checked.add(root);
  for (const key of SECRET_KEYS) warnOfPlainToken(key, config[NAMESPACE + key]);
  warnOfOverruledVariables(config);
}

function warnOfPlainToken(key: string, value: string | undefined): void {
  if (value === undefined || isConfigSecret?.(NAMESPACE + key) !== false) return;
  if (key === "accounts" && !/"apiToken"/.test(value)) return;
  const path = key === "accounts" ? "--path workato:accounts.<name>.apiToken" : `workato:${key}`;
  void pulumi.log.warn(
    `workato:${key} holds a token in plain text, in Pulumi.${pulumi.getStack()}.yaml: make it secret with ` +
      `\`pulumi config set --secret ${path}\`, and replace the token.`,
  );
}

function warnOfOverruledVariables(config: Readonly<Record<string, string>>): void {
  if (VARIABLES.every((name) => !process.env[name])) return;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most programs need none of it
  const { Settings } = require("../settings/settings") as typeof SettingsModule;
  try {
    const { overruled } = new Settings((key) => config[NAMESPACE + key], process.env).account();
    if (overruled !== undefined) void pulumi.log.warn(overruled);
  } catch (error) {
    // Whoever needs the account says what is wrong with it.
    pulumi.log.debug(messageOf(error)).catch(() => undefined);
  }
}
