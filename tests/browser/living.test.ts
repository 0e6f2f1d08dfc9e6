/** The living world on the players' page, in a real browser: winter is seen, and what goes on can be read. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { buildAll } from "../../net/client/build.ts";
import { startWeald, withFolder } from "../command_line/weald_process.ts";
import { saveWinter } from "./_camp.ts";
import { browserTest, openPage, until } from "./browser.ts";

/** Where pictures go, if somebody wants to look at them. */
const PICTURES = Deno.env.get("WEALD_PICTURES") ?? "";

function read<T>(page: Page, name: string): Promise<T> {
  return page.evaluate((key) => (globalThis as unknown as { weald: Record<string, T> }).weald[key]!, name);
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES !== "") await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

const textOf = (page: Page, selector: string) => page.textContent(selector).then((text) => text ?? "");

for (const screen of ["desktop", "phone"] as const) {
  browserTest(`living: winter is seen, and what goes on is read (${screen})`, async (browser) => {
    await buildAll({ minify: true });
    await withFolder(async (folder) => {
      saveWinter(folder, "Ada");
      const server = await startWeald(["--data", folder, "--seed", "7", "--port", "0"]);
      try {
        const { page, errors } = await openPage(browser, server.url, screen);
        await until("the world is there", async () => await read(page, "state") === "signing in");
        await page.fill("#panel-guest input[name=name]", "Ada");
        await page.click("#panel-guest button[type=submit]");
        await until("Ada is in the world", async () => await read(page, "state") === "playing");
        await until("it snows", async () => /snow/.test(await textOf(page, "#weather")), 20);
        await until("all is painted", async () => await read(page, "missingTiles") === 0, 30);
        await page.waitForTimeout(1500);
        await picture(page, `${screen}-winter`);
        await page.click("#dock button[aria-label^='What goes on']");
        await page.waitForSelector("#panel-living .task", { state: "visible" });
        const text = await textOf(page, "#panel-living");
        assert.match(text, /Hearthnight/);
        assert.match(text, /The long wall/);
        assert.match(text, /gets by/);
        assert.match(text, /What has happened/);
        await picture(page, `${screen}-living`);
        assert.deepEqual(errors, []);
      } finally {
        await server.stop();
      }
    });
  });
}
