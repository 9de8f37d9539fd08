import { createHash } from "node:crypto";
import { ownPackage } from "../../../api";
import type { StatusReport } from "../statusReport";
import { minuteOf, readText } from "../statusTable";
import type { Tone } from "./answer";
import { answerCard, answerOf } from "./answer";
import { attentionList } from "./attentionList";
import { bars } from "./bars";
import { connectionsSection } from "./connectionsSection";
import { failures } from "./failures";
import { embeddedJson, Markup, markup } from "./markup";
import { pageData } from "./pageData";
import { PAGE_SCRIPT } from "./pageScript";
import { PAGE_STYLE } from "./pageStyle";

/**
 * The report as one file that asks nobody for anything: its policy allows its own style and script, known by their
 * hashes, and nothing else. The script makes the rows that are looked at from the data in the file.
 */
export function statusPage(report: StatusReport): string {
  const data = pageData(report);
  const answer = answerOf(report);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(PAGE_SCRIPT)}'`,
    `style-src '${hashOf(PAGE_STYLE)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const time = `${minuteOf(report.at)} UTC`;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${answer.headline}, ${time}</title>
<link rel="icon" href="${iconOf(answer.tone)}">
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#connections">Skip to the connections</a>
<header>
<p><strong>Workato connections</strong></p>
<p>${readText(report)} at ${report.origin}, as of <time datetime="${report.at}">${time}</time></p>
</header>
<main>
${answerCard(answer, report)}
${attentionList(data)}${failures(report)}${bars("customer", data)}${bars("connector", data)}
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

const ICON_COLOURS: Readonly<Record<Tone, string>> = { bad: "d32f2f", unsure: "b26a00", good: "2e8b57" };

/** A dot in the tab of the browser. */
function iconOf(tone: Tone): string {
  const circle = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3.5" fill="#${ICON_COLOURS[tone]}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(circle)}`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
