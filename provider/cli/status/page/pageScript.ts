/**
 * The script of the page: it shows, filters and sorts the connections of the data in the page. Texts become text nodes,
 * never markup. A test has the compiler check it; the page's policy knows it by its hash.
 */
export const PAGE_SCRIPT = String.raw`
"use strict";
(() => {
  /** Few, so that the page opens at once; the worst stand first. */
  const FIRST_ROWS = 100;
  const MORE_ROWS = 500;
  /** In one go; the page answers in between. */
  const ROWS_AT_ONCE = 250;
  const COLUMNS = ["state", "customer", "name", "connector", "since", "reason"];
  const TITLES = ["State", "Customer", "Connection", "Connector", "Since (UTC)", "Reason"];

  /** @typedef {[number, number, number, string, string, string, string]} Row */
  /** @type {{ customers: string[], connectors: string[], groups: { name: string, title: string }[], rows: Row[] }} */
  const data = JSON.parse(element("data").textContent || "");
  const numbers = new Intl.NumberFormat("en-US");
  const collator = new Intl.Collator("en", { numeric: true });
  const text = /** @type {HTMLInputElement} */ (element("text"));
  const selects = ["customer", "connector", "group"].map((id) => /** @type {HTMLSelectElement} */ (element(id)));
  const body = element("rows");
  const showMore = element("show-more");
  const showAll = element("show-all");

  /** What a row shows, in the order of the columns. */
  const cellsOf = (/** @type {Row} */ [customer, connector, group, id, name, since, reason]) => [
    data.groups[group].title,
    data.customers[customer],
    (name + " [" + id + "]").trim(),
    data.connectors[connector],
    since.slice(0, 16).replace("T", " "),
    reason,
  ];
  const lines = data.rows.map((row) => ({ row, cells: cellsOf(row), words: cellsOf(row).join("\n").toLowerCase() }));
  let sorted = lines;
  let matching = lines;
  let shown = 0;
  /** Numbers the lists of rows, so that slices of an earlier list are not added to a later one. */
  let list = 0;

  function element(/** @type {string} */ id) {
    const found = document.getElementById(id);
    if (found === null) throw new Error("the page has no element " + id);
    return found;
  }

  /** @param {typeof lines[number]} line */
  function makeRow({ row, cells }) {
    const line = document.createElement("tr");
    line.setAttribute("role", "row");
    cells.forEach((content, column) => {
      const cell = document.createElement("td");
      cell.setAttribute("role", "cell");
      cell.className = COLUMNS[column];
      cell.dataset.label = TITLES[column];
      if (column === 0) {
        const state = document.createElement("span");
        state.className = "mark " + data.groups[row[2]].name;
        state.textContent = content;
        cell.append(state);
      } else if (content !== "") {
        const isolated = document.createElement("bdi");
        // Connectors of customers' own have long names, which break between their words.
        const [first = "", ...others] = COLUMNS[column] === "connector" ? content.split(/(?<=_)/) : [content];
        isolated.append(first);
        for (const part of others) isolated.append(document.createElement("wbr"), part);
        cell.append(isolated);
      }
      line.append(cell);
    });
    return line;
  }

  function addRows(/** @type {number} */ count) {
    const added = document.createDocumentFragment();
    for (const line of matching.slice(shown, shown + count)) added.append(makeRow(line));
    body.append(added);
    shown = Math.min(matching.length, shown + count);
    describe();
  }

  /** Adds rows up to so many, in slices. */
  function growTo(/** @type {number} */ end) {
    const grown = list;
    const step = () => {
      if (grown !== list || shown >= end) return;
      addRows(Math.min(ROWS_AT_ONCE, end - shown));
      requestAnimationFrame(step);
    };
    step();
  }

  function describe() {
    const total = matching.length === 1 ? "1 connection" : numbers.format(matching.length) + " connections";
    const cut = shown < matching.length ? ", the first " + numbers.format(shown) + " are shown" : "";
    element("count").textContent = matching.length === 0 ? "No connection matches." : total + cut + ".";
    const left = matching.length - shown;
    element("more").hidden = left === 0;
    showMore.hidden = left <= MORE_ROWS;
    showMore.textContent = "Show " + MORE_ROWS + " more";
    showAll.textContent = "Show all " + numbers.format(matching.length);
  }

  function show() {
    const wanted = selects.map(({ value }) => (value === "" ? -1 : Number(value)));
    const words = text.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    matching = sorted.filter(
      (line) =>
        wanted.every((value, index) => value < 0 || line.row[index] === value) &&
        words.every((word) => line.words.includes(word)),
    );
    list += 1;
    shown = 0;
    body.replaceChildren();
    addRows(FIRST_ROWS);
    for (const button of document.querySelectorAll("button[data-filter]")) {
      const { filter, value } = /** @type {HTMLElement} */ (button).dataset;
      button.setAttribute("aria-pressed", String(selects.some((select) => select.id === filter && select.value === value)));
    }
  }

  /** Rows without a value stand last, up or down; equal ones keep the order of the data, the worst first. */
  function sortBy(/** @type {number} */ column, /** @type {number} */ direction) {
    sorted = [...lines].sort((one, other) => {
      if (column === 0) return direction * (one.row[2] - other.row[2]);
      const [a, b] = [one.cells[column], other.cells[column]];
      if (a === "" || b === "") return Number(a === "") - Number(b === "");
      return direction * (column === 4 ? Number(a > b) - Number(a < b) : collator.compare(a, b));
    });
    show();
  }

  function onSort(/** @type {HTMLElement} */ button) {
    const heading = /** @type {HTMLElement} */ (button.closest("th"));
    const isUp = heading.getAttribute("aria-sort") === "ascending";
    for (const other of document.querySelectorAll("th")) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", isUp ? "descending" : "ascending");
    sortBy(COLUMNS.indexOf(button.dataset.sort || ""), isUp ? -1 : 1);
  }

  function onFilter(/** @type {HTMLElement} */ button) {
    const { filter, value = "" } = button.dataset;
    for (const select of selects) if (select.id === filter) select.value = select.value === value ? "" : value;
    show();
  }

  /** The focus goes to the first of the new rows: the button may be gone. */
  function onMore(/** @type {number} */ end) {
    const before = shown;
    growTo(end);
    const first = /** @type {HTMLElement | undefined} */ (body.children[before]);
    if (first === undefined) return;
    first.tabIndex = -1;
    first.focus();
  }

  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button === null) return;
    if (button.dataset.sort !== undefined) onSort(button);
    else if (button.dataset.filter !== undefined) onFilter(button);
  });
  showMore.addEventListener("click", () => onMore(shown + MORE_ROWS));
  showAll.addEventListener("click", () => onMore(matching.length));
  text.addEventListener("input", show);
  element("filters").addEventListener("change", show);
  element("filters").addEventListener("submit", (event) => event.preventDefault());
  // The event comes before the fields are empty.
  element("filters").addEventListener("reset", () => setTimeout(show));
  addEventListener("beforeprint", () => addRows(matching.length));
  show();
})();
`;
