/** The players' page over WebTransport, and over WebSocket where UDP does not come through. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { withFolder } from "../command_line/weald_process.ts";
import { makeTestCertificate, writeTestCertificate } from "../net/certificates.ts";
import { startUdpRelay, type UdpRelay } from "../net/udp_relay.ts";
import { comeIn, picture, withWorld } from "./_world.ts";
import { browserTest, openContext, openPage, SCREENS, until } from "./browser.ts";

/** What `window.weald` tells (net/client/page/game/debug_handle.ts). */
interface Handle {
  readonly state: string;
  readonly transport: string | null;
  readonly entity: number;
  readonly position: { readonly x: number; readonly y: number } | null;
  readonly correction: number;
}

function look(page: Page): Promise<Handle> {
  return page.evaluate(() => {
    const { state, transport, entity, position, correction } = (globalThis as unknown as { weald: Handle }).weald;
    return { state, transport, entity, position, correction };
  });
}

async function play(page: Page, name: string): Promise<Handle> {
  await comeIn(page, name);
  return await look(page);
}

async function walk(page: Page): Promise<void> {
  const before = (await look(page)).position!;
  const walked = async () => {
    const { position } = await look(page);
    return Math.hypot(position!.x - before.x, position!.y - before.y);
  };
  for (const key of ["KeyA", "KeyD", "KeyS", "KeyW"]) {
    await page.keyboard.down(key);
    const isFree = await until("it walks", async () => await walked() > 1, 5).then(() => true, () => false);
    await page.keyboard.up(key);
    if (isFree) return;
  }
  assert.fail("in one of four directions the way is free");
}

/** A page whose UDP goes through a relay: it is told another port, which its policy must not forbid. */
async function openRelayed(browser: Browser, url: string, relay: UdpRelay): Promise<Page> {
  const context = await openContext(browser, { ...SCREENS.desktop, bypassCSP: true });
  const page = await context.newPage();
  await page.route("**/transport", async (route) => {
    const response = await route.fetch();
    const { webTransport } = await response.json();
    await route.fulfill({ response, json: { webTransport: { ...webTransport, port: relay.port } } });
  });
  await page.goto(url);
  return page;
}

browserTest("the page plays over WebTransport, by the certificate's hash, and says so", async (browser) => {
  await withWorld({}, async ({ url }) => {
    const { page, errors } = await openPage(browser, url);
    assert.equal((await play(page, "Ada")).transport, "webtransport");
    await until("the corner names it", async () => /ms · WebTransport/.test(await page.innerText("#connection")));
    await walk(page);
    assert.deepEqual(errors, []);
    await picture(page, "webtransport");
  });
});

browserTest("with the host's certificate the page comes by https and plays over WebTransport", async (browser) => {
  await withFolder(async (folder) => {
    const { certFile, keyFile } = await writeTestCertificate(folder, await makeTestCertificate({ endsInDays: 10 }));
    await withWorld({ args: ["--tls-cert", certFile, "--tls-key", keyFile] }, async ({ url }) => {
      assert.match(url, /^https:/);
      const context = await openContext(browser, { ...SCREENS.desktop, ignoreHTTPSErrors: true });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      await page.goto(url);
      assert.equal((await play(page, "Ada")).transport, "webtransport");
      await until("the corner names it", async () => /ms · WebTransport/.test(await page.innerText("#connection")));
      await walk(page);
      await picture(page, "webtransport_https");
      // Without UDP the same page goes on by WSS.
      await page.route("**/transport", (route) => route.fulfill({ json: { webTransport: null } }));
      await page.reload();
      await until("the page plays again", async () => (await look(page)).state === "playing");
      assert.equal((await look(page)).transport, "websocket");
      assert.deepEqual(errors, []);
    });
  });
});

browserTest("a server without WebTransport is played on over WebSocket", async (browser) => {
  await withWorld({ args: ["--no-webtransport"] }, async ({ url }) => {
    const { page, errors } = await openPage(browser, url);
    assert.equal((await play(page, "Ada")).transport, "websocket");
    await until("the corner names it", async () => /ms · WebSocket/.test(await page.innerText("#connection")));
    assert.deepEqual(errors, []);
  });
});

browserTest(
  "where UDP is dropped the page comes by WebSocket; dropped later, the same character goes on",
  async (browser) => {
    await withWorld({}, async ({ url }) => {
      const relay = await startUdpRelay(Number(new URL(url).port));
      try {
        relay.blocked = true;
        const first = await openRelayed(browser, url, relay);
        assert.equal((await play(first, "Ada")).transport, "websocket");
        relay.blocked = false;
        const second = await openRelayed(browser, url, relay);
        const before = await play(second, "Bob");
        assert.equal(before.transport, "webtransport");
        assert.ok(relay.passed > 0, "by the relay");
        await walk(second);
        relay.blocked = true;
        await until("it goes on over WebSocket", async () => {
          const { state, transport } = await look(second);
          return state === "playing" && transport === "websocket";
        });
        assert.equal((await look(second)).entity, before.entity, "as the same character");
        await walk(second);
      } finally {
        await relay.stop();
      }
    });
  },
);
