/** What everybody's deeds changed, on the players' page in a real browser: before, and after. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { buildAll } from "../../net/client/build.ts";
import { startWeald, withFolder } from "../command_line/weald_process.ts";
import { saveMarked } from "./_camp.ts";
import { browserTest, openPage, until } from "./browser.ts";

/** Where pictures go, if somebody wants to look at them. */
const PICTURES = Deno.env.get("WEALD_PICTURES") ?? "";

interface Seen {
  readonly kind: string;
  readonly name: string;
  readonly words: string;
  readonly x: number;
  readonly y: number;
}

function read<T>(page: Page, name: string): Promise<T> {
  return page.evaluate((key) => (globalThis as unknown as { weald: Record<string, T> }).weald[key]!, name);
}

const objects = async (page: Page) => (await read<Seen[]>(page, "actors")).filter(({ kind }) => kind === "object");

/** A world of which this is known, where the land is looked at beside a landmark. */
const LANDS = [
  { when: "before", flags: [], beside: "wood_house", name: "Weaver's store", words: /baskets of leaves/ },
  { when: "after", flags: ["wood_came_in"], beside: "wood_burnt_house", name: "Burnt house", words: /did not burn/ },
] as const;

for (const { when, flags, beside, name, words } of LANDS) {
  browserTest(`landmarks: what stands in the village when the wood came in, or has not: ${when}`, async (browser) => {
    await buildAll({ minify: true });
    await withFolder(async (folder) => {
      saveMarked(folder, "Ada", flags, beside);
      const server = await startWeald(["--data", folder, "--seed", "7", "--port", "0"]);
      try {
        const { page, errors } = await openPage(browser, server.url, "desktop");
        await until("the world is there", async () => await read(page, "state") === "signing in");
        await page.fill("#panel-guest input[name=name]", "Ada");
        await page.click("#panel-guest button[type=submit]");
        await until("Ada is in the world", async () => await read(page, "state") === "playing");
        await until("the ground is painted", async () => await read(page, "missingTiles") === 0, 60);
        await until("it has its name", async () => (await objects(page)).some((one) => one.name === name), 20);
        assert.ok((await objects(page)).length > 1, "more of it is in view");
        const offer = page.locator(`#prompts button:has-text("Look at: ${name}")`);
        await offer.waitFor({ state: "visible", timeout: 20_000 });
        await offer.click();
        await until("one reads it", async () => (await objects(page)).some((one) => words.test(one.words)), 20);
        if (PICTURES !== "") await page.screenshot({ path: `${PICTURES}/wood-${when}.png` });
        assert.deepEqual(errors, []);
      } finally {
        await server.stop();
      }
    });
  });
}
