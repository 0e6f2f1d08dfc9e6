/** The market board on the players' page, in a real browser, on two screens: put up, filled, made for others, collected. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { PLAYERS, saveMarket } from "./_market.ts";
import { BOTH_SCREENS, comeIn, picture, read, see, textOf, withWorld } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";

/** Opens the board by the talk with who keeps orders, wherever the two stand by then. */
async function openBoard(page: Page): Promise<void> {
  type Place = { readonly name: string; readonly x: number; readonly y: number };
  const { width, height } = page.viewportSize()!;
  await until("who keeps orders is talked to", async () => {
    const own = await read<Place>(page, "position");
    const keeper = (await read<Place[]>(page, "actors")).find(({ name }) => name === "Ives Tallow");
    if (keeper === undefined) return false;
    const zoom = await read<number>(page, "zoom");
    await page.mouse.click(width / 2 + (keeper.x - own.x) * zoom, height / 2 + (keeper.y - own.y) * zoom);
    // A busy machine may take its time; a second click would be one on something else.
    return await until("the talk begins", () => page.isVisible("#panel-dialogue"), 8).then(() => true, () => false);
  });
  await page.click("#panel-dialogue button:has-text('What is wanted')");
  await see(page, "#panel-market .market-filters");
}

const tab = (page: Page, name: string) => page.click(`#panel-market .market-tabs button:has-text('${name}')`);

/** What is put up. */
interface Put {
  readonly side: string;
  readonly field: "kind" | "mine" | "recipe";
  readonly what: string;
  readonly count: number;
  readonly coins: number;
}

async function putUp(page: Page, { side, field, what, count, coins }: Put): Promise<void> {
  await tab(page, "Put up");
  const form = "#panel-market .market-form";
  await page.selectOption(`${form} select >> nth=0`, { label: side });
  if (field === "kind") await page.fill("#market-kind", what);
  else {
    const list = page.locator(`${form} label:visible:has-text('What') select`);
    const option = await list.locator("option", { hasText: what }).first().getAttribute("value");
    await list.selectOption(option!);
  }
  await page.fill(`${form} label:has-text('How many') input`, String(count));
  await page.fill(`${form} label:has-text('Coins for each') input`, String(coins));
}

for (const screen of BOTH_SCREENS) {
  browserTest(`market: put up, filled, made for somebody and collected (${screen})`, async (browser) => {
    await withWorld({ save: (folder) => saveMarket(folder) }, async (server) => {
      const ada = await openPage(browser, server.url, screen);
      await comeIn(ada.page, PLAYERS[0]);
      const bob = await openPage(browser, server.url);
      await comeIn(bob.page, PLAYERS[1]);
      const { page } = ada;

      await openBoard(page);
      await picture(page, `market-${screen}-1-empty`);
      await putUp(page, { side: "I want to buy", field: "kind", what: "Apple", count: 10, coins: 3 });
      assert.match(await textOf(page, "#panel-market .market-form"), /You give 30 coins\. The board takes 2 coins/);
      await picture(page, `market-${screen}-2-put-up`);
      await page.click("#panel-market .market-form button[type=submit]");
      await see(page, "#panel-market .order:has-text('10 × Apple')");
      await putUp(page, { side: "I sell", field: "mine", what: "Copper blade", count: 1, coins: 55 });
      await page.click("#panel-market .market-form button[type=submit]");
      await see(page, "#panel-market .order:has-text('Copper blade')");
      await picture(page, `market-${screen}-3-yours`);

      await openBoard(bob.page);
      await see(bob.page, "#panel-market .order:has-text('Copper blade')");
      await bob.page.click("#panel-market .order:has-text('Apple') button:has-text('I have that')");
      await bob.page.fill("#panel-market .order:has-text('Apple') input", "4");
      await picture(bob.page, `market-${screen}-4-other`);
      await bob.page.click("#panel-market .order:has-text('Apple') button:has-text('Give 4 for 12 coins')");
      await see(bob.page, "#panel-market .order:has-text('6 × Apple')");
      await bob.page.click("#panel-market .order:has-text('Copper blade') button:has-text('I want that')");
      await bob.page.click("#panel-market .order:has-text('Copper blade') button:has-text('Buy 1 for 55 coins')");
      await bob.page.waitForSelector("#panel-market .order:has-text('Copper blade')", { state: "detached" });
      await bob.page.fill("#market-find", "Stone");
      await bob.page.press("#market-find", "Enter");
      await see(bob.page, "#panel-market :text('There is nothing like that.')");

      await tab(page, "Yours");
      await see(page, "#panel-market .purse:has-text('55 coins')");
      await see(page, "#panel-market .tile[aria-label='4 × Apple']");
      await picture(page, `market-${screen}-5-waiting`);
      await page.click("#panel-market button:has-text('Collect it all')");
      await page.waitForSelector("#panel-market .purse", { state: "detached" });
      await page.click("#panel-market .order:has-text('6 × Apple') button:has-text('Take it back')");
      await page.waitForSelector("#panel-market .order", { state: "detached" });
      await commission(page, bob.page, screen);

      await page.keyboard.press("Escape");
      await page.waitForSelector("#panel-market", { state: "hidden" });
      for (const { errors, outsideRequests } of [ada, bob]) assert.deepEqual([errors, outsideRequests], [[], []]);
    });
  });
}

/** Something is to be made: taken on by the other, and left again. */
async function commission(page: Page, other: Page, screen: string): Promise<void> {
  await putUp(page, { side: "Make this for me", field: "recipe", what: "Copper bar", count: 2, coins: 9 });
  assert.match(await textOf(page, "#panel-market .market-form"), /With it you give/);
  await picture(page, `market-${screen}-6-commission`);
  await page.click("#panel-market .market-form button[type=submit]");
  await see(page, "#panel-market .order:has-text('nobody makes it yet')");
  await other.fill("#market-find", "");
  await other.press("#market-find", "Tab");
  await other.click("#panel-market .order:has-text('Copper bar') button:has-text('I can make that')");
  await other.click("#panel-market .order:has-text('Copper bar') button:has-text('Take it on')");
  await see(page, "#panel-market .order:has-text('Bob makes it')");
  await tab(other, "Yours");
  await see(other, "#panel-market .order:has-text('It is made at')");
  await picture(other, `market-${screen}-7-taken`);
  // It is made elsewhere, so it stands among the crafts, too.
  await other.click("#dock button[aria-label^='Crafts']");
  await see(other, "#panel-crafts .order:has-text('Copper bar') button:has-text('Make one')");
  await picture(other, `market-${screen}-8-crafts`);
  await other.click("#panel-crafts button:has-text('Leave it')");
  await see(page, "#panel-market .order:has-text('nobody makes it yet')");
}
