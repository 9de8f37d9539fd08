import * as fc from "fast-check";
import { ASSIGNMENT_SLOTS, CONNECTION_SLOTS, KINDS, REQUESTS } from "./life";
import type { Action, CommandKind, CommandSpec, Edit, Life, RandomFault, ServerChange, Spec } from "./life";

const keysOf = <T extends object>(object: T) => Object.keys(object) as (keyof T)[];
const slot = fc.nat(CONNECTION_SLOTS - 1);
const assignmentSlot = fc.nat(ASSIGNMENT_SLOTS - 1);
const rarely = fc.constantFrom(false, false, false, true);

const fault: fc.Arbitrary<RandomFault> = fc.record({
  request: fc.constantFrom(...keysOf(REQUESTS)),
  kind: fc.constantFrom(...keysOf(KINDS)),
  skip: fc.nat(3),
  times: fc.constantFrom(1, 2, 100),
});

const disturbed = {
  sequential: fc.boolean(),
  faults: fc.array(fault, { maxLength: 2 }),
  kill: fc.option(fc.record({ request: fc.integer({ min: 1, max: 8 }), done: fc.boolean() }), {
    nil: undefined,
    freq: 4,
  }),
};

const slots = fc.option(fc.uniqueArray(slot, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 3 });

const command: fc.Arbitrary<CommandSpec> = fc.record({
  ...disturbed,
  target: slots,
  replace: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: slots }),
  continueOnError: rarely,
});

const spec: fc.Arbitrary<Spec> = fc.record({
  provider: fc.constantFrom("jira", "zendesk"),
  name: fc.nat(1),
  credentials: fc.constantFrom("good", "none", "wrong"),
  from: fc.constantFrom("input", "input", "environment"),
  disconnected: fc.constantFrom(false, false, true),
  shell: fc.constantFrom(false, false, true),
  externalId: fc.constantFrom("unset", "set", "null"),
  onAuthorizationFailure: fc.constantFrom("unset", "error", "warn"),
  onAuthorizationLost: fc.constantFrom("unset", "report", "repair"),
  deleteBeforeReplace: rarely,
  replaceOnChanges: rarely,
  retries: fc.constantFrom(0, 0, 0, 1, 2),
});

const serverChange = fc.constantFrom<ServerChange>(
  { sparseAnswers: true },
  { sparseAnswers: false },
  { retestOnPut: true },
  { retestOnPut: false },
  { refusedCredentials: "failed" },
  { refusedCredentials: "4xx" },
  { refusedCredentials: "4xx-created" },
  { clockSkewMs: 600_000 },
  { clockSkewMs: -600_000 },
  { clockSkewMs: 0 },
  { dateHeaderSkewMs: 4000 },
  { dateHeaderSkewMs: 0 },
  { wrapAnswers: "list" },
  { wrapAnswers: false },
  { errorsAsTitles: true },
  { errorsAsTitles: false },
  { emptyTexts: true },
  { emptyTexts: false },
  { timeOffset: "-08:00" },
  { timeOffset: "+05:30", wholeSeconds: true },
  { timeOffset: "Z", wholeSeconds: false },
  { forceIn: "both" },
  { forceIn: "body" },
  { forceIn: "query" },
);

interface Weighted {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<Action>;
}

const run = (kind: CommandKind, weight: number, commandSpec: fc.Arbitrary<CommandSpec>): Weighted => ({
  weight,
  arbitrary: commandSpec.map((value) => ({ kind, ...value })),
});

const edit = (...edits: Edit[]) =>
  fc.record({ kind: fc.constant("edit" as const), slot, edit: fc.constantFrom(...edits) });

const declare = fc.record({ kind: fc.constant("declare" as const), slot, spec });

const actions: readonly Weighted[] = [
  { weight: 5, arbitrary: declare },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("credentials"),
      slot,
      credentials: fc.constantFrom("good", "none", "wrong"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("policies"), slot, spec }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("rotate"), slot, credentials: fc.constantFrom("good", "wrong") }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom("putBack", "sendAgain", "toggleDisconnected", "toggleShell"), slot }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove"), slot }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("renameLogically"), slot, alias: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("adoptOther"), slot }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom("toggleAssignment", "toggleAssignment", "toggleSecondAssignment", "renameAssignment"),
      slot: assignmentSlot,
    }),
  },
  {
    weight: 4,
    arbitrary: edit(
      "rename",
      "remove",
      "lose",
      "authorize",
      "authorizeOwn",
      "disconnect",
      "use",
      "stop",
      "unassign",
      "add",
    ),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("server"), change: serverChange }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("preview") }) },
  run("up", 9, command),
  run("upRefresh", 2, command),
  run("refresh", 2, command),
  run("destroy", 1, command),
  run("destroyRefresh", 1, command),
];

const LONGEST = 20;

export const life: fc.Arbitrary<Life> = fc.record({
  onExisting: fc.constantFrom("error", "adopt"),
  actions: fc
    .tuple(
      fc.array(declare, { minLength: 1, maxLength: 3 }),
      fc.array(fc.oneof(...actions), { maxLength: LONGEST, size: "max" }),
    )
    .map(([first, rest]) => [...first, ...rest]),
});
