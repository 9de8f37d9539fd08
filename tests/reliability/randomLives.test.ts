import * as fc from "fast-check";
import { startEmulator, type Emulator } from "../../emulator";
import { checkAfterCommand, checkAgreement } from "./support/invariants";
import { life, type Life } from "./support/randomProgram";
import { World } from "./support/world";

/** The same lives at every run; set RANDOM_SEED and RANDOM_RUNS to look for others. */
const SEED = Number(process.env.RANDOM_SEED ?? 20260101);
const RUNS = Number(process.env.RANDOM_RUNS ?? 120);

let emulator: Emulator;
const lines: string[] = [];

beforeAll(async () => {
  emulator = await startEmulator({
    behaviour: { echoCredentials: true },
    seed: { profiles: [322, 323].map((id) => ({ id, provider: `application${id}` })) },
  });
});
afterAll(() => emulator.close());

beforeEach(() => {
  lines.length = 0;
  jest.spyOn(process.stderr, "write").mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  // Back-off is short, and not nothing: what is killed must not spin.
  jest.spyOn(Math, "random").mockReturnValue(0.02);
});
afterEach(() => {
  jest.restoreAllMocks();
});

async function live({ onExisting, actions }: Life): Promise<void> {
  emulator.reset();
  for (const id of [98178, 98179]) emulator.addCustomer({ id });
  lines.length = 0;
  const world = new World(emulator, onExisting);
  for (const action of actions) {
    await world.act(action);
    if ("faults" in action) checkAfterCommand(world, lines);
  }
  const lastSteps = await world.settle();
  checkAfterCommand(world, lines);
  checkAgreement(world, lastSteps);
}

test("whatever fails and whoever is killed: no id lost, no twin, no secret shown, and in the end all agree", async () => {
  await fc.assert(fc.asyncProperty(life, live), { seed: SEED, numRuns: RUNS });
});
