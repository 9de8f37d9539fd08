import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { pageFile, pageRun } from "./pageRun";

/** How a page is looked at. */
export interface View {
  readonly colorScheme?: "light" | "dark";
  /** Below 500 it is a phone. */
  readonly width?: number;
}

/** A page in the browser, and what has gone on. */
export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, dialogs. */
  readonly problems: string[];
  /** What was asked for besides the file itself. */
  readonly requests: string[];
}

/** Launches the browser for a file of tests; each page that is opened is closed after its test. */
export function useBrowser(): (name: string, view?: View) => Promise<OpenPage> {
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  beforeAll(async () => {
    const { executable, environment, folder } = pageRun();
    // What it keeps for the next time goes with the folder.
    const env = { ...process.env, ...environment, HOME: folder, XDG_CACHE_HOME: folder, XDG_CONFIG_HOME: folder };
    browser = await chromium.launch({ executablePath: executable, env });
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  });
  afterAll(() => browser.close());

  return async (name, { colorScheme = "light", width = 1280 } = {}) => {
    const isPhone = width < 500;
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: isPhone ? 844 : 900 },
      isMobile: isPhone,
      hasTouch: isPhone,
    });
    contexts.push(context);
    const page = await context.newPage();
    const url = pathToFileURL(pageFile(name)).href;
    const problems: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("dialog", (dialog) => {
      problems.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (request.url() !== url) requests.push(request.url());
    });
    await page.addInitScript(NOTE_OPENING);
    await page.goto(url);
    return { page, problems, requests };
  };
}

/** Notes when the first frame after the load was drawn, from the beginning of the navigation. */
const NOTE_OPENING = `globalThis.openedAfterMs = new Promise((resolve) => {
  addEventListener("load", () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))));
});`;

export const openedAfterMs = (page: Page): Promise<number> => page.evaluate<number>("globalThis.openedAfterMs");

/** Presses a key, and says how long it took until the frame after it was drawn. */
export async function pressAndTime(page: Page, key: string): Promise<number> {
  await page.evaluate(`globalThis.drawnAfterMs = new Promise((resolve) => {
    const onKey = ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
    addEventListener("keydown", onKey, { capture: true, once: true });
  }); 0`);
  await page.keyboard.press(key);
  return page.evaluate<number>("globalThis.drawnAfterMs");
}
