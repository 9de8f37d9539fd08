import { readFileSync } from "node:fs";
import { join } from "node:path";

let known: string | undefined;

/** `pulumi-workato-embedded/<version>`. */
export function userAgent(): string {
  known ??= `pulumi-workato-embedded/${readVersion()}`;
  return known;
}

/** The package's own description stands two folders above both `provider/api` and `lib/api`. */
function readVersion(): string {
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
