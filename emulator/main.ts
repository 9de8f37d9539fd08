import { parseArgs } from "node:util";
import { startEmulator } from ".";

const USAGE = "emulator [--port 4010] [--token test-token] [--quota] [--minute-seconds 60]";

/** The emulator as a server of its own. Prints one line a request, never a header or a body. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4010" },
      token: { type: "string", default: "test-token" },
      quota: { type: "boolean", default: false },
      "minute-seconds": { type: "string", default: "60" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const port = readNumber("port", values.port);
  const minuteSeconds = readNumber("minute-seconds", values["minute-seconds"]);
  const emulator = await startEmulator({
    port,
    token: values.token,
    ...(values.quota ? { quota: { minuteSeconds } } : {}),
    onFinished: ({ method, path, status }) => {
      console.log(`${method} ${path} ${status ?? "no answer"}`);
    },
  });
  console.log(`url   ${emulator.url}\ntoken ${emulator.token}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void emulator.close());
}

function readNumber(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0) throw new Error(`--${name} is no number: ${text}`);
  return value;
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\nusage: ${USAGE}`);
  process.exitCode = 1;
});
