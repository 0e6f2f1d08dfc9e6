/**
 * The time machine and the ledger in a real browser, against a real server: somebody walks, drops coins and another
 * takes them; an hour later, as it were, it is found out, looked at as it was, taken home as a file, and undone.
 */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type RunningWeald, runWeald } from "../command_line/weald_process.ts";
import { assertClean, picture, textOf, withWorld } from "./_world.ts";
import { browserTest, openPage, until } from "./browser.ts";
import { enterAs, type Player } from "./player.ts";

const OWNER = { name: "Ada", password: "four random words here" };

function withServer(run: (server: RunningWeald, folder: string) => Promise<void>): Promise<void> {
  return withWorld({ args: ["--name", "Elmshire", "--checkpoint-seconds", "2"] }, run);
}

async function setUp(page: Page): Promise<void> {
  await page.fill("#name", OWNER.name);
  await page.fill("#password", OWNER.password);
  await page.click("button[type=submit]");
  await page.waitForSelector(".shell");
}

const tickOf = async (page: Page) =>
  Number(/tick ([\d,]+)/.exec(await textOf(page, ".transport-tick"))?.[1]?.replaceAll(",", "") ?? -1);

/** Walks to the nearest thing that lies about and takes it. Answers what is carried then. */
async function takeSomething(player: Player): Promise<{ what: number; amount: number }> {
  const pile = player.near("pile")[0];
  assert.ok(pile !== undefined, "something lies about");
  await player.walkTo(pile);
  assert.ok(await player.act({ type: "pickUp", pile: pile.id }), "it is taken");
  await until("the bag is told", () => player.bag.size > 0);
  const [what, amount] = [...player.bag][0]!;
  return { what, amount };
}

browserTest(
  "time machine: scrub, step, play, inspect, commands, transfers, budget, export; ledger: find, undo",
  async (browser) => {
    await withServer(async (server, folder) => {
      const mira = await enterAs(server, "Mira");
      const tobin = await enterAs(server, "Tobin");
      const taken = await takeSomething(mira);
      mira.send({ type: "say", text: "Who lost this?" });
      await tobin.walkTo(tobin.seen.get(mira.entity)!);
      assert.ok(await mira.act({ type: "give", to: tobin.entity, what: taken.what, amount: taken.amount }), "given");
      const watched = await openPage(browser, `${server.adminUrl}/setup#${server.setupToken}`);
      const { page, context } = watched;
      await page.waitForSelector("#password");
      await setUp(page);

      // It stands the world up at the newest moment by itself, and draws it.
      await page.click(".side-link[href='/past']");
      await until("a moment is shown", async () => await tickOf(page) > 0);
      await until("marks are there", async () => {
        await page.click("#tab-events");
        return /Mira joined/.test(await textOf(page, "#panel-events"));
      });
      await picture(page, "past-desktop-light");

      // What was done, with who did it: the talk is found by the name, its moment is gone to, and its speaker inspected.
      await page.click("#panel-events .past-row:has-text('Mira')");
      await until("it goes there", async () => await tickOf(page) > 0);
      await page.click("#tab-commands");
      await page.selectOption("#panel-commands select", "talk");
      await until(
        "the talk is listed",
        async () => /Mira says “Who lost this\?”/.test(await textOf(page, ".past-rows")),
      );
      await page.click("#panel-commands .past-row:has-text('Who lost this?')");
      await until(
        "its speaker is inspected",
        async () => (await textOf(page, ".past-panel .inspector-title")) === "Mira",
      );
      await until("components are there", async () => (await page.locator(".past-panel .components tr").count()) > 15);
      assert.equal(await page.locator(".past-panel .inspector-actions:visible >> text=Kick").count(), 0);
      await page.waitForTimeout(600);
      await picture(page, "past-inspector");

      // A tick back, a tick on, to a tick, to a time; out of history is said.
      const there = await tickOf(page);
      await page.keyboard.press(".");
      await until("a tick on", async () => await tickOf(page) === there + 1);
      await page.keyboard.press(",");
      await until("a tick back", async () => await tickOf(page) === there);
      await page.fill(".transport-field", String(there + 3));
      await page.keyboard.press("Enter");
      await until("at the tick", async () => await tickOf(page) === there + 3);
      await page.fill(".transport-field", new Date().toTimeString().slice(0, 5));
      await page.keyboard.press("Enter");
      await page.fill(".transport-field", "soon");
      await page.keyboard.press("Enter");
      await until("nonsense is told", async () => /Write a tick/.test(await textOf(page, ".toasts")));

      // It plays, and stands still again.
      await page.fill(".transport-field", String(there));
      await page.keyboard.press("Enter");
      await until("back there", async () => await tickOf(page) === there);
      await page.keyboard.press("]");
      await page.keyboard.press(" ");
      await until("it plays", async () => await tickOf(page) > there + 10);
      await page.keyboard.press(" ");
      await until(
        "it stands",
        async () => /Play/.test(await page.locator(".transport-play").getAttribute("title") ?? ""),
      );
      const stood = await tickOf(page);
      await page.waitForTimeout(400);
      assert.equal(await tickOf(page), stood);

      // What changed hands, and from there the ledger, and back to the moment.
      await page.click("#tab-transfers");
      await page.fill(".transport-field", String(there));
      await page.keyboard.press("Enter");
      await until("the transfer is listed", async () => /to Tobin/.test(await textOf(page, "#panel-transfers")));
      await page.click("#panel-transfers a:has-text('Tobin')");
      await until(
        "the ledger tells of Tobin",
        async () => /to or from Tobin/.test(await textOf(page, ".ledger-whose")),
      );
      await until("the row is there", async () => (await page.locator(".ledger-row").count()) === 1);
      assert.match(await textOf(page, ".ledger-row"), /Mira.*Tobin.*given.*by Mira/);
      await picture(page, "ledger-desktop");
      await page.click(".ledger-row a[href^='/past']");
      await until("its moment is shown", async () => Math.abs(await tickOf(page) - there) < 400);

      // How much is kept, and what it buys.
      await page.click(".past-tools >> text=History…");
      await page.fill("#history-mb", "64");
      await picture(page, "past-history");
      await page.click("dialog button[type=submit]");
      await until("it is kept", async () => /64.0 MB last|64 MB last/.test(await textOf(page, ".past-kept")));

      // A span to take home, which opens by itself.
      const downloading = page.waitForEvent("download");
      await page.click(".past-tools >> text=Export…");
      await picture(page, "past-export");
      await page.click("dialog button[type=submit]");
      const download = await downloading;
      assert.match(download.suggestedFilename(), /^elmshire-ticks-\d+-\d+\.weald\.db$/);
      await download.saveAs(`${folder}/taken.db`);
      const verified = await runWeald(["verify", `${folder}/taken.db`]);
      assert.match(verified.stdout, /the past from tick \d+ to \d+, without accounts/, verified.stderr);
      assert.match((await runWeald(["replay", `${folder}/taken.db`])).stdout, /all the same/);
      for (const name of Deno.readDirSync(folder)) assert.ok(!name.name.startsWith(".weald-export"), "nothing is left");

      // What should not have been is undone; once.
      await page.click(".side-link[href='/ledger']");
      await page.selectOption("[aria-label='Which cause']", "given");
      await until("one row", async () => (await page.locator(".ledger-row").count()) === 1);
      await page.check(".ledger-row input");
      await page.click("text=Undo 1 transfer");
      await page.fill("#dialog-field", "It was Mira's");
      await page.keyboard.press("Enter");
      await until("Tobin reads it", () => tobin.lines.some(({ text }) => /taken back/.test(text)));
      await until("Mira has it again", () => mira.bag.get(taken.what) === taken.amount);
      await until("the dialog is gone", async () => (await page.locator("dialog").count()) === 0);
      await page.check(".ledger-row input");
      await page.click("text=Undo 1 transfer");
      await page.fill("#dialog-field", "Once more");
      await page.keyboard.press("Enter");
      await until("twice is refused", async () => /was undone already/.test(await textOf(page, ".form-error")));
      await page.click("dialog >> text=Cancel");
      watched.errors.length = 0;
      await page.click(".side-link[href='/audit']");
      await page.waitForSelector(".audit-row");
      const audit = await textOf(page, ".audit");
      for (const words of ["Undo", "It was Mira's", "Export", "History", "Looked back"]) {
        assert.ok(audit.includes(words), `the audit log has "${words}"`);
      }
      assertClean(watched);

      // On a phone: nothing is too wide, and the same works by touch.
      await page.click(".side-account [aria-label='Sign out']");
      const phone = await openPage(browser, `${server.adminUrl}/past`, "phone");
      await phone.page.emulateMedia({ colorScheme: "dark" });
      await setUp(phone.page);
      await until("a moment is shown", async () => await tickOf(phone.page) > 0);
      await phone.page.waitForTimeout(800);
      await picture(phone.page, "past-phone-dark");
      for (const path of ["/past", "/ledger"]) {
        await phone.page.goto(server.adminUrl + path);
        await phone.page.waitForSelector(path === "/past" ? ".timeline" : ".ledger-row");
        const over = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${path} is ${over} px too wide for a phone`);
        await picture(phone.page, `phone${path.replace("/", "-")}`);
      }
      assertClean(phone);
      await phone.context.close();
      mira.leave();
      tobin.leave();
      await context.close();
    });
  },
);
