/** The players' page in a real browser, against a real server: two people meet, talk, lose and find the connection. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type RunningWeald, withFolder } from "../command_line/weald_process.ts";
import { assertClean, comeIn, sharedWorld, startWorld } from "./_world.ts";
import { browserTest, openPage, SCREENS, until } from "./browser.ts";

/** What `window.weald` tells (net/client/page/game/debug_handle.ts). */
interface Handle {
  readonly state: string;
  readonly position: { readonly x: number; readonly y: number } | null;
  readonly entity: number;
  readonly missingTiles: number;
  readonly fps: number;
  readonly actors: readonly {
    readonly id: number;
    readonly kind: string;
    readonly name: string;
    readonly x: number;
    readonly y: number;
    readonly words: string;
  }[];
}

/** A copy of the handle as it is now. */
function look(page: Page): Promise<Handle> {
  return page.evaluate(() => {
    const { weald } = globalThis as unknown as { weald: Handle };
    const { state, position, entity, missingTiles, fps, actors } = weald;
    return { state, position, entity, missingTiles, fps, actors };
  });
}

/** Those who come here disturb nobody: each has a name of its own, and looks for whom it means by it. */
const world = sharedWorld({});

browserTest("two guests meet: each sees the other walk and talk", async (browser) => {
  const { url } = await world();
  const ada = await openPage(browser, url);
  await comeIn(ada.page, "Ada");
  const bob = await openPage(browser, url);
  await comeIn(bob.page, "Bob");
  const welcomed = async () => /Welcome to \w+\. Somebody/.test(await ada.page.textContent("#log") ?? "");
  await until("Ada is told where to begin", welcomed);
  const seen = async (page: Page, name: string) => (await look(page)).actors.find((actor) => actor.name === name);
  await until("Bob sees Ada", async () => (await seen(bob.page, "Ada")) !== undefined);
  await until("Ada sees Bob", async () => (await seen(ada.page, "Bob")) !== undefined);

  const before = (await look(ada.page)).position!;
  const walked = async () => {
    const { position } = await look(ada.page);
    return Math.hypot(position!.x - before.x, position!.y - before.y);
  };
  for (const key of ["KeyA", "KeyD", "KeyS"]) {
    if (await walked() > 4) break;
    await ada.page.keyboard.down(key);
    await ada.page.waitForTimeout(1500);
    await ada.page.keyboard.up(key);
  }
  assert.ok(await walked() > 2, `Ada walked ${await walked()} m`);
  await until("Bob sees Ada where she is", async () => {
    const there = await seen(bob.page, "Ada");
    const { position } = await look(ada.page);
    return there !== undefined && Math.hypot(there.x - position!.x, there.y - position!.y) < 0.2;
  });

  const at = (await look(ada.page)).position!;
  await ada.page.keyboard.press("Enter");
  await ada.page.keyboard.type("Good day, dad was sad");
  const during = (await look(ada.page)).position!;
  assert.ok(Math.hypot(during.x - at.x, during.y - at.y) < 0.01, "keys that write do not walk");
  await ada.page.keyboard.press("Enter");
  await until("Bob hears Ada", async () => (await seen(bob.page, "Ada"))?.words === "Good day, dad was sad");
  assert.match(await bob.page.innerText("#log"), /Ada\s*Good day, dad was sad/);
  assertClean(ada, bob);
});

browserTest("before the world is reached the welcome stands as it will, and says so", async (browser) => {
  const { url } = await world();
  const { page, context } = await openPage(browser, url, "phone");
  await context.addInitScript(() => Object.assign(globalThis, { WebTransport: undefined }));
  await context.routeWebSocket(/play/, (socket) => socket.close());
  await page.reload();
  await page.waitForSelector("#notice:has-text('cannot be reached')", { state: "visible" });
  const boxes = await page.locator("#panel-guest .form-fields, #look, #panel-guest .form-end").evaluateAll((parts) =>
    parts.map((part) => part.getBoundingClientRect()).map(({ left, right, top }) => ({ left, right, top }))
  );
  assert.equal(boxes.length, 3);
  for (const { left, right } of boxes) assert.ok(left >= 0 && right <= SCREENS.phone.viewport.width);
  const title = await page.locator(".welcome-title").boundingBox();
  const notice = await page.locator("#notice").boundingBox();
  assert.ok(notice!.y > title!.y + title!.height, "it does not lie on the title");
});

browserTest("a click walks there, the map opens and closes, settings keep", async (browser) => {
  const { url } = await world();
  const watched = await openPage(browser, url);
  const { page } = watched;
  await comeIn(page, "Clara");
  const { viewport } = SCREENS.desktop;
  const before = (await look(page)).position!;
  await page.mouse.click(viewport.width * 0.3, viewport.height * 0.6);
  await until("she came nearer", async () => {
    const { position } = await look(page);
    return Math.hypot(position!.x - before.x, position!.y - before.y) > 3;
  });
  await page.keyboard.press("m");
  assert.equal(await page.locator("#map-dialog").evaluate((dialog) => (dialog as HTMLDialogElement).open), true);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#map-dialog").evaluate((dialog) => (dialog as HTMLDialogElement).open), false);
  await page.keyboard.press("?");
  await page.waitForSelector("#panel-help dd:has-text('W A S D')", { state: "visible" });
  const keys = await page.locator("#panel-help dd.not-touch").allTextContents();
  for (const key of await page.locator("#dock kbd").allTextContents()) {
    assert.ok(keys.some((text) => text.split(/[ ,;]+/).includes(key)), `the help tells of ${key}`);
  }
  await page.keyboard.press("Escape");
  await page.click("#open-settings");
  await page.check('input[name=motion][value="less"]');
  await page.click("#settings-dialog .close");
  await page.reload();
  await until("the reload brought her back", async () => (await look(page)).state === "playing");
  assert.equal(await page.isChecked('input[name=motion][value="less"]'), true);
  const after = (await look(page)).actors.find((actor) => actor.name === "Clara");
  assert.notEqual(after, undefined, "she has her name again");
  assertClean(watched);
});

browserTest("the page finds back by itself when the server was restarted", async (browser) => {
  await withFolder(async (folder) => {
    let server: RunningWeald | null = await startWorld(folder);
    const { url } = server;
    const watched = await openPage(browser, url);
    const { page } = watched;
    try {
      await comeIn(page, "Dora");
      const before = (await look(page)).position!;
      const ended = await server.stop();
      server = null;
      assert.equal(ended.code, 0);
      await until("it notices", async () => (await look(page)).state === "reconnecting");
      await until("it says so", async () => (await page.innerText("#notice")).includes("closing for a moment"));
      server = await startWorld(folder, ["--port", new URL(url).port]);
      await until("it is back", async () => (await look(page)).state === "playing");
      const after = await look(page);
      const moved = Math.hypot(after.position!.x - before.x, after.position!.y - before.y);
      assert.ok(moved < 1, `she is where she was, ${moved} m off`);
      await until("the notice is gone", () => page.isHidden("#notice"));
      assert.deepEqual(watched.outsideRequests, []);
    } finally {
      await server?.stop();
    }
  });
});

browserTest("a phone: everything can be reached and touched", async (browser) => {
  const { url } = await world();
  const watched = await openPage(browser, url, "phone");
  const { page } = watched;
  const { viewport } = SCREENS.phone;
  await comeIn(page, "Emil");
  const tools = ["#toggle-chat", "#open-settings", "#open-map"];
  for (const selector of tools) {
    const box = await page.locator(selector).boundingBox();
    assert.ok(box !== null && box.width >= 44 && box.height >= 44, `${selector} is large enough to touch`);
    const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= viewport.width &&
      box.y + box.height <= viewport.height;
    assert.ok(inside, `${selector} is on the screen`);
  }
  const before = (await look(page)).position!;
  await page.touchscreen.tap(viewport.width * 0.3, viewport.height * 0.6);
  await until("he walks where he tapped", async () => {
    const { position } = await look(page);
    return Math.hypot(position!.x - before.x, position!.y - before.y) > 1;
  });
  await page.tap("#toggle-chat");
  await page.fill("#chat-input", "Hello from a phone");
  await page.tap("#chat-send");
  await until("he hears himself", async () => (await page.innerText("#log")).includes("Hello from a phone"));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= viewport.width, `nothing is wider than the screen: ${wide}`);
  assertClean(watched);
});

browserTest("a wrong password is said clearly, and another way in works", async (browser) => {
  const { url } = await world();
  const watched = await openPage(browser, url);
  const { page } = watched;
  await until("the world is there", async () => (await look(page)).state === "signing in");
  await page.click("#tab-password");
  await page.fill("#panel-password input[name=name]", "Nobody");
  await page.fill("#panel-password input[name=password]", "not a password");
  await page.click("#panel-password button[type=submit]");
  await until("it is refused", () => page.isVisible("#refusal"));
  assert.notEqual(await page.innerText("#refusal"), "");
  await page.click("#tab-register");
  await page.fill("#panel-register input[name=name]", "Frida");
  await page.fill("#panel-register input[name=password]", "a long enough password");
  await page.click("#panel-register button[type=submit]");
  await until("she is in the world", async () => (await look(page)).state === "playing");
  assertClean(watched);
});
