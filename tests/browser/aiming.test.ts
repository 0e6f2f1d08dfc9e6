/** Abilities for a place on the ground, in a real browser: a circle shows where, by mouse, by key and by touch. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { decodeClientMessage } from "../../net/protocol/mod.ts";
import { saveMaster, saveStocked } from "./_camp.ts";
import { BOTH_SCREENS, comeIn, picture, read, withWorld } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";

const UNITS = 256;
const SLOT = "#fight .slot[aria-label^='Ember rain']";
/** What the default content says of it: how far it reaches, and its circle, in metres. */
const REACH = 30;
const RADIUS = 6;

interface Circle {
  readonly ability: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const circle = (page: Page) => read<Circle | null>(page, "aiming");

/** Where a point of the page is in the world, from the own character, in metres. */
async function fromOwn(page: Page, x: number, y: number): Promise<Point> {
  const { width, height } = page.viewportSize()!;
  const zoom = await read<number>(page, "zoom");
  return { x: (x - width / 2) / zoom, y: (y - height / 2) / zoom };
}

function assertNear(what: string, seen: Point, wanted: Point): void {
  const off = Math.hypot(seen.x - wanted.x, seen.y - wanted.y);
  assert.ok(off < 0.6, `${what}: ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`);
}

for (const screen of BOTH_SCREENS) {
  browserTest(`aiming: rain falls where the circle was (${screen})`, async (browser) => {
    await withWorld({ save: (folder) => saveMaster(folder, "Ada", 20, "kindler") }, async (server) => {
      const { page, errors } = await openPage(browser, server.url, screen);
      /** Where the world was asked to let it rain, in metres from the own character. */
      const asked: Point[] = [];
      page.on("websocket", (socket) =>
        socket.on("framesent", ({ payload }) => {
          if (typeof payload === "string") return;
          const decoded = decodeClientMessage(payload);
          if (!decoded.ok || decoded.message.type !== "useAbility") return;
          asked.push({ x: decoded.message.x / UNITS, y: decoded.message.y / UNITS });
        }));
      // What goes by WebTransport cannot be looked at from here.
      await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebTransport"));
      await page.reload();
      await comeIn(page, "Ada");
      await page.waitForSelector(SLOT, { state: "visible" });
      await (screen === "desktop" ? byMouse(page, asked) : byTouch(page, asked));
      assert.deepEqual(errors, []);
    });
  });
}

const OIL = "#panel-bag .tile[aria-label*='Ember oil']";
const USE = "#panel-bag .thing-card button:has-text('Use')";

for (const screen of BOTH_SCREENS) {
  browserTest(`aiming: what is thrown goes where the circle was (${screen})`, async (browser) => {
    await withWorld({ save: (folder) => saveStocked(folder, "Ada", 16, { ember_oil: 3 }) }, async (server) => {
      const { page, errors } = await openPage(browser, server.url, screen);
      const thrown: { readonly target: number; readonly at: Point }[] = [];
      page.on("websocket", (socket) =>
        socket.on("framesent", ({ payload }) => {
          if (typeof payload === "string") return;
          const decoded = decodeClientMessage(payload);
          if (!decoded.ok || decoded.message.type !== "useItem") return;
          const { target, x = 0, y = 0 } = decoded.message;
          thrown.push({ target, at: { x: x / UNITS, y: y / UNITS } });
        }));
      await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebTransport"));
      await page.reload();
      await comeIn(page, "Ada");
      await page.click("#dock button[aria-label^='Bag']");
      await page.click(OIL);
      await page.click(USE);
      await until("there is a circle", async () => await circle(page) !== null);
      assert.equal((await circle(page))!.radius, 4, "as large as the oil burns");
      // Who thinks better of it throws nothing, and can begin anew.
      if (screen === "desktop") await page.keyboard.press("Escape");
      else await page.click("#dock button[aria-label^='Bag']");
      assert.equal(await circle(page), null);
      await page.click(USE);
      await until("there is a circle again", async () => await circle(page) !== null);
      assert.equal(await page.isVisible("#panel-bag"), screen === "desktop", "on a phone the bag does not lie over it");
      const { width, height } = page.viewportSize()!;
      const [x, y] = screen === "desktop" ? [width / 2 - 140, height / 2 + 20] : [310, 330];
      const own = await read<Point>(page, "position");
      const wanted = await fromOwn(page, x, y);
      if (screen === "desktop") {
        await page.mouse.move(x, y);
        await until("it follows the mouse", async () => {
          const { x, y } = (await circle(page))!;
          return Math.hypot(x - own.x - wanted.x, y - own.y - wanted.y) < 0.6;
        });
      }
      await picture(page, `aiming-thrown-${screen}`);
      assert.equal(thrown.length, 0, "nothing is thrown yet");
      await (screen === "desktop" ? page.mouse.click(x, y) : page.touchscreen.tap(x, y));
      await until("it is thrown", () => thrown.length === 1);
      assert.equal(thrown[0]!.target, 0);
      assertNear("where it was pointed", thrown[0]!.at, wanted);
      assert.equal(await circle(page), null);
      await until("two are left", async () => {
        if (screen === "phone" && !await page.isVisible("#panel-bag")) {
          await page.click("#dock button[aria-label^='Bag']");
        }
        return await page.textContent(`${OIL} b`) === "2";
      });
      assert.deepEqual(errors, []);
    });
  });
}

async function byMouse(page: Page, asked: readonly Point[]): Promise<void> {
  const key = await page.textContent(`${SLOT} kbd`) ?? "";
  const { width, height } = page.viewportSize()!;
  // A meadow, in sight of her.
  const [x, y] = [width / 2 - 140, height / 2 + 20];
  // The circle is under the mouse, and as far as the ability reaches at most.
  await page.keyboard.press(key);
  await until("there is a circle", async () => await circle(page) !== null);
  await page.mouse.move(x, y);
  const own = await read<Point>(page, "position");
  const wanted = await fromOwn(page, x, y);
  await until("it follows the mouse", async () => {
    const { x, y } = (await circle(page))!;
    return Math.hypot(x - own.x - wanted.x, y - own.y - wanted.y) < 0.6;
  });
  await picture(page, "aiming-desktop");
  const first = (await circle(page))!;
  assert.deepEqual([first.ability, first.radius], ["ember_rain", RADIUS]);
  assertNear("the circle is under the mouse", { x: first.x - own.x, y: first.y - own.y }, wanted);
  await page.mouse.move(width - 4, height / 2);
  await until("it follows the mouse again", async () => (await circle(page))!.x > own.x);
  const far = (await circle(page))!;
  const away = Math.hypot(far.x - own.x, far.y - own.y);
  assert.ok(away > REACH - 1 && away < REACH, `no farther than it reaches: ${away} m`);
  // Escape and the right button think better of it.
  await page.keyboard.press("Escape");
  assert.equal(await circle(page), null);
  await page.keyboard.press(key);
  await page.mouse.click(width / 2, height / 2 + 90, { button: "right" });
  assert.equal(await circle(page), null);
  assert.deepEqual(asked, [], "nothing was done yet");
  // A click does it there, and is no walk.
  await page.keyboard.press(key);
  await page.mouse.click(x, y);
  await until("it rains", () => asked.length === 1);
  assertNear("where the click was", asked[0]!, wanted);
  await page.waitForSelector("#fight .cast-bar:has-text('Ember rain')", { state: "visible" });
  const after = await read<Point>(page, "position");
  assertNear("one has not walked", after, own);
  // The key twice, without the mouse: on whom one aims at.
  await readyAgain(page);
  await page.keyboard.press("Tab");
  await page.waitForSelector("#target", { state: "visible" });
  await page.keyboard.press(key);
  await until("there is a circle again", async () => await circle(page) !== null);
  const on = (await circle(page))!;
  const actors = await read<readonly (Point & { readonly kind: string })[]>(page, "actors");
  assert.ok(
    actors.some(({ kind, x, y }) => kind === "creature" && Math.hypot(x - on.x, y - on.y) < 1),
    "it lies on whom one aims at",
  );
  await page.keyboard.press(key);
  await until("it rains again", () => asked.length === 2);
  assert.equal(await circle(page), null);
}

async function byTouch(page: Page, asked: readonly Point[]): Promise<void> {
  await page.tap(SLOT);
  await until("there is a circle", async () => await circle(page) !== null);
  await picture(page, "aiming-phone");
  assert.deepEqual(asked, []);
  const own = await read<Point>(page, "position");
  const wanted = await fromOwn(page, 90, 260);
  await page.touchscreen.tap(90, 260);
  await until("it rains", () => asked.length === 1);
  assertNear("where the touch was", asked[0]!, wanted);
  assert.equal(await circle(page), null);
  assertNear("one has not walked", await read<Point>(page, "position"), own);
  // Before that the page does not know yet that it has to wait.
  await page.waitForSelector("#fight .cast-bar:has-text('Ember rain')", { state: "visible" });
  await readyAgain(page);
  await page.tap(SLOT);
  await until("there is a circle again", async () => await circle(page) !== null);
  await page.tap(SLOT);
  await until("it rains again", () => asked.length === 2);
}

/** Waits until it can be done again. */
async function readyAgain(page: Page): Promise<void> {
  await page.waitForSelector("#fight .cast-bar", { state: "hidden" });
  await until("it can be done again", async () => await page.textContent(`${SLOT} .seconds`) === "");
}
