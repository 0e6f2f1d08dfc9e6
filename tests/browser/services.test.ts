/** What somebody offers besides a talk, in the talk's window. */
import assert from "node:assert/strict";
import { saveSmith } from "./_camp.ts";
import { askIn, BOTH_SCREENS, inTurn, picture, sharedWorld } from "./_world.ts";
import { assertPanelsFit, browserTest, openPage } from "./browser.ts";

const names = ["Ada", "Bea"];
const smithy = sharedWorld({ save: (folder) => saveSmith(folder, ...names) });
const nextName = inTurn(names);

for (const screen of BOTH_SCREENS) {
  browserTest(
    `talks: services stand below the answers, once each, and open by button and key (${screen})`,
    async (browser) => {
      const { page, errors } = await openPage(browser, (await smithy()).url, screen);
      await askIn(page, nextName());
      await page.waitForSelector("#prompts button:has-text('Talk to Greta')", {
        state: "visible",
      });
      if (screen === "phone") await page.tap("#prompts button:has-text('Talk to Greta')");
      else await page.keyboard.press((await page.textContent("#prompts button:has-text('Talk to Greta') kbd"))!);
      await page.waitForSelector("#panel-dialogue .answer", { state: "visible" });
      await page.waitForSelector("#panel-dialogue .services .answer:has-text('learn from you')", {
        state: "visible",
      });
      await picture(page, `services-${screen}`);
      await assertPanelsFit(page);
      // The smith says herself that she sells and mends.
      const services = await page.locator("#panel-dialogue .services .answer").allTextContents();
      assert.equal(services.filter((text) => /what you sell/.test(text)).length, 0);
      if (screen === "phone") await page.tap("#panel-dialogue .services .answer:has-text('learn from you')");
      else {
        const key = await page.locator("#panel-dialogue .services .answer:has-text('learn from you') kbd")
          .textContent();
        await page.keyboard.press(key!);
      }
      await page.waitForSelector("#panel-trainer", { state: "visible" });
      assert.deepEqual(errors, []);
    },
  );
}
