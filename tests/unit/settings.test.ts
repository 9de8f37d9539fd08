import { CONFIGURATION_KEYS, unknownKeysProblem } from "../../provider/settings/keys";
import { Settings } from "../../provider/settings/settings";
import { SettingsError } from "../../provider/settings/settingValues";

type Texts = Readonly<Record<string, string>>;

const settings = (config: Texts, environment: Texts = {}): Settings => new Settings((key) => config[key], environment);
const account = (config: Texts, environment?: Texts, name?: string) => settings(config, environment).account(name);
const accounts = (entries: unknown): Texts => ({ apiToken: "own", accounts: JSON.stringify(entries) });

describe("the stack's own account", () => {
  test("has the documented defaults", () => {
    expect(account({ apiToken: "t" })).toEqual({
      apiToken: "t",
      tokenSource: { kind: "configuration", name: "workato:apiToken" },
      tokenVariable: "WORKATO_API_TOKEN",
      baseUrl: "https://www.workato.com",
      requestsPerMinute: 60,
      listRequestsPerMinute: 1000,
      quotaWindowSeconds: 60,
      requestTimeoutSeconds: 60,
      settleTimeoutSeconds: 40,
      retryTimeoutSeconds: 900,
    });
  });

  test("takes every key from the configuration before the environment", () => {
    const environment = { WORKATO_API_TOKEN: "e", WORKATO_REGION: "jp", WORKATO_HOST: "https://env.example" };
    expect(account({}, environment)).toMatchObject({ apiToken: "e", baseUrl: "https://env.example" });
    expect(account({}, environment).tokenSource).toEqual({ kind: "environment", name: "WORKATO_API_TOKEN" });
    const config = { apiToken: "c", baseUrl: "https://config.example" };
    expect(account(config, environment)).toMatchObject({ apiToken: "c", baseUrl: "https://config.example" });
    expect(account({ region: "eu" }, { ...environment, WORKATO_HOST: "" }).baseUrl).toBe("https://app.eu.workato.com");
    expect(account({ region: "eu" }, environment).baseUrl).toBe("https://app.eu.workato.com");
    expect(account({ ...config, region: "eu" }, environment).baseUrl).toBe("https://config.example");
    expect(account({}, { ...environment, WORKATO_HOST: " " }).baseUrl).toBe("https://app.jp.workato.com");
  });

  test("numbers may be texts, and may have fractions", () => {
    const config = { requestsPerMinute: "30", quotaWindowSeconds: "0.5", retryTimeoutSeconds: "86400" };
    const expected = { requestsPerMinute: 30, quotaWindowSeconds: 0.5, retryTimeoutSeconds: 86400 };
    expect(account({ apiToken: "t", ...config })).toMatchObject(expected);
  });

  test("a token from a file may end in a line break", () => {
    expect(account({}, { WORKATO_API_TOKEN: "t\n" }).apiToken).toBe("t");
  });

  test("a key of the configuration that is blank counts as not set", () => {
    const environment = { WORKATO_API_TOKEN: "e" };
    expect(account({ apiToken: " ", region: "", baseUrl: "" }, environment).apiToken).toBe("e");
  });
});

describe("what cannot be used is refused with the key and the remedy", () => {
  test("no token", () => {
    expect(() => account({})).toThrow(
      new SettingsError(
        "no Workato API token: set the environment variable WORKATO_API_TOKEN, or run " +
          "`pulumi config set --secret workato:apiToken <token>`.",
      ),
    );
  });

  test.each(["two words", "tökén", "a\u0000b"])("a token that is none: %j, and it is not shown", (token) => {
    const text = messageOf(() => account({ apiToken: token }));
    expect(text).toBe("workato:apiToken has a space or another character that no API token has: set it again.");
    expect(messageOf(() => account({}, { WORKATO_API_TOKEN: token }))).toContain("WORKATO_API_TOKEN has a space");
  });

  const quotas = ["requestsPerMinute", "listRequestsPerMinute"];
  const times = ["quotaWindowSeconds", "requestTimeoutSeconds", "settleTimeoutSeconds", "retryTimeoutSeconds"];
  test.each([...quotas, ...times])("%s", (key) => {
    for (const value of ["0", "-1", "many", "Infinity", "1,000", "NaN", "true"]) {
      expect(() => account({ apiToken: "t", [key]: value })).toThrow(
        new SettingsError(`workato:${key} is "${value}": it must be a number greater than 0.`),
      );
    }
  });

  test.each(quotas)("%s below one request", (key) => {
    expect(() => account({ apiToken: "t", [key]: "0.5" })).toThrow(
      new SettingsError(`workato:${key} is "0.5": it must be at least 1 request.`),
    );
    expect(account({ apiToken: "t", [key]: "1" })).toMatchObject({ [key]: 1 });
  });

  test("a time that timers cannot hold", () => {
    expect(() => account({ apiToken: "t", requestTimeoutSeconds: "3000000" })).toThrow(
      new SettingsError('workato:requestTimeoutSeconds is "3000000": it must be at most 86400, a day.'),
    );
    expect(account({ apiToken: "t", listRequestsPerMinute: "3000000" }).listRequestsPerMinute).toBe(3_000_000);
  });
});

describe("stack-wide defaults", () => {
  test("are those of the arguments", () => {
    expect(settings({}).defaults()).toEqual({
      onExisting: "error",
      onAuthorizationFailure: "error",
      onAuthorizationLost: "report",
      connectorWarnings: true,
      previewLookups: true,
      previewFindings: "warn",
    });
  });

  test("can be set", () => {
    const policies = { onExisting: "adopt", onAuthorizationFailure: "warn", onAuthorizationLost: "repair" };
    const config = { ...policies, previewFindings: "error" };
    expect(settings({ ...config, connectorWarnings: "false", previewLookups: "false" }).defaults()).toEqual({
      ...config,
      connectorWarnings: false,
      previewLookups: false,
    });
  });

  test.each([
    ["onExisting", "create", '"error" or "adopt"'],
    ["onAuthorizationFailure", "ignore", '"error" or "warn"'],
    ["onAuthorizationLost", "fix", '"report" or "repair"'],
    ["connectorWarnings", "no", '"true" or "false"'],
    ["previewLookups", "1", '"true" or "false"'],
    ["previewFindings", "fail", '"warn" or "error"'],
  ])("%s: %s is refused", (key, value, allowed) => {
    expect(() => settings({ [key]: value }).defaults()).toThrow(
      new SettingsError(`workato:${key} is "${value}": it must be ${allowed}.`),
    );
  });
});

describe("accounts", () => {
  test("an entry has its own keys, and the stack's numbers where it has none", () => {
    const config = {
      ...accounts({ eu: { apiToken: "e", region: "eu", requestsPerMinute: 10, settleTimeoutSeconds: 3 } }),
      retryTimeoutSeconds: "5",
    };
    expect(account(config, {}, "eu")).toMatchObject({
      apiToken: "e",
      tokenSource: { kind: "configuration", name: "workato:accounts.eu.apiToken" },
      tokenVariable: "WORKATO_API_TOKEN_EU",
      baseUrl: "https://app.eu.workato.com",
      requestsPerMinute: 10,
      settleTimeoutSeconds: 3,
      retryTimeoutSeconds: 5,
    });
  });

  test("an entry without an address lives where the stack does, one with a base URL there", () => {
    const config = { ...accounts({ a: { apiToken: "e" }, b: { apiToken: "e", baseUrl: "b.example" } }), region: "jp" };
    expect(account(config, {}, "a").baseUrl).toBe("https://app.jp.workato.com");
    expect(account(config, {}, "b").baseUrl).toBe("https://b.example");
  });

  test("a token may come from the environment, under the name of the account", () => {
    const environment = { WORKATO_API_TOKEN_EU_PROD_1: "e" };
    expect(account(accounts({ "eu-prod.1": {} }), environment, "eu-prod.1")).toMatchObject({
      apiToken: "e",
      tokenSource: { kind: "environment", name: "WORKATO_API_TOKEN_EU_PROD_1" },
    });
  });

  test("never fall back to the stack's own token", () => {
    const environment = { WORKATO_API_TOKEN: "own" };
    for (const entry of [{}, { apiToken: null }, { apiToken: " " }]) {
      expect(() => account(accounts({ eu: entry }), environment, "eu")).toThrow(
        new SettingsError(
          'no API token for account "eu": set the environment variable WORKATO_API_TOKEN_EU, or run ' +
            "`pulumi config set --secret --path workato:accounts.eu.apiToken <token>`.",
        ),
      );
    }
  });

  test.each([
    [undefined, "which has no entries"],
    [{ jp: {}, eu: {} }, "it has jp, eu"],
  ])("an unknown name is told with those that there are: %j", (entries, known) => {
    for (const name of ["us", "constructor", "__proto__"]) {
      expect(() => account(accounts(entries), {}, name)).toThrow(
        new SettingsError(
          `account "${name}" is not in the configuration workato:accounts (${known}): add it with ` +
            `\`pulumi config set --secret --path workato:accounts.${name}.apiToken <token>\`. ` +
            "(refresh and destroy use the configuration of the last `up`: add --run-program.)",
        ),
      );
    }
  });

  const SHAPE = 'workato:accounts must be an object such as { "<name>": { "apiToken": ..., "region": "eu" } }';
  test.each([
    ["no JSON", "eu", `${SHAPE}: set it with \`pulumi config set --path workato:accounts.<name>.<key> ...\`.`],
    ["a list", "[]", `${SHAPE}.`],
    ["a text in JSON", '"eu"', `${SHAPE}.`],
    ["an entry that is a text", '{"eu":"token-1234"}', `${SHAPE}; the entry "eu" is not an object.`],
    [
      "a value that is an object",
      '{"eu":{"apiToken":{"a":1}}}',
      `${SHAPE}; "eu.apiToken" is neither a text nor a number.`,
    ],
    [
      "an unknown key",
      '{"eu":{"token":"secret-1"}}',
      "workato:accounts.eu.token is not a setting of an account: use apiToken, region, baseUrl, requestsPerMinute, listRequestsPerMinute, quotaWindowSeconds, requestTimeoutSeconds, settleTimeoutSeconds, retryTimeoutSeconds, tokenVariable.",
    ],
    [
      "a wrong region",
      '{"eu":{"apiToken":"t","region":"x"}}',
      'workato:accounts.eu.region is "x": it must be one of us, eu, jp, sg, au, il, cn, kr, uk, trial. For a private instance set baseUrl.',
    ],
    [
      "a wrong URL",
      '{"eu":{"apiToken":"t","baseUrl":"http://x.example"}}',
      'workato:accounts.eu.baseUrl is "http://x.example": the API token would travel in plain text. Use https:// (http:// is for loopback only).',
    ],
    [
      "a wrong number",
      '{"eu":{"apiToken":"t","requestsPerMinute":0}}',
      'workato:accounts.eu.requestsPerMinute is "0": it must be a number greater than 0.',
    ],
    [
      "a token with a space",
      '{"eu":{"apiToken":"a b"}}',
      "workato:accounts.eu.apiToken has a space or another character that no API token has: set it again.",
    ],
  ])("%s is refused", (_title, text, problem) => {
    expect(() => account({ apiToken: "own", accounts: text }, {}, "eu")).toThrow(new SettingsError(problem));
  });

  test("do not matter to the stack's own account", () => {
    expect(account({ apiToken: "own", accounts: "not JSON" }).apiToken).toBe("own");
  });
});

describe("the list of configuration keys", () => {
  test("has every key that is read, and no other", () => {
    const asked = new Set<string>();
    const read = new Settings((key) => void asked.add(key), { WORKATO_API_TOKEN: "t" });
    read.account();
    read.defaults();
    expect(() => read.account("eu")).toThrow(SettingsError);
    expect([...asked].sort()).toEqual([...CONFIGURATION_KEYS].sort());
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("It succeeded.");
}

describe("variables of the environment that the stack overrules", () => {
  test.each<[Texts, Texts, string]>([
    [{ region: "eu" }, { WORKATO_HOST: "http://127.0.0.1:8089" }, "workato:region overrules WORKATO_HOST"],
    [{ region: "eu" }, { WORKATO_REGION: "jp" }, "workato:region overrules WORKATO_REGION"],
    [{ baseUrl: "https://a.example" }, { WORKATO_HOST: "b.example" }, "workato:baseUrl overrules WORKATO_HOST"],
    [{ baseUrl: "https://a.example" }, { WORKATO_HOST: "no url" }, "workato:baseUrl overrules WORKATO_HOST"],
    [{}, { WORKATO_API_TOKEN: "e" }, "workato:apiToken overrules WORKATO_API_TOKEN"],
    [
      { region: "eu" },
      { WORKATO_API_TOKEN: "e", WORKATO_HOST: "b.example" },
      "workato:region overrules WORKATO_HOST, workato:apiToken overrules WORKATO_API_TOKEN",
    ],
  ])("%j beside %j: one sentence names both, and what to do", (config, environment, pairs) => {
    expect(account({ apiToken: "t", ...config }, environment).overruled).toBe(
      `the stack's configuration wins over the environment: ${pairs}. To use the variable, run \`pulumi config rm\` with ` +
        "the key; else unset the variable.",
    );
  });

  test.each<[Texts, Texts]>([
    [{ region: "eu" }, { WORKATO_HOST: "https://app.eu.workato.com" }],
    [{ region: "eu" }, { WORKATO_REGION: "eu" }],
    [{ apiToken: "t" }, { WORKATO_API_TOKEN: "t\n" }],
    [{ apiToken: "t" }, { WORKATO_HOST: "b.example" }],
    [{ region: "eu" }, { WORKATO_HOST: " " }],
  ])("%j beside %j: nothing", (config, environment) => {
    expect(account({ apiToken: "t", ...config }, environment)).not.toHaveProperty("overruled");
  });
});

describe("variables with the tokens of accounts", () => {
  test.each([
    ["emea-1", "emea_1", "WORKATO_API_TOKEN_EMEA_1"],
    ["日本", "中国", "WORKATO_API_TOKEN___"],
  ])("%s and %s would have the same one: an error that names both and the way out", (one, other, variable) => {
    expect(() => account(accounts({ [one]: {}, [other]: {} }), { [variable]: "t" }, one)).toThrow(
      new SettingsError(
        `the accounts "${one}" and "${other}" would read their token from the same environment variable, ${variable}: give ` +
          `each a variable of its own with \`pulumi config set --path workato:accounts.${one}.tokenVariable <NAME>\`.`,
      ),
    );
  });

  test("can be named, and then two names are no problem", () => {
    const config = accounts({ "emea-1": { tokenVariable: "EMEA_TOKEN" }, emea_1: {} });
    const environment = { EMEA_TOKEN: "one", WORKATO_API_TOKEN_EMEA_1: "other" };
    expect(account(config, environment, "emea-1")).toMatchObject({ apiToken: "one", tokenVariable: "EMEA_TOKEN" });
    expect(account(config, environment, "emea_1").apiToken).toBe("other");
  });

  test("an account with a token in the configuration reads none", () => {
    expect(account(accounts({ "emea-1": { apiToken: "one" }, emea_1: {} }), {}, "emea-1").apiToken).toBe("one");
  });

  test("a name that no variable has is not repeated", () => {
    const read = () => account(accounts({ emea: { tokenVariable: "sk-live-1" } }), {}, "emea");
    expect(read).toThrow(
      "workato:accounts.emea.tokenVariable must be the name of an environment variable, in upper case.",
    );
  });
});

describe("keys of the namespace that are no settings", () => {
  test.each([
    ["Region", "region"],
    ["apitoken", "apiToken"],
    ["requestPerMinute", "requestsPerMinute"],
  ])("workato:%s: did you mean workato:%s?", (key, meant) => {
    expect(unknownKeysProblem(["region", key])).toBe(
      `workato:${key} is not a setting: did you mean workato:${meant}? Take it out with \`pulumi config rm workato:${key}\`.`,
    );
  });

  test("nothing like any: the keys that there are", () => {
    expect(unknownKeysProblem(["colour"])).toContain("workato:colour is not a setting: the keys are apiToken, region,");
  });

  test("known keys are no problem", () => {
    expect(unknownKeysProblem(CONFIGURATION_KEYS)).toBeUndefined();
  });
});

describe("quotaUrl", () => {
  test.each(["redis://localhost:6379", "rediss://:word@quota.acme.example/2"])(
    "%s is for every account",
    (quotaUrl) => {
      const config = { ...accounts({ eu: { apiToken: "e" } }), quotaUrl };
      expect(account(config)).toMatchObject({ quotaUrl });
      expect(account(config, {}, "eu")).toMatchObject({ quotaUrl });
    },
  );

  test("comes from WORKATO_QUOTA_URL where the stack says nothing", () => {
    const quotaUrl = "redis://localhost";
    expect(account({ apiToken: "t" }, { WORKATO_QUOTA_URL: quotaUrl })).toMatchObject({ quotaUrl });
  });

  test.each(["http://:s3cret@localhost", "s3cret@localhost:6379"])("%s is refused, and not shown", (quotaUrl) => {
    expect(() => account({ apiToken: "t", quotaUrl })).toThrow(
      /^workato:quotaUrl is no address of a Redis or Valkey server: write redis:\/\/host:6379 or rediss:\/\/host:6379\.$/,
    );
  });
});
