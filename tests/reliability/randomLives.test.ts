import * as fc from "fast-check";
import { startEmulator, type Emulator } from "../../emulator";
import { describeLife } from "./support/describeLife";
import type { Life } from "./support/life";
import { life } from "./support/randomProgram";
import { settle } from "./support/settling";
import { World } from "./support/world";

/** The same lives at every run; set RANDOM_SEED and RANDOM_RUNS to look for others, RANDOM_PATH to see one again. */
const SEED = Number(process.env.RANDOM_SEED ?? 20260101);
const RUNS = Number(process.env.RANDOM_RUNS ?? 120);
const PATH = process.env.RANDOM_PATH;
/** A life mostly waits, so as many are lived at once. */
const LANES = PATH === undefined ? 16 : 1;
const MS_PER_LIFE = 1000;

const emulators: Emulator[] = [];

beforeAll(async () => {
  for (let lane = 0; lane < LANES; lane++) {
    const profiles = [322, 323].map((id) => ({ id, provider: `application${id}` }));
    emulators.push(await startEmulator({ behaviour: { echoCredentials: true }, seed: { profiles } }));
  }
});
afterAll(async () => {
  for (const emulator of emulators) await emulator.close();
});

beforeEach(() => {
  // Back-off is short, and not nothing: what is killed must not spin.
  jest.spyOn(Math, "random").mockReturnValue(0.02);
});
afterEach(() => {
  jest.restoreAllMocks();
});

async function live({ onExisting, actions }: Life, emulator: Emulator): Promise<void> {
  const world = new World(emulator, onExisting);
  for (const action of actions) await world.act(action);
  await settle(world);
}

/** Looks for a life that breaks a promise, from a seed of its own. */
async function search(lane: number): Promise<string | undefined> {
  const property = fc.asyncProperty(life, async (lived) => {
    await live(lived, emulators[lane]!);
  });
  const seed = SEED + lane;
  const found = await fc.check(property, {
    seed,
    numRuns: Math.ceil(RUNS / LANES),
    ...(PATH === undefined ? {} : { path: PATH, endOnFailure: true }),
  });
  if (!found.failed) return undefined;
  const [smallest] = found.counterexample ?? [];
  return [
    found.errorInstance instanceof Error ? found.errorInstance.message : String(found.errorInstance),
    ...(smallest === undefined ? [] : [describeLife(smallest)]),
    `To see it again: RANDOM_SEED=${seed} RANDOM_PATH="${found.counterexamplePath ?? ""}"`,
  ].join("\n\n");
}

test(
  "random lives: whatever fails and whoever is killed, no id lost, no twin, no secret shown, and in the end all agree",
  async () => {
    const broken: string[] = [];
    const lane = async (number: number) => {
      const found = await search(number);
      if (found !== undefined) broken.push(found);
    };
    await Promise.all(emulators.map((_emulator, number) => lane(number)));
    if (broken.length > 0) throw new Error(broken.join("\n\n\n"));
  },
  600_000 + RUNS * MS_PER_LIFE,
);
