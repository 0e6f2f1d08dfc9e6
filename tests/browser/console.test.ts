/**
 * The console in a real browser, against a real server: set up, look around, find somebody on the map, speak, kick; by
 * desk and by phone.
 */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { RunningWeald } from "../command_line/weald_process.ts";
import { assertClean, textOf, withWorld } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";

const OWNER = { name: "Ada", password: "four random words here" };

/** Runs with a fresh server whose world has a name. */
function withServer(run: (server: RunningWeald) => Promise<void>): Promise<void> {
  return withWorld({ args: ["--name", "Elmshire"] }, run);
}

/** A player by the JSON subprotocol: what it was told, and how its connection ended. */
interface Player {
  readonly lines: { readonly kind: string; readonly from: string; readonly text: string }[];
  closed: { readonly code: number; readonly reason: string } | null;
  entity: number;
  send(message: unknown): void;
  leave(): void;
}

async function enterAs(server: RunningWeald, name: string): Promise<Player> {
  const socket = new WebSocket(`${server.url.replace("http:", "ws:")}/play`, "weald.v1.json");
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  const player: Player = { lines: [], closed: null, entity: 0, send, leave: () => socket.close() };
  const hear = (message: Record<string, unknown>): void => {
    if (message.type === "welcome") send({ type: "signIn", mode: "guest", name });
    else if (message.type === "entered") player.entity = Number(message.entity);
    else if (message.type === "line") player.lines.push(message as unknown as Player["lines"][number]);
    else if (Array.isArray(message.messages)) message.messages.forEach(hear);
  };
  socket.onopen = () => send({ type: "hello", protocol: 1, client: "console test" });
  socket.onmessage = (event) => hear(JSON.parse(event.data));
  socket.onclose = ({ code, reason }) => player.closed = { code, reason };
  await until(`${name} is in the world`, () => player.entity !== 0);
  const heartbeat = setInterval(() => {
    if (player.closed === null) send({ type: "ping", time: 1 });
    else clearInterval(heartbeat);
  }, 3000);
  return player;
}

async function setUp(page: Page): Promise<void> {
  await page.fill("#name", OWNER.name);
  await page.fill("#password", OWNER.password);
  await page.click("button[type=submit]");
  await page.waitForSelector(".overview");
}

async function signIn(page: Page): Promise<void> {
  await page.fill("#name", OWNER.name);
  await page.fill("#password", OWNER.password);
  await page.click("button[type=submit]");
  await page.waitForSelector(".shell");
}

/** Colours of a coarse grid over the map's ground: a blank map has one. */
function groundColours(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>(".map-canvas")!;
    const context = canvas.getContext("2d")!;
    const colours = new Set<string>();
    for (let y = 20; y < canvas.height; y += 40) {
      for (let x = 20; x < canvas.width; x += 40) colours.add(context.getImageData(x, y, 1, 1).data.join());
    }
    return colours.size;
  });
}

browserTest("console: set up, overview, map, inspector, players, message, kick, broadcast, audit", async (browser) => {
  await withServer(async (server) => {
    const mira = await enterAs(server, "Mira");
    const tobin = await enterAs(server, "Tobin");
    const watched = await openPage(browser, `${server.adminUrl}/setup#${server.setupToken}`);
    const { page, context } = watched;

    // Setting up: the token leaves the address; an easy password is told to be one.
    await page.waitForSelector("#password");
    assert.equal(new URL(page.url()).hash, "");
    await page.fill("#password", "aaaaaaaaaaaa");
    await until("the hint says so", async () => /too easy/.test(await textOf(page, ".strength-words")));
    await setUp(page);
    assert.equal(new URL(page.url()).pathname, "/");

    // The overview lives.
    await until("two players are counted", async () => (await textOf(page, ".tile-value")) === "2");
    await until("the state hash is shown", async () => /[0-9a-f]{16}/.test(await textOf(page, ".overview")));
    assert.match(await textOf(page, ".world-time"), /^Day 1 · \d\d:\d\d · /);

    // The map: the terrain is drawn, somebody is found, followed and inspected.
    await page.click(".side-link[href='/map']");
    await until("the ground is drawn", async () => (await groundColours(page)) > 30);
    await until("the legend counts players", async () => /Players2/.test(await textOf(page, ".legend-kinds")));
    await page.fill(".find-player input", "mir");
    await page.click(".found-row");
    await until("the inspector shows Mira", async () => (await textOf(page, ".inspector-title")) === "Mira");
    assert.match(await textOf(page, ".inspector-id"), new RegExp(`id ${mira.entity}`));
    await until("its components are there", async () => (await page.locator(".components tr").count()) > 15);
    assert.match(await textOf(page, ".inspector-body"), /Position[\d,.]+ m east, [\d,.]+ m south/);
    await page.keyboard.press("Escape");
    await page.waitForSelector(".inspector", { state: "hidden" });
    // Nobody covers the map now: who was followed stands in its middle.
    await page.waitForTimeout(1500);
    const box = (await page.locator(".map-surface").boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForSelector(".inspector", { state: "visible" });
    await until("a click inspects somebody", async () => /Player|Townsperson/.test(await textOf(page, ".inspector")));

    // Players: a message to one, who alone reads it.
    await page.click(".side-link[href='/players']");
    await page.click("[aria-label='Message Mira']");
    await page.fill("#dialog-field", "Only <b>for you</b>");
    await page.keyboard.press("Enter");
    await until("Mira reads it", () => mira.lines.some((line) => line.kind === "tell"));
    const told = mira.lines.find((line) => line.kind === "tell")!;
    assert.deepEqual([told.from, told.text], [OWNER.name, "Only <b>for you</b>"]);
    assert.deepEqual(tobin.lines.filter((line) => line.kind === "tell"), []);

    // A kick ends one connection, with the reason.
    await page.click("[aria-label='Kick Tobin']");
    await page.fill("#dialog-field", "Enough for today");
    await page.click("dialog button[type=submit]");
    await until("Tobin is out", () => tobin.closed !== null);
    assert.equal(tobin.closed!.code, 4010);
    assert.match(tobin.closed!.reason, /Enough for today/);
    assert.equal(mira.closed, null);

    // A broadcast: markup stays text, here and there.
    await page.click(".side-link[href='/broadcast']");
    const text = `Feast at sunset <img src=x onerror="throw 1"> & more`;
    await page.fill("#broadcast-field", text);
    assert.equal(await textOf(page, ".preview-line span"), text);
    await page.click("text=Send to everyone");
    await until("Mira reads it", () => mira.lines.some((line) => line.kind === "broadcast" && line.text === text));
    await until("it is listed", async () => (await textOf(page, ".said-text")) === text);
    assert.equal(await page.locator("img").count(), 0);

    // All of it is in the audit log.
    await page.click(".side-link[href='/audit']");
    await page.waitForSelector(".audit-row");
    const audit = await textOf(page, ".audit");
    for (const words of ["Setup", "Broadcast", "Kick", "Message", "Mira", "Tobin", "Enough for today", text]) {
      assert.ok(audit.includes(words), `the audit log has "${words}"`);
    }

    // A reload stays signed in and on the page; the link does not work again.
    await page.reload();
    await page.waitForSelector(".audit-row");
    await page.goto(`${server.adminUrl}/setup#${server.setupToken}`);
    await page.waitForSelector(".overview");
    assertClean(watched);
    mira.leave();
    await context.close();
  });
});

browserTest(
  "console: wrong password, a lost connection, signing out; nothing overflows on a phone",
  async (browser) => {
    await withServer(async (server) => {
      const setup = await openPage(browser, `${server.adminUrl}/setup#${server.setupToken}`);
      await setUp(setup.page);
      assertClean(setup);
      await setup.context.close();

      const { page, context, errors } = await openPage(browser, `${server.adminUrl}/players`, "phone");
      await page.fill("#name", OWNER.name);
      await page.fill("#password", "a wrong password");
      await page.click("button[type=submit]");
      await until("it is refused in words", async () => /do not match/.test(await textOf(page, ".form-error")));
      errors.length = 0;
      await signIn(page);
      assert.equal(new URL(page.url()).pathname, "/players");
      for (const path of ["/", "/map", "/players", "/broadcast", "/audit", "/logs"]) {
        await page.goto(server.adminUrl + path);
        await page.waitForSelector(".shell");
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${path} is ${over} px too wide for a phone`);
      }
      await page.click(".foot-link[href='/players']");
      await until("an empty list says so", async () => /Nobody is on/.test(await textOf(page, ".empty-large")));

      assert.deepEqual(errors, []);
      await page.click(".foot button");
      await page.click(".menu >> text=Sign out");
      await page.waitForSelector("#password");
      await signIn(page);
      await page.waitForSelector(".banner", { state: "detached" });
      server.signal("SIGTERM");
      await until("the lost connection is told", async () => /was lost/.test(await textOf(page, ".banners")));
      await context.close();
    });
  },
);
