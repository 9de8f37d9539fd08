import type { Markup } from "./markup";
import { markup } from "./markup";
import type { PageData } from "./pageData";

/** The columns of the table; the script knows them by these names. */
const COLUMNS = [
  ["state", "State"],
  ["customer", "Customer"],
  ["name", "Connection"],
  ["connector", "Connector"],
  ["since", "Since (UTC)"],
  ["reason", "Reason"],
] as const;

/** The filters and the empty table; the script fills it. */
export function connectionsSection({ customers, connectors, groups }: PageData): Markup {
  return markup`<section id="connections" tabindex="-1" aria-labelledby="connections-title">
<h2 id="connections-title">Connections</h2>
<noscript><p class="failures">The rows are made by a script, and this browser runs none.</p></noscript>
<form role="search" id="filters">
<label class="text">Filter <input type="search" id="text" autocomplete="off" spellcheck="false" placeholder="name, id, reason, …"></label>
${choice(
  "group",
  "State",
  groups.map(({ title }) => title),
)}
${choice("connector", "Connector", connectors)}
${choice("customer", "Customer", customers)}
<button type="reset">Clear filters</button>
</form>
<p role="status" id="count"></p>
<table role="table">
<caption class="unseen">Connections; the buttons in the headings sort them</caption>
<thead role="rowgroup"><tr role="row">${COLUMNS.map(
    ([column, title]) =>
      markup`<th role="columnheader" scope="col" class="${column}" aria-sort="${column === "state" ? "ascending" : "none"}"><button type="button" data-sort="${column}">${title}</button></th>`,
  )}</tr></thead>
<tbody role="rowgroup" id="rows"></tbody>
</table>
<p class="more" id="more" hidden><button type="button" id="show-more"></button> <button type="button" id="show-all"></button></p>
</section>`;
}

/** Labels in the order of people, values as places in the list. */
function choice(filter: string, title: string, labels: readonly string[]): Markup {
  const options = labels.map((label, index) => ({ label, index }));
  if (filter !== "group") options.sort((one, other) => COLLATOR.compare(one.label, other.label));
  return markup`<label>${title} <select id="${filter}"><option value="">all</option>${options.map(
    ({ label, index }) => markup`<option value="${index}">${label === "" ? "(none)" : label}</option>`,
  )}</select></label>`;
}

const COLLATOR = new Intl.Collator("en", { numeric: true });
