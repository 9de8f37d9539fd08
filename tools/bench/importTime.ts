import { execFileSync } from "node:child_process";
import path from "node:path";
import { median } from "./figures";

const LIB = path.resolve(__dirname, "../../lib");
const RUNS = 9;

/** Milliseconds of computing that the package adds to the start of a program beside Pulumi's SDK: the median of nine. */
export function importMilliseconds(): number {
  const script = `
    require("@pulumi/pulumi");
    const started = process.cpuUsage();
    require(${JSON.stringify(LIB)});
    const { user, system } = process.cpuUsage(started);
    console.log((user + system) / 1000);`;
  const times = Array.from({ length: RUNS }, () =>
    Number(execFileSync(process.execPath, ["-e", script], { cwd: LIB })),
  );
  return median(times);
}
