import type { Fault } from "../../emulator";
import {
  assigned,
  assignment,
  bare,
  errorOf,
  established,
  jira,
  NEW,
  startBench,
  WRONG,
  type Bench,
  type BenchOptions,
} from "./support/bench";
import type { Values } from "../support/engineModel";
import type { Declaration } from "./support/stack";

const LOOKS: BenchOptions = { config: { previewLookups: "true" } };
const VARIABLE = { inputFromEnvironment: { extra: "JIRA_MISSING" } };
/** True in a preview, and not while `up` does it. */
const PROMISE = /(?<!next )`pulumi up` will/;

/** What a preview says, and then what an up says of the same program. */
async function saidBy({ stack, lines }: Bench, a: Declaration, options = {}): Promise<{ preview: string; up: string }> {
  lines.length = 0;
  await stack.preview({ a }, options);
  const preview = lines.splice(0).join("");
  await stack.up({ a }, options).catch(() => undefined);
  return { preview, up: lines.join("") };
}

describe("a variable that is missing is foreseen where it will be needed", () => {
  beforeEach(() => {
    process.env.JIRA_MISSING = "there";
  });

  const begun = async (args: Values, before: (bench: Bench) => Promise<unknown> = () => Promise.resolve()) => {
    const bench = await established({ ...VARIABLE, ...args });
    await before(bench);
    delete process.env.JIRA_MISSING;
    bench.lines.length = 0;
    return bench;
  };
  const lost = async ({ emulator, stack }: Bench): Promise<void> => {
    emulator.loseAuthorization(1001);
    await stack.refresh();
  };
  const attempted =
    (args: Values, fault?: Fault, isRefreshed = false) =>
    async ({ emulator, stack }: Bench): Promise<void> => {
      const armed = fault === undefined ? undefined : emulator.failNext(fault);
      await stack.up({ a: jira({ ...VARIABLE, ...args }) }).catch(() => undefined);
      armed?.cancel();
      if (isRefreshed) await stack.refresh();
    };
  const cut = { method: "PUT", status: 502, times: 10_000 };

  test.each<[string, Values, ((bench: Bench) => Promise<unknown>) | undefined, Values]>([
    ["a new version", { credentialsVersion: 1 }, undefined, { credentialsVersion: 2 }],
    ["changed input", {}, undefined, { input: NEW }],
    ["a reconnect", { disconnected: true }, undefined, {}],
    ["a repair", { onAuthorizationLost: "repair" }, lost, { onAuthorizationLost: "repair" }],
    ["a shell that becomes real", { shellConnection: true }, undefined, {}],
    ["what was refused", {}, attempted({ input: WRONG }), { input: WRONG }],
    ["what was refused, after a refresh", {}, attempted({ input: WRONG }, undefined, true), { input: WRONG }],
    ["what nobody knows", {}, attempted({ input: NEW }, cut), { input: NEW }],
    ["what nobody knows, after a refresh", {}, attempted({ input: NEW }, cut, true), { input: NEW }],
    [
      "what was not sent",
      {},
      attempted({ input: NEW, disconnected: true }, { path: /disconnect/, status: 403 }),
      { input: NEW },
    ],
  ])("%s", async (_title, olds, before, news) => {
    const bench = await begun(olds, async (made) => {
      Object.assign(made.stack.config, { retryTimeoutSeconds: "0.2" });
      await before?.(made);
    });
    const { emulator, stack } = bench;
    emulator.clearRequests();
    const a = jira({ ...VARIABLE, ...news });
    await stack.preview({ a });
    expect(bench.lines.join("")).toContain("JIRA_MISSING (for input.extra)");
    expect(emulator.requests).toEqual([]);
    expect(await errorOf(stack.up({ a }))).toContain("JIRA_MISSING");
  });

  test("a new resource", async () => {
    delete process.env.JIRA_MISSING;
    const { stack, lines } = await startBench();
    await stack.preview({ a: jira(VARIABLE) });
    expect(lines.join("")).toContain("JIRA_MISSING (for input.extra)");
  });

  test("all of them are named once", async () => {
    const args = { inputFromEnvironment: { extra: "JIRA_MISSING", "deep.er": "JIRA_MISSING_TOO" } };
    process.env.JIRA_MISSING_TOO = "there";
    const { stack, lines } = await established({ ...args, disconnected: true });
    for (const name of ["JIRA_MISSING", "JIRA_MISSING_TOO"]) Reflect.deleteProperty(process.env, name);
    lines.length = 0;
    await stack.preview({ a: jira(args) });
    expect(lines.join("").match(/JIRA_MISSING \(/g)).toHaveLength(1);
    expect(lines.join("")).toContain("JIRA_MISSING_TOO (for input.deep.er)");
  });

  const neither: [string, Values, ((bench: Bench) => Promise<unknown>) | undefined, Values][] = [
    ["another name", {}, undefined, { name: "b" }],
    ["nothing", {}, undefined, {}],
    ["changed input of what is to be disconnected", {}, undefined, { input: NEW, disconnected: true }],
    [
      "a new version of what is disconnected",
      { disconnected: true },
      undefined,
      { disconnected: true, credentialsVersion: 2 },
    ],
    ["a loss that is only reported", {}, lost, {}],
    [
      "a loss to the network",
      { onAuthorizationLost: "repair" },
      async ({ emulator, stack }) => {
        emulator.loseAuthorization(1001, { reason: "network_failure" });
        await stack.refresh();
      },
      { onAuthorizationLost: "repair" },
    ],
    [
      "a loss of what a person has authorized",
      { onAuthorizationLost: "repair" },
      async (bench) => {
        bench.emulator.authorize(1001);
        await bench.stack.refresh();
        await lost(bench);
      },
      { onAuthorizationLost: "repair" },
    ],
    [
      "what was refused with a warning",
      {},
      attempted({ input: WRONG, onAuthorizationFailure: "warn" }),
      { input: WRONG, onAuthorizationFailure: "warn" },
    ],
    ["what becomes a shell", {}, undefined, { shellConnection: true }],
  ];
  test.each(neither)("and not for %s", async (_title, olds, before, news) => {
    const bench = await begun(olds, before);
    const { stack, lines } = bench;
    const a = jira({ ...VARIABLE, ...news });
    await stack.preview({ a });
    expect(lines.join("")).not.toContain("JIRA_MISSING");
    await stack.up({ a });
    expect(lines.join("")).not.toContain("JIRA_MISSING");
  });
});

describe("a replacement by force is foreseen as what it is", () => {
  test("deleted first: what a preview says names deleteBeforeReplace, and the up succeeds", async () => {
    const bench = await established({}, LOOKS);
    const said = await saidBy(bench, jira(), { replace: ["a"], deleteBeforeReplace: true });
    expect(said.preview).toContain("deleteBeforeReplace");
    expect(said.preview).toContain("1001");
    expect(bench.emulator.connections()).toMatchObject([{ id: 1002 }]);
  });

  test("created first: it is refused, and the error names the way", async () => {
    const bench = await established({}, LOOKS);
    await bench.stack.preview({ a: jira() }, { replace: ["a"] });
    expect(bench.lines.join("")).toContain("deleteBeforeReplace");
    expect(await errorOf(bench.stack.up({ a: jira() }, { replace: ["a"] }))).toContain("deleteBeforeReplace");
  });
});

describe("two resources on one object are foreseen", () => {
  test("two new assignments", async () => {
    const { stack, lines } = await startBench(LOOKS);
    await stack.preview({ first: assignment(), second: assignment() });
    expect(lines.join("")).toMatch(/322.*98178/s);
  });

  test.each([true, false])("a new assignment beside one of an earlier run (the new one first: %s)", async (isFirst) => {
    const { stack, lines } = await assigned({}, LOOKS);
    lines.length = 0;
    const [a, b] = [assignment(), assignment()];
    await stack.preview(isFirst ? { b, a } : { a, b });
    expect(lines.join("")).toMatch(/322.*98178/s);
  });

  test("two assignments of different profiles or customers are nothing", async () => {
    const { stack, lines } = await startBench(LOOKS);
    await stack.preview({
      a: assignment(),
      b: assignment({ profileId: 323 }),
      c: assignment({ managedUserId: "98179" }),
    });
    expect(lines).toEqual([]);
  });

  const twice: [string, Values, Values][] = [
    ["the same", {}, {}],
    ["other names", { name: "one" }, { name: "two" }],
    ["another spelling", { name: "one" }, { name: "two", managedUserId: "EA2300" }],
    ["other folders", { folderId: 1 }, { folderId: 2 }],
  ];
  test.each(twice)("adoptConnectionId twice (%s): one of the two will fail, and is named", async (_title, one, two) => {
    const { emulator, stack, lines } = await startBench(LOOKS);
    emulator.addConnection("98178", { id: 36, name: "x", provider: "jira" });
    const program = {
      first: bare({ adoptConnectionId: 36, ...one }),
      second: bare({ adoptConnectionId: 36, ...two }),
    };
    await stack.preview(program, { sequential: true });
    const said = lines.join("");
    expect(said).toMatch(/fail|refuse/);
    expect(said).toContain("36");
    expect(await errorOf(stack.up(program, { sequential: true }))).toContain("36");
  });

  test("adoptConnectionId of what a resource of an earlier run has", async () => {
    const { stack, lines } = await established({}, LOOKS);
    lines.length = 0;
    const program = { a: jira(), second: bare({ name: "two", adoptConnectionId: 1001 }) };
    await stack.preview(program, { sequential: true });
    expect(lines.join("")).toMatch(/(fail|refuse).*1001/s);
  });

  test("but not of the resource's own, when it is replaced", async () => {
    const { stack, lines } = await established({}, LOOKS);
    lines.length = 0;
    const a = jira({ managedUserId: "EA2300", adoptConnectionId: 1001 });
    await stack.preview({ a }, { deleteBeforeReplace: true });
    expect(lines.join("")).not.toMatch(/will (fail|refuse)/);
    await stack.up({ a }, { deleteBeforeReplace: true });
    expect(stack.of().id).toBe("EA2300/1001");
  });
});

describe("a line of an update is true in a preview and in an up", () => {
  const updates: [string, Values, ((bench: Bench) => Promise<unknown>) | undefined, Values][] = [
    ["variables that are missing", VARIABLE, undefined, { ...VARIABLE, credentialsVersion: 2 }],
    [
      "a rotation over a person's authorization",
      {},
      async ({ emulator, stack }) => {
        emulator.authorize(1001);
        await stack.refresh();
      },
      { input: NEW },
    ],
    [
      "a shell's change that is left out",
      { shellConnection: true },
      async ({ emulator, stack }) => {
        emulator.authorize(1001);
        await stack.refresh();
      },
      { shellConnection: true, input: NEW },
    ],
    ["a change of what is to be disconnected", { disconnected: true }, undefined, { disconnected: true, input: NEW }],
    ["a version without credentials", { input: undefined }, undefined, { input: undefined, credentialsVersion: 2 }],
    ["another adoptConnectionId", {}, undefined, { adoptConnectionId: 77 }],
  ];
  test.each(updates)("%s", async (_title, olds, before, news) => {
    process.env.JIRA_MISSING = "there";
    const bench = await established(olds);
    await before?.(bench);
    delete process.env.JIRA_MISSING;
    const said = await saidBy(bench, jira(news));
    expect(said.up).toContain("a");
    for (const line of [said.preview, said.up]) expect(line).not.toMatch(PROMISE);
  });
});
