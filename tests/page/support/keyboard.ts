import type { Page } from "playwright-core";

/** More stops than any page has, rows not counted. */
const MOST_STOPS = 80;

/** Presses Tab until the element has the focus. Fails when it cannot be reached. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await hasFocus(page, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${selector}`);
}

export const hasFocus = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`);

/** The texts of a column, from the top, without the smaller ones with them. */
export const column = (page: Page, name: string): Promise<string[]> =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll("#rows td.${name}")].map((cell) => cell.querySelector(":scope > bdi")?.textContent ?? "")`,
  );

export const rowCount = (page: Page): Promise<number> => page.locator("#rows tr").count();

/** Resolves when there are so many rows. */
export const untilRows = (page: Page, count: number): Promise<void> =>
  page.locator(`#rows tr:nth-child(${count}):last-child`).waitFor({ state: "attached" });

/** What `aria-sort` says of each column, from the left. */
export const sorting = (page: Page): Promise<(string | null)[]> =>
  page.evaluate<(string | null)[]>('[...document.querySelectorAll("th")].map((th) => th.getAttribute("aria-sort"))');

/** What is said of how many rows there are. */
export const countText = (page: Page): Promise<string> => page.locator("#count").innerText();
