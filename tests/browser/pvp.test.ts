/** Fights between players on the players' page: the ground's sign, the switch, grace, marked names, and the log. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { STATUS } from "../../world/kinds.ts";
import { DEFAULT_FILES } from "../../world/content/default/files.ts";
import { BOTH_SCREENS, comeIn, picture, read, sharedWorld, textOf, withWorld, type WorldOptions } from "./_world.ts";
import { browserTest, openPage, type SCREENS, until } from "./browser.ts";

interface ShownActor {
  readonly id: number;
  readonly name: string;
  readonly status: number;
}

/** The default pack with one rule for all regions, and the switch for everybody. */
async function writePack(folder: string, pvp: string): Promise<void> {
  const entries = (kind: string) =>
    DEFAULT_FILES.flatMap(({ json }) => (json as unknown as Record<string, object[]>)[kind] ?? []);
  const pack = { name: "One rule", version: "1", extends: "default" };
  await Deno.mkdir(folder);
  await Deno.writeTextFile(`${folder}/pack.json`, JSON.stringify(pack));
  const regions = entries("regions").map((region) => ({ ...region, pvp }));
  const economy = entries("economy").map((one) => ({ ...one, pvpLevelMin: 1 }));
  await Deno.writeTextFile(`${folder}/rules.json`, JSON.stringify({ regions, economy }));
}

async function openAs(browser: Browser, url: string, name: string, screen: keyof typeof SCREENS) {
  const opened = await openPage(browser, url, screen);
  const { page } = opened;
  await comeIn(page, name);
  await page.waitForSelector("#ground:not([hidden])", { state: "visible" });
  return opened;
}

async function statusOf(page: Page, name: string): Promise<number> {
  return (await read<ShownActor[]>(page, "actors")).find((actor) => actor.name === name)?.status ?? 0;
}

/** A world whose lands have one rule. */
function ruled(pvp: string): WorldOptions {
  return {
    save: (folder) => writePack(`${folder}/rules`, pvp),
    args: (folder) => ["--content", `${folder}/rules`],
  };
}

const free = sharedWorld(ruled("free"));

for (const screen of BOTH_SCREENS) {
  browserTest(
    `pvp: the switch by key and by touch, names that tell, and who hurt whom (${screen})`,
    async (browser) => {
      await withWorld(ruled("contested"), async ({ url }) => {
        const ada = await openAs(browser, url, "Ada", screen);
        const bea = await openAs(browser, url, "Bea", "desktop");
        const toggle = () => screen === "phone" ? ada.page.tap("#ground") : ada.page.keyboard.press("v");
        await until("the ground is told", async () => /Contested ground/.test(await textOf(ada.page, "#log")));
        assert.match(await textOf(ada.page, "#ground"), /contested ground.*fights with players: off/);
        await toggle();
        await until("it is on", async () => /fights with players: on/.test(await textOf(ada.page, "#ground")));
        assert.equal(await ada.page.getAttribute("#ground", "aria-checked"), "true");
        await until("others see it", async () => (await statusOf(bea.page, "Ada") & STATUS.pvp) !== 0);
        await picture(bea.page, `pvp-${screen}-flagged`);
        await bea.page.click("#ground");
        await until("it is on for both", async () => (await statusOf(ada.page, "Bea") & STATUS.pvp) !== 0);
        await until("one hits the other", async () => {
          if (screen === "phone") await ada.page.tap("#fight .slot");
          else {
            await ada.page.keyboard.press("Tab");
            await ada.page.keyboard.press("1");
          }
          await ada.page.waitForTimeout(900);
          return /You hit Bea/.test(await textOf(ada.page, "#log"));
        });
        await until("the other is told", async () => /Ada hits you/.test(await textOf(bea.page, "#log")));
        await picture(ada.page, `pvp-${screen}-fight`);
        if (screen === "desktop") {
          const { left, bottom } = await ada.page.locator("#log li").last().evaluate((line) =>
            line.getBoundingClientRect()
          );
          assert.ok(left < 100 && bottom > 450, "what happened stands in the log, not over the world");
        }
        assert.match(await textOf(ada.page, "#ground"), /in a fight, \d+ s/);
        await toggle();
        await until("it is to go off", async () => /go off in five minutes/.test(await textOf(ada.page, "#log")));
        assert.equal(await ada.page.getAttribute("#ground", "aria-checked"), "false");
        assert.deepEqual([...ada.errors, ...bea.errors], []);
      });
    },
  );

  browserTest(`pvp: grace on free ground, in seconds (${screen})`, async (browser) => {
    const { page, errors } = await openAs(browser, (await free()).url, screen === "desktop" ? "Ada" : "Bea", screen);
    await page.waitForSelector("#grace", { state: "visible" });
    assert.match(await textOf(page, "#grace"), /^\d+ s$/);
    await picture(page, `pvp-${screen}-grace`);
    await until("it is over", async () => !(await page.isVisible("#grace")), 15);
    assert.match(await textOf(page, "#ground"), /free ground/);
    assert.deepEqual(errors, []);
  });
}
