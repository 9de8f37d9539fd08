import { SingleBar } from "cli-progress";
import type { StackResult } from "./report";

export interface Progress {
  finished(result: StackResult): void;
  end(): void;
}

/** One bar with an estimate on a terminal, a line for each stack elsewhere. */
export function showProgress(total: number, stream: NodeJS.WriteStream): Progress {
  let done = 0;
  let failed = 0;
  if (!stream.isTTY) {
    return {
      finished: ({ name, outcome, seconds }) =>
        stream.write(`${++done}/${total} ${name}: ${outcome} after ${Math.round(seconds)} s\n`),
      end: () => undefined,
    };
  }
  const format =
    "{bar} {value}/{total} stacks, {failed} failed, {duration_formatted} passed, about {eta_formatted} left";
  const bar = new SingleBar({ format, stream, etaAsynchronousUpdate: true });
  bar.start(total, 0, { failed });
  return {
    finished: ({ outcome }) => {
      if (outcome === "failed") failed++;
      bar.increment({ failed });
    },
    end: () => {
      bar.stop();
    },
  };
}
