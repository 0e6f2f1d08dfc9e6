/** Whether a page can be used with a finger: how large what can be touched is, and that nothing lies on anything else. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** How large anything is that is meant for a finger, in pixels. */
const WIDE = 40;
const TALL = 44;

/** Fails unless all that can be touched just now is large enough, on the screen, and reached by a touch on its middle. */
export async function assertTouchable(page: Page, within = "body"): Promise<void> {
  const faults = await page.evaluate(([scope, wide, tall]) => {
    const found: string[] = [];
    const controls = document.querySelector(scope)!.querySelectorAll<HTMLElement>("button, summary, input, select");
    for (const control of controls) {
      // A circle to choose by is as large as the words that belong to it.
      const target = control.matches("input[type=radio]") ? control.closest("label")! : control;
      if (!target.checkVisibility()) continue;
      target.scrollIntoView({ block: "center" });
      const { left, top, width, height } = target.getBoundingClientRect();
      const what = `${target.id || target.getAttribute("aria-label") || target.textContent || target.className}`;
      const size = `${width.toFixed(1)} x ${height.toFixed(1)}`;
      if (width < wide - 0.01 || height < tall - 0.01) found.push(`${what}: only ${size}`);
      if (target.classList.contains("round") && Math.abs(width - height) > 0.5) {
        found.push(`${what}: no circle, ${size}`);
      }
      if (left < 0 || left + width > innerWidth) found.push(`${what}: beside the screen`);
      const at = document.elementFromPoint(left + width / 2, top + height / 2);
      if (at !== null && !target.contains(at)) found.push(`${what}: covered by ${at.id || at.className || at.tagName}`);
    }
    return found;
  }, [within, WIDE, TALL] as const);
  assert.deepEqual(faults, [], "everything can be touched");
}

/** Fails if two of the boxes lie on each other. */
export async function assertApart(page: Page, selectors: readonly string[]): Promise<void> {
  const boxes = await page.evaluate(
    (all) =>
      all.flatMap((selector) =>
        [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => one.checkVisibility()).map((one) => {
          const { left, top, right, bottom } = one.getBoundingClientRect();
          return { name: one.id || one.getAttribute("aria-label") || selector, left, top, right, bottom };
        })
      ),
    selectors,
  );
  boxes.forEach((one, at) => {
    for (const other of boxes.slice(at + 1)) {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      assert.ok(across <= 0.5 || down <= 0.5, `${one.name} and ${other.name} lie on each other`);
    }
  });
}
