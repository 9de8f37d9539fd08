import { bench, failureOf, PROMISED, READS, WRITES } from "./support/harness";
import { json, text, type Step } from "./support/scriptedServer";

const { create, update } = WRITES;

/** A step whose request is held until it is answered by hand. */
class HeldRequest {
  readonly arrived: Promise<void>;
  #noteArrival = (): void => undefined;
  #answer = (): void => undefined;

  constructor(private readonly step: Step) {
    this.arrived = new Promise((resolve) => (this.#noteArrival = resolve));
  }

  readonly hold: Step = (...request) => {
    this.#answer = () => {
      this.step(...request);
    };
    this.#noteArrival();
  };

  answer(): void {
    this.#answer();
  }
}

test("what waits for the quota fails at once, and a request under way is let finish", async () => {
  const stop = new AbortController();
  const held = new HeldRequest(json(200, PROMISED.update));
  const { client, server } = await bench([held.hold], { requestsPerMinute: 1, signal: stop.signal });
  const underWay = update(client);
  await held.arrived;
  const waiting = Promise.all([create(client), update(client)].map(failureOf));
  stop.abort();
  for (const error of await waiting) {
    expect(error).toMatchObject({ kind: "cancelled", outcome: "refused", attempts: 0 });
  }
  held.answer();
  await expect(underWay).resolves.toMatchObject({ connectionId: "36" });
  expect(server.requests).toHaveLength(1);
});

test("every later request fails, too, and says so", async () => {
  const { client, server } = await bench([json(200, PROMISED.list)], { signal: AbortSignal.abort() });
  const error = await failureOf(READS.list(client));
  expect(error.message).toBe("Workato: GET /api/managed_users/98178/connections failed: cancelled before it was sent");
  expect(server.requests).toHaveLength(0);
});

test("what waits for its next attempt fails at once, with what happened before", async () => {
  const stop = new AbortController();
  const { client, server } = await bench([json(503, { message: "Down" }, { "Retry-After": "20" })], {
    signal: stop.signal,
    writeLine: () => {
      stop.abort();
    },
  });
  const error = await failureOf(update(client));
  expect(error).toMatchObject({ kind: "cancelled", outcome: "unknown", attempts: 1 });
  expect(error.message).toMatch(/: cancelled before it was sent again; before that: 503 Down$/);
  expect(error.status).toBeUndefined();
  expect(server.requests).toHaveLength(1);
});

test("what waits after a 429 fails at once, and was refused", async () => {
  const stop = new AbortController();
  const { client } = await bench(
    [
      (response, socket, request) => {
        text(429, "", { "Retry-After": "20" })(response, socket, request);
        setImmediate(() => {
          stop.abort();
        });
      },
    ],
    { signal: stop.signal },
  );
  expect(await failureOf(create(client))).toMatchObject({ kind: "cancelled", outcome: "refused", attempts: 1 });
});

test("what waits for beforeSend is not sent, and takes nothing of the quota", async () => {
  const stop = new AbortController();
  const beforeSend = (): Promise<void> => {
    stop.abort();
    return Promise.resolve();
  };
  const { client, server } = await bench([json(200, PROMISED.create)], { signal: stop.signal, beforeSend });
  expect(await failureOf(create(client))).toMatchObject({ kind: "cancelled", outcome: "refused", attempts: 0 });
  expect(server.requests).toHaveLength(0);
});

test("a request under way that is answered with an error that nobody repeats says that error", async () => {
  const stop = new AbortController();
  const held = new HeldRequest(json(401, {}));
  const { client } = await bench([held.hold], { signal: stop.signal });
  const underWay = failureOf(update(client));
  await held.arrived;
  stop.abort();
  held.answer();
  expect(await underWay).toMatchObject({ kind: "unauthorized", outcome: "refused" });
});
