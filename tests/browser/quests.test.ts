/** A quest on the players' page, in a real browser: somebody is talked to, a quest is taken, the log has it. */
import assert from "node:assert/strict";
import { saveSquare, saveStrongroom } from "./_camp.ts";
import { assertApart } from "./_touch.ts";
import { askIn, BOTH_SCREENS, inTurn, picture, sharedWorld, textOf } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";

const squareNames = ["Cleo", "Dana"];
const square = sharedWorld({ save: (folder) => saveSquare(folder, ...squareNames) });
const nameOnSquare = inTurn(squareNames);

const chestNames = ["Edda", "Finn"];
const strongroom = sharedWorld({ save: (folder) => saveStrongroom(folder, ...chestNames) });
const nameByChests = inTurn(chestNames);

for (const screen of BOTH_SCREENS) {
  browserTest(`quests: talked about, taken, and kept in the log (${screen})`, async (browser) => {
    const { page, errors } = await openPage(browser, (await square()).url, screen);
    await askIn(page, nameOnSquare());
    await page.waitForSelector("#prompts button:has-text('Talk to Hanna Brine')", {
      state: "visible",
    });
    await picture(page, `${screen}-marks`);
    if (screen === "phone") await assertApart(page, ["#log", ".prompt", "#fight .own-bars", "#status", "#ground"]);
    await page.click("#prompts button:has-text('Talk to Hanna')");
    await page.waitForSelector("#panel-dialogue .answer", { state: "visible" });
    await page.click("#panel-dialogue .answer:has-text('anything to do')");
    await page.click("#panel-dialogue .answer:has-text('that crate')");
    await page.waitForSelector("#panel-dialogue .answer:has-text('I will do it')", { state: "visible" });
    const card = await textOf(page, "#panel-dialogue .quest-card");
    assert.match(card, /A crate for Oswin · level 1.*Oswin Pell.*For it: 120 experience · 11 coins/);
    await picture(page, `${screen}-offer`);
    await page.click("#panel-dialogue .answer:has-text('I will do it')");
    await page.waitForSelector("#tracker li", { state: "visible" });
    assert.match(await textOf(page, "#tracker"), /A crate for Oswin.*Bring the crate to Oswin Pell/);
    await page.click("#panel-dialogue .answer:has-text('What has happened')");
    await page.waitForSelector("#panel-living", { state: "visible" });
    await picture(page, `${screen}-timeline`);
    await page.click("#panel-living .window-close");
    await page.click("#dock button[aria-label^='Quests']");
    await page.waitForSelector("#panel-quests .quest", { state: "visible" });
    assert.match(await textOf(page, "#panel-quests"), /120 experience · 11 coins · 4 × Apple/);
    await picture(page, `${screen}-log`);
    await page.click("#panel-quests button:has-text('Give up')");
    await until("it is given up", async () => /nothing to do/.test(await textOf(page, "#panel-quests")));
    assert.ok(await page.isHidden("#tracker"));
    assert.deepEqual(errors, []);
  });
}

for (const screen of BOTH_SCREENS) {
  browserTest(`talks: who is asked for one's chest opens the bank (${screen})`, async (browser) => {
    const { page, errors } = await openPage(browser, (await strongroom()).url, screen);
    await askIn(page, nameByChests());
    await page.waitForSelector("#prompts button:has-text('Talk to')", { state: "visible" });
    await page.click("#prompts button:has-text('Talk to')");
    await page.click("#panel-dialogue .answer:has-text('Open my chest')");
    await page.waitForSelector("#panel-bank", { state: "visible" });
    await picture(page, `${screen}-bank`);
    assert.deepEqual(errors, []);
  });
}
