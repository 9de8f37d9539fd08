import { countOf, countText } from "../../text";
import { ageText } from "../age";
import type { ConnectionStatus } from "../connectionStatus";
import { GROUP_TITLES, GROUPS, NEEDS_ATTENTION } from "../connectionStatus";
import type { StatusReport } from "../statusReport";
import { segments } from "./bars";
import type { Markup } from "./markup";
import { markup } from "./markup";

/** How the answer looks: something is to be mended, not all is known, or all is well. */
export type Tone = "bad" | "unsure" | "good";

/** What the page says first. */
export interface Answer {
  readonly tone: Tone;
  /** "5 of 42 connections need attention" */
  readonly headline: string;
  /** "3 lost, the longest for 12 days; 1 customer could not be read." Empty where there is nothing more to say. */
  readonly details: string;
}

export function answerOf({ summary, customers, at }: StatusReport): Answer {
  const connections = customers.flatMap((customer) => customer.connections);
  const failed = customers.filter(({ error }) => error !== undefined).length;
  const attention = NEEDS_ATTENTION.reduce((sum, group) => sum + summary[group], 0);
  const details = NEEDS_ATTENTION.flatMap((group) => {
    const inGroup = connections.filter((each) => each.group === group);
    return inGroup.length === 0 ? [] : `${countText(inGroup.length)} ${GROUP_TITLES[group]}${howLong(inGroup, at)}`;
  });
  if (failed > 0) details.push(`${countOf(failed, "customer")} could not be read`);
  return {
    tone: attention > 0 ? "bad" : failed > 0 ? "unsure" : "good",
    headline: headlineOf(attention, connections.length, summary.working, failed),
    details: details.length === 0 ? "" : `${details.join("; ")}.`,
  };
}

/** ", the longest for 12 days"; nothing where Workato tells no times. */
function howLong(connections: readonly ConnectionStatus[], at: string): string {
  const [first = null] = connections.flatMap(({ since }) => since ?? []).sort();
  const age = ageText(first, new Date(at));
  if (age === undefined) return "";
  return connections.length === 1 ? ` for ${age}` : `, the longest for ${age}`;
}

function headlineOf(attention: number, total: number, working: number, failed: number): string {
  if (total === 0) return failed > 0 ? "No connection could be read" : "There are no connections";
  if (attention > 0) {
    const verb = attention === 1 ? "needs" : "need";
    return `${countText(attention)} of ${countOf(total, "connection")} ${verb} attention`;
  }
  const known = failed > 0 ? " that could be read" : "";
  if (working < total) return `No connection${known} needs attention`;
  return total === 1 ? `The one connection${known} works` : `All ${countOf(total, "connection")}${known} work`;
}

/** The answer, and how many there are of each group; each number is a filter. */
export function answerCard({ tone, headline, details }: Answer, { summary }: StatusReport): Markup {
  const counts = GROUPS.map((group) => summary[group]);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return markup`<section class="card answer ${tone}" aria-labelledby="answer">
<div class="words"><svg class="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="12"/><path d="${SIGNS[tone]}"/></svg>
<div><h1 id="answer">${headline}</h1>
${details === "" ? "" : markup`<p>${details}</p>\n`}</div></div>
${total === 0 ? "" : segments(counts)}
<ul class="tiles">
${GROUPS.map(
  (group) =>
    markup`<li><button type="button" class="tile" aria-pressed="false" data-filter="state" data-value="${group}"><span class="number">${countText(summary[group])}</span> <span class="mark ${group}">${GROUP_TITLES[group]}</span></button></li>\n`,
)}</ul>
<p class="hint">Click a tile or a bar to filter the table.</p>
</section>
`;
}

/** Drawn, because not every font has such signs: an exclamation mark, a question mark, a tick. */
const SIGNS: Readonly<Record<Tone, string>> = {
  bad: "M12 6v7.5M12 17.5v.01",
  unsure: "M9 9.3a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1.1-1.4 2M12 17.5v.01",
  good: "M7 12.5l3.5 3.5L17 9",
};
