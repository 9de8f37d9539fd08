import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What this package says of itself. */
interface OwnPackage {
  readonly name: string;
  readonly version: string;
}

/** Read from the file that stands two folders above both `provider/cli` and `lib/cli`. */
export function ownPackage(): OwnPackage {
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  return JSON.parse(text) as OwnPackage;
}
