import { GOOD, jira, startBench } from "./support/bench";
import type { Values } from "../support/engineModel";
import { begin, expectQuiet, puts } from "./support/requests";
import { expectUntouched, SETTINGS, shell } from "./support/shells";

describe("a connection that works and is taken over as a shell", () => {
  const ways: [string, Values][] = [
    ["adoptConnectionId", { adoptConnectionId: 36 }],
    ["onExisting", { onExisting: "adopt" }],
    ["adoptConnectionId, with a version", { adoptConnectionId: 36, credentialsVersion: 1 }],
  ];
  const kinds: [string, Values][] = [
    ["jira", { provider: "jira" }],
    ["hubspot", { provider: "hubspot" }],
  ];
  test.each(
    ways.flatMap(([way, args]) => kinds.map(([kind, provider]) => [way, kind, { ...args, ...provider }] as const)),
  )("by %s (%s): its `input` is not sent, and a line says so", async (_way, _kind, args) => {
    const bench = await startBench();
    const { emulator, stack, lines } = bench;
    const { provider } = args as { provider: string };
    emulator.addConnection("98178", { id: 36, name: "a", provider, shell: true, authorizationStatus: "success" });
    const a = shell(args);
    await stack.up({ a });
    expectUntouched(bench, 36);
    expect(lines.join("")).toMatch(/^(?=.*36).*authoriz/s);
    expect(stack.outputs()).toMatchObject({ input: SETTINGS, credentials: "unsent" });
    await expectQuiet(bench, a);
  });

  test("only what differs is sent", async () => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    emulator.addConnection("98178", { id: 36, name: "old", provider: "jira" });
    await stack.up({ a: shell({ adoptConnectionId: 36, folderId: 7 }) });
    expect(puts(emulator)).toEqual([{ name: "a", folder_id: "7" }]);
    expectUntouched(bench, 36);
  });

  test("the preview says so", async () => {
    const { emulator, stack, lines } = await startBench({ config: { previewLookups: "true" } });
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    await stack.preview({ a: shell({ adoptConnectionId: 36 }) });
    const said = lines.join("");
    expect(said).toMatch(/take over.*36/s);
    expect(said).not.toMatch(/set [^.]*credentials/);
  });

  test.each<[string, null | "failed"]>([
    ["never authorized", null],
    ["failed", "failed"],
  ])("but where it does not work (%s), it gets what the program says", async (_title, authorizationStatus) => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira", shell: true, authorizationStatus });
    await stack.up({ a: shell({ adoptConnectionId: 36 }) });
    expect(puts(emulator)).toEqual([{ input: SETTINGS, shell_connection: true }]);
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });

  test("a later version sends it", async () => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    await stack.up({ a: shell({ adoptConnectionId: 36 }) });
    begin(bench);
    await stack.up({ a: shell({ adoptConnectionId: 36, credentialsVersion: 1 }) });
    expect(puts(emulator)).toEqual([{ input: SETTINGS, shell_connection: true }]);
  });

  test("taken over as a real one, it gets the program's credentials, as before", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    await stack.up({ a: jira({ adoptConnectionId: 36 }) });
    expect(puts(emulator)).toEqual([{ input: GOOD }]);
  });
});

test("a lost create of a shell that a person makes and authorizes meanwhile is not wiped either", async () => {
  const bench = await startBench();
  const { emulator, stack } = bench;
  const hold = emulator.hold({ method: "POST" });
  emulator.failNext({ method: "POST", cut: "before" });
  const up = stack.up({ a: shell() });
  await hold.waitForArrival();
  emulator.addConnection("98178", { id: 50, name: "a", provider: "jira", shell: true, authorizationStatus: "success" });
  hold.release();
  await up;
  expect(stack.of().id).toBe("98178/50");
  expect(emulator.requestsOf("PUT").filter(({ body }) => "input" in (body as object))).toEqual([]);
  expect(emulator.connection(50)).toMatchObject({ authorizationStatus: "success", authorizedBy: "person" });
  expect(stack.outputs()).toMatchObject({ credentials: "unsent" });
});
