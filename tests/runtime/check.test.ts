import { received } from "../support/engineModel";
import { bare, errorOf, GOOD, jira, startBench, UNKNOWN } from "./support/bench";
import type { ResourceType, Values } from "../support/engineModel";

const CUSTOMER = 'give the customer\'s id, such as "98178", or externalId("A2300") for an external id.';
const PROVIDER = 'give the connector\'s name, such as "jira" or "salesforce".';
const MINIMUM = { managedUserId: "98178", provider: "jira", name: "a" };
const ASSIGNMENT = { managedUserId: "98178", profileId: 322 };
const VARIABLES = 'map paths in input to environment variables, such as { "apitoken": "JIRA_TOKEN" }.';
const OWN_ID = "externalId";

async function check(type: ResourceType, args: Values, config: Readonly<Record<string, string>> = {}) {
  const { stack, emulator } = await startBench();
  const { inputs, failures } = await stack.startProcess(config).check(type, {}, args);
  expect(emulator.requests).toEqual([]);
  // The engine prints the value of a property that a failure names, and that may be a credential.
  expect(failures.map(({ property }) => property)).toEqual(failures.map(() => ""));
  const { values, secrets } = received(inputs);
  const { __provider, ...normalised } = values;
  expect(__provider).toBeDefined();
  // Whatever the program made of it: `input` is encrypted in the state.
  const isInputKnown = ![undefined, null, UNKNOWN].includes(normalised.input as string);
  expect(secrets).toEqual(isInputKnown ? [["input"]] : []);
  return { inputs: normalised, reasons: failures.map(({ reason }) => reason) };
}

describe("ManagedConnection: what passes", () => {
  test.each<[string, Values]>([
    ["the minimum", {}],
    ["null where it clears", { parentId: null, externalId: null }],
    ["a name with any letters", { name: 'Ünï "quoted" 🙂 /x' }],
    ["a very long name", { name: "x".repeat(5000) }],
    ["an empty input", { input: {} }],
    ["nested input with numbers, lists and null", { input: { a: { b: [1, 2.5, null, { c: true }] } } }],
    ["flags", { shellConnection: true, disconnected: false, forceDisconnect: true, forceDelete: false }],
    ["policies", { onAuthorizationFailure: "warn", onAuthorizationLost: "repair", onExisting: "adopt" }],
    ["a customer by external id", { managedUserId: "EA/23 00" }],
    ["a customer by a text of another form", { managedUserId: "98178-x_y" }],
    ["variables beside input", { input: GOOD, inputFromEnvironment: { "advanced.secret": "A_1", password: "_B" } }],
    ["a variable inside an object of input", { input: { o: {} }, inputFromEnvironment: { "o.p.q": "V" } }],
    ["a variable that stands in for a value", { input: { token: "x" }, inputFromEnvironment: { token: "V" } }],
    ["adoption", { adoptConnectionId: "36", onExisting: "adopt" }],
  ])("%s, as it is", async (_title, args) => {
    expect(await check("connection", { ...MINIMUM, ...args })).toEqual({
      inputs: { ...MINIMUM, ...args },
      reasons: [],
    });
  });

  test("numbers become strings where ids are meant", async () => {
    const args = { managedUserId: 98178, folderId: 4515, parentId: 0, externalId: 7, credentialsVersion: 2 };
    const { inputs, reasons } = await check("connection", { ...MINIMUM, ...args, adoptConnectionId: 36 });
    expect(reasons).toEqual([]);
    const ids = { managedUserId: "98178", folderId: "4515", parentId: "0", externalId: "7", credentialsVersion: "2" };
    expect(inputs).toEqual({ ...MINIMUM, ...ids, adoptConnectionId: "36" });
  });

  test.each<[string, Values, Values]>([
    ["managedUserId", { managedUserId: "0098178" }, { managedUserId: "98178" }],
    ["folderId", { folderId: "0012" }, { folderId: "12" }],
    ["parentId", { parentId: "000" }, { parentId: "0" }],
    ["adoptConnectionId", { adoptConnectionId: "036" }, { adoptConnectionId: "36" }],
  ])("a number of Workato's loses its leading zeros: %s", async (_title, args, normalised) => {
    const { inputs, reasons } = await check("connection", { ...MINIMUM, ...args });
    expect({ inputs, reasons }).toEqual({ inputs: { ...MINIMUM, ...normalised }, reasons: [] });
  });

  test("what is no number of Workato's keeps them", async () => {
    const args = { managedUserId: "E007", name: "007", externalId: "007", credentialsVersion: "007" };
    expect((await check("connection", { ...MINIMUM, ...args })).inputs).toEqual({ ...MINIMUM, ...args });
  });

  test("every argument may be unknown", async () => {
    const names = [
      ...["managedUserId", "provider", "name", "folderId", "parentId", OWN_ID, "shellConnection", "input", "account"],
      ...["inputFromEnvironment", "credentialsVersion", "disconnected", "forceDisconnect", "forceDelete"],
      ...["onAuthorizationFailure", "onAuthorizationLost", "onExisting", "adoptConnectionId"],
    ];
    const args = Object.fromEntries(names.map((name) => [name, UNKNOWN]));
    expect(await check("connection", args)).toEqual({ inputs: args, reasons: [] });
  });

  test("an account that is not known yet needs nothing of the stack's own", async () => {
    expect((await check("connection", { ...MINIMUM, account: UNKNOWN }, { apiToken: "" })).reasons).toEqual([]);
  });

  test("values inside arguments may be unknown", async () => {
    const args = {
      ...MINIMUM,
      input: { a: [UNKNOWN, { b: UNKNOWN }], o: UNKNOWN },
      inputFromEnvironment: { token: UNKNOWN, "o.secret": "V" },
    };
    expect(await check("connection", args)).toEqual({ inputs: args, reasons: [] });
  });
});

describe("ManagedConnection: what is rejected, with the property and the remedy", () => {
  const folder = "give the number of a folder, or leave folderId out.";
  const parent = "give the connectionId of the parent connection";
  const version = "give any text or number, and change it to send again.";
  test.each<[string, Values, string | RegExp]>([
    ["no customer", { managedUserId: undefined }, `managedUserId is missing: ${CUSTOMER}`],
    ["null for the customer", { managedUserId: null }, `managedUserId is null: ${CUSTOMER}`],
    ["an empty customer", { managedUserId: "" }, `managedUserId is empty: ${CUSTOMER}`],
    ["a blank customer", { managedUserId: " \t" }, `managedUserId is empty: ${CUSTOMER}`],
    ["a customer with spaces around it", { managedUserId: "98178 " }, /^managedUserId has spaces around it, /],
    ["a customer with a line break", { managedUserId: "98\n178" }, /^managedUserId has a control character /],
    ["half a character", { managedUserId: "E\ud83d" }, /^managedUserId has half of a character /],
    [
      "a customer that is a path",
      { managedUserId: ".." },
      /^managedUserId is "\.\.", which cannot be a part of a path: /,
    ],
    ["a customer that is a dot", { managedUserId: "." }, /^managedUserId is "\.", which cannot be a part of a path: /],
    ["an E alone", { managedUserId: "E" }, `managedUserId is "E" without an external id behind it: ${CUSTOMER}`],
    [
      "a fraction",
      { managedUserId: 98178.5 },
      /^managedUserId is 98178\.5, which is not a whole number that an id can/,
    ],
    ["a negative number", { managedUserId: -1 }, /^managedUserId is -1, which is not a whole number that an id can/],
    ["a number that lost digits", { managedUserId: 2 ** 60 }, /^managedUserId is 1152921504606847000, which is not/],
    ["a boolean customer", { managedUserId: true }, `managedUserId must be a string or a number: ${CUSTOMER}`],
    ["no provider", { provider: undefined }, `provider is missing: ${PROVIDER}`],
    ["a number as provider", { provider: 5 }, `provider must be a string: ${PROVIDER}`],
    ["an empty name", { name: "" }, "name is empty: give the connection a name."],
    ["null as name", { name: null }, "name is null: give the connection a name."],
    ["a folder by name", { folderId: "Home" }, `folderId is "Home", which is not a number of Workato's: ${folder}`],
    ["null as folder", { folderId: null }, `folderId is null: ${folder}`],
    ["an empty parent", { parentId: "" }, `parentId is empty: ${parent}, or null to clear it.`],
    [
      "a resource id as parent",
      { parentId: "98178/36" },
      `parentId is "98178/36", which is not a number of Workato's: ${parent}, or null to clear it.`,
    ],
    [
      "an empty external id",
      { externalId: "" },
      "externalId is empty: give your own id for the connection, or null to clear it.",
    ],
    ["a list as version", { credentialsVersion: [] }, `credentialsVersion must be a string or a number: ${version}`],
    ["a flag in quotes", { forceDelete: "true" }, "forceDelete must be true or false (without quotes)."],
    ["null as flag", { disconnected: null }, "disconnected must be true or false (without quotes)."],
    ["an unknown policy", { onExisting: "take" }, 'onExisting must be "error" or "adopt" or "create".'],
    ["another one", { onAuthorizationFailure: 1 }, 'onAuthorizationFailure must be "error" or "warn".'],
    ["a third one", { onAuthorizationLost: "fix" }, 'onAuthorizationLost must be "report" or "repair".'],
    [
      "an adoption by name",
      { adoptConnectionId: "x" },
      'adoptConnectionId is "x", which is not a number of Workato\'s: give the number of the connection to take over.',
    ],
    [
      "an adoption that creates",
      { adoptConnectionId: 3, onExisting: "create" },
      'adoptConnectionId contradicts onExisting: "create": remove one of the two.',
    ],
    ["an empty account", { account: "" }, /^account is empty: give the name of an entry of the configuration/],
    ["an account that is not there", { account: "eu" }, /^account "eu" is not in the configuration workato:accounts/],
    [
      "variables that are a list",
      { inputFromEnvironment: ["V"] },
      `inputFromEnvironment must be an object: ${VARIABLES}`,
    ],
    [
      "an empty part in a path",
      { inputFromEnvironment: { "a..b": "V" } },
      `inputFromEnvironment has the path "a..b", which has an empty part: ${VARIABLES}`,
    ],
    [
      "a path inside another one",
      { inputFromEnvironment: { "a.b": "V", a: "W" } },
      'inputFromEnvironment has "a" and "a.b", which is inside it: remove one of the two.',
    ],
    [
      "no variable's name",
      { inputFromEnvironment: { a: "$V" } },
      `inputFromEnvironment needs the name of an environment variable for "a", in upper case: ${VARIABLES}`,
    ],
    [
      "a name in lower case",
      { inputFromEnvironment: { a: "jira_token" } },
      /^inputFromEnvironment needs the name of an/,
    ],
    ["more than its name", { inputFromEnvironment: { a: "JIRA TOKEN" } }, /^inputFromEnvironment needs the name of an/],
    ["a number for its name", { inputFromEnvironment: { a: 5 } }, /^inputFromEnvironment needs the name of an/],
    [
      "a blank part in a path",
      { inputFromEnvironment: { "a. ": "V" } },
      /has the path "a\. ", which has an empty part/,
    ],
    ["a path to a prototype", { inputFromEnvironment: { "a.__proto__": "V" } }, /^inputFromEnvironment has the path/],
    [
      "a path through a text",
      { input: { a: "x" }, inputFromEnvironment: { "a.b": "V" } },
      /^inputFromEnvironment has the path "a\.b", and `input` has a value in the middle of that path/,
    ],
    [
      "a deeper path through a text",
      { input: { a: "x" }, inputFromEnvironment: { "a.b.c": "V" } },
      /has the path "a\.b\.c", and `input` has/,
    ],
    [
      "a mistyped argument",
      { managed_user_id: 1 },
      "managed_user_id is not an argument of this resource: did you mean managedUserId?",
    ],
    ["another spelling", { folderID: 1 }, "folderID is not an argument of this resource: did you mean folderId?"],
    [
      "an unknown argument",
      { colour: 1 },
      /^colour is not an argument of this resource: the arguments are managedUserId, provider, name, /,
    ],
  ])("%s", async (_title, args, reason) => {
    const present = Object.fromEntries(
      Object.entries<unknown>({ ...MINIMUM, ...args }).filter(([, value]) => value !== undefined),
    );
    const { reasons } = await check("connection", present);
    expect(reasons).toEqual([reason instanceof RegExp ? expect.stringMatching(reason) : reason]);
  });

  test.each([["a text"], [7], [true], [["a", "list"]], [null]])("input that is no object: %j", async (input) => {
    const { reasons } = await check("connection", { ...MINIMUM, input });
    expect(reasons).toEqual([
      'input must be an object: give the connector\'s parameters, such as { host_name: "...", apitoken: "..." }.',
    ]);
  });

  test("everything wrong is told at once", async () => {
    const { reasons } = await check("connection", { folderId: "x", forceDelete: 1, colour: 1 });
    expect(reasons).toHaveLength(6);
  });

  test("nothing of input is ever shown, wherever it went wrong", async () => {
    const secret = "marker-of-a-secret";
    for (const args of [
      { input: secret },
      { input: [secret] },
      { input: { a: secret }, inputFromEnvironment: { "a.b": "V" } },
      { input: { a: { b: secret } }, colour: 1, folderId: "x" },
      { inputs: { a: secret } },
      { inputFromEnvironment: { a: secret } },
      { inputFromEnvironment: secret },
    ]) {
      const { reasons } = await check("connection", { ...MINIMUM, ...args });
      expect(reasons).not.toEqual([]);
      expect(reasons.join()).not.toContain(secret);
    }
  });
});

describe("OAuthProfileAssignment", () => {
  test.each([
    [98178, 322],
    ["098178", "0322"],
  ])("ids become strings without leading zeros: %j, %j", async (managedUserId, profileId) => {
    expect(await check("assignment", { managedUserId, profileId, forceUnassign: true })).toEqual({
      inputs: { managedUserId: "98178", profileId: "322", forceUnassign: true },
      reasons: [],
    });
  });

  test("every argument may be unknown", async () => {
    const args = { managedUserId: UNKNOWN, profileId: UNKNOWN, forceUnassign: UNKNOWN, account: UNKNOWN };
    expect(await check("assignment", args)).toEqual({ inputs: args, reasons: [] });
  });

  const profile = "give the number of a custom OAuth profile of the Embedded admin workspace.";
  test.each<[string, Values, string]>([
    ["null for the customer", { managedUserId: null }, `managedUserId is null: ${CUSTOMER}`],
    ["null for the profile", { profileId: null }, `profileId is null: ${profile}`],
    ["a profile by name", { profileId: "sf" }, `profileId is "sf", which is not a number of Workato's: ${profile}`],
    ["a fraction", { profileId: 1.5 }, `profileId is 1.5, which is not a whole number that an id can be: ${profile}`],
    ["a flag in quotes", { forceUnassign: "true" }, "forceUnassign must be true or false (without quotes)."],
    ["a mistyped argument", { profileID: 1 }, "profileID is not an argument of this resource: did you mean profileId?"],
  ])("is rejected with %s", async (_title, args, reason) => {
    expect((await check("assignment", { ...ASSIGNMENT, ...args })).reasons).toEqual([reason]);
  });
});

describe("configuration that cannot work is told at preview, without a request", () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ["no token", { apiToken: "" }, /^no Workato API token: set the environment variable WORKATO_API_TOKEN, or run /],
    ["an unknown region", { baseUrl: "", region: "mars" }, /^workato:region is "mars": it must be one of us, eu, /],
    ["http", { baseUrl: "http://example.com" }, /^workato:baseUrl is "http:\/\/example\.com": the API token would/],
    [
      "an unknown default",
      { onExisting: "create" },
      /^workato:onExisting is "create": it must be "error" or "adopt"\.$/,
    ],
    ["a wrong number", { requestsPerMinute: "lots" }, /^workato:requestsPerMinute is "lots": it must be a number/],
  ])("%s", async (_title, config, reason) => {
    for (const [type, args] of [
      ["connection", MINIMUM],
      ["assignment", ASSIGNMENT],
    ] as const) {
      expect((await check(type, args, config)).reasons).toEqual([expect.stringMatching(reason)]);
    }
  });
});

test("a file in `input` is refused with its place: Workato would get a path of this machine", async () => {
  const { emulator, stack } = await startBench();
  const file = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", path: "key.pem" };
  expect(await errorOf(stack.up({ a: jira({ input: { keys: [{ private: file }] } }) }))).toBe(
    'input has a file or an archive at "keys.0.private": read the file, and give its text.',
  );
  expect(emulator.requests).toEqual([]);
});

test("half a request a minute is refused by check, with the key", async () => {
  const { emulator, stack } = await startBench({ config: { requestsPerMinute: "0.5" } });
  expect(await errorOf(stack.up({ a: bare() }))).toContain('workato:requestsPerMinute is "0.5"');
  expect(emulator.requests).toEqual([]);
});
