/** Things on the players' page, in a real browser: bag, gear, vendor, bank, loot, rolls and a trade, on two screens. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { PLAYERS, saveMarket } from "./_market.ts";
import { BOTH_SCREENS, comeIn, picture, see, textOf, withWorld } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";

/** Picks a thing in a panel. */
async function tapTile(page: Page, panel: string, name: string): Promise<void> {
  await page.click(`#panel-${panel} .tile[aria-label*="${name}"]`);
}

for (const screen of BOTH_SCREENS) {
  browserTest(`things: bag, gear, roll, loot, vendor and trade (${screen})`, async (browser) => {
    await withWorld({ save: (folder) => saveMarket(folder) }, async (server) => {
      const ada = await openPage(browser, server.url, screen);
      await comeIn(ada.page, PLAYERS[0]);
      const bob = await openPage(browser, server.url);
      await comeIn(bob.page, PLAYERS[1]);
      const { page } = ada;

      // A roll stands there from the beginning, and goes when one has chosen and the other, too.
      await see(page, ".rolls li:has-text('Copper blade')");
      await picture(page, `${screen}-1-roll`);
      await page.click(".rolls button:has-text('Need')");
      await until("the choice is shown", async () => /waiting/.test(await textOf(page, ".rolls li")));
      await bob.page.click(".rolls button:has-text('Pass')");
      await page.waitForSelector(".rolls li", { state: "detached" });

      await page.click("#dock button[aria-label^='Bag']");
      await see(page, "#panel-bag .tile[aria-label='Copper blade']");
      assert.match(await textOf(page, "#panel-bag .purse"), /240 coins · \d+ of \d+ places/);
      await tapTile(page, "bag", "Copper blade");
      await see(page, "#panel-bag .thing-card");
      await picture(page, `${screen}-2-bag`);

      if (screen === "phone") await page.click("#panel-bag .window-close");
      await page.click("#dock button[aria-label^='Character']");
      await see(page, "#panel-gear .tile[aria-label='Plank shield']");
      assert.match(await textOf(page, "#panel-gear [data-stat=strength]"), /^Strength\d+$/);
      const armour = async () => Number(/\d+$/.exec(await textOf(page, "#panel-gear [data-stat=armour]"))?.[0]);
      const shielded = await armour();
      await tapTile(page, "gear", "Plank shield");
      assert.match(await textOf(page, "#panel-gear .thing-card"), /Made by Greta Amble/);
      await picture(page, `${screen}-3-gear`);
      await page.click("#panel-gear button:has-text('Take off')");
      await see(page, "#panel-gear [aria-label='off hand: nothing']");
      await until("without the shield there is less armour", async () => await armour() < shielded);
      if (screen === "phone") {
        await page.click("#panel-gear .window-close");
        await page.click("#dock button[aria-label^='Bag']");
      }
      await tapTile(page, "bag", "Plank shield");
      await page.click("#panel-bag button:has-text('Put on')");
      await closeAll(page);
      await until("what is at hand is offered", async () => /Trade with Greta/.test(await textOf(page, "#prompts")));
      await page.click("#prompts button:has-text('Trade with Greta')");
      await see(page, "#panel-vendor .tile[aria-label^='Lantern']");
      await tapTile(page, "vendor", "Lantern");
      await picture(page, `${screen}-4-vendor`);
      await page.click("#panel-vendor button:has-text('Buy one')");
      await until("the lantern is paid for", async () => {
        const tile = await page.$("#panel-vendor .tile[aria-label^='Lantern'] b");
        return await tile?.textContent() === "4";
      });
      await closeAll(page);

      await touch(page, 0.5, 2);
      await see(page, "#panel-loot .rows li");
      await picture(page, `${screen}-5-loot`);
      await page.click("#panel-loot button:has-text('Take all')");
      await page.waitForSelector("#panel-loot", { state: "hidden" });

      await give(bob.page, screen);
      await trade(page, bob.page, screen);
      for (const { errors, outsideRequests } of [ada, bob]) assert.deepEqual([errors, outsideRequests], [[], []]);
    });
  });
}

/** Bob gives Ada, who stands by, some of his apples. */
async function give(page: Page, screen: string): Promise<void> {
  await page.click("#dock button[aria-label^='Bag']");
  await tapTile(page, "bag", "Apple");
  await page.fill("#panel-bag input.count", "5");
  await picture(page, `${screen}-6-give`);
  await page.click("#panel-bag .thing-card button:has-text('Give to Ada')");
  await see(page, "#log li:has-text('You gave Ada: 5 × Apple.')");
  await see(page, "#panel-bag .tile[aria-label*='Apple'] b:has-text('12')");
  await page.click("#panel-bag .window-close");
}

async function trade(page: Page, other: Page, screen: string): Promise<void> {
  await other.click("#dock button[aria-label^='Party']");
  await other.click("#panel-party li:has-text('Ada') button:has-text('Trade')");
  await see(page, "#panel-trade .ask button");
  await page.click("#panel-trade .ask button");
  if (screen === "phone") await page.click("#panel-trade button:has-text('Your bag')");
  await see(page, "#panel-bag");
  await tapTile(page, "bag", "Copper blade");
  await page.click("#panel-bag .thing-card button:has-text('Offer')");
  await until(
    "the blade is offered",
    async () => (await other.$("#panel-trade .tile[aria-label='Copper blade']")) !== null,
  );
  await other.fill("#trade-coins", "30");
  await other.press("#trade-coins", "Tab");
  if (screen === "phone") await page.click("#panel-bag .window-close");
  await until("the coins are offered", async () => /30 coins/.test(await textOf(page, "#panel-trade")));
  await picture(page, `${screen}-6-trade`);
  await picture(other, `${screen}-6-trade-other`);
  await page.click("#panel-trade button:has-text('Agree')");
  await until("the other sees it", async () => /Ada agrees/.test(await textOf(other, "#panel-trade")));
  await other.click("#panel-trade button:has-text('Agree')");
  await page.waitForSelector("#panel-trade", { state: "hidden" });
  await see(other, "#panel-bag .tile[aria-label='Copper blade']");
}

/** Touches the world so many metres east and south of the own character. */
async function touch(page: Page, east: number, south: number): Promise<void> {
  const zoom = await page.evaluate(() => (globalThis as unknown as { weald: { zoom: number } }).weald.zoom);
  const { width, height } = page.viewportSize()!;
  await page.mouse.click(width / 2 + east * zoom, height / 2 + south * zoom);
}

async function closeAll(page: Page): Promise<void> {
  for (let round = 0; round < 4; round++) await page.keyboard.press("Escape");
}
