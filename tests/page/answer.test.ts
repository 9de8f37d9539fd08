import { readFileSync } from "node:fs";
import { column, countText, rowCount } from "./support/keyboard";
import { useBrowser } from "./support/openPage";

const open = useBrowser();

test("the page leads with the answer, and lists what needs attention, the lost before the refused", async () => {
  const { page } = await open("12");
  expect(await page.locator("h1").innerText()).toBe("3 of 12 connections need attention");
  expect(await page.title()).toMatch(/^3 of 12 connections need attention, \d{4}-/);
  const isInSight = "document.querySelector('.list').getBoundingClientRect().top < innerHeight";
  expect(await page.evaluate<boolean>(isInSight)).toBe(true);
  const states = await page.locator(".list .since").allInnerTexts();
  expect(states.map((text) => text.split(" ")[0])).toEqual(["lost", "lost", "refused"]);
});

test("a click shows the table, with what was clicked on", async () => {
  const { page } = await open("10000");
  const top = "document.querySelector('#connections').getBoundingClientRect().top";
  expect(await page.evaluate<number>(top)).toBeGreaterThan(900);
  await page.getByRole("button", { name: "Show all 2,550 in the table" }).click();
  expect(await page.evaluate<number>(top)).toBeLessThan(100);
  expect(await countText(page)).toMatch(/^2,550 of 10,000 connections, /);
});

describe("the address has the filters", () => {
  test("as they are set, and opens with them, in another page too", async () => {
    const { page } = await open("12");
    await page.locator("#state").selectOption("attention");
    await page.locator("#customer").selectOption("98101");
    await page.locator("#find").fill("acme 1011");
    const address = new URL(await page.evaluate<string>("location.href"));
    expect(address.hash).toBe("#state=attention&customer=98101&find=acme+1011");
    const { page: other } = await open("12");
    await other.goto(address.href);
    await other.reload();
    expect([await rowCount(other), await column(other, "state")]).toEqual([1, ["lost"]]);
    expect(await other.locator("#find").inputValue()).toBe("acme 1011");
  });

  test("follows what is typed there, and what it cannot read is no filter", async () => {
    const { page } = await open("12");
    await page.evaluate("location.hash = '#state=refused'");
    await page.locator("#rows tr:only-child").waitFor();
    await page.evaluate("location.hash = '#state=gone&customer=1'");
    await page.locator("#rows tr:nth-child(12)").waitFor();
    const chosen = [await page.locator("#state").inputValue(), await page.locator("#customer").inputValue()];
    expect(chosen).toEqual(["", ""]);
  });

  test("and keeps them when a person goes to the connections", async () => {
    const { page } = await open("12");
    await page.locator("#state").selectOption("refused");
    await page.locator(".skip").focus();
    await page.keyboard.press("Enter");
    expect(await rowCount(page)).toBe(1);
  });
});

test("what is shown is saved as CSV", async () => {
  const { page, problems } = await open("12");
  await page.locator("#state").selectOption("attention");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
  expect(download.suggestedFilename()).toBe("connections.csv");
  const [headings, first, ...others] = readFileSync(await download.path(), "utf8").split("\r\n");
  expect(headings).toBe(
    '\ufeff"managedUserId","customer","environment","connectionId","name","connector","state","since","reason"',
  );
  expect(first).toMatch(/^"98101","Borealis Logistics","original","1002","jira, orders 2","jira","lost","2026-11-24T/);
  expect([others.length, others.at(-1)]).toEqual([3, ""]);
  expect(problems).toEqual([]);
});
