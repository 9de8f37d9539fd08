import * as fc from "fast-check";
import { startEmulator, type Emulator } from "../../../emulator";
import * as settleTime from "../../../provider/api/errors/settleTime";
import * as time from "../../../provider/api/time";
import { MS_OF_A_SECOND } from "./commandRun";
import { describeLife } from "./describeLife";
import type { Life } from "./life";
import { life } from "./randomProgram";
import { settle } from "./settling";
import { World } from "./world";

/** The same lives at every run; set RANDOM_SEED and RANDOM_RUNS to look for others, RANDOM_PATH to see one again. */
const SEED = Number(process.env.RANDOM_SEED ?? 20260101);
const RUNS = Number(process.env.RANDOM_RUNS ?? 120);
const PATH = process.env.RANDOM_PATH;
/** A life mostly waits, so as many are lived at once in each of the two processes. */
const LANES = 12;
const MS_PER_LIFE = 1000;

/** One of two files that share the lives, so that two processors live them. */
export function describeRandomLives(half: 0 | 1): void {
  // One life that is to be seen again is in the first.
  const lanes = PATH === undefined ? LANES : 1 - half;
  const emulators: Emulator[] = [];

  beforeAll(async () => {
    const profiles = [322, 323].map((id) => ({ id, provider: `application${id}` }));
    const seed = { profiles };
    while (emulators.length < lanes) {
      emulators.push(await startEmulator({ behaviour: { echoCredentials: true }, seed }));
    }
  });
  afterAll(async () => {
    for (const emulator of emulators) await emulator.close();
  });
  beforeEach(() => {
    // Back-off is short, and not nothing: what is killed must not spin.
    jest.spyOn(Math, "random").mockReturnValue(0.02);
    jest.spyOn(settleTime, "listLagMs").mockReturnValue(4 * MS_OF_A_SECOND);
    // Where a second is so short, the server's `Date` must be finer than one.
    jest.spyOn(Date.prototype, "toUTCString").mockImplementation(function (this: Date) {
      return this.toISOString();
    });
    jest.replaceProperty(time, "CLOCK_ROUNDING_MS", 2 * MS_OF_A_SECOND);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test(
    "random lives: whatever fails and whoever is killed, nothing is lost, deleted or shown that must not be, and in the end all agree",
    async () => {
      const found = await Promise.all(emulators.map((emulator, lane) => search(emulator, SEED + half * LANES + lane)));
      const broken = found.filter((text) => text !== undefined);
      if (broken.length > 0) throw new Error(broken.join("\n\n\n"));
    },
    600_000 + RUNS * MS_PER_LIFE,
  );
}

async function live({ onExisting, clockSkewMs, actions }: Life, emulator: Emulator): Promise<void> {
  const world = new World(emulator, onExisting);
  emulator.behaviour.clockSkewMs = clockSkewMs;
  for (const action of actions) await world.act(action);
  await settle(world);
}

/** Looks for a life that breaks a promise, from a seed of its own. */
async function search(emulator: Emulator, seed: number): Promise<string | undefined> {
  const found = await fc.check(
    fc.asyncProperty(life, (lived) => live(lived, emulator)),
    {
      seed,
      numRuns: Math.ceil(RUNS / (2 * LANES)),
      ...(PATH === undefined ? {} : { path: PATH, endOnFailure: true }),
    },
  );
  if (!found.failed) return undefined;
  const [smallest] = found.counterexample ?? [];
  return [
    found.errorInstance instanceof Error ? found.errorInstance.message : String(found.errorInstance),
    ...(smallest === undefined ? [] : [describeLife(smallest)]),
    `To see it again: RANDOM_SEED=${seed} RANDOM_PATH="${found.counterexamplePath ?? ""}"`,
  ].join("\n\n");
}
