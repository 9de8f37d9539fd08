import { execFileSync } from "node:child_process";
import path from "node:path";
import { median } from "./figures";

const LIB = path.resolve(__dirname, "../../lib");
const RUNS = 9;

/** Milliseconds that the package adds to the start of a program, which loads Pulumi's SDK in any case: the median of nine. */
export function importMilliseconds(): number {
  const script = `
    require("@pulumi/pulumi");
    const started = performance.now();
    require(${JSON.stringify(LIB)});
    console.log(performance.now() - started);`;
  const times = Array.from({ length: RUNS }, () =>
    Number(execFileSync(process.execPath, ["-e", script], { cwd: LIB })),
  );
  return median(times);
}
