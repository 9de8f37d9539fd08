import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { median } from "./figures";

const REPOSITORY = path.resolve(__dirname, "../..");
const RUNS = 9;

/** A plugin as short as the SDK makes one. */
const EMPTY = `require("@pulumi/pulumi/provider").main({ version: "0.1.0", schema: "{}" }, process.argv.slice(1));`;
const OURS = `require(${JSON.stringify(path.join(REPOSITORY, "plugin"))});`;

/** Milliseconds until a plugin says its port, as the engine waits for it: medians of runs in turn. */
export async function startMilliseconds(): Promise<{ ours: number; empty: number }> {
  const times = { ours: [] as number[], empty: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    times.ours.push(await startOnce(OURS));
    times.empty.push(await startOnce(EMPTY));
  }
  return { ours: median(times.ours), empty: median(times.empty) };
}

async function startOnce(script: string): Promise<number> {
  const started = performance.now();
  // No engine listens there, and none is asked before the first request.
  const plugin = spawn(process.execPath, ["-e", script, "127.0.0.1:9"], {
    cwd: REPOSITORY,
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(plugin.stdout, "data");
  const took = performance.now() - started;
  const ended = once(plugin, "close");
  plugin.kill("SIGKILL");
  await ended;
  return took;
}
