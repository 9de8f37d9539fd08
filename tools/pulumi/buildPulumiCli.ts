import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { PINNED_CLI, PINNED_VERSION } from "./pinnedCli";
import { elapsed, makeOnce, sayEveryTenSeconds } from "../toolCache";

/** Lines of a failed build that are shown. */
const SHOWN_LINES = 15;

/** Builds the CLI from the pinned Go module into the cache. */
export function buildCli(cache: string, env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<string> {
  return makeOnce(cache, PINNED_CLI, log, async (folder) => {
    const started = Date.now();
    log(`building the pulumi CLI ${PINNED_VERSION} from tools/pulumi/cli: three to five minutes on two cores, once`);
    let downloaded = 0;
    let compiled = 0;
    const stop = sayEveryTenSeconds(
      log,
      () =>
        `building pulumi ${PINNED_VERSION}: ${downloaded} modules downloaded, ${compiled} packages compiled, ${elapsed(started)}`,
    );
    try {
      await goBuild(path.join(folder, "bin", "pulumi"), buildEnvironment(cache, env), (line) => {
        if (line.startsWith("go: downloading ")) {
          downloaded++;
        } else {
          compiled++;
        }
      });
    } finally {
      stop();
    }
    log(`built pulumi ${PINNED_VERSION} in ${elapsed(started)}`);
  });
}

function buildEnvironment(cache: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    // Replaces the person's own flags: `-mod=vendor` there would fail, and go.mod must not be edited. Modules are written so that
    // they can be removed again.
    GOFLAGS: "-mod=readonly -modcacherw -buildvcs=false",
    GOWORK: "off",
    // No C compiler needed.
    CGO_ENABLED: "0",
    // Go insists on a place for its own caches.
    ...(env["HOME"] ? {} : { GOPATH: path.join(cache, "go"), GOCACHE: path.join(cache, "go-build") }),
  };
}

function goBuild(output: string, env: NodeJS.ProcessEnv, onLine: (line: string) => void): Promise<void> {
  const version = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${PINNED_VERSION}`;
  const args = ["build", "-v", "-trimpath", "-ldflags", `-s -w -X ${version}`, "-o", output];
  return new Promise((resolve, reject) => {
    const last: string[] = [];
    const go = spawn("go", [...args, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"], {
      cwd: path.join(__dirname, "cli"),
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    // An interrupted script must not leave a compiler behind.
    const endWithUs = () => go.kill("SIGTERM");
    process.once("exit", endWithUs);
    createInterface(go.stderr).on("line", (line) => {
      onLine(line);
      last.push(line);
      last.splice(0, last.length - SHOWN_LINES);
    });
    go.once("error", (error) => {
      process.removeListener("exit", endWithUs);
      const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
      reject(missing ? new Error("there is no go on PATH") : error);
    });
    go.once("close", (code, signal) => {
      process.removeListener("exit", endWithUs);
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`go build ended with ${signal ?? `exit code ${String(code)}`}:\n${last.join("\n")}`));
      }
    });
  });
}
