import * as fc from "fast-check";
import { MS_OF_A_SECOND } from "./commandRun";
import { ASSIGNMENT_SLOTS, CONNECTION_SLOTS, KINDS, REQUESTS } from "./life";
import type { Action, AssignmentAction, CommandKind, CommandSpec, Edit, Life, RandomFault } from "./life";
import type { ServerChange, Spec } from "./life";

const keysOf = <T extends object>(object: T) => Object.keys(object) as (keyof T)[];
const slot = fc.nat(CONNECTION_SLOTS - 1);
const assignmentSlot = fc.nat(ASSIGNMENT_SLOTS - 1);
const rarely = fc.constantFrom(false, false, false, true);
const often = fc.constantFrom(true, true, false);

const fault: fc.Arbitrary<RandomFault> = fc.record({
  request: fc.constantFrom(...keysOf(REQUESTS)),
  kind: fc.constantFrom(...keysOf(KINDS)),
  skip: fc.nat(3),
  times: fc.constantFrom(1, 1, 2, 100),
});

const slots = fc.option(fc.uniqueArray(slot, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 3 });

const disturbed = {
  sequential: fc.boolean(),
  faults: fc.oneof(
    { withCrossShrink: true },
    { weight: 2, arbitrary: fc.constant<RandomFault[]>([]) },
    { weight: 3, arbitrary: fc.array(fault, { minLength: 1, maxLength: 2 }) },
  ),
  kill: fc.option(fc.record({ request: fc.integer({ min: 1, max: 8 }), done: fc.boolean() }), {
    nil: undefined,
    freq: 4,
  }),
  continueOnError: rarely,
  emptyList: fc.constantFrom(false, false, false, false, false, true),
};

const command: fc.Arbitrary<CommandSpec> = fc.record({
  ...disturbed,
  target: slots,
  replace: fc.oneof(
    { withCrossShrink: true },
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: slots },
  ),
});

const arguments_ = {
  provider: fc.constantFrom("jira", "jira", "zendesk", "gmail"),
  spelling: fc.constantFrom("text", "text", "number", "externalId"),
  elsewhere: rarely,
  name: fc.constantFrom(0, 1),
  credentials: fc.constantFrom("good", "good", "none", "wrong"),
  from: fc.constantFrom("input", "input", "environment"),
  disconnected: fc.constantFrom(false, false, true),
  shell: fc.constantFrom(false, false, true),
  externalId: fc.constantFrom("unset", "set", "null"),
  onAuthorizationFailure: fc.constantFrom("unset", "error", "warn"),
  onAuthorizationLost: fc.constantFrom("unset", "report", "repair"),
  onExisting: fc.constantFrom("unset", "unset", "error", "adopt", "create"),
  deleteBeforeReplace: rarely,
  replaceOnChanges: rarely,
  retries: fc.constantFrom(0, 0, 0, 1, 2),
} as const satisfies { readonly [K in keyof Spec]: fc.Arbitrary<Spec[K]> };

const spec: fc.Arbitrary<Spec> = fc.record(arguments_);

/** One to three arguments at once, the usual ones more often. */
const changed = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom<(keyof Spec)[]>("credentials", "disconnected", "shell", "name", "onAuthorizationFailure"),
    fc.constantFrom(...keysOf(arguments_)),
  ),
  { minLength: 1, maxLength: 3 },
);
const change: fc.Arbitrary<Partial<Spec>> = fc
  .tuple(changed, spec)
  .map(([names, values]) => Object.fromEntries(names.map((name) => [name, values[name]])));

const serverChange = fc.constantFrom<ServerChange[]>(
  { sparseAnswers: true },
  { sparseAnswers: false },
  { retestOnPut: true },
  { retestOnPut: false },
  { refusedCredentials: "failed" },
  { refusedCredentials: "4xx" },
  { refusedCredentials: "4xx-created" },
  { dateHeaderSkewMs: -4000 },
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
  { listLagMs: 3 * MS_OF_A_SECOND },
  { listLagMs: 8 * MS_OF_A_SECOND },
  { listLagMs: 0 },
  { visibleFolders: [] },
  { visibleFolders: undefined },
  { visibleFolders: undefined },
  { countsAll: true },
  { countsAll: false },
  { putWipesAuthorization: false },
  { putWipesAuthorization: true },
  { normalisesNames: true },
  { keepsLostAt: true },
  { keepsLostAt: false },
  { disconnectClearsAuthorizedAt: false },
  { assignTwice: "error" },
);

interface Weighted {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<Action>;
}

const run = (kind: CommandKind, weight: number): Weighted => ({
  weight,
  arbitrary: command.map((value) => ({ kind, ...value })),
});

const edits = fc.constantFrom<Edit[]>(
  "rename",
  "remove",
  "lose",
  "authorize",
  "authorizeOwn",
  "authorizeOAuth",
  "authorizeOAuth",
  "disconnect",
  "use",
  "use",
  "stop",
  "unassign",
  "add",
  "addShell",
);

const ofAssignments = fc.constantFrom<AssignmentAction[]>(
  "toggleAssignment",
  "toggleAssignment",
  "toggleSecondAssignment",
  "renameAssignment",
  "moveAssignment",
);

const declare = fc.record({ kind: fc.constant("declare" as const), slot, spec });

const replacement = fc.record({
  kind: fc.constant("replace" as const),
  slot,
  how: fc.constantFrom("spelling", "elsewhere", "--replace"),
  isAdopting: often,
  deleteBeforeReplace: often,
  isRenamed: rarely,
  ...disturbed,
});

const actions: readonly Weighted[] = [
  { weight: 4, arbitrary: declare },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("change"), slot, change }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("rotate"), slot, credentials: fc.constantFrom("good", "wrong") }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("putBack", "sendAgain"), slot }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove"), slot }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("renameLogically"), slot, alias: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("adopt"),
      slot,
      whose: fc.constantFrom("own", "neighbour", "person", "person", "none"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("adoptOther"), slot }) },
  { weight: 2, arbitrary: replacement },
  { weight: 2, arbitrary: fc.record({ kind: ofAssignments, slot: assignmentSlot }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("edit"), slot, edit: edits }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("server"), change: serverChange }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("preview") }) },
  run("up", 9),
  run("upRefresh", 2),
  run("refresh", 3),
  run("destroy", 1),
  run("destroyRefresh", 1),
];

const LONGEST = 15;

export const life: fc.Arbitrary<Life> = fc.record({
  onExisting: fc.constantFrom("error", "adopt"),
  clockSkewMs: fc.constantFrom(0, 0, 600_000, -600_000),
  actions: fc
    .tuple(
      fc.array(declare, { minLength: 1, maxLength: 3 }),
      fc.array(fc.oneof(...actions), { maxLength: LONGEST, size: "max" }),
    )
    .map(([first, rest]) => [...first, ...rest]),
});
