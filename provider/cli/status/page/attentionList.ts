import { countText } from "../../text";
import { minuteOf } from "../statusTable";
import { NEEDS_ATTENTION } from "../connectionStatus";
import type { Markup } from "./markup";
import { markup } from "./markup";
import type { PageData, PageRow } from "./pageData";
import { small, who } from "./who";

/** The others are in the table. */
const MOST_LISTED = 10;

/** What somebody has to mend: the lost first, the latest first. Markup, so that it is there also where no script runs. */
export function attentionList(data: PageData): Markup {
  const all = data.rows.filter(([, , group]) => NEEDS_ATTENTION.includes(data.groups[group]?.name ?? "working"));
  if (all.length === 0) return markup``;
  const more = all.length > MOST_LISTED;
  return markup`<section class="card" aria-labelledby="attention">
<h2 id="attention">Needs attention</h2>
<ul class="list">
${all.slice(0, MOST_LISTED).map((row) => item(row, data))}</ul>
${more ? markup`<p class="all"><button type="button" data-filter="state" data-value="attention" aria-pressed="false">Show all ${countText(all.length)} in the table</button></p>\n` : ""}</section>
`;
}

function item([customer, connector, group, age, id, name, since, reason]: PageRow, data: PageData): Markup {
  const { name: groupName = "lost", title = "" } = data.groups[group] ?? {};
  const owner = data.customers[customer] ?? ["", "", ""];
  const howLong = data.ages[age] ?? "";
  const time = since === "" ? "" : `${minuteOf(since)} UTC`;
  return markup`<li class="row ${groupName}"><span class="name">${name === "" ? markup`<bdi>${id}</bdi>` : markup`<bdi>${name}</bdi>`}${small([data.connectors[connector] ?? "", id].join(" · "))}</span>
<span class="customer">${who(owner)}</span>
<span class="since">${howLong === "" ? title : `${title} for ${howLong}`}${small(time)}</span>
<span class="reason"><bdi>${reason}</bdi></span></li>
`;
}
