/** The style of the page: light and dark, wide and narrow, on paper. The page's policy knows it by its hash. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f4f5f8; --card: #ffffff; --ink: #161b26; --soft: #586173; --edge: #dfe3ea; --field: #848d9c; --accent: #2453c9; --chosen: #e8effe;
  --lost: #d32f2f; --refused: #d46b08; --waiting: #3b6fe0; --disconnected: #788294; --working: #2e9e5b; --unsure: #b26a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1116; --card: #171b22; --ink: #e8ebf1; --soft: #9fa9b8; --edge: #2b323d; --field: #6f7a8a; --accent: #8fb4ff; --chosen: #1e2c4a;
    --lost: #ff6b63; --refused: #f59e42; --waiting: #6ea2ff; --disconnected: #8f9aab; --working: #4fbf7b; --unsure: #e6a23c;
  }
}
* { box-sizing: border-box; }
/* What has the focus is not at the very edge, where its outline would be cut off. */
html { scroll-padding: .75rem; }
body { margin: 0 auto; max-width: 84rem; padding: 1.25rem 1.5rem 2rem; background: var(--page); color: var(--ink); font: .9375rem/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.25; letter-spacing: -.01em; margin: 0; }
h2 { font-size: 1.0625rem; margin: 0 0 .75rem; }
h2 small { font-weight: 400; margin-left: .35rem; }
p { margin: 0; }
small, .hint, footer, .count, #count { color: var(--soft); }
small, .hint, footer, .count { font-size: .8125rem; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1.5rem; margin-bottom: .9rem; color: var(--soft); }
header strong { color: var(--ink); }
header p { overflow-wrap: anywhere; }
time { white-space: nowrap; }
footer { margin-top: 1.5rem; }
ul { list-style: none; margin: 0; padding: 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
section:focus-visible { outline: none; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .5rem 1rem; background: var(--card); color: var(--accent); z-index: 2; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
button, input, select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--field); border-radius: .5rem; padding: .3rem .75rem; min-height: 2.4rem; max-width: 100%; }
::placeholder { color: var(--soft); opacity: 1; }
button { cursor: pointer; }
button:hover { background: var(--chosen); }
button[aria-pressed="true"] { background: var(--chosen); border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.card { min-width: 0; margin-bottom: 1rem; padding: 1.1rem 1.25rem; background: var(--card); border: 1px solid var(--edge); border-radius: .75rem; overflow-wrap: anywhere; }

.lost { --mark: var(--lost); } .refused { --mark: var(--refused); } .waiting { --mark: var(--waiting); }
.disconnected { --mark: var(--disconnected); } .working, .good { --mark: var(--working); }
.bad { --mark: var(--lost); } .unsure, .failures { --mark: var(--unsure); }
.mark { display: inline-flex; align-items: baseline; gap: .45em; }
.mark::before, td.state::before, .list .name::before { content: ""; flex: none; width: .65em; height: .65em; border-radius: 50%; background: var(--mark); }
rect { fill: var(--mark); }

.answer { border-top: 4px solid var(--mark); }
.words { display: flex; gap: 1rem; align-items: center; margin-bottom: 1.1rem; }
.words p { margin-top: .15rem; color: var(--soft); font-size: 1rem; }
.sign { flex: none; width: 3rem; height: 3rem; }
.sign circle { fill: var(--mark); }
.sign path { fill: none; stroke: var(--card); stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; }
.segments { display: block; width: 100%; height: .5rem; border-radius: .25rem; background: var(--edge); }
.answer .segments { height: .75rem; border-radius: .375rem; }
.tiles { display: grid; grid-template-columns: repeat(5, 1fr); gap: .6rem; margin: .8rem 0 .6rem; }
.tile { display: grid; align-content: start; width: 100%; height: 100%; text-align: left; padding: .4rem .8rem .55rem; border-color: var(--edge); }
.number { font-size: 1.5rem; font-weight: 600; line-height: 1.3; font-variant-numeric: tabular-nums; }

.failures li { color: var(--soft); font-size: .875rem; }
.failures li + li { margin-top: .6rem; }
.failures strong { color: var(--ink); font-size: .9375rem; }
/* Shaded at the end as long as there is more below: a phone shows no scroll bar. */
.failures ul { max-height: 16rem; overflow: auto; background: linear-gradient(var(--card), var(--card)) bottom / 100% 1.5rem no-repeat local, linear-gradient(transparent, var(--edge)) bottom / 100% 1.5rem no-repeat scroll; }
.bars { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: .25rem 1.25rem; margin: 0 -.5rem -.4rem; }
.bar { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: baseline; gap: .15rem .75rem; width: 100%; text-align: left; border-color: transparent; padding: .3rem .5rem .55rem; }
.label { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar .segments { grid-column: 1 / -1; }

/* A row of the list or of the table. Rows are grids of their own, so that those behind the first hundred cost nothing while they are out of sight. */
.row { display: grid; column-gap: 1.25rem; padding: .55rem 0; border-top: 1px solid var(--edge); }
.row > * { min-width: 0; overflow-wrap: anywhere; }
.row small { display: block; }
.since { font-variant-numeric: tabular-nums; }
.list { margin-bottom: -.55rem; }
.list .row { grid-template-columns: 5fr 4fr 10.5rem 6fr; }
.list .name { padding-left: 1.25rem; font-weight: 600; }
.list .name small { font-weight: 400; }
.list .name::before { float: left; margin: .4em 0 0 -1.25rem; }
.all { margin-top: 1rem; }

#connections { margin-top: 2rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem; }
label { display: grid; flex: 1 1 8rem; font-size: .8125rem; color: var(--soft); min-width: 0; }
label.text { flex: 3 1 14rem; }
label > * { color: var(--ink); font-size: .9375rem; width: 100%; }
.above { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; margin: .75rem 0; }
.above p { margin-right: auto; }
table, tbody { display: block; }
table { background: var(--card); border: 1px solid var(--edge); border-radius: .75rem; }
thead { display: block; position: sticky; top: 0; z-index: 1; background: var(--card); border-radius: .75rem .75rem 0 0; border-bottom: 1px solid var(--edge); }
thead tr { display: grid; column-gap: 1.25rem; padding: 0 1.25rem; }
thead tr, tbody .row { grid-template-columns: 10.5rem 5fr 4fr 8.5rem 6fr; }
tbody .row { padding: .55rem 1.25rem; contain-intrinsic-size: auto 3.6rem; }
tbody .row:first-child { border-top: 0; }
tbody .row:nth-child(n + 101) { content-visibility: auto; }
th, td { text-align: left; padding: 0; min-width: 0; }
th button { width: calc(100% + 1rem); margin: 0 -.5rem; padding: .3rem .5rem; text-align: left; font-weight: 600; font-size: .8125rem; color: var(--soft); border: 0; border-radius: .4rem; background: none; }
th button:focus-visible, tr:focus-visible { outline-offset: -3px; }
/* Drawn, because not every font has such signs. */
th:not([aria-sort="none"]) button { color: var(--ink); }
th:not([aria-sort="none"]) button::after { content: ""; display: inline-block; width: .7em; height: .5em; margin-left: .45em; background: currentColor; clip-path: polygon(50% 0, 100% 100%, 0 100%); forced-color-adjust: none; }
th[aria-sort="descending"] button::after { clip-path: polygon(0 0, 100% 0, 50% 100%); }
td.state { display: flex; align-items: baseline; gap: .45em; }
.more { margin-top: 1rem; display: flex; flex-wrap: wrap; gap: .75rem; }
[hidden] { display: none !important; }

@media screen and (max-width: 45rem) {
  body { padding: 1rem .75rem 2rem; }
  h1 { font-size: 1.4rem; }
  .card { padding: 1rem; }
  .words { align-items: flex-start; gap: .75rem; }
  .sign { width: 2.25rem; height: 2.25rem; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .tiles li:last-child { grid-column: 1 / -1; }
  .tile { padding: .3rem .6rem .4rem; line-height: 1.3; }
  label { flex-basis: 40%; }
  label.text { flex-basis: 100%; }
  thead { position: static; }
  thead tr { display: flex; flex-wrap: wrap; gap: 0 .9rem; padding: .3rem 1rem; }
  thead tr::before { content: "Sort by"; color: var(--soft); font-size: .8125rem; align-self: center; }
  th button { width: auto; margin: 0; }
  .above { gap: .5rem .75rem; }
  .above p { flex: 1 0 100%; }
  /* A card: a dot and the name, the customer, since when, why. */
  .list .row, tbody .row { grid-template-columns: auto minmax(0, 1fr); gap: .1rem .4rem; }
  tbody .row { padding: .7rem 1rem; contain-intrinsic-size: auto 7rem; }
  .row .name { grid-column: 1 / -1; order: -2; padding-left: 1.25rem; font-weight: 600; }
  .row .name small { font-weight: 400; }
  .row .name::before { float: left; content: ""; width: .65em; height: .65em; margin: .4em 0 0 -1.25rem; border-radius: 50%; background: var(--mark); }
  td.state::before { display: none; }
  .row .customer { grid-column: 1 / -1; order: -1; }
  .row .reason, .list .row .since { grid-column: 1 / -1; }
  .row .customer, .row .state, .list .row .since, .row .reason { padding-left: 1.25rem; }
  .row .customer small, .row .since small { display: inline; }
  .row > :empty { display: none; }
}

@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --card: #ffffff; --ink: #000000; --soft: #444444; --edge: #bbbbbb;
    --lost: #c62828; --refused: #c2620a; --waiting: #2563eb; --disconnected: #6b7280; --working: #2e7d32; --unsure: #8a5200;
  }
  @page { margin: 12mm; }
  html { font-size: 75%; }
  body { max-width: none; padding: 0; }
  form, .above button, .more, .skip, .hint, .all { display: none; }
  .failures ul { max-height: none; }
  button[aria-pressed="true"] { box-shadow: none; }
  .bars { grid-template-columns: repeat(3, 1fr); }
  table { display: table; width: 100%; table-layout: fixed; border-collapse: collapse; }
  thead { display: table-header-group; position: static; }
  tbody { display: table-row-group; }
  /* A button is not printed again with the heading on the next page; its text is. */
  th button { display: contents; }
  thead tr, tbody .row { display: table-row; }
  tbody .row:nth-child(n) { content-visibility: visible; }
  th, td, td.state { display: table-cell; padding: .35rem .5rem; vertical-align: top; border-bottom: 1px solid var(--edge); }
  td.state::before { display: inline-block; margin-right: .45em; }
  th.state { width: 15%; } th.customer { width: 20%; } th.since { width: 14%; } th.reason { width: 27%; }
  tr, li { break-inside: avoid; }
  rect, circle, .mark::before, .row ::before, td::before, th button::after { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
