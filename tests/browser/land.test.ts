/** A world whose host says how its land is made, in a real browser: the page and the console draw that land. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { buildAll } from "../../net/client/build.ts";
import { checkPack } from "../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../world/content/default/files.ts";
import { NO_NUMBERS, recipeOf } from "../../world/content/mod.ts";
import { GROUND, makeTerrain } from "../../world/terrain/mod.ts";
import { runWeald, startWeald, withFolder } from "../command_line/weald_process.ts";
import { browserTest, openPage, until } from "./browser.ts";

/** Where pictures go, if somebody wants to look at them. */
const PICTURES = Deno.env.get("WEALD_PICTURES") ?? "";
const MANIFEST = { name: "Wetlands", version: "1", extends: "default" };
const LAND = {
  id: "terrain",
  ground: { seaLevelCm: 500, forestPermille: 1500, mountainPermille: 400, lakes: 12, rivers: 12 },
  footing: { paces: { road: 12, plaza: 10 } },
};

function read<T>(page: Page, name: string): Promise<T> {
  return page.evaluate((key) => (globalThis as unknown as { weald: Record<string, T> }).weald[key]!, name);
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES !== "") await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

async function write(folder: string, terrain: object): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/pack.json`, JSON.stringify(MANIFEST));
  await Deno.writeTextFile(`${folder}/terrain.json`, JSON.stringify({ terrain: [terrain] }));
}

/** How much of the world is water, in thousandths, as the rules say. */
function waterPermille(terrain: object): number {
  const files = [{ path: "pack.json", json: MANIFEST }, { path: "terrain.json", json: { terrain: [terrain] } }];
  const checked = checkPack(files, DEFAULT_FILES);
  assert.ok(checked.ok);
  const { ground } = makeTerrain(7, recipeOf(checked.pack, NO_NUMBERS)).overview();
  return ground.filter((kind) => kind <= GROUND.shallowWater).length * 1000 / ground.length;
}

/** How much of a picture of the whole world is bluer than it is red by far. */
function bluePermille(page: Page, selector: string): Promise<number> {
  return page.evaluate((at) => {
    const { data } = document.querySelector<HTMLCanvasElement>(at)!.getContext("2d")!
      .getImageData(0, 0, 10_000, 10_000);
    let [blue, all] = [0, 0];
    for (let pixel = 0; pixel < data.length; pixel += 4) {
      if (data[pixel + 3] === 0) continue;
      all++;
      if (data[pixel + 2]! > data[pixel]! + 24) blue++;
    }
    return blue * 1000 / all;
  }, selector);
}

browserTest(
  "land: the page draws the land that the content asks for; another one later is refused",
  async (browser) => {
    await buildAll({ minify: true });
    await withFolder(async (folder) => {
      const [data, pack] = [`${folder}/data`, `${folder}/pack`];
      await write(pack, LAND);
      const server = await startWeald(["--data", data, "--seed", "7", "--content", pack]);
      try {
        const { page, errors } = await openPage(browser, server.url);
        await until("the world is there", async () => await read(page, "state") === "signing in");
        await page.fill("#panel-guest input[name=name]", "Ada");
        await page.click("#panel-guest button[type=submit]");
        await until("Ada is in the world", async () => await read(page, "state") === "playing");
        await until("all is painted", async () => await read(page, "missingTiles") === 0, 60);
        await picture(page, "land");
        await page.keyboard.press("m");
        await page.waitForSelector("#map-dialog canvas", { state: "visible" });
        await page.waitForTimeout(500);
        await picture(page, "land-map");
        const [drawn, wanted] = [await bluePermille(page, "#map-dialog canvas"), waterPermille(LAND)];
        const usual = waterPermille({ id: "terrain" });
        assert.ok(Math.abs(drawn - wanted) < 20, `${drawn} ‰ of the map are blue, and ${wanted} ‰ of the land water`);
        assert.ok(wanted > usual + 40, "so much more than usual that it is seen");
        // From nearer, around a town: less of the sea. Moved aside it is another part.
        for (let step = 0; step < 3; step++) await page.click("#map-nearer");
        await page.waitForTimeout(500);
        const near = await bluePermille(page, "#map-dialog canvas");
        await picture(page, "land-map-near");
        assert.ok(near < drawn - 50, `from nearer ${near} ‰ are blue, of all ${drawn} ‰`);
        await page.keyboard.press("-");
        await page.keyboard.press("-");
        await page.keyboard.press("-");
        await until(
          "all is seen again",
          async () => Math.abs(await bluePermille(page, "#map-dialog canvas") - drawn) < 5,
        );
        assert.deepEqual(errors, []);
      } finally {
        await server.stop();
      }
      await write(pack, { ...LAND, ground: { ...LAND.ground, lakes: 3 } });
      const refused = await runWeald(["--data", data, "--port", "0", "--admin-port", "0", "--content", pack]);
      assert.notEqual(refused.code, 0);
      assert.match(refused.stderr, /terrain\.ground\.lakes was 12 and is 3\./);
      await write(pack, { ...LAND, footing: { swim: false } });
      const again = await startWeald(["--data", data, "--content", pack]);
      await again.stop();
    });
  },
);
