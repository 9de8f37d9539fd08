import type { Behaviour } from "../../emulator";
import { startEmulator } from "../../emulator";
import { defaultBehaviour } from "../../emulator/behaviour";
import { keep } from "../api/support/harness";
import { runCommand } from "./support/commandLine";
import { answersOf, prepare, PROBE, probeWith } from "./support/probing";

const LIST = "Does a list show a new connection at once?";
const NULL_EXTERNAL = "Does null clear external_id?";
const NULL_PARENT = "Does null clear parent_id?";
const NAMES = "Are names unique in a workspace?";
const FOLDER = "What does a folder that does not exist answer?";
const MISTAKE = "What does a request with a mistake answer?";
const SHELL_KEEPS = "Does a shell keep its credentials?";
const RETEST = "Does a PUT without `input` test the credentials again?";
const REFUSED = "What do refused credentials answer?";
const LOSS = "Does connection_lost_at stay when a connection works again?";
const ASSIGN_TWICE = "What does assigning a profile a second time answer?";
const PROFILE_IN_USE = "Does a profile that was just assigned count as in use?";
const DELETE_IN_USE = "What does a delete answer while active recipes use the connection?";
const FORCE = "Where does a disconnect's force count, in query or body?";
const DELETE_FORCED = "Does a delete pass after a forced disconnect?";
const DISCONNECTED_AT = "Does a disconnect clear authorized_at?";
const WRAPPING = "How are the answers to writes wrapped?";
const FIELDS = "Do create and update answer every field of the list?";
const ABSENT = "What stands for an absent text or time?";
const TIMES = "How are times written?";
const CLOCKS = "Do the Date header and the application's times come from one clock?";
const COME_AGAIN = "How does a 429 say when to come again?";

const NO_FOLDER = 2147483647;
const MINUTES_5 = 300_000;

/** Switches, the question that they are about, and what the probe must find: with the switch, and without it. */
const SEEN: [Partial<Behaviour>, question: string, found: RegExp, otherwise: RegExp][] = [
  [{ listLag: 2 }, LIST, /^no: missing from 2 lists/, /^yes$/],
  [{ nullClears: false }, NULL_EXTERNAL, /^no: it is ignored$/, /^yes$/],
  [{ nullClears: false }, NULL_PARENT, /^no: it is ignored$/, /^yes$/],
  [{ uniqueNames: true }, NAMES, /^yes: 400 .*"name":\["has already been taken"\]/, /^no: two shells/],
  [{ missingFolders: [NO_FOLDER] }, FOLDER, /^400 .*"folder_id":\["does not exist"\]/, /^it is accepted: 200$/],
  [{ validationStatus: 422 }, MISTAKE, /^422 \{"message":"Validation failed"/, /^400 \{"message":"Validation failed"/],
  [{ errorsAsStrings: true }, MISTAKE, /"provider":"can't be blank".*: texts by field$/, /: lists by field$/],
  [{ errorsAsTitles: true }, MISTAKE, /"title":"Provider can't be blank".*: titles$/, /: lists by field$/],
  [
    { retestOnPut: true },
    RETEST,
    /^a shell: no; one that was made real: yes; one that works: yes$/,
    /^a shell: no; one that was made real: no; one that works: no$/,
  ],
  [{ retestOnPut: true }, SHELL_KEEPS, /^yes: they were tested/, /^not seen: nothing tested them/],
  [{ retestOnPut: true }, REFUSED, /^200, and the status is failed; nothing quotes/, /^not seen: no credentials were/],
  [{ retestOnPut: true, refusedStatus: "exception" }, REFUSED, /^200, and the status is exception;/, /^not seen/],
  [{ retestOnPut: true, refusedCredentials: "4xx" }, REFUSED, /^400 .*; the write was not done;/, /^not seen/],
  [
    { retestOnPut: true, refusedCredentials: "4xx-created" },
    REFUSED,
    /^400 .*; the write was done, and the status is failed;/,
    /^not seen/,
  ],
  [{ retestOnPut: true, echoCredentials: true }, REFUSED, /; the reason quotes the credentials$/, /^not seen/],
  [{ retestOnPut: true, refuses: () => undefined }, REFUSED, /^not seen: .* were accepted$/, /^not seen: no/],
  [{ disconnectClearsAuthorizedAt: false }, DISCONNECTED_AT, /^no: it stays$/, /^yes$/],
  [{ assignTwice: "error" }, ASSIGN_TWICE, /^400 .*already assigned/, /^200 /],
  [{ profileInUseByConnections: true }, PROFILE_IN_USE, /^yes, .*: 200 .*"rejected"/, /^no: 200 /],
  [{ rejectedStatus: 409 }, DELETE_IN_USE, /^409 \{"success":false,"status":"rejected"/, /^200 \{"success":false/],
  [{ forceIn: "body" }, FORCE, /^in the body$/, /^in the query$/],
  [{ forceIn: "either" }, FORCE, /^in either, query or body$/, /^in the query$/],
  [{ forceIn: "both" }, FORCE, /^in both at once, query and body$/, /^in the query$/],
  [{ forceDisconnectFreesDelete: false }, DELETE_FORCED, /^no: 200 .*"rejected"/, /^yes$/],
  [{ wrapAnswers: true }, WRAPPING, /^create in `result`; update in `result`; d/, /^create flat; update flat; d/],
  [{ wrapAnswers: "list" }, WRAPPING, /^(\w+ in `result`, as a list(; |$)){4}$/, /; delete in `result`$/],
  [{ sparseAnswers: true }, FIELDS, /^no: create leaves out .*authorized_at.*; update leaves out /, /^yes$/],
  [{ emptyTexts: true }, ABSENT, /^"" in external_id, authorization_status, .*identity/, /^null in external_id, /],
  [{ timeOffset: "-08:00" }, TIMES, /^with -08:00, with fractions of a second, such as 20/, /^with Z, with fractions/],
  [{ wholeSeconds: true }, TIMES, /^with Z, in whole seconds,/, /^with Z, with fractions/],
  [{ dateHeaderSkewMs: MINUTES_5 }, CLOCKS, /^no: created_at is (299|300) s behind the Date header; /, /^yes$/],
  [{ clockSkewMs: -MINUTES_5 }, CLOCKS, /^yes; the Date header is 30[01] s behind this machine's clock$/, /^yes$/],
];

/** Switches that have tests of their own, below. */
const SEEN_BELOW: (keyof Behaviour)[] = ["keepsLostAt", "retryAfter", "forbidden", "forbiddenTokens", "foreignTokens"];

const NOT_PROBED: (keyof Behaviour)[] = [
  // The documentation says it, and a probe makes shells only.
  "oauthProviders",
  // Nobody has authorized what a probe makes.
  "putWipesAuthorization",
  // Another form of `listLag`.
  "listLagMs",
  // What a list leaves out once, or to this token, cannot be told from what is not there.
  "emptyLists",
  "visibleFolders",
  "countsAll",
  // A probe asks one customer, and no list of them.
  "environmentsAs",
  "mostPerPage",
  // The names of a probe are the same in every form.
  "normalisesNames",
];

test("every switch of the emulator is looked for", () => {
  const known = [...SEEN.flatMap(([switches]) => Object.keys(switches)), ...SEEN_BELOW, ...NOT_PROBED];
  expect(Object.keys(defaultBehaviour()).filter((key) => !known.includes(key))).toEqual([]);
});

describe("what a switch does is what the probe tells", () => {
  let usual: Readonly<Record<string, string>>;
  beforeAll(async () => {
    usual = await probeWith({});
  });

  test.each(SEEN)("%j: %s", async (switches, question, found, otherwise) => {
    expect(usual[question]).toMatch(otherwise);
    expect((await probeWith(switches))[question]).toMatch(found);
  });

  test("everything at once that does not hide another", async () => {
    const answers = await probeWith({
      wrapAnswers: "list",
      sparseAnswers: true,
      emptyTexts: true,
      errorsAsTitles: true,
      timeOffset: "+05:30",
      listLag: 1,
      rejectedStatus: 422,
    });
    expect(Object.entries(answers).filter(([, answer]) => answer.startsWith("no answer"))).toEqual([]);
    expect(answers[DELETE_IN_USE]).toMatch(/^422 /);
    expect(answers[DISCONNECTED_AT]).toBe("yes");
  });

  test.each([
    ["seconds", /^in seconds \(\d+\)/],
    ["date", /^as a date \(.*GMT\)/],
    ["none", /^not at all$/],
  ] as const)("retryAfter %s", async (retryAfter, found) => {
    expect(usual[COME_AGAIN]).toMatch(/^not seen/);
    const quota = { requestsPerMinute: 12, minuteSeconds: 1 };
    expect((await probeWith({ retryAfter }, { quota }))[COME_AGAIN]).toMatch(found);
  });

  test.each([
    [true, /^yes: connection \d+ shows a loss/],
    [false, /^not seen/],
  ])("keepsLostAt %s, where a connection was lost and works again", async (keepsLostAt, found) => {
    const emulator = keep(await startEmulator({ behaviour: { keepsLostAt } }));
    const { id } = emulator.addConnection(98178, { name: "Jira", provider: "jira" });
    emulator.loseAuthorization(id);
    expect((await answersOf(emulator))[LOSS]).toMatch(/^not seen/);
    emulator.authorize(id);
    expect((await answersOf(emulator))[LOSS]).toMatch(found);
  });
});

describe("without what a person prepares", () => {
  test("its questions are not tried, and say what they take", async () => {
    const answers = await answersOf(keep(await startEmulator()));
    const notTried = Object.keys(answers).filter((question) => answers[question]!.startsWith("not tried: it takes"));
    expect(notTried).toEqual([
      ASSIGN_TWICE,
      PROFILE_IN_USE,
      "What does unassigning a profile that is not assigned answer?",
      DELETE_IN_USE,
      "What does a disconnect answer while active recipes use the connection?",
      FORCE,
      DELETE_FORCED,
    ]);
    expect(answers[RETEST]).toContain("one that works: not tried");
  });

  test("one connection in use tells where force suffices, and says what the second is for", async () => {
    const emulator = keep(await startEmulator());
    prepare(emulator);
    emulator.remove(emulator.connections(98178)[1]!.id);
    expect((await answersOf(emulator))[FORCE]).toBe(
      "in the query; whether in the body too takes a second prepared connection",
    );
  });

  test("a connection that no recipe uses is deleted, and tells nothing", async () => {
    const emulator = keep(await startEmulator());
    prepare(emulator);
    for (const { id } of emulator.connections(98178)) emulator.stopRecipes(id);
    expect((await answersOf(emulator))[DELETE_IN_USE]).toMatch(/^not seen: no active recipe uses/);
    expect(emulator.connections(98178)).toHaveLength(1);
  });

  test("a role that may not see profiles is asked all the rest", async () => {
    const emulator = keep(await startEmulator({ behaviour: { forbidden: { oauth: 403 } } }));
    expect((await answersOf(emulator))[ASSIGN_TWICE]).toMatch(/^not tried/);
  });
});

test("--json is an object of answers, and an answer has question, answer and behaviour", async () => {
  const { out } = await runCommand(PROBE, keep(await startEmulator()));
  const report = JSON.parse(out) as { answers: Record<string, unknown>[] };
  expect(Object.keys(report)).toEqual(["answers"]);
  for (const answer of report.answers) {
    expect(Object.keys(answer)).toEqual(["question", "answer", "behaviour"]);
    expect(Object.values(answer)).not.toContain("");
  }
});

test("for people it is a table, no wider than the usual terminal", async () => {
  const { out } = await runCommand(["doctor", "--probe", "98178", "--yes"], keep(await startEmulator()));
  expect(out).toMatch(/^Question +Answer +What this provider does\n-+ {2}-+ {2}-+\nDoes a list show/);
  expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
});

test("every connection that is made is a shell, and credentials are nobody's and go to shells only", async () => {
  const emulator = keep(await startEmulator());
  await answersOf(emulator);
  const creates = emulator.requestsOf("POST", "/connections").map(({ body }) => body);
  expect(creates.length).toBeGreaterThan(3);
  for (const body of creates) expect(body).toMatchObject({ shell_connection: true });
  const withInput = emulator.requests.filter(({ body }) => JSON.stringify(body ?? {}).includes('"input"'));
  for (const { body } of withInput) {
    expect(body).toMatchObject({ shell_connection: true, input: { host: "probe.invalid" } });
  }
});

test("a refusal that quotes the token is shown without it", async () => {
  const emulator = keep(await startEmulator({ token: "wrkaus-secret-1234" }));
  emulator.failNext({ method: "PUT", status: 400, body: { message: "no for wrkaus-secret-1234" }, times: Infinity });
  const { out } = await runCommand(PROBE, emulator);
  expect(out).toContain('400 {\\"message\\":\\"no for [redacted]\\"}');
  expect(out).not.toContain("wrkaus-secret-1234");
});

test("what else the customer has stays as it is", async () => {
  const emulator = keep(await startEmulator());
  emulator.addConnection(98178, { name: "Jira", provider: "jira", input: { apitoken: "right" }, activeRecipes: [1] });
  emulator.addConnection(98178, { name: "pulumi-workato-embedded", provider: "postgresql", externalId: "probe" });
  emulator.assignByHand(98178, 322);
  const before = JSON.stringify([emulator.connections(), emulator.assignments(98178)]);
  const { exitCode } = await runCommand(PROBE, emulator);
  expect([exitCode, JSON.stringify([emulator.connections(), emulator.assignments(98178)])]).toEqual([0, before]);
});
