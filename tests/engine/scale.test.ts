import { savedIds } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

/** The quota of Workato, on a server whose minute lasts two seconds. */
const REQUESTS_PER_MINUTE = 60;
const MINUTE_SECONDS = 2;

/** A create believes no older list. */
const LIST_IS_FRESH_MS = 10_000;
/** The first request of a process takes longer to arrive than later ones. */
const TRANSPORT_MS = 2_000;

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject({
    emulator: { quota: { requestsPerMinute: REQUESTS_PER_MINUTE, minuteSeconds: MINUTE_SECONDS } },
    config: { "workato:quotaWindowSeconds": String(MINUTE_SECONDS) },
  });
});
afterEach(() => workato.dispose());

test("200 connections, 60 writes a minute, one process: all are created, without an error and next to no 429", async () => {
  const count = 200;
  workato.write(`for (let i = 0; i < ${count}; i++) {
    new ManagedConnection("c" + i, { managedUserId: ["98178", "98179", "98180", "98181"][i % 4], provider: "jira" });
  }`);
  const up = await workato.project.up();
  expect(up.changes).toEqual({ create: count + 1 });
  expect(up.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(workato.emulator.connections()).toHaveLength(count);
  expect(new Set(Object.values(savedIds(workato.project))).size).toBe(count);
  // One list a customer for every ten seconds that it takes: creates that wait for the quota look again.
  for (const customer of ["98178", "98179", "98180", "98181"]) {
    const lists = workato.emulator.requestsOf("GET").filter(({ path }) => path.includes(`/${customer}/`));
    expect(lists.length).toBeGreaterThan(0);
    for (const [index, list] of lists.slice(1).entries()) {
      expect(list.at - lists[index]!.at).toBeGreaterThanOrEqual(LIST_IS_FRESH_MS - TRANSPORT_MS);
    }
  }
  // One POST a connection; the clocks of a busy machine may disagree once.
  expect(workato.emulator.rateLimited).toBeLessThanOrEqual(2);
  expect(workato.emulator.requestsOf("POST")).toHaveLength(count + workato.emulator.rateLimited);
});

test("three stacks at once share the quota: 429s cost time, and all succeed", async () => {
  const count = 40;
  const stacks = ["dev", "staging", "prod"];
  for (const id of [555, 556, 557]) workato.emulator.addCustomer({ id });
  workato.write(`for (let i = 0; i < ${count}; i++) {
    new ManagedConnection("c" + i, { managedUserId: { dev: 555, staging: 556, prod: 557 }[pulumi.getStack()], provider: "jira" });
  }`);
  const config = { "workato:baseUrl": workato.emulator.url, "workato:quotaWindowSeconds": String(MINUTE_SECONDS) };
  for (const stack of stacks.slice(1)) await workato.project.configure(config, {}, { stack });
  const ups = await Promise.all(stacks.map((stack) => workato.project.up({ stack })));
  for (const [index, stack] of stacks.entries()) {
    expect(ups[index]?.changes).toEqual({ create: count + 1 });
    expect(workato.emulator.connections(555 + index)).toHaveLength(count);
    expect(Object.keys(savedIds(workato.project, stack))).toHaveLength(count);
  }
});
