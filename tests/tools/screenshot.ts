/**
 * Takes the picture of README from the real page: a new world, some people about, a browser.
 *
 *     deno run -A tests/tools/screenshot.ts
 */
import { chromium, type Page } from "playwright-core";
import { walk } from "../bots/walkers.ts";
import { findChromium, openPage, until } from "../browser/browser.ts";
import { startWeald, withFolder } from "../command_line/weald_process.ts";
import { ROOT } from "./source_files.ts";

const PICTURE = "docs/images/weald.jpg";
const PEOPLE = 18;
/** The seed of the picture's world: a town by the water. */
const SEED = "7";

/** What the page tells of itself (net/client/page/game/debug_handle.ts). */
function read<T>(page: Page, name: string): Promise<T> {
  return page.evaluate((key) => (globalThis as unknown as { weald: Record<string, T> }).weald[key]!, name);
}

const executablePath = findChromium();
if (executablePath === null) throw new Error("take the picture: no Chromium found; install it or set WEALD_CHROMIUM");
await withFolder(async (folder) => {
  const server = await startWeald(["--data", folder, "--seed", SEED, "--port", "0", "--name", "Weald"]);
  const { promise: enough, resolve: stopWalking } = Promise.withResolvers<void>();
  const { hostname, port } = new URL(server.url);
  const walkers = walk(
    { hostname, port: Number(port), players: PEOPLE, seconds: 0, sayEverySeconds: 60, roamMetres: 16 },
    enough,
  );
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const { page } = await openPage(browser, server.url);
    await page.setViewportSize({ width: 1280, height: 760 });
    await until("the world is there", async () => await read(page, "state") === "signing in");
    await page.fill("#panel-guest input[name=name]", "Rowan");
    await page.click("#panel-guest button[type=submit]");
    await until("somebody is in it", async () => await read(page, "state") === "playing");
    await until("people are about", async () => await read<number>(page, "entities") > PEOPLE);
    await page.keyboard.press("-");
    await until("the ground is painted", async () => await read(page, "missingTiles") === 0);
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    await page.screenshot({ path: ROOT + PICTURE, type: "jpeg", quality: 82 });
  } finally {
    await browser.close();
    stopWalking();
    await walkers;
    await server.stop();
  }
});
console.log(`${PICTURE}  ${Math.round(Deno.statSync(ROOT + PICTURE).size / 1024)} KiB`);
Deno.exit(0);
