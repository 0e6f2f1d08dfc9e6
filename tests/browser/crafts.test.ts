/** Gathering and crafting on the players' page, in a real browser: nettles are picked, copper is smelted, all is seen. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { saveWorkshop } from "./_camp.ts";
import { BOTH_SCREENS, comeIn, picture, read, textOf, withWorld } from "./_world.ts";
import { assertPanelsFit, browserTest, openPage, panelsShown, until } from "./browser.ts";

for (const screen of BOTH_SCREENS) {
  browserTest(`crafts: something is gathered and something is made (${screen})`, async (browser) => {
    await withWorld({ save: (folder) => saveWorkshop(folder, "Ada") }, async (server) => {
      const { page, errors } = await openPage(browser, server.url, screen);
      await comeIn(page, "Ada");
      await page.waitForSelector("#prompts button:has-text('Pick: Nettles')", { state: "visible" });
      await until("all is painted", async () => await read(page, "missingTiles") === 0);
      await picture(page, `${screen}-nodes`);
      await page.click("#prompts button:has-text('Pick: Nettles')");
      await page.waitForSelector(".cast-bar:has-text('Nettles')", { state: "visible" });
      await picture(page, `${screen}-gathering`);
      await until("skill has grown", async () => /Herbcraft: skill 1/.test(await textOf(page, "#log")));
      await until("it is empty", async () => await page.locator("#prompts button:has-text('Nettles')").count() === 0);
      await page.click("#dock button[aria-label^='Crafts']");
      await page.waitForSelector("#panel-crafts .craft-tab", { state: "visible" });
      await page.click("#panel-crafts .craft-tab[aria-label^='Smithing']");
      await picture(page, `${screen}-crafts`);
      await page.click("#panel-crafts button:has-text('Make 4')");
      if (screen === "phone") await page.click("#panel-crafts .window-close");
      await page.waitForSelector(".cast-bar:has-text('to go')", { state: "visible" });
      await until("skill has grown", async () => /Smithing: skill 1/.test(await textOf(page, "#log")));
      await picture(page, `${screen}-smelting`);
      await openMany(page, screen);
      assert.deepEqual(errors, []);
    });
  });
}

/** Opens more panels than there is room for: those opened first give way. */
async function openMany(page: Page, screen: string): Promise<void> {
  for (const label of ["Crafts", "Quests", "Party", "Character", "What goes on", "Bag"]) {
    const button = page.locator(`#dock button[aria-label^='${label}']`);
    if (await button.getAttribute("aria-pressed") === "false") await button.click();
    await assertPanelsFit(page);
  }
  const newest = screen === "phone" ? ["panel-bag"] : ["panel-gear", "panel-living", "panel-bag"];
  assert.deepEqual(await panelsShown(page), newest);
  await picture(page, `${screen}-panels`);
}
