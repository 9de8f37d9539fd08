import { QuotaQueue, type QuotaSlot } from "../../provider/api/pacing/quotaQueue";

const WINDOW_MS = 60_000;

let lines: string[];

beforeEach(() => {
  lines = [];
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function makeQueue(limit: number, windowSeconds = WINDOW_MS / 1000): QuotaQueue {
  return new QuotaQueue({
    limit,
    windowSeconds,
    writeLine: (line) => void lines.push(line),
  });
}

/** Sends requests that take `latencyMs`; returns when each started and was answered. */
function sendAll(queue: QuotaQueue, count: number, latencyMs: () => number): { start: number; end: number }[] {
  const sent: { start: number; end: number }[] = [];
  for (let i = 0; i < count; i++) {
    void queue.acquire(queue.takePlace()).then((slot) => {
      const one = { start: performance.now(), end: Infinity };
      sent.push(one);
      setTimeout(() => {
        one.end = performance.now();
        slot.release(true);
      }, latencyMs());
    });
  }
  return sent;
}

/** Takes a slot and says in which order it came. */
function acquire(queue: QuotaQueue, name: string, order: string[], place = queue.takePlace()): Promise<QuotaSlot> {
  return queue.acquire(place).then((slot) => {
    order.push(name);
    return slot;
  });
}

const flush = (): Promise<void> => jest.advanceTimersByTimeAsync(0);

describe("the quota", () => {
  test("a burst of the quota starts at once, the next one a window after the first answer", async () => {
    const sent = sendAll(makeQueue(3), 4, () => 100);
    await flush();
    expect(sent).toHaveLength(3);
    await jest.advanceTimersByTimeAsync(WINDOW_MS + 99);
    expect(sent).toHaveLength(3);
    await jest.advanceTimersByTimeAsync(200);
    expect(sent).toHaveLength(4);
  });

  test("never more than the quota in any rolling window, wherever in its latency a request arrives", async () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const sent = sendAll(makeQueue(10), 95, () => random() * 20_000);
    await jest.advanceTimersByTimeAsync(20 * WINDOW_MS);
    expect(sent).toHaveLength(95);
    // The worst case: some arrive as late as they can, others as early as they can.
    for (const { end } of sent) {
      const inWindow = sent.filter((other) => other.end >= end && other.start <= end + WINDOW_MS);
      expect(inWindow.length).toBeLessThanOrEqual(10);
    }
  });

  test("what was not sent after all gives its slot back at once", async () => {
    const queue = makeQueue(1);
    const order: string[] = [];
    const first = await acquire(queue, "first", order);
    void acquire(queue, "second", order);
    await flush();
    expect(order).toEqual(["first"]);
    first.release(false);
    await flush();
    expect(order).toEqual(["first", "second"]);
  });

  test("a slot given back twice counts once", async () => {
    const queue = makeQueue(1);
    const order: string[] = [];
    const first = await acquire(queue, "first", order);
    first.release(false);
    first.release(false);
    void acquire(queue, "second", order);
    void acquire(queue, "third", order);
    await flush();
    expect(order).toEqual(["first", "second"]);
  });

  test("a quota below one is one", async () => {
    expect(await makeQueue(0.2).acquire(0)).toBeDefined();
  });

  test("the wait is told to who waited", async () => {
    const queue = makeQueue(1, 10);
    (await queue.acquire(0)).release(true);
    const second = queue.acquire(1);
    await jest.advanceTimersByTimeAsync(10_100);
    expect((await second).waitedMs).toBeGreaterThanOrEqual(10_000);
  });
});

describe("the order", () => {
  test("first come, first served", async () => {
    const queue = makeQueue(1, 1);
    const order: string[] = [];
    for (const name of ["a", "b", "c"])
      void acquire(queue, name, order).then((slot) => {
        slot.release(true);
      });
    await jest.advanceTimersByTimeAsync(5000);
    expect(order).toEqual(["a", "b", "c"]);
  });

  test("who returns with an earlier place stands in front, in the order of the places", async () => {
    const queue = makeQueue(1, 1);
    const order: string[] = [];
    const [one, two, three] = [queue.takePlace(), queue.takePlace(), queue.takePlace()];
    queue.pause(100);
    for (const [name, place] of [
      ["three", three],
      ["two", two],
      ["one", one],
    ] as const) {
      void acquire(queue, name, order, place).then((slot) => {
        slot.release(true);
      });
    }
    await jest.advanceTimersByTimeAsync(5000);
    expect(order).toEqual(["one", "two", "three"]);
  });
});

describe("a pause after a 429", () => {
  test("stops everyone, also where the quota has room", async () => {
    const queue = makeQueue(10);
    const order: string[] = [];
    queue.pause(5000);
    void acquire(queue, "a", order);
    await jest.advanceTimersByTimeAsync(4990);
    expect(order).toEqual([]);
    await jest.advanceTimersByTimeAsync(20);
    expect(order).toEqual(["a"]);
  });

  test("is only ever extended", async () => {
    const queue = makeQueue(10);
    const order: string[] = [];
    queue.pause(5000);
    queue.pause(1000);
    void acquire(queue, "a", order);
    await jest.advanceTimersByTimeAsync(2000);
    queue.pause(6000);
    await jest.advanceTimersByTimeAsync(5900);
    expect(order).toEqual([]);
    await jest.advanceTimersByTimeAsync(200);
    expect(order).toEqual(["a"]);
  });

  test("the quota holds when it ends: no herd", async () => {
    const queue = makeQueue(5);
    queue.pause(1000);
    const sent = sendAll(queue, 50, () => 10);
    await jest.advanceTimersByTimeAsync(1100);
    expect(sent).toHaveLength(5);
  });
});

describe("the line while people wait", () => {
  test("every 15 s: how many, for what, how long still; the first after 15 s; none when nobody waits", async () => {
    sendAll(makeQueue(60), 94, () => 1000);
    await jest.advanceTimersByTimeAsync(14_999);
    expect(lines).toEqual([]);
    await jest.advanceTimersByTimeAsync(30_002);
    expect(lines).toEqual([
      "quota: 47 s to go (34 waiting, 60 a minute)",
      "quota: 32 s to go (34 waiting, 60 a minute)",
      "quota: 17 s to go (34 waiting, 60 a minute)",
    ]);
    await jest.advanceTimersByTimeAsync(10 * WINDOW_MS);
    expect(lines.length).toBeLessThanOrEqual(4);
    expect(jest.getTimerCount()).toBe(0);
  });

  test("several rounds are counted", async () => {
    sendAll(makeQueue(10, 20), 35, () => 0);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(lines).toEqual(["quota: 46 s to go (25 waiting, 10 in 20 s)"]);
  });

  test("a quota that no machine could use costs nothing while a pause lasts", async () => {
    const queue = makeQueue(1e9);
    queue.pause(40_000);
    sendAll(queue, 2, () => 0);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(lines).toEqual([expect.stringContaining("(2 waiting, Workato asked to wait: 429)") as unknown]);
    expect(lines[0]).toContain("25 s to go");
  });

  test("slots that come back before a pause ends do not shorten it", async () => {
    const queue = makeQueue(2, 10);
    sendAll(queue, 2, () => 1000);
    await jest.advanceTimersByTimeAsync(2000);
    queue.pause(40_000);
    sendAll(queue, 3, () => 0);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(lines).toEqual([expect.stringContaining("36 s to go") as unknown]);
  });

  test("a pause says so", async () => {
    const queue = makeQueue(10);
    queue.pause(40_000);
    sendAll(queue, 1, () => 0);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(lines).toEqual(["quota: 25 s to go (1 waiting, Workato asked to wait: 429)"]);
  });

  test("requests that are not answered yet are counted as just answered", async () => {
    sendAll(makeQueue(1), 2, () => 30_000);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(lines).toEqual(["quota: 61 s to go (1 waiting, 1 a minute)"]);
  });
});
