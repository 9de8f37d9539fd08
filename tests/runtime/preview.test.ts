import { assignment, bare, errorOf, GOOD, jira, lists, startBench, UNKNOWN, writes } from "./support/bench";

/** What previews are told by default: tests of other things switch it off. */
const LOOKS = { config: { previewLookups: "true" } };

async function previewed(
  program: Parameters<Awaited<ReturnType<typeof startBench>>["stack"]["preview"]>[0],
  bench: Awaited<ReturnType<typeof startBench>>,
) {
  await bench.stack.preview(program);
  return bench.lines.join("");
}

describe("a preview of a new connection", () => {
  test("that is not there says nothing, and asks once a customer", async () => {
    const bench = await startBench(LOOKS);
    const program = Object.fromEntries(
      ["98178", "98179"].flatMap((managedUserId) => {
        return [1, 2, 3].map((number) => [`${managedUserId}-${number}`, jira({ managedUserId, name: `n${number}` })]);
      }),
    );
    expect(await previewed(program, bench)).toBe("");
    expect(bench.emulator.requests.map(({ method }) => method)).toEqual(["GET", "GET"]);
  });

  test("that is there already: `up` will refuse, with the id and the ways out", async () => {
    const bench = await startBench(LOOKS);
    bench.emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    expect(await previewed({ a: jira() }, bench)).toBe(
      'warning: `pulumi up` will refuse to make 1 connection, because the same is there already: "a" (id 36) of customer ' +
        '98178\nYour options: take it over with adoptConnectionId or onExisting: "adopt"; make another one beside it with ' +
        'onExisting: "create"; or, where this replaces that one, set deleteBeforeReplace: with it, this succeeds.\n',
    );
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("sixty that are taken over read like a plan: ten for each thing that changes, and how many more", async () => {
    const bench = await startBench(LOOKS);
    const names = Array.from({ length: 60 }, (_, index) => `c${index}`);
    names.forEach((name, index) => {
      bench.emulator.addConnection("98178", { id: 3000 + index, name, provider: "jira" });
    });
    const program = Object.fromEntries(
      names.map((name, index) => {
        const args = { name, onExisting: "adopt" };
        return [name, index % 2 === 0 ? bare(args) : jira(args)] as const;
      }),
    );
    const text = await previewed(program, bench);
    expect(text.trim().split("\n")).toHaveLength(24);
    for (const [what, first] of [
      ["change nothing there", '"c0" (id 3000)'],
      ["set the credentials", '"c1" (id 3001)'],
    ]) {
      expect(text).toContain(
        `\`pulumi up\` will take over 30 connections and ${what!}:\n  ${first!} of customer 98178\n`,
      );
    }
    expect(text.match(/\n {2}and 20 more\n/g)).toHaveLength(2);
  });

  test.each([
    ["names what it takes over", 36, 'and set name and the credentials: "a" (id 36)'],
    ["says that it is not there", 37, 'adoptConnectionId is none of this customer and provider: "a" (id 37)'],
    ["says that it is of another provider", 38, 'adoptConnectionId is none of this customer and provider: "a" (id 38)'],
  ])("with adoptConnectionId %s", async (_title, adoptConnectionId, said) => {
    const bench = await startBench(LOOKS);
    bench.emulator.addConnection("98178", { id: 36, name: "x", provider: "jira" });
    bench.emulator.addConnection("98178", { id: 38, name: "x", provider: "zendesk" });
    expect(await previewed({ a: jira({ adoptConnectionId }) }, bench)).toContain(said);
  });

  test.each([
    ["success", "and disconnect: "],
    // Never authorized, or disconnected already.
    [null, "and change nothing there: "],
  ] as const)("that is wanted disconnected and is %j says so", async (authorizationStatus, said) => {
    const bench = await startBench(LOOKS);
    bench.emulator.addConnection("98178", { id: 36, name: "a", provider: "jira", authorizationStatus });
    expect(await previewed({ a: jira({ onExisting: "adopt", disconnected: true }) }, bench)).toContain(said);
  });

  test("says which of several is to be named", async () => {
    const bench = await startBench(LOOKS);
    for (const id of [36, 37]) bench.emulator.addConnection("98178", { id, name: "a", provider: "jira" });
    expect(await previewed({ a: jira({ onExisting: "adopt" }) }, bench)).toContain('"a" (ids 36, 37)');
  });

  test("of customers that are not there says so, once for all of them", async () => {
    const bench = await startBench(LOOKS);
    const program = {
      a: jira({ managedUserId: "1" }),
      b: jira({ managedUserId: "2" }),
      c: jira({ managedUserId: "2" }),
    };
    const text = await previewed(program, bench);
    expect(text).toMatch(
      /^warning: `pulumi up` will fail for customers that are not at .* for the token of workato:apiToken, unless this program makes them:\n {2}1\n {2}2\n$/,
    );
    expect(bench.emulator.requests).toHaveLength(2);
  });

  test("of ids that end like environments says that there is no such suffix, apart from the others", async () => {
    const bench = await startBench(LOOKS);
    const customers = ["98178_test", "98178_prod", "1"];
    const text = await previewed(Object.fromEntries(customers.map((id) => [id, jira({ managedUserId: id })])), bench);
    expect(text).toMatch(
      /for the token of workato:apiToken \(_dev, _test .* a number of its own.*\):\n {2}98178_prod\n {2}98178_test\n/,
    );
    expect(text).toMatch(/for the token of workato:apiToken, unless this program makes them: 1\n/);
  });

  test.each([401, 403])("with a token that is refused (%s) says so, once", async (status) => {
    const bench = await startBench(LOOKS);
    bench.emulator.failNext({ status, times: 10 });
    const text = await previewed({ a: jira(), b: jira() }, bench);
    expect(text).toContain(
      `warning: \`pulumi up\` will fail: Workato answers ${status}, for the token of workato:apiToken. Check the `,
    );
    expect(text.trim().split("\n")).toHaveLength(1);
    expect(bench.emulator.requests).toHaveLength(1);
  });

  test("names every variable that is not set, all at once, and asks for none of them", async () => {
    const bench = await startBench(LOOKS);
    process.env.SET = "x";
    const a = jira({ inputFromEnvironment: { apitoken: "UNSET_A", "x.y": "UNSET_B", z: "SET" } });
    expect(await previewed({ a }, bench)).toBe(
      "warning: environment variables are not set here, and `pulumi up` fails without them:\n  UNSET_A (for " +
        "input.apitoken)\n  UNSET_B (for input.x.y)\n",
    );
  });

  test("of two that describe the same connection says so", async () => {
    const bench = await startBench(LOOKS);
    const text = await previewed({ a: jira({ name: "same" }), b: jira({ name: "same" }) }, bench);
    expect(text).toContain(
      'several resources of this program describe the same connection; `pulumi up` makes one for each: "same"',
    );
  });

  test("with the API away: one line, and no failure", async () => {
    const bench = await startBench({ config: { ...LOOKS.config, retryTimeoutSeconds: "0.2" } });
    bench.emulator.failNext({ cut: "before", times: 1000 });
    const text = await previewed({ a: jira(), b: jira({ managedUserId: "98179" }) }, bench);
    expect(text.match(/Workato could not be asked/g)).toHaveLength(1);
  });

  test("with an API that does not answer: one line after a few seconds, and no failure", async () => {
    const bench = await startBench({ config: { ...LOOKS.config, retryTimeoutSeconds: "0.2" } });
    const holds = [98178, 98179].map((id) => bench.emulator.hold({ path: new RegExp(`/${id}/`) }));
    const text = await previewed({ a: jira(), b: jira({ managedUserId: "98179" }) }, bench);
    expect(text).toBe(
      "warning: Workato has not answered within 3 s: what `pulumi up` will refuse or take over is not known: " +
        `${bench.emulator.url}\n`,
    );
    for (const hold of holds) hold.release();
  });

  test.each([
    ["switched off", { previewLookups: "false" }, {}],
    ["of an unknown customer", { previewLookups: "true" }, { managedUserId: UNKNOWN }],
  ])("asks nothing: %s", async (_title, config, args) => {
    const bench = await startBench({ config });
    expect(await previewed({ a: jira(args) }, bench)).toBe("");
    expect(bench.emulator.requests).toEqual([]);
  });
});

test("a preview of what the stack has, changed or not, sends nothing", async () => {
  const { emulator, stack, lines } = await startBench(LOOKS);
  await stack.up({ a: jira() });
  emulator.clearRequests();
  await stack.preview({ a: jira() });
  await stack.preview({ a: jira({ name: "b", input: { ...GOOD, x: "y" } }) });
  expect(emulator.requests).toEqual([]);
  expect(lines).toEqual([
    'sends the credentials of 1 connection, because the program changed them: "b" (id 1001) of customer 98178\n',
  ]);
});

test("an up looks once: the look of its check is the look of its create", async () => {
  const { emulator, stack } = await startBench(LOOKS);
  await stack.up({ a: jira(), b: jira(), c: jira({ managedUserId: "98179" }) });
  expect(lists(emulator)).toBe(2);
});

describe("variables that are not set are foreseen", () => {
  /** @param state of a connection that is there */
  const foreseen = async (inputFromEnvironment: unknown, state: Record<string, unknown> = {}) => {
    const { stack, lines } = await startBench();
    const args = { ...jira({ name: "a" }).args, inputFromEnvironment };
    const process = stack.startProcess();
    await process.check("connection", state, args);
    if ("provider" in state) await process.diff("connection", "98178/36", state, args);
    process.end();
    return lines.join("");
  };
  const UNSET = "environment variables are not set here, and `pulumi up` fails without them";

  test("also for a connection that is there, when its credentials are to be sent", async () => {
    const olds = { ...jira({ name: "a" }).args, inputFromEnvironment: { apitoken: "OLD_TOKEN" } };
    expect(await foreseen({ apitoken: "NO_SUCH_TOKEN" }, olds)).toContain(
      `${UNSET}: NO_SUCH_TOKEN (for input.apitoken)`,
    );
  });

  const inputFromEnvironment = { apitoken: "NO_SUCH_TOKEN" };
  const accepted = { ...jira({ name: "a" }).args, inputFromEnvironment };
  test.each([
    ["nobody knows whether it has them", { credentials: "unknown" }],
    ["it does not have them: a reconnect", { credentials: "unsent" }],
    ["it refused them", { credentials: "refused", authorizationStatus: "failed" }],
  ])("also when they are as they were, and %s", async (_why, word) => {
    expect(await foreseen(inputFromEnvironment, { ...accepted, ...word })).toBe(
      `warning: ${UNSET}: NO_SUCH_TOKEN (for input.apitoken)\n`,
    );
  });

  test("but not for one whose credentials are as they were", async () => {
    expect(await foreseen(inputFromEnvironment, accepted)).toBe("");
  });

  test("but not what is not known yet", async () => {
    expect(await foreseen(UNKNOWN)).toBe("");
    expect(await foreseen({ apitoken: UNKNOWN, other: "NO_SUCH_TOKEN" })).toBe(
      `warning: ${UNSET}: NO_SUCH_TOKEN (for input.other)\n`,
    );
  });
});

describe('workato:previewFindings "error"', () => {
  const STRICT = { config: { ...LOOKS.config, previewFindings: "error" } };
  const there = { id: 36, name: "a", provider: "jira" };

  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      "what is there already",
      {},
      /will refuse to make 1 connection, .* already: "a" \(id 36\) of customer 98178\nYour options/,
    ],
    [
      "an id that is not there",
      { adoptConnectionId: 99 },
      /will fail for 1 connection, because adoptConnectionId is none/,
    ],
    ["a customer that is not there", { managedUserId: "1" }, /will fail for customers that are not at .*: 1$/m],
    [
      "a variable that is not set",
      { name: "b", inputFromEnvironment: { apitoken: "NOT_SET_HERE" } },
      /environment variables are not set here, .*: NOT_SET_HERE/,
    ],
  ])("%s fails the preview, and the up, before anything is sent", async (_what, args, text) => {
    for (const command of ["preview", "up"] as const) {
      const { emulator, stack, lines } = await startBench(STRICT);
      emulator.addConnection("98178", there);
      expect(await errorOf(stack[command]({ a: jira({ name: "a", ...args }) }))).toMatch(text);
      expect(writes(emulator)).toEqual([]);
      expect(lines).toEqual([]);
    }
  });

  test("a token that is refused fails it, too", async () => {
    const { emulator, stack } = await startBench(STRICT);
    emulator.failNext({ status: 401, times: 10 });
    expect(await errorOf(stack.preview({ a: jira() }))).toContain("`pulumi up` will fail: Workato answers 401");
  });

  test("an update whose variable is not set fails", async () => {
    const { stack } = await startBench(STRICT);
    await stack.up({ a: jira() });
    const a = jira({ inputFromEnvironment: { apitoken: "NOT_SET_HERE" } });
    expect(await errorOf(stack.preview({ a }))).toContain("NOT_SET_HERE");
  });

  test("two resources on one assignment fail", async () => {
    const { stack } = await startBench(STRICT);
    const text = await errorOf(stack.preview({ p: assignment(), q: assignment() }));
    expect(text).toContain("will fail for assignments that another resource of this stack has: profile 322");
  });

  test("what works is no finding: adopting, and an API that is away", async () => {
    const { emulator, stack, lines } = await startBench({ config: { ...STRICT.config, retryTimeoutSeconds: "0.2" } });
    emulator.addConnection("98178", there);
    await stack.preview({ a: jira({ name: "a", onExisting: "adopt" }) });
    emulator.failNext({ cut: "before", times: 1000 });
    await stack.preview({ b: jira({ managedUserId: "98179" }) });
    expect(lines.join("")).toContain("will take over 1 connection");
    expect(lines.join("")).toContain("Workato could not be asked");
  });
});
