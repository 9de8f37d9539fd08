import { startFromArguments, USAGE } from "./commandLine";

/** The emulator as a server of its own, until it is interrupted. */
async function main(): Promise<void> {
  const print = (line: string): void => {
    console.log(line);
  };
  const emulator = await startFromArguments(process.argv.slice(2), print);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void emulator?.close());
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\nusage: ${USAGE}`);
  process.exitCode = 1;
});
