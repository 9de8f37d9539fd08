import type { Fault, FaultHandle, RequestPattern } from "../../emulator";
import { assignment, jira, startBench, type Bench, type BenchOptions } from "../runtime/support/bench";
import type { Program } from "../support/engineModel";

const COUNT = 30;
const THIRD = COUNT / 3;
const POST = { method: "POST", path: /\/connections$/ };
/** A busy machine must not look like a slow server, and a list that lags be looked at long enough. */
const CONFIG = { requestTimeoutSeconds: "20", retryTimeoutSeconds: "60", quotaWindowSeconds: "3" };
const IMPATIENT = { ...CONFIG, requestTimeoutSeconds: "1.5" };

/** What hits a third of the requests. */
type ThirdFault = readonly [title: string, fault: Fault];

const DONE: readonly ThirdFault[] = [
  ["cut after the work", { cut: "after" }],
  ["500, done", { status: 500, execute: true }],
  ["no answer, done", { hang: true, execute: true }],
  ["empty 200, done", { body: "" }],
];

const FAULTS: readonly ThirdFault[] = [
  ...DONE,
  ["cut before the work", { cut: "before" }],
  ["cut in the middle of the answer", { truncateAt: 9 }],
  ["500, not done", { status: 500 }],
  ["502 page, not done", { status: 502, body: "<html><title>Bad gateway</title></html>" }],
  ["502 page, done", { status: 502, body: "<html></html>", execute: true }],
  ["no answer, not done", { hang: true }],
  ["429 with Retry-After", { status: 429, headers: { "retry-after": "0.05" } }],
  ["429 without Retry-After", { status: 429 }],
  ["empty 200, not done", { status: 200, body: "" }],
];

interface Setting {
  readonly title: string;
  readonly faults: readonly ThirdFault[];
  readonly behaviour: NonNullable<BenchOptions["behaviour"]>;
  readonly nameOf: (index: number) => string;
}

const own = (index: number) => `c${index}`;
const repeated = (index: number) => `same ${index % 6}`;

const SETTINGS: readonly Setting[] = [
  { title: "each with its own name", faults: FAULTS, behaviour: {}, nameOf: own },
  { title: "names that five share", faults: DONE, behaviour: {}, nameOf: repeated },
  { title: "a list that is one look behind", faults: DONE, behaviour: { listLag: 1 }, nameOf: own },
  { title: "the same with shared names", faults: DONE, behaviour: { listLag: 1 }, nameOf: repeated },
  { title: "a server ten minutes ahead", faults: DONE, behaviour: { clockSkewMs: 600_000 }, nameOf: own },
  { title: "a server ten minutes behind", faults: DONE, behaviour: { clockSkewMs: -600_000 }, nameOf: repeated },
];

interface Parallel extends Bench {
  /** Lets every third matching request fail, until as many have failed as a third of the resources. */
  readonly arm: (pattern: RequestPattern, options?: { readonly together?: boolean }) => FaultHandle;
}

async function start(fault: Fault, options: BenchOptions = {}): Promise<Parallel> {
  const bench = await startBench({ ...options, config: fault.hang === true ? IMPATIENT : CONFIG });
  return {
    ...bench,
    arm: (pattern, { together = true } = {}) => {
      const handle = bench.emulator.failNext({ ...fault, ...pattern, every: 3, times: THIRD });
      // Only when all have arrived do faults hit: none is then hit again at its repetition.
      const hold = together ? bench.emulator.hold(pattern) : undefined;
      void hold?.waitForArrival(COUNT).then(() => {
        hold.release();
      });
      return handle;
    },
  };
}

const numbers = Array.from({ length: COUNT }, (_, index) => index);

const connections = (nameOf: (index: number) => string, more: object = {}): Program =>
  Object.fromEntries(numbers.map((index) => [`r${index}`, jira({ name: nameOf(index), ...more })]));

/** State and server know the same connections, each once, and another `up` has nothing to do. */
async function expectAgreement({ emulator, stack }: Parallel, program: Program): Promise<void> {
  const ids = [...stack.saved.values()].map(({ id }) => id);
  expect(ids).toHaveLength(Object.keys(program).length);
  expect(new Set(ids).size).toBe(ids.length);
  expect(
    emulator
      .connections()
      .map(({ id }) => `98178/${id}`)
      .sort(),
  ).toEqual([...ids].sort());
  for (const [name, { id }] of stack.saved) {
    const { name: wanted, disconnected } = program[name]!.args;
    const status = disconnected === true ? null : "success";
    expect(emulator.connection(id.split("/")[1]!)).toMatchObject({ name: wanted, authorizationStatus: status });
  }
  emulator.clearRequests();
  expect(new Set(Object.values(await stack.up(program)))).toEqual(new Set(ids.length > 0 ? ["same"] : []));
  expect(emulator.requests).toEqual([]);
}

describe.each(SETTINGS)("30 creates at once, a third of the POSTs faulted, $title", (setting) => {
  test.each(setting.faults)("%s: exactly 30", async (_title, fault) => {
    const parallel = await start(fault, { behaviour: setting.behaviour });
    const handle = parallel.arm(POST, { together: false });
    const program = connections(setting.nameOf);
    await parallel.stack.up(program);
    expect(handle.remaining).toBe(0);
    await expectAgreement(parallel, program);
  });
});

describe("30 at once, a third of the requests faulted", () => {
  test.each(FAULTS)("PUT, %s: every change arrives", async (_title, fault) => {
    const parallel = await start(fault);
    await parallel.stack.up(connections(own));
    const handle = parallel.arm({ method: "PUT" });
    const program = connections((index) => `renamed ${index}`);
    await parallel.stack.up(program);
    expect(handle.remaining).toBe(0);
    await expectAgreement(parallel, program);
  });

  test.each(FAULTS)("disconnect, %s: every one is disconnected", async (_title, fault) => {
    const parallel = await start(fault);
    await parallel.stack.up(connections(own));
    const handle = parallel.arm({ method: "POST", path: "/disconnect" });
    const program = connections(own, { disconnected: true });
    await parallel.stack.up(program);
    expect(handle.remaining).toBe(0);
    await expectAgreement(parallel, program);
  });

  test.each(FAULTS)("DELETE, %s: none is left, on the server or in state", async (_title, fault) => {
    const parallel = await start(fault);
    await parallel.stack.up(connections(own));
    const handle = parallel.arm({ method: "DELETE" });
    await parallel.stack.up({});
    expect(handle.remaining).toBe(0);
    await expectAgreement(parallel, {});
  });

  test.each(FAULTS)("assign and unassign, %s: exactly what the program says", async (_title, fault) => {
    const profiles = numbers.map((index) => ({ id: 500 + index, provider: `application${index}` }));
    const parallel = await start(fault, {
      seed: { customers: [{ id: 98178 }], profiles },
      behaviour: { assignTwice: "error" },
    });
    const program = Object.fromEntries(profiles.map(({ id }) => [`p${id}`, assignment({ profileId: id })]));
    for (const wanted of [program, {}]) {
      const handle = parallel.arm({ path: /assign$/ });
      await parallel.stack.up(wanted);
      expect(handle.remaining).toBe(0);
      expect(parallel.emulator.assignments(98178)).toHaveLength(Object.keys(wanted).length);
      expect([...parallel.stack.saved.keys()].sort()).toEqual(Object.keys(wanted));
    }
  });
});
