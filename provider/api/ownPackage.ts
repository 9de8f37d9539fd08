import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What this package says of itself. */
interface OwnPackage {
  readonly name: string;
  readonly version: string;
}

let known: OwnPackage | undefined;

/** Read once, from the file that stands two folders above both `provider/api` and `lib/api`. */
export function ownPackage(): OwnPackage {
  known ??= JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as OwnPackage;
  return known;
}
