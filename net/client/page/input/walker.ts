/** Walks along a way that was found on the page's own terrain, by steering tick after tick. */
import { HEADING_COS, HEADING_SIN, headingTowards, UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { findSwimmersPath, type Point } from "../../../../world/paths/mod.ts";
import type { Terrain } from "../../../../world/terrain/types.ts";

/** A body as steering sees it: where it will be at the next tick, in units, and whether anything moves it. */
export interface Walking {
  readonly nextX: number;
  readonly nextY: number;
  readonly speed: number;
  readonly wanted: { readonly heading: number; readonly speed: number };
}

/** What to want next. */
export interface Steering {
  readonly heading: number;
  readonly speed: number;
}

const EXPANSIONS_MAX = 40_000;
const CLOSE_UNITS = 40;
/**
 * A heading is kept while it leads past the next point by no more than this, or by this part of the way to it: between
 * two of the 256 headings lies 2.5 % of the way, so a smaller part would have it change to and fro.
 */
const MISS_UNITS = 28;
const MISS_PART = 0.02;
const STUCK_TICKS = 12;
const STAND: Steering = { heading: 0, speed: 0 };

/** One page's walks. */
export class Walker {
  readonly #terrain: Terrain;
  #points: Point[] = [];
  #stuckTicks = 0;
  #retried = false;

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
  }

  /** Where the walk ends, in metres, or null. */
  get goal(): { readonly x: number; readonly y: number } | null {
    const last = this.#points.at(-1);
    return last === undefined ? null : { x: last.x / UNITS_PER_METRE, y: last.y / UNITS_PER_METRE };
  }

  /** Looks for a way to a point in units, or to the nearest place that can be reached. */
  walkTo(from: Point, to: Point): void {
    const goal = { x: Math.floor(to.x), y: Math.floor(to.y) };
    const way = findSwimmersPath(this.#terrain, from, goal, { expansionsMax: EXPANSIONS_MAX, goesOn: false });
    this.#points = [...(way.found ? way.points : way.nearest)];
    this.#stuckTicks = 0;
    this.#retried = false;
  }

  /** Ends the walk. */
  stop(): void {
    this.#points = [];
  }

  /** What to want at the next tick; `unitsPerTick` is a step at `speed`. Null without a walk. */
  next(body: Walking, speed: number, unitsPerTick: number): Steering | null {
    let target = this.#points[0];
    if (target === undefined) return null;
    if (this.#isStuck(body)) return STAND;
    let away = distance(body, target);
    while (this.#points.length > 1 && away < Math.max(CLOSE_UNITS, unitsPerTick * 0.75)) {
      this.#points.shift();
      target = this.#points[0]!;
      away = distance(body, target);
    }
    if (this.#points.length === 1 && away < CLOSE_UNITS) {
      this.stop();
      return STAND;
    }
    // The last step is as long as the way that is left.
    const pace = this.#points.length === 1 && away < unitsPerTick
      ? Math.max(4, Math.floor(speed * away / unitsPerTick))
      : speed;
    const heading = headingTowards(target.x - body.nextX, target.y - body.nextY);
    const { wanted } = body;
    if (wanted.speed === pace && missOf(body, target, wanted.heading) < Math.max(MISS_UNITS, away * MISS_PART)) {
      return wanted;
    }
    return { heading, speed: pace };
  }

  /** Something stands in the way that was not there: look for another way once, then give up. */
  #isStuck(body: Walking): boolean {
    this.#stuckTicks = body.speed === 0 && body.wanted.speed > 0 ? this.#stuckTicks + 1 : 0;
    if (this.#stuckTicks < STUCK_TICKS) return false;
    const goal = this.#points.at(-1)!;
    if (this.#retried) this.stop();
    else {
      this.walkTo({ x: body.nextX, y: body.nextY }, goal);
      this.#retried = true;
    }
    return this.#points.length === 0;
  }
}

function distance(body: Walking, { x, y }: Point): number {
  return Math.hypot(x - body.nextX, y - body.nextY);
}

/** How far a straight walk with `heading` passes by a point, in units; infinite if it leads away. */
function missOf(body: Walking, { x, y }: Point, heading: number): number {
  const dx = x - body.nextX;
  const dy = y - body.nextY;
  const cos = HEADING_COS[heading]! / 16384;
  const sin = HEADING_SIN[heading]! / 16384;
  return dx * cos + dy * sin <= 0 ? Infinity : Math.abs(dx * sin - dy * cos);
}
