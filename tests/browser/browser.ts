/** A real browser for tests: Chromium, driven by playwright-core. Tests skip, and say why, where there is none. */
import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Where Chromium is looked for, first found wins; the environment variable goes first. */
const PLACES = [
  Deno.env.get("WEALD_CHROMIUM") ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of a Chromium on this machine, or null. */
export function findChromium(): string | null {
  return PLACES.find((path) => path !== "" && existsSync(path)) ?? null;
}

/** The Chromium that the tests of a file share; each has contexts of its own, which are closed after it. */
let shared: Browser | null = null;

Deno.test.afterAll(async () => {
  await shared?.close();
  shared = null;
});

/** Registers a browser test; where no Chromium is, it is ignored and the reason is printed once. */
export function browserTest(name: string, run: (browser: Browser) => Promise<void>): void {
  const executablePath = findChromium();
  if (executablePath === null) tellWhySkipped();
  Deno.test({
    name,
    ignore: executablePath === null,
    // The browser's pipes and timers belong to playwright and end with it; a server may be for several tests.
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      // One that has crashed does not fail the tests after it.
      if (shared?.isConnected() !== true) {
        shared = await chromium.launch({ executablePath: executablePath!, args: ARGUMENTS });
      }
      const browser = shared;
      try {
        await run(browser);
      } finally {
        await Promise.all(browser.contexts().map((context) => context.close()));
      }
    },
  });
}

let told = false;

function tellWhySkipped(): void {
  if (!told) console.log("browser tests are skipped: no Chromium found; install it or set WEALD_CHROMIUM to its path");
  told = true;
}

/** A page in a context of its own, and what it did that it should not have. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors thrown or logged in the page. */
  readonly errors: string[];
  /** Requests to anywhere but the origin under test. */
  readonly outsideRequests: string[];
}

/** Screen sizes that pages are tried at. */
export const SCREENS = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
} as const;

/**
 * A fresh context whose pages draw ten frames a second at most. Without a graphics card each frame costs a processor
 * tens of milliseconds, and two worlds and their pages are tested side by side.
 */
export async function openContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(SECONDS_MAX * 1000);
  await context.addInitScript(() => {
    const FRAME_MS = 100;
    const request = globalThis.requestAnimationFrame.bind(globalThis);
    globalThis.requestAnimationFrame = (draw) => Number(setTimeout(() => request(draw), FRAME_MS));
    globalThis.cancelAnimationFrame = (id) => clearTimeout(id);
  });
  return context;
}

/** Opens `url` in a fresh context and watches its console and its requests from the first one on. */
export async function openPage(
  browser: Browser,
  url: string,
  screen: keyof typeof SCREENS = "desktop",
): Promise<WatchedPage> {
  const context = await openContext(browser, SCREENS[screen]);
  const page = await context.newPage();
  const errors: string[] = [];
  const outsideRequests: string[] = [];
  const { host } = new URL(url);
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("request", (request) => {
    const target = new URL(request.url());
    if (target.protocol !== "data:" && target.protocol !== "blob:" && target.host !== host) {
      outsideRequests.push(request.url());
    }
  });
  await page.goto(url);
  return { page, context, errors, outsideRequests };
}

/** How long anything may take before a test gives up: long, as a machine may have other things to do. */
const SECONDS_MAX = 60;

/** Waits until `check` holds, asking each 50 ms; throws with `what` if it does not within `secondsMax`. */
export async function until(
  what: string,
  check: () => Promise<boolean> | boolean,
  secondsMax = SECONDS_MAX,
): Promise<void> {
  const end = performance.now() + secondsMax * 1000;
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`wait until ${what}: not within ${secondsMax} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What of the page no panel may hide: the log, the bars, the dock, and the buttons beside it. */
const NEVER_COVERED = ["#log", "#fight", "#dock", ".tools"];

/** Fails unless every panel that is shown is wholly on the screen, covers none of the others, and neither log nor bars. */
export async function assertPanelsFit(page: Page): Promise<void> {
  const { width, height } = page.viewportSize()!;
  const boxes = await page.evaluate(
    (others) =>
      [...document.querySelectorAll([".window", ...others].join(","))].map((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { name: element.id || element.className, isPanel: element.matches(".window"), left, top, right, bottom };
      }).filter(({ left, right, top, bottom }) => right > left && bottom > top),
    NEVER_COVERED,
  );
  for (const panel of boxes.filter(({ isPanel }) => isPanel)) {
    const isWithin = panel.left >= 0 && panel.top >= 0 && panel.right <= width && panel.bottom <= height;
    if (!isWithin) throw new Error(`${panel.name} is beyond the screen: ${JSON.stringify(panel)}`);
    const covered = boxes.find((box) =>
      box !== panel && box.left < panel.right && panel.left < box.right && box.top < panel.bottom &&
      panel.top < box.bottom
    );
    if (covered !== undefined) {
      throw new Error(`${panel.name} covers ${covered.name}: ${JSON.stringify([panel, covered])}`);
    }
  }
}

/** The panels that are shown, by id, from left to right. */
export function panelsShown(page: Page): Promise<string[]> {
  return page.locator(".window:visible").evaluateAll((windows) => windows.map(({ id }) => id));
}
