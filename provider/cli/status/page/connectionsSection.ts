import type { Markup } from "./markup";
import { markup } from "./markup";
import type { PageData } from "./pageData";
import { customerText } from "./pageData";

/** The columns of the table; the script knows them by these names. */
const COLUMNS = [
  ["state", "State"],
  ["name", "Connection"],
  ["customer", "Customer"],
  ["since", "Since (UTC)"],
  ["reason", "Reason"],
] as const;

type Option = readonly [value: string, label: string];

/** The filters and the empty table; the script fills it. */
export function connectionsSection({ customers, connectors, groups }: PageData): Markup {
  const environments = [...new Set(customers.map(([, , environment]) => environment))].filter((name) => name !== "");
  return markup`<section id="connections" tabindex="-1" aria-labelledby="connections-title">
<h2 id="connections-title">Connections</h2>
<noscript><p class="card failures">The rows are made by a script, and this browser runs none.</p></noscript>
<form role="search" id="filters">
<label class="text">Find <input type="search" id="find" autocomplete="off" spellcheck="false" placeholder="name, id, reason, …"></label>
${choice("state", "State", [["attention", "needs attention"], ...groups.map(({ name, title }): Option => [name, title])])}
${choice("environment", "Environment", environments.map(same), environments.length < 2)}
${choice("customer", "Customer", customers.map((each): Option => [each[0], customerText(each)]).sort(byLabel))}
${choice("connector", "Connector", connectors.map(same).sort(byLabel))}
</form>
<div class="above"><p role="status" id="count"></p> <button type="reset" form="filters" id="clear" hidden>Clear filters</button> <button type="button" id="save">Download CSV</button></div>
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

function choice(filter: string, title: string, options: readonly Option[], isHidden = false): Markup {
  return markup`<label${isHidden ? markup` hidden` : ""}>${title} <select id="${filter}"><option value="">all</option>${options.map(
    ([value, label]) => markup`<option value="${value}">${label}</option>`,
  )}</select></label>`;
}

const same = (text: string): Option => [text, text];

const COLLATOR = new Intl.Collator("en", { numeric: true });
const byLabel = ([, one]: Option, [, other]: Option): number => COLLATOR.compare(one, other);
