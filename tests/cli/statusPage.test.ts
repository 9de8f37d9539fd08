import { createHash } from "node:crypto";
import { markup } from "../../provider/cli/status/page/markup";
import { PAGE_SCRIPT } from "../../provider/cli/status/page/pageScript";
import { PAGE_STYLE } from "../../provider/cli/status/page/pageStyle";
import { statusPage } from "../../provider/cli/status/page/statusPage";
import { complaintsOf } from "./support/complaintsOf";
import { reportOf } from "./support/reportOf";
import type { Connection, EnvironmentName } from "../../provider/api";
import { connection } from "./support/connections";

interface EmbeddedData {
  readonly customers: [string, string, string][];
  readonly connectors: string[];
  readonly groups: { name: string; title: string }[];
  readonly attention: string[];
  readonly ages: string[];
  readonly rows: [number, number, number, number, string, string, string, string][];
}

/** A page of customers by their ids; a text stands for a customer that could not be read. */
function pageOf(
  customers: Record<string, Connection[] | string>,
  names: Record<string, string> = {},
  environments: Record<string, EnvironmentName | "original"> = {},
): string {
  const readings = Object.entries(customers).map(([managedUserId, found]) =>
    typeof found === "string" ? { managedUserId, failure: found } : { managedUserId, connections: found },
  );
  const known = { names, environments, now: "2026-11-24T09:45:30.000Z" };
  return statusPage(reportOf(Object.keys(customers), readings, (text) => text, known));
}

const dataOf = (page: string): EmbeddedData =>
  JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/i.exec(page)![1]!) as EmbeddedData;

/** The page without its style, its script and its data, which ends where a browser ends it: what is left is markup. */
const markupOf = (page: string): string =>
  page
    .replace(PAGE_STYLE, "")
    .replace(PAGE_SCRIPT, "")
    .replace(/(id="data">).*?(<\/script>)/i, "$1$2");

/** The names of all elements, how often each is there. */
function elementsOf(page: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, name = ""] of markupOf(page).matchAll(/<([a-z0-9]+)/gi)) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const lost = (id: string, facts: Partial<Connection> = {}): Connection =>
  connection(id, {
    authorizationStatus: "failed",
    authorizedAt: "2026-01-01T00:00:00Z",
    connectionLostAt: "2026-11-24T01:02:03Z",
    connectionLostReason: "authentication_failure",
    ...facts,
  });

describe("the page is one file that asks nobody for anything", () => {
  const page = pageOf({ "98178": [lost("36"), connection("37")] });
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!.replaceAll("&#39;", "'");
  const directives = new Map(policy.split("; ").map((directive) => directive.split(" ", 2) as [string, string]));

  test("nothing in it names a file or a host to load", () => {
    expect(markupOf(page)).not.toMatch(/\s(src|srcset|data|poster|background|action|style|on[a-z]+)=/i);
    expect([...markupOf(page).matchAll(/href="([^"]*)"/g)].map(([, target]) => target)).toEqual([
      expect.stringMatching(/^data:image\/svg\+xml,%3Csvg[\w%.-]*$/),
      "#connections",
    ]);
    expect(PAGE_STYLE).not.toMatch(/url\(|@import|@font-face/);
    expect(PAGE_SCRIPT).not.toMatch(/\b(fetch|XMLHttpRequest|import|WebSocket|EventSource|sendBeacon|Worker)\b/);
  });

  test("its policy allows its own style and script by their hashes, and nothing else", () => {
    const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const [style] = [.../<style>([\s\S]*?)<\/style>/.exec(page)!].slice(1);
    const [script] = [.../<script>([\s\S]*?)<\/script>/.exec(page)!].slice(1);
    expect(Object.fromEntries(directives)).toEqual({
      "default-src": "'none'",
      "script-src": hashOf(script!),
      "style-src": hashOf(style!),
      "img-src": "data:",
      "base-uri": "'none'",
      "form-action": "'none'",
    });
    expect(policy).not.toContain("unsafe");
    // What stands before the policy is not held to it.
    expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.indexOf("<style"));
  });

  test("its script makes no markup out of text, and ends nothing that it stands in", () => {
    expect(PAGE_SCRIPT).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval|Function\(/);
    expect(PAGE_SCRIPT).not.toMatch(/<\/script|<!--/i);
    expect(PAGE_STYLE).not.toMatch(/<\/style/i);
  });

  test("the compiler finds nothing wrong with its script", () => {
    expect(complaintsOf(PAGE_SCRIPT)).toEqual([]);
    expect(complaintsOf(PAGE_SCRIPT.replace("replaceChildren", "replaceChilds"))).not.toEqual([]);
  });

  test("it is light and dark, for narrow screens and for paper", () => {
    expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    for (const query of ["(prefers-color-scheme: dark)", "screen and (max-width: 45rem)", "print"]) {
      expect(PAGE_STYLE).toContain(`@media ${query} {`);
    }
  });
});

describe("what names and reasons hold is shown as text", () => {
  test.each([
    ["the end of the script", "</script><script>alert(1)</script>"],
    ["an element", "<img src=x onerror=alert(1)>"],
    ["the end of an attribute", `" autofocus onfocus="alert(1)" x='`],
    ["a comment that a script could open", "<!--<script>"],
    ["an entity", "&lt;b&gt; &amp;"],
    ["the end of the title", "</title></option></select></style>"],
    ["a template", "${alert(1)} `"],
  ])("%s", (_, text) => {
    const facts = { name: text, provider: text, connectionLostReason: text };
    const plain = pageOf({ "1": [lost("36")], "2": "it failed" }, { "1": "Acme", "2": "Borg" });
    const page = pageOf({ "1": [lost("36", facts)], "2": text }, { "1": text, "2": text });
    expect(elementsOf(page)).toEqual(elementsOf(plain));
    // What stands in the quotes of an attribute is its value.
    const withoutValues = markupOf(page).replace(/="[^"]*"/g, "=");
    expect(withoutValues).not.toMatch(/<[^>]*\son[a-z]+=[^>]*>/i);
    // `</script x` would end the data, too.
    expect(/id="data">(.*)<\/script>\n/.exec(page)![1]).not.toMatch(/[<>&]/);
    const { customers, connectors, rows } = dataOf(page);
    expect([customers, connectors, rows[0]?.[5], rows[0]?.[7]]).toEqual([[["1", text, ""]], [text], text, text]);
  });

  test.each([
    ["the separators of lines that JSON allows and scripts did not", "a\u2028b\u2029c", "a\\u2028b\\u2029c"],
    ["a text that turns around", "photo\u202egpj.exe", "photo\\u202egpj.exe"],
    ["isolates and marks", "\u2066a\u2069\u200f", "\\u2066a\\u2069\\u200f"],
    ["controls and zero", "a\u0000b\u001b[31m\r", "a\\u0000b\\u001b[31m\\r"],
    ["half a character", "\ud800", "\\ud800"],
  ])("%s is made visible", (_, text, shown) => {
    const page = pageOf({ "1": [lost("36", { name: text, connectionLostReason: text })], "2": text }, { "2": text });
    const { rows } = dataOf(page);
    expect([rows[0]?.[5], rows[0]?.[7]]).toEqual([shown, shown]);
    const customer = `<strong><bdi>${shown}</bdi> <small><bdi>2</bdi></small></strong>`;
    expect(markupOf(page)).toContain(`${customer}<br><bdi>${shown}</bdi>`);
    expect(/[^\n\P{C}]|[\u2028\u2029]/u.exec(page)).toBeNull();
  });
});

test("a failure has the lines that it has in a terminal, and can be scrolled by keyboard", () => {
  const page = pageOf({ "1": [lost("36")], "2": "404 Not found\nCheck <the> region." });
  expect(page).toContain("<bdi>404 Not found</bdi><br><bdi>Check &lt;the&gt; region.</bdi>");
  expect(page).toContain('<ul tabindex="0" aria-labelledby="failures">');
});

test("a template escapes texts, also in attributes, and puts markup in as it is", () => {
  const inner = [markup`<b>${"a"}</b>`, markup`<i>${1}</i>`];
  expect(markup`<p title="${`"'<>&`}">${inner}</p>`.text).toBe(
    '<p title="&quot;&#39;&lt;&gt;&amp;"><b>a</b><i>1</i></p>',
  );
});

describe("the data in the page", () => {
  const page = pageOf(
    {
      "98178": [connection("36", { name: "Jira", authorizedAt: "2026-02-02T00:00:00Z" }), lost("37", { name: null })],
      "4711": "404 Not found",
      "98179": [lost("38", { provider: null, connectionLostAt: "2026-11-24T09:00:00Z" })],
    },
    { "98178": "Acme" },
    { "98178": "prod" },
  );

  test("has every connection once, the worst first, by its places in the lists", () => {
    expect(dataOf(page)).toEqual({
      customers: [
        ["98178", "Acme", "prod"],
        ["98179", "", ""],
      ],
      connectors: ["(none)", "jira"],
      groups: [
        { name: "lost", title: "lost" },
        { name: "refused", title: "refused" },
        { name: "waiting", title: "waiting for a person" },
        { name: "disconnected", title: "disconnected" },
        { name: "working", title: "working" },
      ],
      attention: ["lost", "refused"],
      ages: ["", "45 minutes", "8 hours", "9 months"],
      rows: [
        [1, 0, 0, 1, "38", "Connection 38", "2026-11-24T09:00:00.000Z", "authentication_failure"],
        [0, 1, 0, 2, "37", "", "2026-11-24T01:02:03.000Z", "authentication_failure"],
        [0, 1, 4, 3, "36", "Jira", "2026-02-02T00:00:00.000Z", ""],
      ],
    });
  });

  test("is summed up beside it: where, when, and who could not be read", () => {
    expect(page).toContain("2 workspaces at https://www.workato.com, as of ");
    expect(page).toContain('<time datetime="2026-11-24T09:45:30.000Z">2026-11-24 09:45 UTC</time>');
    expect(page).toContain("1 customer could not be read");
    expect(page).toContain("<strong><bdi>4711</bdi></strong><br><bdi>404 Not found</bdi>");
  });

  test("of ten thousand connections is small, and the page has no row of them yet", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => lost(String(index + 1)));
    const big = pageOf({ "98178": many });
    expect(dataOf(big).rows).toHaveLength(10_000);
    expect(elementsOf(big).tr).toBe(1);
    expect(big.length).toBeLessThan(1_500_000);
  });
});

describe("bars", () => {
  const barsOf = (page: string, filter: string) =>
    [...page.matchAll(new RegExp(`class="bar"[^>]*data-filter="${filter}"[^>]*>.*?</button>`, "g"))].map(([bar]) => ({
      label: /<bdi>(.*?)<\/bdi>/.exec(bar)![1],
      count: /class="count">(.*?)</.exec(bar)![1],
      parts: [...bar.matchAll(/<rect class="(\w+)" x="([\d.]+%)" width="([\d.]+%)"/g)].map(([, ...part]) =>
        part.join(" "),
      ),
    }));

  test("begin with what has the most that do not work, and show the share of each group", () => {
    const page = pageOf({
      "1": [...["10", "11", "13", "14"].map((id) => connection(id)), connection("12", { provider: "box" })],
      "2": [lost("20"), connection("21", { authorizationStatus: null }), connection("22"), connection("23")],
    });
    expect(barsOf(page, "customer")).toEqual([
      { label: "2", count: "2 of 4 not working", parts: ["lost 0% 25%", "waiting 25% 25%", "working 50% 50%"] },
      { label: "1", count: "5 working", parts: ["working 0% 100%"] },
    ]);
    expect(barsOf(page, "connector").map(({ label, count }) => [label, count])).toEqual([
      ["jira", "2 of 8 not working"],
      ["box", "1 working"],
    ]);
  });

  test("of a single customer or connector are left out: they are that of all", () => {
    const page = pageOf({ "1": [lost("10"), connection("11")] });
    expect([barsOf(page, "customer"), barsOf(page, "connector")]).toEqual([[], []]);
  });

  test("show one of a thousand", () => {
    const many = Array.from({ length: 999 }, (_, index) => connection(String(index + 100)));
    const page = pageOf({ "1": [lost("10"), ...many], "2": [connection("11")] });
    expect(barsOf(page, "customer")[0]?.parts).toEqual(["lost 0% 0.99%", "working 0.99% 99.01%"]);
  });

  test("are twelve at most, and say of how many", () => {
    const customers = Object.fromEntries(
      Array.from({ length: 13 }, (_, index) => [String(index + 1), [connection(String(index + 100))]]),
    );
    const page = pageOf(customers);
    expect(barsOf(page, "customer")).toHaveLength(12);
    expect(page).toContain("the 12 with the most that do not work, of 13 customers");
  });
});

describe("the page for those who do not see it, or have no mouse", () => {
  const page = pageOf({ "98178": [lost("36")] });

  test("has its language, its landmarks, one first heading and none left out", () => {
    expect(page).toContain('<html lang="en">');
    expect(elementsOf(page)).toMatchObject({ header: 1, main: 1, footer: 1, h1: 1 });
    const levels = [...markupOf(page).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
  });

  test("names every section, and every field by its label", () => {
    const ids = [...markupOf(page).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of markupOf(page).matchAll(/aria-labelledby="([^"]*)"/g)) expect(ids).toContain(id);
    const fields = [...markupOf(page).matchAll(/<(input|select)\b/g)].length;
    const labelled = [...markupOf(page).matchAll(/<label[^>]*>[A-Z][a-z]+ <(input|select)\b/g)].length;
    expect([fields, labelled]).toEqual([5, 5]);
  });

  test("can be sorted and filtered with buttons and fields, and says so", () => {
    const headings = [...markupOf(page).matchAll(/<th [^>]*aria-sort="(\w+)"><button type="button"/g)];
    expect(headings.map(([, sort]) => sort)).toEqual(["ascending", "none", "none", "none", "none"]);
    expect(markupOf(page)).toMatch(/<p role="status" id="count"><\/p>/);
    expect(markupOf(page)).not.toMatch(/tabindex="[1-9]/);
    const script = [...PAGE_SCRIPT.matchAll(/element\("([a-z-]+)"\)/g)].map(([, id]) => id!);
    for (const id of script) expect(markupOf(page)).toContain(`id="${id}"`);
  });
});
