import { createHash } from "node:crypto";
import { ownPackage } from "../../../api";
import { countOf, visible } from "../../text";
import { GROUP_TITLES, GROUPS } from "../connectionStatus";
import { customerLabel, type CustomerNames } from "../../customers/customerIds";
import type { StatusReport } from "../statusReport";
import { minuteOf } from "../statusTable";
import { bars } from "./bars";
import { connectionsSection } from "./connectionsSection";
import { embeddedJson, Markup, markup } from "./markup";
import { pageData } from "./pageData";
import { PAGE_SCRIPT } from "./pageScript";
import { PAGE_STYLE } from "./pageStyle";

/** What stands on the page besides the connections. */
export interface PageFacts {
  readonly names: CustomerNames;
  /** Of the Workato that was asked. */
  readonly origin: string;
  /** When it was asked. */
  readonly now: Date;
}

/**
 * The report as one file that asks nobody for anything: its policy allows its own style and script, known by their
 * hashes, and nothing else. The script makes the rows that are looked at from the data in the file.
 */
export function statusPage(report: StatusReport, { names, origin, now }: PageFacts): string {
  const data = pageData(report, names);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(PAGE_SCRIPT)}'`,
    `style-src '${hashOf(PAGE_STYLE)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const read = report.customers.filter(({ error }) => error === undefined).length;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Status of connections, ${minuteOf(now.toISOString())} UTC</title>
<link rel="icon" href="data:,">
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#connections">Skip to the connections</a>
<header>
<h1>Status of connections</h1>
<p>${countOf(data.rows.length, "connection")} of ${countOf(read, "customer")} at ${origin}, as of <time datetime="${now.toISOString()}">${minuteOf(now.toISOString())} UTC</time></p>
</header>
<main>
<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
<p class="hint">Choose a number or a bar to see only its connections, below.</p>
<ul class="tiles">
${GROUPS.map(
  (group, index) =>
    markup`<li><button type="button" class="tile" aria-pressed="false" data-filter="group" data-value="${index}"><span class="number">${report.summary[group].toLocaleString("en-US")}</span> <span class="mark ${group}">${GROUP_TITLES[group]}</span></button></li>\n`,
)}</ul>
${failures(report, names)}<div class="columns">
${bars("connector", data)}
${bars("customer", data)}
</div>
</section>
${connectionsSection(data)}
</main>
<footer><p>Written by pulumi-workato-embedded ${ownPackage().version}. Reasons are Workato’s own words.</p></footer>
<script type="application/json" id="data">${embeddedJson(data)}</script>
<script>${new Markup(PAGE_SCRIPT)}</script>
</body>
</html>
`;
  return page.text;
}

function failures({ customers }: StatusReport, names: CustomerNames): Markup {
  const failed = customers.flatMap(({ managedUserId, error }) =>
    error === undefined ? [] : [{ managedUserId, error }],
  );
  if (failed.length === 0) return markup``;
  return markup`<section class="failures" aria-labelledby="failures">
<h3 id="failures">${countOf(failed.length, "customer")} could not be read</h3>
<ul tabindex="0" aria-labelledby="failures">
${failed.map(
  ({ managedUserId, error }) =>
    markup`<li><bdi>${visible(customerLabel(managedUserId, names))}</bdi>: ${linesOf(error)}</li>\n`,
)}</ul>
</section>
`;
}

/** What failed, and below it what to look at. */
function linesOf(error: string): Markup[] {
  return error.split("\n").map((line, index) => markup`${index === 0 ? "" : BREAK}<bdi>${visible(line)}</bdi>`);
}

const BREAK = new Markup("<br>");

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
