/** Parties on the players' page, in a real browser: made, spoken in, aimed at. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { buildAll } from "../../net/client/build.ts";
import { startWeald, withFolder } from "../command_line/weald_process.ts";
import { saveSquare } from "./_camp.ts";
import { browserTest, openPage, until } from "./browser.ts";

const PICTURES = Deno.env.get("WEALD_PICTURES") ?? "";

function state(page: Page): Promise<string> {
  return page.evaluate(() => (globalThis as unknown as { weald: { state: string } }).weald.state);
}

async function comeIn(page: Page, name: string): Promise<void> {
  await until("the world is there", async () => await state(page) === "signing in");
  await page.fill("#panel-guest input[name=name]", name);
  await page.click("#panel-guest button[type=submit]");
  await until(`${name} is in the world`, async () => await state(page) === "playing");
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES !== "") await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

for (const screen of ["desktop", "phone"] as const) {
  browserTest(`party: asked, spoken to by itself, and aimed at (${screen})`, async (browser) => {
    await buildAll({ minify: true });
    await withFolder(async (folder) => {
      saveSquare(folder, "Ada");
      const server = await startWeald(["--data", folder, "--seed", "7", "--port", "0"]);
      try {
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

        if (screen === "phone") await page.tap("#party button:has-text('Bea')");
        else await page.keyboard.press("t");
        await page.waitForSelector("#target:has-text('Bea')", { state: "visible" });
        await picture(page, `${screen}-party`);
        if (screen === "phone") await page.tap("#target .let-go");
        else await page.keyboard.press("Escape");
        await page.waitForSelector("#target", { state: "hidden" });

        // Her panel has opened with the question.
        await bea.page.click("#panel-party button:has-text('Leave the party')");
        await page.waitForSelector("#party button:has-text('Bea')", { state: "detached" });
        await page.waitForSelector("#chat-to", { state: "hidden" });
        for (const { errors } of [ada, bea, cid]) assert.deepEqual(errors, []);
      } finally {
        await server.stop();
      }
    });
  });
}
