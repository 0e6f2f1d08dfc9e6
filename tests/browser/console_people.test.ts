/** The console about an account with several characters: whose they are, who is found, what was deleted. */
import assert from "node:assert/strict";
import type { RunningWeald } from "../command_line/weald_process.ts";
import { picture, withWorld } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";

const PASSWORD = "quiet meadow";

interface Told {
  readonly type: string;
  readonly characters?: readonly { readonly name: string; readonly character: number }[];
  readonly messages?: readonly Told[];
}

/** A player by the JSON subprotocol who hears until told to stop. */
function connect(server: RunningWeald) {
  const socket = new WebSocket(`${server.url.replace("http:", "ws:")}/play`, "weald.v1.json");
  const heard: Told[] = [];
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  const hear = (message: Told): void =>
    message.messages === undefined ? void heard.push(message) : message.messages.forEach(hear);
  socket.onopen = () => send({ type: "hello", protocol: 1, client: "console test" });
  socket.onmessage = (event) => hear(JSON.parse(event.data));
  const told = async (type: string) => {
    await until(`${type} is told`, () => heard.some((message) => message.type === type));
    return heard.findLast((message) => message.type === type)!;
  };
  // Who says nothing for long is not kept.
  const timer = setInterval(() => socket.readyState === WebSocket.OPEN && send({ type: "ping", time: 1 }), 3000);
  const leave = () => {
    clearInterval(timer);
    socket.close();
  };
  return { send, told, forget: () => void heard.splice(0), leave };
}

browserTest("console: whose a character is, found by account, and that one was deleted", async (browser) => {
  await withWorld({}, async (server) => {
    const first = connect(server);
    const player = connect(server);
    const guest = connect(server);
    try {
      await first.told("welcome");
      first.send({ type: "signIn", mode: "register", name: "Ada Fern", password: PASSWORD });
      await first.told("entered");
      first.send({ type: "signOut" });
      await guest.told("welcome");
      guest.send({ type: "signIn", mode: "guest", name: "Tobin" });
      await guest.told("entered");
      await player.told("welcome");
      player.send({ type: "signIn", mode: "password", name: "Ada Fern", password: PASSWORD, choose: 1 });
      await player.told("characters");
      player.forget();
      player.send({ type: "makeCharacter", name: "Berta Holm" });
      const made = (await player.told("characters")).characters!;
      const of = (name: string) => made.find((one) => one.name === name)!.character;
      player.forget();
      player.send({ type: "deleteCharacter", character: of("Ada Fern"), name: "Ada Fern" });
      assert.deepEqual((await player.told("characters")).characters!.map(({ name }) => name), ["Berta Holm"]);
      player.forget();
      player.send({ type: "makeCharacter", name: "Cora" });
      await player.told("characters");
      player.send({ type: "play", character: of("Berta Holm") });
      await player.told("entered");

      const { page, context, errors } = await openPage(browser, `${server.adminUrl}/setup#${server.setupToken}`);
      const textOf = async (selector: string) => await page.locator(selector).first().textContent() ?? "";
      await page.fill("#name", "Olga");
      await page.fill("#password", "four random words here");
      await page.click("button[type=submit]");
      await page.waitForSelector(".overview");
      await page.click(".side-link[href='/players']");
      await page.waitForSelector("tr:has-text('Berta Holm') [data-column=account]:has-text('Ada Fern')");
      await page.waitForSelector("tr:has-text('Tobin') [data-column=account]:has-text('guest')");
      await picture(page, "console-people");
      await page.fill(".toolbar input", "fern");
      await until("only Berta is found", async () => /1 player found/.test(await textOf(".toolbar-note")));
      assert.deepEqual(await page.locator(".players tbody strong").allTextContents(), ["Berta Holm"]);
      // Who is not on is found, too: Cora was made just now, and never came.
      await page.waitForSelector(".away tr:has-text('Cora'):has-text('Ada Fern'):has-text('never')");
      assert.equal(await page.locator(".away tbody tr").count(), 1, "who is on is in the list above");
      await picture(page, "console-people-away");
      await page.click("[aria-label='Show Berta Holm on the map']");
      await page.waitForSelector(".inspector .fact:has-text('Account'):has-text('Ada Fern')");
      await picture(page, "console-people-inspector");
      await page.fill(".find-player input", "fern");
      await page.waitForSelector(".found-row:has-text('Berta Holm'):has-text('Ada Fern')");
      await picture(page, "console-people-find");

      await page.click(".side-link[href='/audit']");
      await page.selectOption(".toolbar select", "character-deleted");
      await until("only deletions are told", async () => await page.locator(".audit-row").count() === 1);
      assert.match(await textOf(".audit-row"), /Character deleted.*Ada Fern \(player\).*Ada Fern \(character \d+\)/s);
      await picture(page, "console-people-audit");
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`${server.adminUrl}/players`);
      await page.waitForSelector("tr:has-text('Berta Holm') [data-column=account]:has-text('Ada Fern')");
      await picture(page, "console-people-phone");
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `the list of players is ${over} px too wide for a phone`);
      assert.deepEqual(errors, []);
      await context.close();
    } finally {
      for (const one of [first, player, guest]) one.leave();
    }
  });
});
