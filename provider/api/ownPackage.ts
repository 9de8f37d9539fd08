import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What this package says of itself. */
interface OwnPackage {
  readonly name: string;
  readonly version: string;
}

/** Read from the file that stands two folders above both `provider/api` and `lib/api`. */
export function ownPackage(): OwnPackage {
  return JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as OwnPackage;
}
