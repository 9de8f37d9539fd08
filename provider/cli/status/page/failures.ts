import { countOf, visible } from "../../text";
import type { StatusReport } from "../statusReport";
import type { Markup } from "./markup";
import { Markup as HtmlText, markup } from "./markup";
import { pageCustomer } from "./pageData";
import { who } from "./who";

/** The customers that could not be read, and why. */
export function failures({ customers }: StatusReport): Markup {
  const failed = customers.filter(({ error }) => error !== undefined);
  if (failed.length === 0) return markup``;
  return markup`<section class="card failures" aria-labelledby="failures">
<h2 id="failures" class="mark">${countOf(failed.length, "customer")} could not be read</h2>
<ul tabindex="0" aria-labelledby="failures">
${failed.map((customer) => markup`<li><strong>${who(pageCustomer(customer))}</strong>${BREAK}${linesOf(customer.error ?? "")}</li>\n`)}</ul>
</section>
`;
}

/** What failed, and below it what to look at. */
function linesOf(error: string): Markup[] {
  return error.split("\n").map((line, index) => markup`${index === 0 ? "" : BREAK}<bdi>${visible(line)}</bdi>`);
}

const BREAK = new HtmlText("<br>");
