import type { Page } from "playwright-core";
import { violationsOf } from "./support/accessibility";
import { tabTo } from "./support/keyboard";
import { useBrowser } from "./support/openPage";
import { reportFile } from "./support/pageRun";

const open = useBrowser();

const SIZES = ["12", "42", "10000", "hostile"] as const;
const SCHEMES = ["light", "dark"] as const;
const WIDTHS = [1280, 390] as const;
const VIEWS = SIZES.flatMap((name) =>
  SCHEMES.flatMap((colorScheme) => WIDTHS.map((width) => ({ name, colorScheme, width }))),
);

/** Of ten thousand, the top is enough to look at. */
const SHOWN_HEIGHT = 6000;

/** From 0, black, to 255. */
const lightness = (page: Page): Promise<number> =>
  page.evaluate<number>(
    "Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))",
  );

const widths = (page: Page): Promise<{ page: number; window: number }> =>
  page.evaluate<{ page: number; window: number }>(
    "({ page: document.documentElement.scrollWidth, window: document.documentElement.clientWidth })",
  );

/** What is higher than the room that it has. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll("main *:not(.unseen)")]
    .filter((element) => getComputedStyle(element).overflowY !== "visible")
    .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1)
    .map(({ outerHTML }) => outerHTML.slice(0, 80))`);

test.each(VIEWS)("$name, $colorScheme, $width pixels: no error, no request, accessible, nothing cut", async (view) => {
  const { name, colorScheme, width } = view;
  const { page, problems, requests } = await open(name, view);
  const height = await page.evaluate<number>("document.documentElement.scrollHeight");
  await page.screenshot({
    path: reportFile(`${name}-${colorScheme}-${width}.png`),
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, SHOWN_HEIGHT) },
  });
  expect([problems, requests]).toEqual([[], []]);
  expect(await widths(page)).toEqual({ page: width, window: width });
  // Ten hostile texts in one failure are more than anybody wants to see at once.
  if (name !== "hostile") expect(await cutOff(page)).toEqual([]);
  if (colorScheme === "dark") expect(await lightness(page)).toBeLessThan(64);
  else expect(await lightness(page)).toBeGreaterThan(192);

  expect(await violationsOf(page)).toEqual([]);
  await tabTo(page, "button[data-filter]");
  await page.keyboard.press("Space");
  await page.waitForSelector('button[aria-pressed="true"]');
  expect(await violationsOf(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test("the name of a connector breaks between its words", async () => {
  const { page } = await open("12");
  const name = page.locator("#rows td.name small bdi", { hasText: "acme_warehouse_connector_98178_1700000000" });
  expect(await name.innerHTML()).toContain("acme_<wbr>warehouse_<wbr>connector_<wbr>98178_<wbr>1700000000 · ");
});
