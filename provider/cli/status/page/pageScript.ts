/**
 * The script of the page: it shows, filters, sorts and saves the connections of the data in the page. Texts become text
 * nodes, never markup. A test has the compiler check it; the page's policy knows it by its hash.
 */
export const PAGE_SCRIPT = String.raw`
"use strict";
(() => {
  /** Few, so that the page opens at once; the worst stand first. */
  const FIRST_ROWS = 100;
  const MORE_ROWS = 500;
  /** In one go; the page answers in between. */
  const ROWS_AT_ONCE = 250;
  const COLUMNS = ["state", "name", "customer", "since", "reason"];
  const FILTERS = ["state", "environment", "customer", "connector"];

  /** @typedef {[number, number, number, number, string, string, string, string]} Row */
  /** @typedef {[string, string, string]} Customer */
  /** @type {{ customers: Customer[], connectors: string[], groups: { name: string, title: string }[], attention: string[], ages: string[], rows: Row[] }} */
  const data = JSON.parse(element("data").textContent || "");
  const numbers = new Intl.NumberFormat("en-US");
  const collator = new Intl.Collator("en", { numeric: true });
  const find = /** @type {HTMLInputElement} */ (element("find"));
  const selects = FILTERS.map((id) => /** @type {HTMLSelectElement} */ (element(id)));
  const body = element("rows");
  const showMore = element("show-more");
  const showAll = element("show-all");

  /** What a row is found by, in the order of the filters. */
  const keysOf = (/** @type {Row} */ [customer, connector, group]) => [
    data.groups[group].name,
    data.customers[customer][2],
    data.customers[customer][0],
    data.connectors[connector],
  ];
  /** What a row shows, in the order of the columns: a text, and a smaller one with it. */
  const cellsOf = (/** @type {Row} */ [customer, connector, group, age, id, name, since, reason]) => {
    const [number, customerName, environment] = data.customers[customer];
    const known = environment === "original" ? "" : environment;
    return [
      [data.groups[group].title, ""],
      [name || id, data.connectors[connector] + " · " + id],
      customerName === "" ? [number, known] : [customerName, known === "" ? number : number + " · " + known],
      [data.ages[age], since.slice(0, 16).replace("T", " ")],
      [reason, ""],
    ];
  };
  const lines = data.rows.map((row) => ({ row, keys: keysOf(row), words: cellsOf(row).flat().join("\n").toLowerCase() }));
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

  /** Connectors of customers' own have long names, which break between their words. */
  function isolated(/** @type {string} */ content) {
    const made = document.createElement("bdi");
    const [first = "", ...others] = content.split(/(?<=_)/);
    made.append(first);
    for (const part of others) made.append(document.createElement("wbr"), part);
    return made;
  }

  /** @param {typeof lines[number]} line */
  function makeRow({ row, keys }) {
    const line = document.createElement("tr");
    line.setAttribute("role", "row");
    line.className = "row " + keys[0];
    cellsOf(row).forEach(([content, smaller], column) => {
      const cell = document.createElement("td");
      cell.setAttribute("role", "cell");
      cell.className = COLUMNS[column];
      if (content !== "") cell.append(isolated(content));
      if (smaller !== "") {
        const part = document.createElement("small");
        part.append(isolated(smaller));
        cell.append(" ", part);
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

  const counted = (/** @type {number} */ count) => numbers.format(count) + (count === 1 ? " connection" : " connections");

  function describe() {
    const all = matching.length === lines.length;
    const total = all ? counted(lines.length) : numbers.format(matching.length) + " of " + counted(lines.length);
    const cut = shown < matching.length ? ", the first " + numbers.format(shown) + " are shown" : "";
    element("count").textContent = matching.length === 0 ? "No connection matches." : total + cut + ".";
    const left = matching.length - shown;
    element("more").hidden = left === 0;
    showMore.hidden = left <= MORE_ROWS;
    showMore.textContent = "Show " + MORE_ROWS + " more";
    showAll.textContent = "Show all " + numbers.format(matching.length);
  }

  function isChosen(/** @type {string[]} */ keys) {
    return selects.every(({ value }, index) =>
      index === 0 && value === "attention" ? data.attention.includes(keys[0]) : value === "" || keys[index] === value,
    );
  }

  function show() {
    const words = find.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    matching = sorted.filter((line) => isChosen(line.keys) && words.every((word) => line.words.includes(word)));
    list += 1;
    shown = 0;
    body.replaceChildren();
    addRows(FIRST_ROWS);
    element("clear").hidden = words.length === 0 && selects.every(({ value }) => value === "");
    for (const button of document.querySelectorAll("button[data-filter]")) {
      const { filter, value } = /** @type {HTMLElement} */ (button).dataset;
      button.setAttribute("aria-pressed", String(selects.some((select) => select.id === filter && select.value === value)));
    }
  }

  /** The filters are in the address, so that they can be sent to somebody. */
  function writeAddress() {
    const chosen = [...selects, find].flatMap(({ id, value }) => (value === "" ? [] : [[id, value]]));
    const address = "#" + new URLSearchParams(chosen).toString();
    // Where a page is shown in a frame of another one, this may be refused.
    try {
      history.replaceState(null, "", chosen.length === 0 && location.hash === "" ? location.href : address);
    } catch {}
  }

  function readAddress() {
    // The link to the table is no filter.
    if (location.hash !== "" && location.hash !== "#" && !location.hash.includes("=")) return;
    const chosen = new URLSearchParams(location.hash.slice(1));
    for (const field of [...selects, find]) field.value = chosen.get(field.id) || "";
    // A list takes no value that it does not have.
    for (const select of selects) if (select.selectedIndex < 0) select.value = "";
  }

  function onFilters() {
    show();
    writeAddress();
  }

  /** Rows without a value stand last, up or down; equal ones keep the order of the data, the worst first. */
  function sortBy(/** @type {number} */ column, /** @type {number} */ direction) {
    const keyed = lines.map((line) => ({ line, key: column === 3 ? line.row[6] : cellsOf(line.row)[column][0] }));
    keyed.sort(({ line: one, key: a }, { line: other, key: b }) => {
      if (column === 0) return direction * (one.row[2] - other.row[2]);
      if (a === "" || b === "") return Number(a === "") - Number(b === "");
      return direction * (column === 3 ? Number(a > b) - Number(a < b) : collator.compare(a, b));
    });
    sorted = keyed.map(({ line }) => line);
    show();
  }

  function onSort(/** @type {HTMLElement} */ button) {
    const heading = /** @type {HTMLElement} */ (button.closest("th"));
    const isUp = heading.getAttribute("aria-sort") === "ascending";
    for (const other of document.querySelectorAll("th")) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", isUp ? "descending" : "ascending");
    sortBy(COLUMNS.indexOf(button.dataset.sort || ""), isUp ? -1 : 1);
  }

  /** A filter that is set shows the table, and the focus goes there; one that is taken back leaves all where it is. */
  function onFilter(/** @type {HTMLElement} */ button) {
    const { filter, value = "" } = button.dataset;
    const select = selects.find(({ id }) => id === filter);
    if (select === undefined) return;
    select.value = select.value === value ? "" : value;
    onFilters();
    if (select.value === "") return;
    element("connections").focus({ preventScroll: true });
    element("connections").scrollIntoView();
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

  /** In quotes; what a spreadsheet would take for a formula is a text. */
  const field = (/** @type {string} */ content) =>
    '"' + (/^[=+\-@\t\r]/.test(content) ? "'" : "") + content.replace(/"/g, '""') + '"';

  function onSave() {
    const rows = matching.map(({ row }) => {
      const [customer, connector, group, , id, name, since, reason] = row;
      return [...data.customers[customer], id, name, data.connectors[connector], data.groups[group].name, since, reason];
    });
    const headings = ["managedUserId", "customer", "environment", "connectionId", "name", "connector", "state", "since", "reason"];
    const content = [headings, ...rows].map((row) => row.map(field).join(",") + "\r\n").join("");
    const link = document.createElement("a");
    // The first character says to spreadsheets that it is UTF-8.
    link.href = URL.createObjectURL(new Blob(["\ufeff" + content], { type: "text/csv" }));
    link.download = "connections.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  }

  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button === null) return;
    if (button.dataset.sort !== undefined) onSort(button);
    else if (button.dataset.filter !== undefined) onFilter(button);
  });
  showMore.addEventListener("click", () => onMore(shown + MORE_ROWS));
  showAll.addEventListener("click", () => onMore(matching.length));
  element("save").addEventListener("click", onSave);
  find.addEventListener("input", onFilters);
  element("filters").addEventListener("change", onFilters);
  element("filters").addEventListener("submit", (event) => event.preventDefault());
  // The event comes before the fields are empty. The button goes, and the focus would be nowhere.
  element("filters").addEventListener("reset", () => setTimeout(() => (onFilters(), find.focus())));
  addEventListener("hashchange", () => (readAddress(), show()));
  addEventListener("beforeprint", () => addRows(matching.length));
  readAddress();
  show();
})();
`;
