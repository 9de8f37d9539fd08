import { rowCount, tabTo } from "./support/keyboard";
import { useBrowser } from "./support/openPage";
import { reportFile } from "./support/pageRun";

const open = useBrowser();

/** How many rows are too low to be read, or out of the paper. */
const UNREADABLE_ROWS = `[...document.querySelectorAll("#rows tr")].filter((row) => {
  const { height, left, right } = row.getBoundingClientRect();
  return height < 10 || left < 0 || right > document.documentElement.clientWidth;
}).length`;

test.each([
  ["12", 12],
  ["10000", 10_000],
])("printed, %s connections are all there, black on white, without the filters", async (name, count) => {
  const { page, problems } = await open(name, { colorScheme: "dark" });
  // Printing is what tells the page to show all of its rows.
  const pdf = await page.pdf({ path: reportFile(`${name}.pdf`), format: "A4", preferCSSPageSize: true });
  expect(await rowCount(page)).toBe(count);
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate<number>(UNREADABLE_ROWS)).toBe(0);
  const looks = await page.evaluate<string[]>(
    "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]",
  );
  expect(looks).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
  expect(await page.locator("form, .above button, .more, .skip, .hint, .all").filter({ visible: true }).count()).toBe(
    0,
  );
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(count / 60);
  expect(problems).toEqual([]);
});

test("printed with a filter, only what matches is there", async () => {
  const { page } = await open("10000");
  await tabTo(page, "#find");
  await page.keyboard.type("expired");
  const matching = Number((await page.locator("#count").innerText()).replace(/ of .*|,/g, ""));
  await page.pdf();
  expect([await rowCount(page), matching > 100]).toEqual([matching, true]);
});
