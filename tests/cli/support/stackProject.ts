import { join } from "node:path";
import { makeFolder } from "./doctorProject";

/** What `pulumi config --show-secrets --json` prints of one key. */
export interface ConfiguredValue {
  readonly value: string;
  readonly secret: boolean;
}

/** A PATH with a `pulumi` that answers so for the stack `prod`, as the CLI does, and knows no other one. */
export function pathWithStack(configuration: Readonly<Record<string, ConfiguredValue>>): string {
  return pathWithPulumi(`
[ "$*" = "config --stack=prod --show-secrets --json --non-interactive" ] || {
  echo "error: no stack named '$2' found" >&2
  exit 6
}
cat <<'JSON'
${JSON.stringify(configuration)}
JSON`);
}

/** A PATH with a `pulumi` that does so. */
export function pathWithPulumi(script: string): string {
  const folder = makeFolder({ "bin/pulumi": `#!/bin/sh\n${script}\n` });
  return `${join(folder, "bin")}:${process.env.PATH ?? ""}`;
}

export const secret = (value: string): ConfiguredValue => ({ value, secret: true });
export const plain = (value: string): ConfiguredValue => ({ value, secret: false });
