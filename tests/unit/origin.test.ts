import { Settings } from "../../provider/settings/settings";
import { SettingsError } from "../../provider/settings/settingValues";

type Texts = Readonly<Record<string, string>>;

const account = (config: Texts, environment: Texts = {}) => new Settings((key) => config[key], environment).account();

describe("regions", () => {
  test.each([
    ["us", "https://www.workato.com"],
    ["eu", "https://app.eu.workato.com"],
    ["jp", "https://app.jp.workato.com"],
    ["sg", "https://app.sg.workato.com"],
    ["au", "https://app.au.workato.com"],
    ["il", "https://app.il.workato.com"],
    ["cn", "https://app.workatoapp.cn"],
    ["kr", "https://app.kr.workato.com"],
    ["uk", "https://app.uk.workato.com"],
    ["trial", "https://app.trial.workato.com"],
  ])("%s is %s", (region, origin) => {
    expect(account({ apiToken: "t", region }).baseUrl).toBe(origin);
  });

  test.each(["EU", "europe", "constructor", "__proto__"])("%s is none", (region) => {
    expect(() => account({ apiToken: "t", region })).toThrow(
      new SettingsError(
        `workato:region is "${region}": it must be one of us, eu, jp, sg, au, il, cn, kr, uk, trial. For a private instance set baseUrl.`,
      ),
    );
    expect(() => account({ apiToken: "t" }, { WORKATO_REGION: region })).toThrow(`WORKATO_REGION is "${region}"`);
  });
});

describe("base URL", () => {
  test.each([
    ["https://private.example", "https://private.example"],
    ["https://private.example/", "https://private.example"],
    ["private.example:8443", "https://private.example:8443"],
    ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
    ["http://127.1.2.3", "http://127.1.2.3"],
    ["http://localhost:4010", "http://localhost:4010"],
    ["http://[::1]:4010", "http://[::1]:4010"],
  ])("%s is taken as %s", (baseUrl, origin) => {
    expect(account({ apiToken: "t", baseUrl }).baseUrl).toBe(origin);
  });

  test.each([
    ["http://private.example", 'is "http://private.example": the API token would travel in plain text. Use https://'],
    ["http://127.0.0.1.evil.example", "the API token would travel in plain text"],
    ["http://localhost.evil.example", "the API token would travel in plain text"],
    ["http://0.0.0.0", "the API token would travel in plain text"],
    ["ftp://private.example", "Use https:// (http:// is for loopback only)"],
    ["https://", "is not a URL: give an origin such as https://www.workato.com."],
    ["https://private.example/api", "must be an origin only, such as https://private.example: no path, no user."],
    ["https://private.example?x=1", "must be an origin only"],
    ["https://private.example#x", "must be an origin only"],
    ["https://user:hunter22@private.example", "must be an origin only"],
  ])("%s is refused", (baseUrl, problem) => {
    expect(() => account({ apiToken: "t", baseUrl })).toThrow(SettingsError);
    expect(() => account({ apiToken: "t", baseUrl })).toThrow(problem);
    expect(() => account({}, { WORKATO_API_TOKEN: "t", WORKATO_HOST: baseUrl })).toThrow(/^WORKATO_HOST /);
    expect(messageOf(() => account({ apiToken: "t", baseUrl }))).not.toContain("hunter22");
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
