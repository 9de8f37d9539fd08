import { readFileSync } from "node:fs";
import { join } from "node:path";

let known: string | undefined;

/** `pulumi-workato-embedded/<version>`. */
export function userAgent(): string {
  known ??= `pulumi-workato-embedded/${readVersion()}`;
  return known;
}

/** The package's own description stands three folders above both `provider/api/http` and `lib/api/http`. */
function readVersion(): string {
  const text = readFileSync(join(__dirname, "..", "..", "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
