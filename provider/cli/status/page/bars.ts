import { countOf } from "../../text";
import { GROUP_TITLES, GROUPS } from "../connectionStatus";
import type { Markup } from "./markup";
import { markup } from "./markup";
import type { PageData } from "./pageData";
import { who } from "./who";

/** Fills rows of two, three, four and six. More would be a second table. */
const MOST_BARS = 12;
/** In hundredths; what is less could not be seen. */
const LEAST_SHARE = 1;

/** Which filter of the page a list of bars sets. */
type BarFilter = "customer" | "connector";

interface Bar {
  /** What the filter calls it. */
  readonly key: string;
  readonly label: Markup;
  readonly counts: readonly number[];
  readonly total: number;
  readonly notWorking: number;
}

/** One bar a customer or connector, those with the most connections that do not work first. Each is a filter, too. */
export function bars(filter: BarFilter, data: PageData): Markup {
  const all = barsOf(filter, data);
  // A single one is the same as the bar of all.
  if (all.length < 2) return markup``;
  const shown = all.slice(0, MOST_BARS);
  const isCut = all.length > shown.length;
  return markup`<section class="card" aria-labelledby="by-${filter}">
<h2 id="by-${filter}">By ${filter}${isCut ? markup` <small>the ${MOST_BARS} with the most that do not work, of ${countOf(all.length, filter)}</small>` : ""}</h2>
<ul class="bars">
${shown.map((bar) => markup`<li>${barButton(filter, bar)}</li>\n`)}</ul>
</section>
`;
}

/**
 * How many of each group, in their order, as one bar.
 * Widths as attributes of SVG: the page's policy forbids attributes of style.
 */
export function segments(counts: readonly number[]): Markup {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => (count === 0 ? 0 : Math.max(LEAST_SHARE, (count / total) * 100)));
  const scale = 100 / shares.reduce((sum, share) => sum + share, 0);
  let start = 0;
  const parts = GROUPS.map((group, index) => {
    const share = (shares[index] ?? 0) * scale;
    const part = markup`<rect class="${group}" x="${percent(start)}" width="${percent(share)}" height="100%"><title>${
      counts[index] ?? 0
    } ${GROUP_TITLES[group]}</title></rect>`;
    start += share;
    return share > 0 ? part : markup``;
  });
  return markup`<svg class="segments" aria-hidden="true" focusable="false">${parts}</svg>`;
}

function barButton(filter: BarFilter, { key, label, counts, total, notWorking }: Bar): Markup {
  const words = notWorking === 0 ? `${total} working` : `${notWorking} of ${total} not working`;
  return markup`<button type="button" class="bar" aria-pressed="false" data-filter="${filter}" data-value="${key}"><span class="label">${
    label
  }</span> <span class="count">${words}</span>${segments(counts)}</button>`;
}

function percent(share: number): string {
  return `${Number(share.toFixed(2))}%`;
}

function barsOf(filter: BarFilter, { customers, connectors, rows }: PageData): Bar[] {
  const labels =
    filter === "customer"
      ? customers.map((customer) => ({ key: customer[0], label: who(customer) }))
      : connectors.map((connector) => ({ key: connector, label: markup`<bdi>${connector}</bdi>` }));
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
      return { ...label, counts: ofLabel, total, notWorking: total - (ofLabel[working] ?? 0) };
    })
    .sort((one, other) => other.notWorking - one.notWorking || other.total - one.total);
}
