import { countOf } from "../../text";
import { GROUP_TITLES, GROUPS } from "../connectionStatus";
import type { Markup } from "./markup";
import { markup } from "./markup";
import type { PageData } from "./pageData";

/** More would be a second table. */
const MOST_BARS = 10;

/** Which filter of the page a list of bars sets. */
type BarFilter = "customer" | "connector";

interface Bar {
  /** Its place in the list of customers or connectors. */
  readonly index: number;
  readonly label: string;
  /** How many connections it has of each group, in the order of the groups. */
  readonly counts: readonly number[];
  readonly total: number;
  readonly notWorking: number;
}

/** One bar a customer or connector, those with the most connections that do not work first. Each is a filter, too. */
export function bars(filter: BarFilter, data: PageData): Markup {
  const all = barsOf(filter, data);
  const shown = all.slice(0, MOST_BARS);
  const isCut = all.length > shown.length;
  return markup`<section aria-labelledby="by-${filter}">
<h3 id="by-${filter}">By ${filter}</h3>
${isCut ? markup`<p class="note">The ${MOST_BARS} with the most that do not work, of ${countOf(all.length, filter)}.</p>` : ""}
<ul class="bars">
${shown.map((bar) => markup`<li>${barButton(filter, bar)}</li>\n`)}</ul>
</section>`;
}

function barButton(filter: BarFilter, { index, label, counts, total, notWorking }: Bar): Markup {
  const words = notWorking === 0 ? `${total} working` : `${notWorking} of ${total} not working`;
  return markup`<button type="button" class="bar" aria-pressed="false" data-filter="${filter}" data-value="${index}"><bdi>${
    label === "" ? "(none)" : label
  }</bdi> <span class="count">${words}</span>${segments(counts, total)}</button>`;
}

/** Widths as attributes of SVG: the page's policy forbids attributes of style. */
function segments(counts: readonly number[], total: number): Markup {
  let start = 0;
  const parts = GROUPS.map((group, index) => {
    const share = ((counts[index] ?? 0) / total) * 100;
    const part = markup`<rect class="${group}" x="${percent(start)}" width="${percent(share)}" height="100%"><title>${
      counts[index] ?? 0
    } ${GROUP_TITLES[group]}</title></rect>`;
    start += share;
    return share === 0 ? markup`` : part;
  });
  return markup`<svg aria-hidden="true" focusable="false">${parts}</svg>`;
}

function percent(share: number): string {
  return `${Number(share.toFixed(2))}%`;
}

function barsOf(filter: BarFilter, { customers, connectors, rows }: PageData): Bar[] {
  const labels = filter === "customer" ? customers : connectors;
  const counts = labels.map(() => GROUPS.map(() => 0));
  for (const [customer, connector, group] of rows) {
    const ofLabel = counts[filter === "customer" ? customer : connector];
    if (ofLabel !== undefined) ofLabel[group] = (ofLabel[group] ?? 0) + 1;
  }
  const working = GROUPS.indexOf("working");
  return labels
    .map((label, index) => {
      const ofLabel = counts[index] ?? [];
      const total = ofLabel.reduce((sum, count) => sum + count, 0);
      return { index, label, counts: ofLabel, total, notWorking: total - (ofLabel[working] ?? 0) };
    })
    .sort((one, other) => other.notWorking - one.notWorking || other.total - one.total);
}
