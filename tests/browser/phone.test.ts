/** The players' page on a phone: all that can be touched is large enough, and nothing covers anything. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { saveMaster } from "./_camp.ts";
import { assertApart, assertTouchable } from "./_touch.ts";
import { comeIn, picture, read, withWorld } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";

/** The sizes of phones that are tried, from the smallest that is still about. */
const PHONES = [{ width: 390, height: 844 }, { width: 360, height: 640 }, { width: 320, height: 568 }] as const;

browserTest("a phone: a hero's many abilities leave room for all that is to be touched", async (browser) => {
  await withWorld({ save: (folder) => saveMaster(folder, "Ada", 20) }, async (server) => {
    const { page, errors } = await openPage(browser, server.url, "phone");
    await comeIn(page, "Ada");
    await page.waitForSelector("#fight .slot:not([hidden]) >> nth=7", { state: "visible" });
    // Where the name of the land is shown everything else makes room.
    await page.waitForSelector(".banner:not(.shown)", { state: "attached" });
    for (const size of PHONES) {
      await page.setViewportSize(size);
      await page.waitForTimeout(100);
      await picture(page, `phone-${size.width}`);
      await assertTouchable(page);
      await assertApart(page, ["#fight .slot", "#fight .own-bars", "#dock button", ".tools button", "#log"]);
    }
    // A phone on its side, a tablet, a small window.
    for (const size of [{ width: 844, height: 390 }, { width: 768, height: 1024 }, { width: 1180, height: 820 }]) {
      await page.setViewportSize(size);
      await page.waitForTimeout(100);
      await picture(page, `phone-${size.width}`);
      await assertApart(page, ["#fight .slot", "#fight .own-bars", "#dock button", ".tools button"]);
    }
    await page.setViewportSize(PHONES[0]);
    await page.tap("#dock button[aria-label^='Keys and touches']");
    await page.waitForSelector("#panel-help dd:has-text('touch a place, or hold and drag')", { state: "visible" });
    assert.equal(
      await page.isVisible("#panel-help dd:has-text('W A S D')"),
      false,
      "touches alone, where one touches",
    );
    await picture(page, "phone-help");
    await page.tap("#panel-help .window-close");
    await page.tap("#toggle-chat");
    await page.waitForSelector("#chat-input", { state: "visible" });
    await page.tap("#toggle-chat");
    assert.deepEqual(errors, []);
  });
});

browserTest(
  "a phone: somebody new has name, class and look, then the button, with refusals beside it",
  async (browser) => {
    await withWorld({}, async (server) => {
      const { page, errors } = await openPage(browser, server.url, "phone");
      await page.waitForSelector("#class-rows b", { state: "visible" });
      const register = "#panel-register";
      await page.tap("#tab-register");
      await assertInOrder(page, `${register} [name=name]`, "#class-picker", "#look", `${register} [type=submit]`);
      await assertTouchable(page, "#sign-in-card");
      await page.fill(`${register} [name=name]`, "Ada");
      await page.fill(`${register} [name=password]`, "short");
      await page.tap(`${register} [type=submit]`);
      await assertBeside(page, "#refusal", `${register} [type=submit]`);
      await picture(page, "phone-refused");
      await page.fill(`${register} [name=password]`, "long enough for all");
      await page.tap(".class-row:has-text('Strider')");
      await page.tap(`${register} [type=submit]`);
      await until("Ada is in the world", async () => await read(page, "state") === "playing");
      await page.waitForSelector("#log li:has-text('You are a Strider now.')", { state: "attached" });

      await page.tap("#open-settings");
      await page.tap("#change-character");
      await page.tap("#new-character");
      await assertInOrder(
        page,
        "#character-form [name=name]",
        "#class-picker",
        "#look",
        "#character-form [type=submit]",
      );
      await assertTouchable(page, "#characters");
      await page.fill("#character-form [name=name]", "Ada");
      await page.tap("#character-form [type=submit]");
      await assertBeside(page, "#characters-refusal", "#character-form [type=submit]");
      assert.equal(await page.textContent("#characters-refusal"), "That name is taken. Choose another.");
      await picture(page, "phone-new-refused");
      assert.deepEqual(errors, []);

      const guest = await openPage(browser, server.url, "phone");
      await guest.page.tap(".class-row:has-text('Mender')");
      await picture(guest.page, "phone-guest");
      await comeIn(guest.page, "Berta");
      await guest.page.waitForSelector("#log li:has-text('You are a Mender now.')", { state: "attached" });
      assert.deepEqual(guest.errors, []);
    });
  },
);

/** Fails unless each of these begins below where the one before ends. */
async function assertInOrder(page: Page, ...selectors: readonly string[]): Promise<void> {
  // Where one can scroll something stays at the bottom of the screen: it is in its place at the end of the way.
  await page.evaluate(() => document.querySelector("#welcome")!.scrollTo(0, 1e6));
  let [before, end] = ["", -Infinity];
  for (const selector of selectors) {
    const box = (await page.locator(selector).boundingBox())!;
    assert.ok(box.y >= end, `${selector} is below ${before}`);
    [before, end] = [selector, box.y + box.height];
  }
}

/** Fails unless something is on the screen, just over what was pressed. */
async function assertBeside(page: Page, selector: string, pressed: string): Promise<void> {
  await page.waitForSelector(selector, { state: "visible" });
  const [said, button] = [(await page.locator(selector).boundingBox())!, (await page.locator(pressed).boundingBox())!];
  assert.ok(
    said.y > 0 && button.y - said.y - said.height < 30 && button.y > said.y,
    `${selector} stands by ${pressed}`,
  );
}
