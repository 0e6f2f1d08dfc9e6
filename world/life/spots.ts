/** Places to stand around a point: found by hash, kept only if the way there and back is clear. */
import { HEADING_COS, HEADING_SIN } from "../base/space.ts";
import type { WayGround } from "../paths/mod.ts";
import { GROUND } from "../terrain/types.ts";
import { isLegClear, type Point } from "../way.ts";

/** Whether an animal or a person would stand here: no deep or open water. */
export function isGoodGround(ground: WayGround, x: number, y: number, inWater: boolean): boolean {
  if (ground.isBlocked(x, y)) return false;
  return inWater || ground.groundAt(x, y) !== GROUND.shallowWater;
}

/** What a search for spots needs to know. */
export interface SpotRules {
  readonly ground: WayGround;
  /** Speed at which the way is walked: its hops depend on it. */
  readonly speed: number;
  readonly tickRate: number;
  readonly inWater: boolean;
}

/** Whether a walk between two points is clear both ways. */
export function isWalkClear(rules: SpotRules, a: Point, b: Point): boolean {
  const { ground, speed, tickRate } = rules;
  return isLegClear(ground, a, b, speed, tickRate) && isLegClear(ground, b, a, speed, tickRate);
}

/** A spot within `spread` units of `middle`: the same hash, the same spot. The middle itself where nothing is clear. */
export function spotAround(rules: SpotRules, middle: Point, spread: number, hash: number): Point {
  const heading = hash & 255;
  // The root spreads evenly over the disc's area.
  let away = Math.floor(Math.sqrt(((hash >>> 8) & 0xffff) / 0x1_0000) * spread);
  for (let attempt = 0; attempt < 3; attempt++, away >>= 1) {
    const x = middle.x + ((HEADING_COS[heading]! * away) >> 14);
    const y = middle.y + ((HEADING_SIN[heading]! * away) >> 14);
    const spot = { x, y };
    if (isGoodGround(rules.ground, x, y, rules.inWater) && isWalkClear(rules, middle, spot)) return spot;
  }
  return middle;
}
