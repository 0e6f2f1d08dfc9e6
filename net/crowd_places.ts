/** Places in a crowd, as clients work them out from what they know already. */
import { CELL_UNITS } from "../world/limits.ts";
import { SQUARE_UNITS } from "../world/replication/crowd_steps.ts";

/** Rounding of motions may put somebody by a little into the square beside. */
const SQUARE_SLACK_UNITS = 16;

/** Whether a coordinate in units is in a square, by its number, or close to it. */
export function isInSquare(units: number, square: number): boolean {
  const off = units - square * SQUARE_UNITS;
  return off >= -SQUARE_SLACK_UNITS && off < SQUARE_UNITS + SQUARE_SLACK_UNITS;
}

/** Where in its square somebody is shown: each elsewhere, so that a crowd does not stand in ranks. */
export function spreadX(id: number): number {
  return Math.imul(id, 0x9e37_79b1) >>> 24;
}

/** See `spreadX`. */
export function spreadY(id: number): number {
  return Math.imul(id, 0x85eb_ca6b) >>> 24;
}

/** The place with this offset in its cell that is nearest to `units`. */
export function nearestTo(offset: number, units: number): number {
  const ahead = offset - units & CELL_UNITS - 1;
  return units + (ahead < CELL_UNITS / 2 ? ahead : ahead - CELL_UNITS);
}
