/** Which way is free, as far as one sees who looks a few steps ahead. */
import { HEADING_COS, HEADING_SIN, UNITS_PER_METRE } from "./base/space.ts";
import type { Footing } from "./motion.ts";
import { isClearOf } from "./terrain/mod.ts";

const TURNS = [0, 24, -24, 48, -48, 72, -72, 100, -100] as const;
const AHEAD_UNITS = 2 * UNITS_PER_METRE;

/** The first heading beside `wanted` that is free for some steps; where none is, `wanted` itself. */
export function freeHeading(footing: Footing, x: number, y: number, wanted: number): number {
  for (const turn of TURNS) if (isFreeAhead(footing, x, y, (wanted + turn) & 255)) return (wanted + turn) & 255;
  return wanted;
}

/** Whether some steps along a heading are free. */
export function isFreeAhead(footing: Footing, x: number, y: number, heading: number): boolean {
  const aheadX = x + ((HEADING_COS[heading]! * AHEAD_UNITS) >> 14);
  const aheadY = y + ((HEADING_SIN[heading]! * AHEAD_UNITS) >> 14);
  return isClearOf(footing, x, y, aheadX, aheadY);
}
