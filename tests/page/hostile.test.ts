import { readFileSync } from "node:fs";
import { HOSTILE_TEXTS } from "./support/contents";
import { column, rowCount, tabTo } from "./support/keyboard";
import { useBrowser } from "./support/openPage";

const open = useBrowser();

test.each(HOSTILE_TEXTS)(
  "$what is shown as it stands, wherever it is, and can be looked for",
  async ({ text, shown }) => {
    const { page, problems, requests } = await open("hostile");
    const id = 1001 + HOSTILE_TEXTS.findIndex((hostile) => hostile.text === text);
    await tabTo(page, "#find");
    await page.keyboard.insertText(`${shown} ${id}`);
    expect(await page.locator("#rows td.name").allTextContents()).toEqual([`${shown} ${shown} · ${id}`]);
    expect(await page.locator("#rows td.customer").textContent()).toBe(`${shown} ${id - 1001 + 98100}`);
    expect(await page.locator("#rows td.reason").textContent()).toBe(shown);
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
  const listed = await page.locator(".list .name > bdi").allTextContents();
  expect(listed).toHaveLength(10);
  expect(HOSTILE_TEXTS.map(({ shown }) => shown)).toEqual(expect.arrayContaining(listed));
  const elements = ["script", "style", "img", "main svg:not(.segments, .sign)", "[onload]", "[onerror]", "[onfocus]"];
  const counts = await Promise.all(elements.map((selector) => page.locator(selector).count()));
  expect(counts).toEqual([2, 1, 0, 0, 0, 0, 0]);
  expect([problems, requests]).toEqual([[], []]);
});

test("a spreadsheet takes none of them for a formula", async () => {
  const { page, problems } = await open("hostile");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
  const file = readFileSync(await download.path(), "utf8");
  expect(file).toContain(`"'=HYPERLINK(""https://acme.example"",""Go"")"`);
  expect(file).not.toMatch(/"[=+@-]/);
  expect(problems).toEqual([]);
});
