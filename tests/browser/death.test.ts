/** Death on the players' page: what coming back costs is told before, and a spirit finds its body. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { STATUS } from "../../world/kinds.ts";
import { saveGrave } from "./_camp.ts";
import { askIn, picture, read, textOf, withWorld } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";

async function ownStatus(page: Page): Promise<number> {
  const own = await read<number>(page, "entity");
  return (await read<{ id: number; status: number }[]>(page, "actors")).find(({ id }) => id === own)?.status ?? 0;
}

for (const [screen, coins] of [["desktop", 30], ["phone", 3]] as const) {
  browserTest(`death: the price is told, a spirit walks, and who pays is back (${screen})`, async (browser) => {
    await withWorld({ save: (folder) => saveGrave(folder, "Ada", coins) }, async (server) => {
      const { page, errors } = await openPage(browser, server.url, screen);
      await askIn(page, "Ada");
      await page.waitForSelector("#death", { state: "visible" });
      await until("the catalog is there", async () => /gear wears by 10 %/.test(await textOf(page, "#death")));
      const price = coins >= 24
        ? /shrine: 24 coins, gear/
        : /“Weary of death” for 5 min, as you carry too few coins, gear/;
      await until("the price is told", async () => price.test(await textOf(page, "#death .primary")));
      await picture(page, `death-${screen}-lying`);
      await page.click("#death button:has-text('Walk back')");
      await until("it is a spirit", async () => (await ownStatus(page) & STATUS.spirit) !== 0);
      await until("it is told the way", async () => /lies \d+ m to the/.test(await textOf(page, "#death")));
      await page.waitForTimeout(1500);
      await picture(page, `death-${screen}-spirit`);
      await page.click("#death .primary");
      await until("it lives", async () => (await ownStatus(page) & (STATUS.spirit | STATUS.dead)) === 0);
      await until("nothing is asked any more", async () => !(await page.isVisible("#death")));
      assert.deepEqual(errors, []);
    });
  });
}
