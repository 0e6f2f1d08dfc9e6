/** The living world on the players' page, in a real browser: winter is seen, and what goes on can be read. */
import assert from "node:assert/strict";
import { saveWinter } from "./_camp.ts";
import { BOTH_SCREENS, comeIn, picture, read, sharedWorld, textOf } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";

const winter = sharedWorld({ save: (folder) => saveWinter(folder, "Ada") });

for (const screen of BOTH_SCREENS) {
  browserTest(`living: winter is seen, and what goes on is read (${screen})`, async (browser) => {
    const { page, errors } = await openPage(browser, (await winter()).url, screen);
    await comeIn(page, screen === "desktop" ? "Ada" : "Bea");
    await until("it snows", async () => /snow/.test(await textOf(page, "#weather")));
    await until("all is painted", async () => await read(page, "missingTiles") === 0);
    await page.waitForTimeout(1500);
    await picture(page, `${screen}-winter`);
    await page.click("#dock button[aria-label^='What goes on']");
    await page.waitForSelector("#panel-living .task", { state: "visible" });
    const text = await textOf(page, "#panel-living");
    assert.match(text, /Hearthnight/);
    assert.match(text, /The long wall/);
    assert.match(text, /gets by/);
    assert.match(text, /What has happened/);
    await picture(page, `${screen}-living`);
    assert.deepEqual(errors, []);
  });
}
