import { createRedactor, secretStrings, shownWords } from "../../provider/api";

const ascii = (text: string): string =>
  text.replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

const numericEntities = (text: string): string => text.replace(/[^a-z0-9]/gi, (c) => `&#${c.charCodeAt(0)};`);

const SECRET = `p<ä>ß "w" /\\ & 'x'\n+=100%`;

describe("createRedactor", () => {
  const redact = createRedactor([SECRET]);
  const json = JSON.stringify(SECRET).slice(1, -1);
  const url = encodeURIComponent(SECRET);

  test.each([
    ["as it is", SECRET],
    ["JSON-escaped", json],
    ["JSON-escaped twice", JSON.stringify(json).slice(1, -1)],
    ["JSON-escaped by Rails", json.replaceAll("<", "\\u003c").replaceAll(">", "\\u003e").replaceAll("&", "\\u0026")],
    ["JSON with escaped slashes", json.replaceAll("/", "\\/")],
    ["JSON-escaped by Python", ascii(json)],
    ["JSON-escaped by PHP", ascii(json).replaceAll("/", "\\/")],
    ["JSON-escaped with upper-case digits", ascii(json).replace("\\u00e4", "\\u00E4").replace("\\u00df", "\\u00DF")],
    ["JSON-escaped by Python twice", JSON.stringify(ascii(json)).slice(1, -1)],
    ["URL-encoded", url],
    ["URL-encoded in lower case", url.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase())],
    ["URL-encoded with + for spaces", url.replaceAll("%20", "+")],
    ["URL-encoded as a form", new URLSearchParams({ a: SECRET }).toString().slice(2)],
    [
      "HTML-escaped",
      SECRET.replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#39;"),
    ],
    ["escaped as XML text", SECRET.replaceAll("&", "&amp;").replaceAll("<", "&lt;")],
    [
      "HTML-escaped by PHP",
      SECRET.replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#039;"),
    ],
    ["JSON as XML text", json.replaceAll("&", "&amp;").replaceAll("<", "&lt;")],
    ["HTML-escaped in numbers", numericEntities(SECRET)],
    ["URL-encoded twice", encodeURIComponent(url)],
    ["JSON in a URL", encodeURIComponent(json)],
    ["JSON-escaped three times", JSON.stringify(JSON.stringify(json).slice(1, -1)).slice(1, -1)],
    ["with bytes as Python prints them", SECRET.replaceAll("ä", "\\xc3\\xa4").replaceAll("ß", "\\xC3\\x9F")],
    ["Base64", Buffer.from(SECRET).toString("base64")],
    ["Base64 of JSON", Buffer.from(json).toString("base64")],
    ["Base64 for URLs", Buffer.from(SECRET).toString("base64url")],
  ])("%s", (_form, text) => {
    expect(redact(`before ${text} after ${text}.`)).toBe("before [redacted] after [redacted].");
  });

  test.each([
    ["Ruby, which protects its own #", 'pa#{s}s#$w#@rd"', 'pa\\#{s}s\\#$w\\#@rd\\"'],
    ["Python between apostrophes", "it's-a-secret", "it\\'s-a-secret"],
    ["a template that escapes = and /", "abc/DEF+123==", "abc&#x2F;DEF+123&#x3D;&#x3D;"],
    ["a URL whose reserved characters are left", "p@ss {word}/é", "p@ss%20%7Bword%7D/%C3%A9"],
    ["what looks like an escape and is none", "100%25-\\u0041&amp;", "100%2525-%5Cu0041%26amp%3B"],
    ["another kind of blank", "two words", "two\u00a0words"],
  ])("as written by %s", (_who, secret, written) => {
    expect(createRedactor([secret])(`got ${secret}, ${written}!`)).toBe("got [redacted], [redacted]!");
  });

  test.each([
    ["at the end", "token abcdefghij", "token [redacted]"],
    ["before dots", "token abcdefgh... is wrong", "token [redacted]... is wrong"],
    ["before an ellipsis", "token abcdefghij… is wrong", "token [redacted]… is wrong"],
    ["in quotes", "token 'abcdefgh' is wrong", "token '[redacted]' is wrong"],
    ["before a blank", "abcdefghi is wrong", "[redacted] is wrong"],
    ["before stars", "abcdefgh********", "[redacted]********"],
    ["before other letters", "abcdefghXYZ", "[redacted]XYZ"],
    ["in the middle of a word", "xabcdefgh", "x[redacted]"],
    ["at a line end", "abcdefghijk\nmore", "[redacted]\nmore"],
    ["several times", "abcdefgh, abcdefghij, abcdefghijklmnop", "[redacted], [redacted], [redacted]"],
    ["after an escape", "q=abcd%2565fgh...", "q=[redacted]..."],
    ["in Base64", `Basic ${Buffer.from("abcdefghijklmnop").toString("base64").slice(0, 12)}!`, "Basic [redacted]!"],
  ])("with its end cut off, %s", (_where, text, seen) => {
    expect(createRedactor(["abcdefghijklmnop"])(text)).toBe(seen);
  });

  test.each([
    ["seven characters of its beginning", "abcdefghijklmnop", "abcdefg or abcdefg"],
    ["its end", "abcdefghijklmnop", "ijklmnop"],
    ["the beginning of every address", "https://acme.example/x", "see https://www.workato.com and https://acme.ex"],
  ])("%s is chance", (_what, secret, text) => {
    expect(createRedactor([secret])(text)).toBe(text);
  });

  test("an address with its end cut off", () => {
    expect(createRedactor(["https://acme.example/x"])("at https://acme.exa...")).toBe("at [redacted]...");
  });

  describe("a secret of 1 MB costs no seconds", () => {
    const MB = 1_000_000;
    const random = (length: number): string => {
      let seed = 1;
      return Array.from({ length }, () => ((seed = (seed * 48_271) % 0x7fffffff) % 36).toString(36)).join("");
    };
    const line = random(MB);
    const lines = line.match(/.{64}/g) ?? [];
    const values = line.match(/.{20}/g) ?? [];
    const escaped = '\\u0041%25&amp;"'.repeat(MB / 16);
    test.each<[string, readonly string[], string]>([
      ["in one line", [line], line],
      ["in lines", [lines.join("\n")], lines[7]!],
      ["in many values", values, values[7]!],
      ["full of escapes", [escaped], escaped],
      ["all the same", ["a".repeat(MB)], `${"a".repeat(9000)}b${"a".repeat(9000)}`],
    ])("%s", (_what, secrets, quoted) => {
      const redact = createRedactor(secrets);
      const before = process.cpuUsage();
      const words = Array.from({ length: 3 }, () => shownWords(`got ${quoted.slice(0, 18_000)}, no`, redact));
      const { user, system } = process.cpuUsage(before);
      for (const text of words) expect(text).toMatch(/^got \[redacted\](b\[redacted\])?, no$/);
      expect(user + system).toBeLessThan(3_000_000);
    });
  });

  test.each(["&#1114112;", "&#99999999999;", "&#xffffffff;", "%ff%fe", "\\ud800", "%", "&;", "\\"])(
    "what cannot be read does no harm: %s",
    (text) => {
      expect(createRedactor(["secret"])(`${text} secret ${text}`)).toBe(`${text} [redacted] ${text}`);
    },
  );

  test.each(["u:", "us:", "use:"])("Base64 inside of something longer (%s...)", (before) => {
    const secret = "s3cr3t-password-of-some-length";
    const basic = Buffer.from(`${before}${secret}:end`).toString("base64");
    const seen = createRedactor([secret])(basic);
    expect(seen).toContain("[redacted]");
    expect(Buffer.from(seen.replace("[redacted]", ""), "base64").toString("latin1")).not.toContain("cr3t");
  });

  test("blanks around a secret may be gone", () => {
    expect(createRedactor([" s3cret\n"])("is s3cret wrong, 's3cret'")).toBe("is [redacted] wrong, '[redacted]'");
  });

  test("blanks do not make a secret long enough", () => {
    expect(createRedactor(["    ", " abc "])("a    b abc ")).toBe("a    b abc ");
  });

  test("three characters are too few, four are enough", () => {
    expect(createRedactor(["abc", ""])("abc abcd")).toBe("abc abcd");
    expect(createRedactor(["abcd"])("abc abcd")).toBe("abc [redacted]");
  });

  test("secrets that contain or overlap each other leave nothing", () => {
    expect(createRedactor(["abcd", "abcdefgh"])("x abcdefgh y")).toBe("x [redacted] y");
    expect(createRedactor(["abcde", "defgh"])("x abcdefgh y")).toBe("x [redacted] y");
    expect(createRedactor(["aaaa"])("aaaaaa")).toBe("[redacted]");
  });

  test("a secret of several lines: also with other line ends, and line by line", () => {
    const seen = createRedactor(["-----BEGIN KEY-----\nMIGHAgEAMBMG\nabc\n"])(
      "-----BEGIN KEY-----\r\nMIGHAgEAMBMG abc",
    );
    expect(seen).toBe("[redacted]");
  });

  test("the replacement itself is never touched", () => {
    expect(createRedactor(["redacted", "token1"])("token1 redacted")).toBe("[redacted] [redacted]");
  });

  test("special characters of patterns are plain text; a lone surrogate does no harm", () => {
    expect(createRedactor(["a.*$&", "x\ud800yz"])("a.*$& abcde x\ud800yz")).toBe("[redacted] abcde [redacted]");
  });

  test("no secrets, no change", () => {
    expect(createRedactor([])("text")).toBe("text");
  });
});

describe("secretStrings", () => {
  test("texts and numbers at any depth; booleans, null and keys are left out", () => {
    const input = { a: "one", b: { c: ["two", { d: "three", pin: 74839201 }, -4.5, null, true] }, e: undefined };
    expect(secretStrings(input)).toEqual(["one", "two", "three", "74839201", "-4.5"]);
    expect(secretStrings("alone")).toEqual(["alone"]);
    expect(secretStrings(null)).toEqual([]);
  });

  test("booleans that are texts are no secrets, and texts that hold them are", () => {
    expect(secretStrings({ a: "true", b: "False", c: "true story" })).toEqual(["true story"]);
  });
});
