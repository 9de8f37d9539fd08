import * as pulumi from "@pulumi/pulumi";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../../emulator";

const emulators: Emulator[] = [];

afterEach(() => Promise.all(emulators.splice(0).map((emulator) => emulator.close())));

/** An emulator, and a stack that is configured for it. */
export async function stackOf(options: EmulatorOptions = {}, config: Record<string, string> = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  emulators.push(emulator);
  useStack(emulator, config);
  return emulator;
}

/** What runs from here on belongs to the stack of this emulator. */
export function useStack({ url, token }: Emulator, config: Record<string, string> = {}): void {
  pulumi.runtime.setAllConfig({ "workato:baseUrl": url, "workato:apiToken": token, ...config });
}

/** The error that a lookup ends with, which the SDK must print without a stack. */
export async function errorOf(lookup: Promise<unknown>): Promise<Error> {
  const error = await lookup.then(
    () => {
      throw new Error("It succeeded.");
    },
    (reason: unknown) => reason as Error,
  );
  expect(pulumi.RunError.isInstance(error)).toBe(true);
  expect(error.stack).toBe("");
  return error;
}

/** Paths with queries of the requests since the last call, without what all have in common. */
export function takeRequests(emulator: Emulator): string[] {
  const paths = emulator.requests.map(({ path }) => path.replace("/api/", "").replace("&per_page=100", ""));
  emulator.clearRequests();
  return paths;
}

export const valueOf = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));
