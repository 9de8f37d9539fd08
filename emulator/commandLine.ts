import { parseArgs } from "node:util";
import { startEmulator, type Emulator } from "./emulator";
import { readSeed } from "./seed/seedFile";

/** What the arguments of the command may be. */
export const USAGE = "emulator [--port 4010] [--token test-token] [--seed FILE] [--quota] [--minute-seconds 60]";

/**
 * Starts an emulator as the arguments say; prints where it is and then one line a request, never a header or a body.
 * Resolves with undefined when only help was asked for. Rejects with what is wrong with the arguments or the seed.
 */
export async function startFromArguments(
  args: readonly string[],
  print: (line: string) => void,
): Promise<Emulator | undefined> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "4010" },
      token: { type: "string", default: "test-token" },
      seed: { type: "string" },
      quota: { type: "boolean", default: false },
      "minute-seconds": { type: "string", default: "60" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    print(`usage: ${USAGE}`);
    return undefined;
  }
  const port = readNumber("port", values.port);
  const minuteSeconds = readNumber("minute-seconds", values["minute-seconds"]);
  const emulator = await startEmulator({
    port,
    token: values.token,
    ...(values.seed === undefined ? {} : { seed: readSeed(values.seed) }),
    ...(values.quota ? { quota: { minuteSeconds } } : {}),
    onFinished: ({ method, path, status }) => {
      print(`${method} ${path} ${status ?? "no answer"}`);
    },
  });
  print(`url   ${emulator.url}`);
  print(`token ${emulator.token}`);
  return emulator;
}

function readNumber(name: string, value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number) || number < 0)
    throw new Error(`--${name} is no number: ${value}`);
  return number;
}
