/**
 * What holds back whoever comes: landmarks through which nobody goes and gates that are shut, as pure geometry. The world
 * and the players' pages ask the same of the same, so that whoever walks against one stops, or slides along it, on both
 * sides at the same tick.
 */
import { distance, HEADING_COS, HEADING_SIN, UNITS_PER_METRE } from "./base/space.ts";
import type { Landmark } from "./content/mod.ts";
import { CELL_COLUMNS, CELL_POSITION_BITS, CELL_ROWS } from "./limits.ts";
import type { Footing } from "./motion.ts";
import { cellAt } from "./spatial.ts";

/** Where something is, in units. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line from the middle so far to both sides, and how near to it nobody comes; in units. */
export interface Barrier extends Point {
  readonly heading: number;
  readonly reach: number;
  readonly held: number;
}

/** The barrier that a landmark is, where it stands; null if one walks through it. */
export function barrierOf(
  { holdMetres, sizeMetres }: Pick<Landmark, "holdMetres" | "sizeMetres">,
  { x, y, heading }: Point & { readonly heading: number },
): Barrier | null {
  if (holdMetres === 0) return null;
  const [held, half] = [holdMetres * UNITS_PER_METRE, sizeMetres * UNITS_PER_METRE >> 1];
  return { x, y, heading, held, reach: Math.max(0, half - held) };
}

/** How near to a gate of a dungeon nobody comes while it is shut, in units. */
export const GATE_UNITS = 330;

/** The barrier that a gate is which is shut. */
export function gateAt({ x, y }: Point): Barrier {
  return { x, y, heading: 0, reach: 0, held: GATE_UNITS };
}

/** The point of its line that is nearest to another. */
export function nearestOn({ x, y, heading, reach }: Barrier, to: Point): Point {
  const along = ((to.x - x) * HEADING_COS[heading]! + (to.y - y) * HEADING_SIN[heading]!) >> 14;
  const part = Math.max(-reach, Math.min(reach, along));
  return { x: x + (HEADING_COS[heading]! * part >> 14), y: y + (HEADING_SIN[heading]! * part >> 14) };
}

/** Whether a barrier lets nobody be at a point. */
export function isHeldBy(barrier: Barrier, x: number, y: number): boolean {
  const most = barrier.reach + barrier.held;
  const [dx, dy] = [x - barrier.x, y - barrier.y];
  if (dx > most || dx < -most || dy > most || dy < -most) return false;
  const at = nearestOn(barrier, { x, y });
  return distance(x - at.x, y - at.y) < barrier.held;
}

/** All that stand, looked up by the cell: nearly everywhere there is none, and that is known at once. */
export class Barriers {
  #all: readonly Barrier[] = [];
  #cells: Uint8Array | null = null;

  /** Those that stand. */
  get all(): readonly Barrier[] {
    return this.#all;
  }

  /** From now on it is these. False if it was these already. */
  set(barriers: readonly Barrier[]): boolean {
    if (barriers.length === this.#all.length && barriers.every((one, at) => isSame(one, this.#all[at]!))) return false;
    this.#all = barriers;
    this.#cells = barriers.length === 0 ? null : new Uint8Array(CELL_COLUMNS * CELL_ROWS);
    for (const { x, y, reach, held } of barriers) {
      const most = reach + held;
      const [left, right] = [x - most >> CELL_POSITION_BITS, x + most >> CELL_POSITION_BITS];
      const [top, bottom] = [y - most >> CELL_POSITION_BITS, y + most >> CELL_POSITION_BITS];
      for (let row = Math.max(0, top); row <= Math.min(CELL_ROWS - 1, bottom); row++) {
        for (let column = Math.max(0, left); column <= Math.min(CELL_COLUMNS - 1, right); column++) {
          this.#cells![row * CELL_COLUMNS + column] = 1;
        }
      }
    }
    return true;
  }

  /** Whether nobody may be at a point, in units. */
  readonly holds = (x: number, y: number): boolean => {
    if (this.#cells === null || this.#cells[cellAt(x, y)] === 0) return false;
    for (const barrier of this.#all) if (isHeldBy(barrier, x, y)) return true;
    return false;
  };

  /** The same ground, but for what stands on it. */
  on({ isBlocked, pace }: Footing): Footing {
    const { holds } = this;
    return { isBlocked: (x, y) => holds(x, y) || isBlocked(x, y), pace };
  }
}

function isSame(a: Barrier, b: Barrier): boolean {
  return a.x === b.x && a.y === b.y && a.heading === b.heading && a.reach === b.reach && a.held === b.held;
}
