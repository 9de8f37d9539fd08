import { readFileSync } from "node:fs";
import path from "node:path";
import type { CachedTool } from "../toolCache";

const GO_MODULE = path.join(__dirname, "cli", "go.mod");

/** The version of the CLI that we make where there is none, whichever way: the newest that is to be had as a Go module. */
export const PINNED_VERSION = pinnedIn(readFileSync(GO_MODULE, "utf8"));

/** The same as the cache keeps it. */
export const PINNED_CLI: CachedTool = { name: `pulumi-${PINNED_VERSION}`, executable: path.join("bin", "pulumi") };

function pinnedIn(goModule: string): string {
  const version = /^(?:require)?\s*github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/m.exec(goModule)?.[1];
  if (version === undefined) throw new Error(`${GO_MODULE} does not require github.com/pulumi/pulumi/pkg/v3`);
  return version;
}
