/** Fights on the players' page, in a real browser: a class is chosen, somebody is aimed at, killed and looted. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { STATUS } from "../../world/kinds.ts";
import { saveCamp } from "./_camp.ts";
import { BOTH_SCREENS, comeIn, picture, read, sharedWorld, textOf, withWorld } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";

interface ShownActor {
  readonly id: number;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  readonly status: number;
}

async function openLog(page: Page, screen: string): Promise<void> {
  if (screen === "phone") await page.tap("#dock button[aria-label^='Fights']");
  else await page.keyboard.press("g");
}

/** Where those come who have not been there before. */
const fresh = sharedWorld({});

for (const screen of BOTH_SCREENS) {
  browserTest(`fights: aimed at, gone after, killed, learnt by and looted (${screen})`, async (browser) => {
    await withWorld({ save: (folder) => saveCamp(folder, "Ada") }, async (server) => {
      const { page, errors } = await openPage(browser, server.url, screen);
      await comeIn(page, "Ada");
      await page.waitForSelector("#fight .slot:not([hidden])", { state: "visible" });
      const creatures = async () =>
        (await read<ShownActor[]>(page, "actors")).filter(({ kind }) => kind === "creature");
      await until("creatures are about", async () => (await creatures()).length > 0);
      const strike = () => screen === "phone" ? page.tap("#fight .slot") : page.keyboard.press("1");
      // A blow aims at the nearest, goes after it, and goes on by itself; a blow strikes back.
      let pictured = false;
      await until("one of them is dead", async () => {
        if ((await creatures()).some(({ status }) => (status & STATUS.dead) !== 0)) return true;
        await strike();
        if (!pictured && await page.isVisible("#target")) {
          pictured = true;
          await picture(page, `${screen}-fight`);
        }
        await page.waitForTimeout(700);
        return false;
      }, 90);
      assert.match(await textOf(page, "#target b"), /\w/);
      const isOut = () =>
        page.$eval("#target", (frame) => {
          const { left, right } = frame.getBoundingClientRect();
          return [...frame.children].map((part) => part.getBoundingClientRect())
            .some((part) => part.width > 0 && (part.left < left || part.right > right));
        });
      assert.equal(await isOut(), false, "what is said of who is aimed at stays within its frame");
      assert.notEqual(await page.getAttribute("#fight .xp", "title"), "0 of 300 to level 2");
      await picture(page, `${screen}-after`);
      await openLog(page, screen);
      await page.waitForSelector("#panel-fight-log li.done:has-text('You →')", { state: "visible" });
      await page.waitForSelector("#panel-fight-log li.note:has-text('dead')", { state: "visible" });
      await picture(page, `${screen}-log`);
      await page.click("#panel-fight-log .window-close");
      await page.waitForSelector("#prompts button:has-text('leaves')", { state: "visible" });
      await page.click("#prompts button:has-text('leaves')");
      await page.waitForSelector("#panel-loot", { state: "visible" });
      await picture(page, `${screen}-loot`);
      await page.click("#panel-loot .window-close");
      // Who has enough of it lets go: nothing goes on by itself.
      await until("somebody is aimed at", async () => {
        if (!await page.isVisible("#target")) await strike();
        await page.waitForTimeout(300);
        return await page.isVisible("#target");
      });
      if (screen === "phone") await page.tap("#target .let-go");
      else await page.keyboard.press("Escape");
      await page.waitForSelector("#target", { state: "hidden" });
      assert.deepEqual(errors, []);
    });
  });

  browserTest(`fights: who comes for the first time chooses a class (${screen})`, async (browser) => {
    const { page, errors } = await openPage(browser, (await fresh()).url, screen);
    await comeIn(page, screen === "desktop" ? "Bea" : "Cid");
    await page.click(
      screen === "phone" ? "#dock button[aria-label^='What you are']" : "#dock button[aria-label^='What you are']",
    );
    await page.waitForSelector("#panel-class .class-card", { state: "visible" });
    await picture(page, `${screen}-classes`);
    await page.click("#panel-class button[aria-label='Become a Kindler']");
    await until("the class is told", async () => /You are a Kindler now/.test(await textOf(page, "#log")));
    await until(
      "its abilities are there",
      async () => await page.locator("#fight .slot:not([hidden])").count() >= 2,
    );
    await picture(page, `${screen}-kindler`);
    assert.deepEqual(errors, []);
  });
}
