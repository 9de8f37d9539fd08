import type { Bench } from "./support/bench";
import { bare, established, GOOD, jira, startBench, WRONG } from "./support/bench";

/** What a person may call a connection in Workato: it must not become a line, or a command, of its own. */
const HOSTILE = "Jira\n::add-mask::x\r\u001b[2J\u202e```\n\u2028";
/** The same without what no name of a program may have. */
const ALLOWED = "Jira \u202e\u2028```";

const SHOWN = "Jira\\n::add-mask::x\\r\\u001b[2J\\u202e```\\n\\u2028";

/** Everything that a person or a log could have seen, held to what it must be. */
function seen(bench: Bench): string {
  // A line of the bench ends with a line break of its own.
  const texts = [...bench.stack.shownErrors, ...bench.lines.map((line) => line.slice(0, -1))];
  for (const text of texts) {
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(text).not.toMatch(/^(::|```)/m);
  }
  return texts.join("\n");
}

const LOOKS = { config: { previewLookups: "true" } };
const namedByHand = async (bench: Bench) => {
  bench.emulator.edit(1001, { name: HOSTILE });
  await bench.stack.refresh();
};

test("taken over, in a preview and an up", async () => {
  const bench = await startBench(LOOKS);
  bench.emulator.addConnection("98178", { id: 36, name: HOSTILE, provider: "jira" });
  await bench.stack.preview({ a: jira({ name: "b", adoptConnectionId: "36" }) });
  expect(seen(bench)).toContain("will take over 1 connection");
  await bench.stack.up({ a: jira({ name: HOSTILE, adoptConnectionId: "36" }) });
  seen(bench);
});

test("refused, because the same is there; one, and several", async () => {
  const bench = await startBench(LOOKS);
  bench.emulator.addConnection("98178", { id: 36, name: ALLOWED, provider: "jira" });
  await bench.stack.preview({ a: jira({ name: ALLOWED }) });
  await bench.stack.up({ a: jira({ name: ALLOWED }) }).catch(() => undefined);
  bench.emulator.addConnection("98178", { id: 37, name: ALLOWED, provider: "jira" });
  await bench.stack.up({ a: jira({ name: ALLOWED }) }).catch(() => undefined);
  const text = seen(bench);
  expect(text).toContain('already has this connection: id 36 "Jira \\u202e\\u2028```" (jira)');
  expect(text).toContain('connections like this one: id 36 "Jira \\u202e');
});

test("of another provider than adoptConnectionId wants", async () => {
  const bench = await startBench();
  bench.emulator.addConnection("98178", { id: 36, name: HOSTILE, provider: "ji\nra\u202e" });
  await bench.stack.up({ a: jira({ adoptConnectionId: "36" }) }).catch(() => undefined);
  expect(seen(bench)).toContain('connection 36 is of provider "ji\\nra\\u202e", not "jira"');
});

test("lost, and gone", async () => {
  const bench = await established();
  await namedByHand(bench);
  bench.emulator.loseAuthorization(1001, { reason: "network_failure" });
  await bench.stack.refresh();
  expect(seen(bench)).toContain(`connection 1001 "${SHOWN}" is not authorized`);
  bench.emulator.remove(1001);
  await bench.stack.refresh();
  expect(seen(bench)).toContain(`connection 1001 "${SHOWN}" of customer 98178 no longer exists`);
});

test("kept with a name that Workato gave it: refused credentials, and an update that sends", async () => {
  const bench = await established();
  await namedByHand(bench);
  await bench.stack.preview({ a: jira({ name: HOSTILE, input: WRONG }) });
  expect(seen(bench)).toContain(`"${SHOWN}" (id 1001) of customer 98178`);
  await bench.stack.up({ a: jira({ name: HOSTILE, input: WRONG }) }).catch(() => undefined);
  expect(seen(bench)).toContain(`connection 1001 "${SHOWN}" exists, but its credentials were refused`);
  await bench.stack.up({ a: jira({ name: HOSTILE, input: { ...GOOD, host_name: "b.example" }, disconnected: true }) });
  await bench.stack.up({ a: bare({ name: HOSTILE }) });
  seen(bench);
});

test("a reason of the server's", async () => {
  const bench = await startBench();
  bench.emulator.failNext({ status: 422, body: { message: "no\n::add-mask::x\u202e\u001b[2J\u2028" }, times: 5 });
  await bench.stack.up({ a: jira() }).catch(() => undefined);
  expect(seen(bench)).toContain("no ::add-mask::x\\u202e [2J");
});

test("two resources on one connection", async () => {
  const bench = await established({}, LOOKS);
  await namedByHand(bench);
  const twins = { a: jira({ name: HOSTILE }), b: jira({ name: HOSTILE, adoptConnectionId: "1001" }) };
  await bench.stack.preview(twins);
  await bench.stack.up(twins).catch(() => undefined);
  expect(seen(bench)).toContain("1001");
});
