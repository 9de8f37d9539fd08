import type { Page } from "playwright-core";
import { countText, tabTo, untilRows } from "./support/keyboard";
import { openedAfterMs, pressAndTime, useBrowser } from "./support/openPage";
import { noteTimes } from "./support/pageRun";

const open = useBrowser();

const TIMES = 5;

async function repeat(measure: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  while (times.length < TIMES) times.push(await measure());
  return times;
}

async function openTenThousand(): Promise<Page> {
  const { page } = await open("10000");
  expect(await countText(page)).toContain("10,000 connections");
  return page;
}

test("ten thousand connections are opened, filtered, sorted and shown: how long that takes is noted", async () => {
  noteTimes("10,000 connections: open", await repeat(async () => openedAfterMs(await openTenThousand())));

  const page = await openTenThousand();
  await tabTo(page, "#find");
  const keys = "sales".split("");
  noteTimes("10,000 connections: a key in the filter", await repeat(() => pressAndTime(page, keys.shift() ?? "")));
  await page.keyboard.press("Control+A");
  noteTimes("10,000 connections: the filter emptied", [await pressAndTime(page, "Delete")]);
  await tabTo(page, 'button[data-sort="name"]');
  noteTimes("10,000 connections: a sort by name", await repeat(() => pressAndTime(page, "Enter")));

  await tabTo(page, "#show-all");
  const started = performance.now();
  await page.keyboard.press("Enter");
  await untilRows(page, 10_000);
  noteTimes("10,000 connections: all rows", [performance.now() - started]);
});
