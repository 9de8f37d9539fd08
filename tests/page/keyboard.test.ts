import { column, countText, hasFocus, rowCount, sorting, tabTo, untilRows } from "./support/keyboard";
import { useBrowser } from "./support/openPage";

const open = useBrowser();

const UNSORTED = ["none", "none", "none", "none"];

describe("by keyboard alone", () => {
  test("the first stop leads past the summary to the connections", async () => {
    const { page } = await open("12");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").innerText()).toBe("Skip to the connections");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await hasFocus(page, "#find")).toBe(true);
  });

  test("every stop of Tab can be seen, and shows that it has the focus", async () => {
    const { page } = await open("12");
    const stops: { name: string; isSeen: boolean; outline: string }[] = [];
    for (;;) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate<(typeof stops)[number] | null>(`(() => {
        const at = document.activeElement;
        if (at === null || at === document.body) return null;
        const { left, right, top, bottom } = at.getBoundingClientRect();
        const isSeen = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
        return { name: at.outerHTML.slice(0, 60), isSeen, outline: getComputedStyle(at).outlineStyle };
      })()`);
      if (stop === null) break;
      stops.push(stop);
    }
    // A tile for each state, bars, the filters, the headings.
    expect(stops.length).toBeGreaterThan(20);
    expect(stops.filter(({ isSeen, outline }) => !isSeen || outline === "none")).toEqual([]);
  });

  test("a word in the filter narrows the rows, and Clear filters brings them back", async () => {
    const { page } = await open("12");
    await tabTo(page, "#find");
    await page.keyboard.type("INVALID_grant");
    expect(await column(page, "reason")).toEqual([
      "authentication_failure: invalid_grant: expired access/refresh token",
    ]);
    expect(await countText(page)).toBe("1 of 12 connections.");
    await page.keyboard.type(" nowhere");
    expect([await rowCount(page), await countText(page)]).toEqual([0, "No connection matches."]);
    await tabTo(page, "button[type=reset]");
    await page.keyboard.press("Enter");
    await untilRows(page, 12);
    expect([await rowCount(page), await countText(page)]).toEqual([12, "12 connections."]);
    expect([await hasFocus(page, "#find"), await page.locator("#clear").isVisible()]).toEqual([true, false]);
  });

  test("a state is chosen in its list, by its number above, which shows the table, and taken back", async () => {
    const { page } = await open("12");
    await tabTo(page, "#state");
    await page.keyboard.type("refused");
    expect(await column(page, "state")).toEqual(["refused"]);
    await page.goto(page.url().replace(/#.*/, ""));
    const tile = page.locator('button[data-filter="state"][data-value="lost"]');
    await tabTo(page, 'button[data-filter="state"][data-value="lost"]');
    await page.keyboard.press("Space");
    expect(await column(page, "state")).toEqual(["lost", "lost"]);
    expect([await tile.getAttribute("aria-pressed"), await hasFocus(page, "#connections")]).toEqual(["true", true]);
    expect(await page.locator("#rows tr").first().isVisible()).toBe(true);
    await tile.focus();
    await page.keyboard.press("Space");
    expect(await rowCount(page)).toBe(12);
    expect(await page.locator(":focus").getAttribute("aria-pressed")).toBe("false");
  });

  test("a bar shows the connections of its customer only", async () => {
    const { page } = await open("12");
    await tabTo(page, 'button[data-filter="customer"]');
    const label = await page.locator(":focus bdi").first().innerText();
    await page.keyboard.press("Enter");
    expect([...new Set(await column(page, "customer"))]).toEqual([label]);
    expect([await rowCount(page), await countText(page)]).toEqual([4, "4 of 12 connections."]);
  });

  test("a heading sorts up with Enter and down with Space, and says so", async () => {
    const { page } = await open("12");
    expect(await sorting(page)).toEqual(["ascending", ...UNSORTED]);
    await tabTo(page, 'button[data-sort="name"]');
    await page.keyboard.press("Enter");
    const up = await column(page, "name");
    expect(up).toEqual([...up].sort(new Intl.Collator("en", { numeric: true }).compare));
    expect(await sorting(page)).toEqual(["none", "ascending", "none", "none", "none"]);
    await page.keyboard.press("Space");
    expect(await column(page, "name")).toEqual([...up].reverse());
    expect(await sorting(page)).toEqual(["none", "descending", "none", "none", "none"]);
    expect(await hasFocus(page, 'button[data-sort="name"]')).toBe(true);
  });

  test("what a heading sorts, and which way, can be seen in any font", async () => {
    const { page } = await open("12");
    await tabTo(page, 'button[data-sort="since"]');
    const looks = [await page.locator("th.since").screenshot()];
    for (const key of ["Enter", "Enter"]) {
      await page.keyboard.press(key);
      looks.push(await page.locator("th.since").screenshot());
    }
    expect(new Set(looks.map((look) => look.toString("base64"))).size).toBe(3);
  });

  test("of ten thousand a hundred are shown, 500 more, and all; the focus goes to the first new one", async () => {
    const { page } = await open("10000");
    expect([await rowCount(page), await countText(page)]).toEqual([
      100,
      "10,000 connections, the first 100 are shown.",
    ]);
    await tabTo(page, "#show-more");
    await page.keyboard.press("Enter");
    await untilRows(page, 600);
    expect(await hasFocus(page, "tr:nth-child(101)")).toBe(true);
    await tabTo(page, "#show-all");
    expect(await page.locator(":focus").innerText()).toBe("Show all 10,000");
    await page.keyboard.press("Enter");
    await untilRows(page, 10_000);
    expect(await hasFocus(page, "tr:nth-child(601)")).toBe(true);
    expect(await countText(page)).toBe("10,000 connections.");
    expect(await page.locator("#more").isVisible()).toBe(false);
  });
});
