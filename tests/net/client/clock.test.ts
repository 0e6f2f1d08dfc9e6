/** The client's idea of the world's time. */
import assert from "node:assert/strict";
import { ServerClock } from "../../../net/client/sdk/clock.ts";

const TICK_MS = 50;
const WAY_MS = 30;

/** Hears a frame every second tick from `from` to `to`, milliseconds of a world that lost `lostMs`. */
function hear(clock: ServerClock, from: number, to: number, lostMs: number): void {
  for (let now = from; now < to; now += 2 * TICK_MS) {
    clock.heard((now - lostMs) / TICK_MS, now + WAY_MS, true);
    clock.update(now + WAY_MS);
  }
}

/** How many ticks `ahead` is before the world, when an input given at `now` comes to it. */
function early(clock: ServerClock, now: number, lostMs: number): number {
  clock.update(now);
  return clock.ahead - (now + WAY_MS - lostMs) / TICK_MS;
}

Deno.test("clock: after the world lost time, inputs do not wait for it for long", () => {
  const clock = new ServerClock(20, 2);
  clock.measured(2 * WAY_MS, 0);
  hear(clock, 0, 8000, 0);
  assert.ok(Math.abs(early(clock, 8000, 0)) < 3, `${early(clock, 8000, 0)} ticks`);
  hear(clock, 8600, 12_000, 600);
  const ticks = early(clock, 12_000, 600);
  assert.ok(ticks >= 0 && ticks < 4, `${ticks} ticks`);
});

Deno.test("clock: some frames that come late move nothing", () => {
  const clock = new ServerClock(20, 2);
  clock.measured(2 * WAY_MS, 0);
  hear(clock, 0, 8000, 0);
  const before = early(clock, 8000, 0);
  for (let now = 8000; now < 8300; now += 2 * TICK_MS) clock.heard(now / TICK_MS, now + WAY_MS + 200, true);
  assert.ok(Math.abs(early(clock, 8500, 0) - before) < 1, `${early(clock, 8500, 0)} ticks after ${before}`);
});
