import { HOSTILE_TEXTS } from "./support/contents";
import { column, rowCount, tabTo } from "./support/keyboard";
import { useBrowser } from "./support/openPage";

const open = useBrowser();

test.each(HOSTILE_TEXTS)(
  "$what is shown as it stands, wherever it is, and can be looked for",
  async ({ text, shown }) => {
    const { page, problems, requests } = await open("hostile");
    const name = `${shown} [${1001 + HOSTILE_TEXTS.findIndex((hostile) => hostile.text === text)}]`;
    await tabTo(page, "#text");
    await page.keyboard.insertText(name);
    expect(await page.locator("#rows td.name").allTextContents()).toEqual([name]);
    expect(await page.locator("#rows td.customer").textContent()).toMatch(/^981\d\d /);
    for (const place of ["customer", "connector", "reason"]) {
      expect((await page.locator(`#rows td.${place}`).textContent())?.endsWith(shown)).toBe(true);
    }
    expect(await page.locator("#connector option").allTextContents()).toContain(shown);
    expect(await page.locator('.bar[data-filter="connector"] bdi').allTextContents()).toContain(shown);
    expect(await page.locator(".failures li").textContent()).toContain(shown);
    expect([problems, requests]).toEqual([[], []]);
  },
);

test("nothing of them runs, and none of them is an element", async () => {
  const { page, problems, requests } = await open("hostile");
  expect(await rowCount(page)).toBe(HOSTILE_TEXTS.length);
  expect(await column(page, "state")).toEqual(HOSTILE_TEXTS.map(() => "lost"));
  expect(await page.evaluate("globalThis.ran")).toBeUndefined();
  const elements = ["script", "style", "img", "main svg:not(.bar svg)", "[onload]", "[onerror]", "[onfocus]"];
  const counts = await Promise.all(elements.map((selector) => page.locator(selector).count()));
  expect(counts).toEqual([2, 1, 0, 0, 0, 0, 0]);
  expect([problems, requests]).toEqual([[], []]);
});
