/** Where one is on the players' page, in a real browser: a land's name, a dungeon's door, its rooms, lamps, the map. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { saveDoor, saveTinted } from "./_camp.ts";
import { askIn, BOTH_SCREENS, comeIn, picture, read, textOf, withWorld } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";

/** How much of a map has a colour, from 0 to 1. */
function shareOfMap(page: Page, colour: string, map = "#minimap"): Promise<number> {
  return page.evaluate(([selector, wanted]) => {
    const canvas = document.querySelector<HTMLCanvasElement>(selector)!;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    let found = 0;
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at]! << 16 | data[at + 1]! << 8 | data[at + 2]!) === parseInt(wanted.slice(1), 16)) found++;
    }
    return found * 4 / data.length;
  }, [map, colour] as const);
}

for (const screen of BOTH_SCREENS) {
  browserTest(`places: a land, a dungeon and its rooms say what they are (${screen})`, async (browser) => {
    await withWorld({ save: (folder) => saveDoor(folder, "Ada") }, async (server) => {
      const { page, errors } = await openPage(browser, server.url, screen);
      await comeIn(page, "Ada");
      await until("the land has a name", async () => /Levels \d+ to \d+/.test(await textOf(page, "#banner")));
      assert.ok((await textOf(page, "#banner p")).length > 20, "a sentence of the land");
      await until("the ground is painted", async () => await read(page, "missingTiles") === 0);
      await picture(page, `${screen}-land`);
      type Shining = { readonly kind: string; readonly light: number };
      const lights = (await read<Shining[]>(page, "actors")).filter(({ light }) => light > 0).map(({ kind }) => kind);
      assert.deepEqual(lights.sort(), ["pile", "player"], "the lantern that is carried, and the one that lies there");
      const door = page.locator("#prompts button:has-text('Go down: The Drowned Stair')");
      await door.waitFor({ state: "visible" });
      assert.match(await door.textContent() ?? "", /Levels 9 to 11, for 1 to 5 players/);

      await page.click("#dock button[aria-label^='Quests']");
      await page.waitForSelector("#panel-quests .quest", { state: "visible" });
      const log = await textOf(page, "#panel-quests");
      assert.match(log, /The river bell.*Wolves at the lane.*For a party of \d.*Hoppers in the hay/s);
      assert.match(log, /What your party kills near you counts for you/);
      await picture(page, `${screen}-chains`);
      await page.click("#panel-quests .window-close");

      await page.click("#open-map");
      await page.waitForTimeout(600);
      await picture(page, `${screen}-lands`);
      await page.click("#map-dialog .close");

      await door.click();
      await until("the stair has a name", async () => /Drowned Stair/.test(await textOf(page, "#place")));
      assert.match(await textOf(page, "#place"), /The third landing, The Drowned Stair/);
      await until("it is shown", async () => /The Drowned Stair/.test(await textOf(page, "#banner strong")));
      await page.waitForTimeout(1200);
      assert.ok(await shareOfMap(page, "#4a4850") > 0.02, "the small map shows the floor");
      assert.ok(await shareOfMap(page, "#7c7680") > 0.02, "and the walls");
      assert.equal(await shareOfMap(page, "#3f7590"), 0, "and no sea");
      await picture(page, `${screen}-stair`);
      await page.click("#open-map");
      await until("the large map shows them, too", async () => await shareOfMap(page, "#7c7680", "#map") > 0.02);
      await picture(page, `${screen}-stair-map`);
      await page.click("#map-dialog .close");
      await until("so is its room", async () => /third landing/.test(await textOf(page, "#banner strong")));
      assert.deepEqual(errors, []);
    });
  });
}

browserTest("places: who has something on it that lasts has its colour", async (browser) => {
  await withWorld({ save: (folder) => saveTinted(folder, "Ada", "rimed") }, async (server) => {
    const { page, errors } = await openPage(browser, server.url, "desktop");
    await until("the world is there", async () => await read(page, "state") === "signing in");
    // As near as one can look.
    await page.evaluate(() => localStorage.setItem("weald.zoom", "44"));
    await page.reload();
    await until("the world is there again", async () => await read(page, "state") === "signing in");
    await askIn(page, "Ada");
    type Tinted = { readonly name: string; readonly tint: string };
    const tints = async () => (await read<Tinted[]>(page, "actors")).filter(({ tint }) => tint !== "");
    await until("she is in view", async () => (await tints()).length > 0);
    assert.deepEqual((await tints()).map(({ name, tint }) => [name, tint]), [["Hanna Brine", "#a9d6e5"]]);
    await until("all is painted", async () => await read(page, "missingTiles") === 0);
    await page.click("#dock button[aria-label^='Character']");
    await page.waitForSelector("#panel-gear .figure", { state: "visible" });
    await page.waitForTimeout(6000);
    await picture(page, "tinted");
    assert.deepEqual(errors, []);
  });
});
