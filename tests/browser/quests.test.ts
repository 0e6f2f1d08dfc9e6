/** A quest on the players' page, in a real browser: somebody is talked to, a quest is taken, the log has it. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { buildAll } from "../../net/client/build.ts";
import { startWeald, withFolder } from "../command_line/weald_process.ts";
import { saveSquare, saveStrongroom } from "./_camp.ts";
import { browserTest, openPage, until } from "./browser.ts";

/** Where pictures go, if somebody wants to look at them. */
const PICTURES = Deno.env.get("WEALD_PICTURES") ?? "";

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES !== "") await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

const textOf = (page: Page, selector: string) => page.textContent(selector).then((text) => text ?? "");

for (const screen of ["desktop", "phone"] as const) {
  browserTest(`quests: talked about, taken, and kept in the log (${screen})`, async (browser) => {
    await buildAll({ minify: true });
    await withFolder(async (folder) => {
      saveSquare(folder, "Cleo");
      const server = await startWeald(["--data", folder, "--seed", "7", "--port", "0"]);
      try {
        const { page, errors } = await openPage(browser, server.url, screen);
        const state = () => page.evaluate(() => (globalThis as unknown as { weald: { state: string } }).weald.state);
        await until("the world is there", async () => await state() === "signing in");
        await page.fill("#panel-guest input[name=name]", "Cleo");
        await page.click("#panel-guest button[type=submit]");
        await page.waitForSelector("#prompts button:has-text('Talk to Hanna Brine')", {
          state: "visible",
          timeout: 20_000,
        });
        await picture(page, `${screen}-marks`);
        await page.click("#prompts button:has-text('Talk to Hanna')");
        await page.waitForSelector("#panel-dialogue .answer", { state: "visible" });
        await page.click("#panel-dialogue .answer:has-text('anything to do')");
        await page.click("#panel-dialogue .answer:has-text('that crate')");
        await page.waitForSelector("#panel-dialogue .answer:has-text('I will do it')", { state: "visible" });
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
      } finally {
        await server.stop();
      }
    });
  });
}

for (const screen of ["desktop", "phone"] as const) {
  browserTest(`talks: who is asked for one's chest opens the bank (${screen})`, async (browser) => {
    await buildAll({ minify: true });
    await withFolder(async (folder) => {
      saveStrongroom(folder, "Cleo");
      const server = await startWeald(["--data", folder, "--seed", "7", "--port", "0"]);
      try {
        const { page, errors } = await openPage(browser, server.url, screen);
        await page.fill("#panel-guest input[name=name]", "Cleo");
        await page.click("#panel-guest button[type=submit]");
        await page.waitForSelector("#prompts button:has-text('Talk to')", { state: "visible", timeout: 20_000 });
        await page.click("#prompts button:has-text('Talk to')");
        await page.click("#panel-dialogue .answer:has-text('Open my chest')");
        await page.waitForSelector("#panel-bank", { state: "visible" });
        await picture(page, `${screen}-bank`);
        assert.deepEqual(errors, []);
      } finally {
        await server.stop();
      }
    });
  });
}
