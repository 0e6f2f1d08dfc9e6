/** What somebody offers besides a talk, in the talk's window. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { buildAll } from "../../net/client/build.ts";
import { startWeald, withFolder } from "../command_line/weald_process.ts";
import { saveSmith } from "./_camp.ts";
import { assertPanelsFit, browserTest, openPage, until } from "./browser.ts";

/** Where pictures go, if somebody wants to look at them. */
const PICTURES = Deno.env.get("WEALD_PICTURES") ?? "";

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES !== "") await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

for (const screen of ["desktop", "phone"] as const) {
  browserTest(
    `talks: services stand below the answers, once each, and open by button and key (${screen})`,
    async (browser) => {
      await buildAll({ minify: true });
      await withFolder(async (folder) => {
        saveSmith(folder, "Ada");
        const server = await startWeald(["--data", folder, "--seed", "7", "--port", "0"]);
        try {
          const { page, errors } = await openPage(browser, server.url, screen);
          const state = () => page.evaluate(() => (globalThis as unknown as { weald: { state: string } }).weald.state);
          await until("the world is there", async () => await state() === "signing in");
          await page.fill("#panel-guest input[name=name]", "Ada");
          await page.click("#panel-guest button[type=submit]");
          await page.waitForSelector("#prompts button:has-text('Talk to Greta')", {
            state: "visible",
            timeout: 20_000,
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
        } finally {
          await server.stop();
        }
      });
    },
  );
}
