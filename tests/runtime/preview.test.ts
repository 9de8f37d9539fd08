import { bare, GOOD, jira, lists, startBench, UNKNOWN, writes } from "./support/bench";

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
      "warning: `pulumi up` will refuse to make 1 connection, because the same is there already; take it over with " +
        'adoptConnectionId or onExisting: "adopt", make another one beside it with onExisting: "create", or, where this ' +
        "replaces that one, set deleteBeforeReplace: with it, this succeeds: " +
        '"a" (id 36) of customer 98178\n',
    );
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("sixty that are taken over read like a plan: one line for each thing that changes", async () => {
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
    const lines = (await previewed(program, bench)).trim().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines.join("\n")).toContain(
      '`pulumi up` will take over 30 connections and change nothing there: "c0" (id 3000), ',
    );
    expect(lines.join("\n")).toContain(
      '`pulumi up` will take over 30 connections and set the credentials: "c1" (id 3001), ',
    );
    for (const index of names.keys()) expect(lines.join("\n")).toContain(`(id ${3000 + index})`);
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
      /^warning: `pulumi up` will fail for customers that are not at .* for the token of workato:apiToken, unless this program makes them: 1, 2\n$/,
    );
    expect(bench.emulator.requests).toHaveLength(2);
  });

  test("of ids that end like environments says that there is no such suffix, apart from the others", async () => {
    const bench = await startBench(LOOKS);
    const customers = ["98178_test", "98178_prod", "1"];
    const text = await previewed(Object.fromEntries(customers.map((id) => [id, jira({ managedUserId: id })])), bench);
    const lines = text.trim().split("\n").sort();
    expect(lines).toEqual([
      expect.stringMatching(
        /for the token of workato:apiToken \(_dev, _test .* a number of its own.*\): 98178_prod, 98178_test$/,
      ),
      expect.stringMatching(/for the token of workato:apiToken, unless this program makes them: 1$/),
    ]);
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

  test("names every variable that is not set, in one line, and asks for none of them", async () => {
    const bench = await startBench(LOOKS);
    process.env.SET = "x";
    const a = jira({ inputFromEnvironment: { apitoken: "UNSET_A", "x.y": "UNSET_B", z: "SET" } });
    expect(await previewed({ a }, bench)).toBe(
      "warning: environment variables are not set here, and `pulumi up` fails without them: UNSET_A (for " +
        "input.apitoken), UNSET_B (for input.x.y)\n",
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
      "warning: Workato has not answered within 3 s, so it is not said what `pulumi up` will refuse or take over: " +
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
  expect(lines).toEqual([]);
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
