/** Parties on the players' page, in a real browser: made, spoken in, aimed at. */
import assert from "node:assert/strict";
import { saveSquare } from "./_camp.ts";
import { assertApart } from "./_touch.ts";
import { BOTH_SCREENS, comeIn, picture, read, textOf, withWorld } from "./_world.ts";
import { browserTest, openPage } from "./browser.ts";

for (const screen of BOTH_SCREENS) {
  browserTest(`party: asked, spoken to by itself, and aimed at (${screen})`, async (browser) => {
    await withWorld({ save: (folder) => saveSquare(folder, "Ada", "Bea") }, async (server) => {
      const ada = await openPage(browser, server.url, screen);
      const bea = await openPage(browser, server.url, "desktop");
      const cid = await openPage(browser, server.url, "desktop");
      await comeIn(ada.page, "Ada");
      await comeIn(bea.page, "Bea");
      await comeIn(cid.page, "Cid");
      const { page } = ada;
      const press = (selector: string) => screen === "phone" ? page.tap(selector) : page.click(selector);

      await press("#dock button[aria-label^='Party']");
      await press("#panel-party li:has-text('Bea') button:has-text('Ask')");
      await bea.page.click("#panel-party button:has-text('Join')");
      await page.waitForSelector("#party button:has-text('Bea')", { state: "visible" });
      await press("#panel-party .window-close");

      // To the party alone: by the button, or by what is typed first.
      if (screen === "phone") {
        await page.tap("#toggle-chat");
        await page.tap("#chat-to");
        await page.fill("#chat-input", "Where are you?");
        await picture(page, `${screen}-party-chat`);
        await page.tap("#chat-send");
      } else {
        await page.keyboard.press("Enter");
        await page.keyboard.type("/p Where are you?");
        await picture(page, `${screen}-party-chat`);
        await page.keyboard.press("Enter");
      }
      await bea.page.waitForSelector("#log li.party:has-text('Where are you?') em:has-text('Party')");
      await page.waitForSelector("#log li.party:has-text('Where are you?')");
      await bea.page.keyboard.press("Enter");
      await bea.page.keyboard.type("Here!");
      await bea.page.keyboard.press("Enter");
      await cid.page.waitForSelector("#log li:has-text('Here!')", { state: "attached" });
      assert.equal(await cid.page.locator("#log li:has-text('Where are you?')").count(), 0, "others hear nothing");

      // What lasts on one of the party is seen beside its name, and on the frame of whom one aims at.
      await bea.page.click("#dock button[aria-label^='Bag']");
      await bea.page.click("#panel-bag .tile[aria-label*='Apple']");
      await bea.page.click("#panel-bag .thing-card button:has-text('Use')");
      await page.waitForSelector("#party .effects li[title^='Well fed']", { state: "visible" });

      if (screen === "phone") await page.tap("#party button:has-text('Bea')");
      else await page.keyboard.press("t");
      await page.waitForSelector("#target:has-text('Bea')", { state: "visible" });
      await page.waitForSelector("#target .effects li[title^='Well fed']", { state: "visible" });
      assert.match(await textOf(page, "#target .effects li span"), /^\d+( m| h)?$/, "with the time that is left");
      await picture(page, `${screen}-party`);
      if (screen === "phone") await assertApart(page, ["#status", "#target", "#party > li", "#ground", "#log"]);
      if (screen === "phone") await page.tap("#target .let-go");
      else await page.keyboard.press("Escape");
      await page.waitForSelector("#target", { state: "hidden" });

      // Her panel has opened with the question.
      await bea.page.click("#panel-party button:has-text('Leave the party')");
      await page.waitForSelector("#party button:has-text('Bea')", { state: "detached" });
      await page.waitForSelector("#chat-to", { state: "hidden" });

      // Whom one touches one can ask without looking for a panel.
      type Place = { readonly name: string; readonly x: number; readonly y: number };
      const [own, zoom] = [await read<Place>(page, "position"), await read<number>(page, "zoom")];
      const her = (await read<Place[]>(page, "actors")).find(({ name }) => name === "Bea")!;
      const { width, height } = page.viewportSize()!;
      const [x, y] = [width / 2 + (her.x - own.x) * zoom, height / 2 + (her.y - own.y) * zoom];
      if (screen === "phone") await page.touchscreen.tap(x, y);
      else await page.mouse.click(x, y);
      await press("#target button:has-text('Invite')");
      await bea.page.waitForSelector("#panel-party button:has-text('Join')", { state: "visible" });

      // And say something to alone; the answer goes back to who asked.
      await press("#target button:has-text('Whisper')");
      await page.fill("#chat-input", "I know a shortcut.");
      await picture(page, `${screen}-whisper`);
      if (screen === "phone") await page.tap("#chat-send");
      else await page.keyboard.press("Enter");
      await page.waitForSelector("#log li.whispered:has-text('shortcut') b:has-text('Bea')");
      await bea.page.waitForSelector("#log li.whisper:has-text('shortcut') b:has-text('Ada')");
      await bea.page.keyboard.press("Enter");
      await bea.page.keyboard.type("/r Show me");
      await bea.page.waitForSelector("#chat-to:has-text('Ada')", { state: "visible" });
      await bea.page.keyboard.press("Enter");
      await page.waitForSelector("#log li.whisper:has-text('Show me')", { state: "attached" });
      await bea.page.keyboard.press("Enter");
      await bea.page.keyboard.type("/w Nobody hm");
      await bea.page.keyboard.press("Enter");
      await bea.page.waitForSelector("#log li.notice:has-text('Nobody of that name')", { state: "attached" });
      // A slip is not said to all: nobody has whispered with him, and there is no such word.
      for (const slip of ["/r psst", "/whisper Bea psst", "/w Bea"]) {
        await cid.page.keyboard.press("Enter");
        await cid.page.fill("#chat-input", slip);
        await cid.page.keyboard.press("Enter");
        await cid.page.waitForSelector("#log li.notice:has-text('Nobody heard that')", { state: "attached" });
        assert.equal(await cid.page.inputValue("#chat-input"), slip, "it can be put right");
        await cid.page.keyboard.press("Escape");
      }
      assert.equal(await bea.page.locator("#log li:has-text('psst'), #log li:has-text('/w')").count(), 0);
      const heard = await cid.page.locator("#log li:has-text('shortcut'), #log li:has-text('Show me')").count();
      assert.equal(heard, 0, "others hear nothing");
      for (const { errors } of [ada, bea, cid]) assert.deepEqual(errors, []);
    });
  });
}
