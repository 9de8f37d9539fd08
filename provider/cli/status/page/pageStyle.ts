/** The style of the page: light and dark, wide and narrow, on paper. The page's policy knows it by its hash. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1c2330; --soft: #545d6b; --edge: #d3d8e0; --field: #7b8494; --accent: #1d4fb8; --chosen: #e3ecfd;
  --lost: #c62828; --refused: #c2620a; --waiting: #2563eb; --disconnected: #6b7280; --working: #2e7d32;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161d; --card: #1b212b; --ink: #e7eaf0; --soft: #a8b1bf; --edge: #343d4b; --field: #7d8898; --accent: #8fb4ff; --chosen: #25365a;
    --lost: #ff6b63; --refused: #f59e42; --waiting: #6ea2ff; --disconnected: #98a2b3; --working: #5dbb63;
  }
}
* { box-sizing: border-box; }
/* What has the focus is not at the very edge, where its outline would be cut off. */
html { scroll-padding: .75rem; }
body { margin: 0 auto; max-width: 90rem; padding: 1rem 1.5rem 3rem; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.25rem; margin: 1.75rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
p { margin: .25rem 0 .75rem; }
header p, footer, .note, .hint, #count { color: var(--soft); }
.note, footer { font-size: .875rem; }
footer { margin-top: 2rem; }
ul { list-style: none; margin: 0; padding: 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .5rem 1rem; background: var(--card); color: var(--accent); z-index: 1; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
button, input, select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--field); border-radius: .4rem; padding: .35rem .7rem; min-height: 2.5rem; max-width: 100%; }
::placeholder { color: var(--soft); opacity: 1; }
button { cursor: pointer; }
button[aria-pressed="true"] { background: var(--chosen); border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }

.tiles { display: grid; grid-template-columns: repeat(5, 1fr); gap: .75rem; }
.tile { display: grid; align-content: start; width: 100%; height: 100%; text-align: left; padding: .6rem .9rem; border-color: var(--edge); }
.number { display: block; font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.mark { display: inline-flex; align-items: baseline; gap: .45em; }
.mark::before { content: ""; flex: none; width: .7em; height: .7em; border-radius: 50%; background: var(--mark); }
.lost { --mark: var(--lost); } .refused { --mark: var(--refused); } .waiting { --mark: var(--waiting); }
.disconnected { --mark: var(--disconnected); } .working { --mark: var(--working); }

.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-top: 1rem; }
.columns > *, .failures { min-width: 0; background: var(--card); border: 1px solid var(--edge); border-radius: .5rem; padding: 1rem; }
.failures { margin-top: 1rem; border-color: var(--lost); overflow-wrap: anywhere; }
/* Shaded at the end as long as there is more below: a phone shows no scroll bar. */
.failures ul { max-height: 24rem; overflow: auto; background: linear-gradient(var(--card), var(--card)) bottom / 100% 1.5rem no-repeat local, linear-gradient(transparent, var(--edge)) bottom / 100% 1.5rem no-repeat scroll; }
.bar { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; width: 100%; text-align: left; border-color: transparent; padding: .25rem .4rem .5rem; }
.bar bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar svg { grid-column: 1 / -1; width: 100%; height: .6rem; border-radius: .3rem; display: block; }
.bar .count { color: var(--soft); font-size: .875rem; }
rect { fill: var(--mark); }

form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; }
label { display: grid; font-size: .875rem; color: var(--soft); min-width: 0; flex: 1 1 9rem; max-width: 16rem; }
label.text { flex: 2 1 14rem; max-width: none; }
label > * { color: var(--ink); font-size: 1rem; width: 100%; }

/* Rows are grids of their own, so that those behind the first hundred cost nothing while they are out of sight. */
table, tbody { display: block; }
table { background: var(--card); border: 1px solid var(--edge); }
thead { display: block; position: sticky; top: 0; z-index: 1; background: var(--card); border-bottom: 2px solid var(--edge); }
tr { display: grid; grid-template-columns: 12rem 4fr 6fr 4fr 10.5rem 5fr; }
tbody tr { border-bottom: 1px solid var(--edge); contain-intrinsic-size: auto 2.5rem; }
tbody tr:nth-child(n + 101) { content-visibility: auto; }
th, td { min-width: 0; text-align: left; padding: .45rem .7rem; overflow-wrap: anywhere; }
th { padding: 0; }
th button { width: 100%; height: 100%; text-align: left; font-weight: 600; border: 0; border-radius: 0; background: none; }
th button:focus-visible, tr:focus-visible { outline-offset: -3px; }
/* Drawn, because not every font has such signs. */
th:not([aria-sort="none"]) button::after { content: ""; display: inline-block; width: .7em; height: .55em; margin-left: .45em; background: currentColor; clip-path: polygon(50% 0, 100% 100%, 0 100%); forced-color-adjust: none; }
th[aria-sort="descending"] button::after { clip-path: polygon(0 0, 100% 0, 50% 100%); }
td.since { font-variant-numeric: tabular-nums; }
.more { margin-top: 1rem; display: flex; flex-wrap: wrap; gap: .75rem; }
[hidden] { display: none; }

@media screen and (max-width: 45rem) {
  body { padding: 1rem 1rem 2rem; }
  .tiles { grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); }
  .columns { grid-template-columns: minmax(0, 1fr); }
  label, label.text { flex: 1 1 100%; max-width: none; }
  thead { position: static; }
  thead tr { display: flex; flex-wrap: wrap; gap: .4rem; padding: .5rem; }
  th button { border: 1px solid var(--field); border-radius: .4rem; }
  tbody tr { display: block; contain-intrinsic-size: auto 10rem; padding: .6rem .75rem; }
  td { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); padding: .1rem 0; }
  td::before { content: attr(data-label); color: var(--soft); font-size: .875rem; }
  td:empty { display: none; }
}

@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --card: #ffffff; --ink: #000000; --soft: #444444; --edge: #bbbbbb;
    --lost: #c62828; --refused: #c2620a; --waiting: #2563eb; --disconnected: #6b7280; --working: #2e7d32;
  }
  @page { margin: 12mm; }
  html { font-size: 75%; }
  body { max-width: none; padding: 0; }
  form, .more, .skip, .hint { display: none; }
  .failures ul { max-height: none; }
  button[aria-pressed="true"] { box-shadow: none; }
  table { display: table; width: 100%; table-layout: fixed; border-collapse: collapse; }
  thead { display: table-header-group; position: static; }
  tbody { display: table-row-group; }
  /* A button is not printed again with the heading on the next page; its text is. */
  th button { display: contents; }
  tr { display: table-row; }
  tbody tr:nth-child(n) { content-visibility: visible; }
  th, td { display: table-cell; padding: .45rem .5rem; vertical-align: top; border-bottom: 1px solid var(--edge); }
  th.state { width: 17%; } th.customer { width: 17%; } th.connector { width: 13%; } th.since { width: 13%; } th.reason { width: 21%; }
  tr, li, .columns > * { break-inside: avoid; }
  rect, .mark::before, th button::after { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
