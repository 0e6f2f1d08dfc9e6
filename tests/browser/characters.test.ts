/** The screen of an account's characters: making, playing, changing and deleting them. */
import assert from "node:assert/strict";
import { BOTH_SCREENS, picture, read, withWorld } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";
import { Player } from "./player.ts";

for (const screen of BOTH_SCREENS) {
  browserTest(`characters: one more is made, played, changed and deleted (${screen})`, async (browser) => {
    await withWorld({}, async (server) => {
      const { page, errors } = await openPage(browser, server.url, screen);
      const state = () => read(page, "state");
      const press = async (selector: string) => {
        await page.waitForSelector(selector, { state: "visible" });
        if (screen === "phone") await page.tap(selector);
        else await page.click(selector);
      };
      const names = () => page.locator("#characters-list strong").allTextContents();
      await until("the world is there", async () => await state() === "signing in");
      await press("#tab-register");
      await page.fill("#panel-register input[name=name]", "Ada Fern");
      await page.fill("#panel-register input[name=password]", "quiet meadow");
      await press("#panel-register button[type=submit]");
      await until("Ada is in", async () => await state() === "playing");

      await page.waitForSelector("#place:not(:empty)");
      const place = await page.textContent("#place");
      await press("#open-settings");
      await press("#change-character");
      await until("Ada may choose", async () => await state() === "choosing");
      await page.waitForSelector("#characters-list strong");
      assert.deepEqual(await names(), ["Ada Fern"]);
      await page.waitForSelector("#world-line:has-text('Nobody is here just now.')");
      // Who comes while one chooses is counted, and who goes.
      const other = new Player(server.url, "Tobin");
      await page.waitForSelector("#world-line:has-text('One is here.')", { timeout: 60_000 });
      await picture(page, `characters-first-${screen}`);
      other.send({ type: "signOut" });
      await page.waitForSelector("#world-line:has-text('Nobody is here just now.')", { timeout: 60_000 });
      other.leave();
      await press("#new-character");
      const rows = await page.locator(".class-row b").allTextContents();
      assert.equal(rows.length, 4, "the four classes are there to choose from");
      assert.ok(
        (await page.locator(".class-row:not(.later) .class-text").allTextContents()).every((text) => /\.$/.test(text)),
      );
      assert.equal(await page.isChecked(".class-row input[value='0']"), true, "none is chosen unasked");
      await page.fill("#character-form input[name=name]", "ada fern");
      await press("#character-form button[type=submit]");
      await page.waitForSelector("#characters-refusal:has-text('That name is taken')", { state: "visible" });
      await page.fill("#character-form input[name=name]", "Berta Holm");
      if (screen === "desktop") {
        // From the name by keys alone, over the second class to the third.
        await page.focus("#character-form input[name=name]");
        await page.keyboard.press("Tab");
        for (const key of ["ArrowDown", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
      } else await press(".class-row:has-text('Strider')");
      const chosen = await page.textContent(".class-row:has(:checked) b");
      await picture(page, `characters-new-${screen}`);
      await press("#character-form button[type=submit]");
      await page.waitForSelector("#characters-list strong:has-text('Berta Holm')", { state: "visible" });
      assert.deepEqual(await names(), ["Ada Fern", "Berta Holm"]);
      const places = await page.locator(".character-place").allTextContents();
      assert.deepEqual(places, [place], "where Ada was last; Berta never was anywhere");
      await picture(page, `characters-${screen}`);
      const { scrollWidth, innerWidth } = await page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        innerWidth: globalThis.innerWidth,
      }));
      assert.ok(scrollWidth <= innerWidth, "nothing is wider than the screen");

      assert.match(
        await page.textContent(".character:has-text('Berta Holm')") ?? "",
        new RegExp(`${chosen}, has not set`),
      );

      // With the keys alone, where there are some.
      if (screen === "desktop") {
        await page.focus(".character:has-text('Berta Holm') .character-play");
        await page.keyboard.press("Enter");
      } else await press(".character:has-text('Berta Holm') .character-play");
      await until("Berta is in", async () => await state() === "playing");
      await page.waitForSelector(`text=You are a ${chosen} now.`);
      await page.waitForSelector(".prompt:has-text('Choose what you are')", { state: "hidden" });
      await picture(page, `characters-class-${screen}`);
      await page.reload();
      await until("and is who comes back", async () => await state() === "playing");

      await press("#open-settings");
      await press("#change-character");
      await page.waitForSelector(`.character:has-text('Berta Holm'):has-text('${chosen}, level 1')`);
      await press(".character:has-text('Ada Fern') .character-delete");
      assert.equal(await page.isEnabled("#character-delete .danger"), false, "not before its name is typed");
      await page.fill("#character-delete input[name=name]", "Ada Fern");
      await picture(page, `characters-delete-${screen}`);
      await press("#character-delete .danger");
      await until("Ada is gone", async () => (await names()).join() === "Berta Holm");
      assert.deepEqual(errors, []);
    });
  });
}
