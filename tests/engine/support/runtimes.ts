import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";

/** Why a suite cannot run here: a command that it needs and that cannot be run. Empty where all can. */
export function reasonToSkip(...commands: readonly string[]): string {
  for (const command of commands) {
    const [file = "", ...args] = command.split(" ");
    try {
      execFileSync(file, args, { stdio: "ignore" });
    } catch {
      return `there is nothing here that can do \`${command}\``;
    }
  }
  return "";
}

/** `describe`, or a skipped one whose name says why. */
export function describeUnless(reason: string, name: string, suite: () => void): void {
  if (reason === "") describe(name, suite);
  else describe.skip(`${name}: ${reason}`, suite);
}

/** The same for one test. */
export function testUnless(reason: string, name: string, run: () => Promise<void>): void {
  if (reason === "") test(name, run);
  else test.skip(`${name}: ${reason}`, run);
}

/**
 * What Go needs to compile with the modules and the results that the machine has, although a run has a home of its own. The
 * flags are those with which the CLI is built, so that its parts need not be compiled once more.
 */
export async function goEnvironment(): Promise<Record<string, string>> {
  const { stdout } = await promisify(execFile)("go", ["env", "-json", "GOPATH", "GOMODCACHE", "GOCACHE", "GOPROXY"]);
  return {
    ...(JSON.parse(stdout) as Record<string, string>),
    GOFLAGS: "-mod=mod -trimpath -modcacherw -buildvcs=false",
    GOWORK: "off",
    CGO_ENABLED: "0",
  };
}
