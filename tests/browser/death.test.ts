/** Death on the players' page: what coming back costs is told before, and a spirit finds its body. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { STATUS } from "../../world/kinds.ts";
import { buildAll } from "../../net/client/build.ts";
import { startWeald, withFolder } from "../command_line/weald_process.ts";
import { saveGrave } from "./_camp.ts";
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

async function ownStatus(page: Page): Promise<number> {
  const own = await read<number>(page, "entity");
  return (await read<{ id: number; status: number }[]>(page, "actors")).find(({ id }) => id === own)?.status ?? 0;
}

for (const [screen, coins] of [["desktop", 30], ["phone", 3]] as const) {
  browserTest(`death: the price is told, a spirit walks, and who pays is back (${screen})`, async (browser) => {
    await buildAll({ minify: true });
    await withFolder(async (folder) => {
      saveGrave(folder, "Ada", coins);
      const server = await startWeald(["--data", folder, "--seed", "7", "--port", "0"]);
      try {
        const { page, errors } = await openPage(browser, server.url, screen);
        await until("the world is there", async () => await read(page, "state") === "signing in");
        await page.fill("#panel-guest input[name=name]", "Ada");
        await page.click("#panel-guest button[type=submit]");
        await page.waitForSelector("#death", { state: "visible" });
        await until("the catalog is there", async () => /gear wears by 10 %/.test(await textOf(page, "#death")));
        const price = coins >= 12
          ? /shrine: 12 coins, gear/
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
      } finally {
        await server.stop();
      }
    });
  });
}
