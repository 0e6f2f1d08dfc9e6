/** What tests of pages set up: pages that are built, a server with a world, somebody who comes in, and pictures. */
import assert from "node:assert/strict";
import process from "node:process";
import type { Page } from "playwright-core";
import { buildAll } from "../../net/client/build.ts";
import { type RunningWeald, startWeald, withFolder } from "../command_line/weald_process.ts";
import { until, type WatchedPage } from "./browser.ts";

/** Where pictures go, if somebody wants to look at them. */
const PICTURES = process.env.WEALD_PICTURES ?? "";

/** The screens that most of it is tried on. */
export const BOTH_SCREENS = ["desktop", "phone"] as const;

/** What a world begins as, and what its server is started with. */
export interface WorldOptions {
  /** Fills the folder of its data before it starts. */
  readonly save?: (folder: string) => void | Promise<void>;
  readonly args?: readonly string[] | ((folder: string) => readonly string[]);
}

let built: Promise<unknown> | null = null;

/** Builds the pages once for the tests of a file; the gate has built them for all before. */
export async function buildPages(): Promise<void> {
  if (process.env.WEALD_PAGES_BUILT !== "1") await (built ??= buildAll({ minify: true }));
}

/** Starts a server of a fixed seed over a folder. */
export async function startWorld(folder: string, args: WorldOptions["args"] = []): Promise<RunningWeald> {
  await buildPages();
  return await startWeald(["--data", folder, "--seed", "7", ...typeof args === "function" ? args(folder) : args]);
}

/** Runs with a server that has a world to itself, stopped afterwards. */
export async function withWorld(
  { save, args }: WorldOptions,
  run: (server: RunningWeald, folder: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    await save?.(folder);
    const server = await startWorld(folder, args);
    try {
      await run(server, folder);
    } finally {
      await server.stop();
    }
  });
}

/**
 * A world that several tests of a file share, because none disturbs the next. It starts with the first test that asks
 * for it and ends with the file.
 */
export function sharedWorld({ save, args }: WorldOptions): () => Promise<RunningWeald> {
  let folder = "";
  let server: Promise<RunningWeald> | null = null;
  Deno.test.afterAll(async () => {
    await (await server)?.stop();
    if (folder !== "") await Deno.remove(folder, { recursive: true });
  });
  const start = async () => {
    folder = await Deno.makeTempDir({ prefix: "weald-test-" });
    await save?.(folder);
    return await startWorld(folder, args);
  };
  return () => server ??= start();
}

/** Names for who comes in, one after the other: whichever test is the first has the first. */
export function inTurn(names: readonly string[]): () => string {
  let given = 0;
  return () => {
    const name = names[given++];
    assert.ok(name !== undefined, `only ${names.length} have been saved`);
    return name;
  };
}

/** Something that `window.weald` tells (net/client/page/game/debug_handle.ts). */
export function read<T>(page: Page, name: string): Promise<T> {
  return page.evaluate((key) => (globalThis as unknown as { weald: Record<string, T> }).weald[key]!, name);
}

/** Asks to come in as a guest. */
export async function askIn(page: Page, name: string): Promise<void> {
  await until("the world is there", async () => await read(page, "state") === "signing in");
  await page.fill("#panel-guest input[name=name]", name);
  await page.click("#panel-guest button[type=submit]");
}

/** Comes in as a guest and waits until it is in the world. */
export async function comeIn(page: Page, name: string): Promise<void> {
  await askIn(page, name);
  await until(`${name} is in the world`, async () => await read(page, "state") === "playing");
}

/** Keeps a picture, where WEALD_PICTURES names a folder for them. */
export async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES !== "") await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

/** The text of the first that fits, or "". */
export async function textOf(page: Page, selector: string): Promise<string> {
  return await page.locator(selector).first().textContent() ?? "";
}

/** Waits until something is seen. */
export function see(page: Page, selector: string): Promise<unknown> {
  return page.waitForSelector(selector, { state: "visible" });
}

/** Fails if pages logged errors or asked anybody but their server. */
export function assertClean(...pages: readonly WatchedPage[]): void {
  for (const { errors, outsideRequests } of pages) {
    assert.deepEqual(errors, [], "the page logged no error");
    assert.deepEqual(outsideRequests, [], "the page asked nobody but its server");
  }
}
