/** Ways over the terrain: `findPath` around obstacles near by, `findRoute` along roads across the world. */
import type { Barriers } from "../barriers.ts";
import { distance } from "../base/space.ts";
import { findNearestFree, isClearOf } from "../terrain/mod.ts";
import type { Terrain } from "../terrain/types.ts";
import { GOAL_NEAR_UNITS, GOAL_SNAP_UNITS, PATH_UNITS_MAX, POCKET_CELLS, START_SNAP_UNITS } from "./limits.ts";
import { isPocket, searchCells } from "./_search.ts";

export { findRoute, type Route } from "./route.ts";

/** A point in units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a way is searched on: the terrain, or what stands on it as well. */
export type WayGround = Pick<Terrain, "isBlocked" | "isSolid" | "isClear" | "nearestFree" | "groundAt" | "layout">;

/** The ground with what stands on it: ways lead around that. */
export function groundAround(terrain: WayGround, { all, holds }: Barriers): WayGround {
  if (all.length === 0) return terrain;
  const isBlocked = (x: number, y: number) => holds(x, y) || terrain.isBlocked(x, y);
  return {
    layout: terrain.layout,
    groundAt: (x, y) => terrain.groundAt(x, y),
    isBlocked,
    isSolid: (x, y) => holds(x, y) || terrain.isSolid(x, y),
    isClear: (fromX, fromY, toX, toY) => isClearOf({ isBlocked }, fromX, fromY, toX, toY),
    nearestFree: (x, y, radius) => findNearestFree({ isBlocked }, x, y, radius),
  };
}

/**
 * A way, or why there is none. Each leg from point to point is straight and clear, the start left out; only a start
 * that is itself blocked has a first leg out of what blocks it. `expansions` is what the search cost.
 */
export type PathResult =
  | { readonly found: true; readonly points: readonly Point[]; readonly expansions: number }
  | {
    readonly found: false;
    /** There is no way; or the target is more than 240 m off; or the search used up its expansions. */
    readonly reason: "unreachable" | "too far" | "budget";
    /** The way to the reached place that is nearest to the target; empty if that is the start. */
    readonly nearest: readonly Point[];
    readonly expansions: number;
  };

const HALF_METRE_UNITS = 128;

/**
 * Finds a way from one point to another, in units. It costs at most `expansionsMax` expansions of the search: about
 * 0.3 µs each. The same question has the same answer on every machine.
 */
export function findPath(
  terrain: WayGround,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  options: { readonly expansionsMax: number },
): PathResult {
  const from = { x: fromX, y: fromY };
  if (distance(toX - fromX, toY - fromY) > PATH_UNITS_MAX) {
    return { found: false, reason: "too far", nearest: [], expansions: 0 };
  }
  const start = terrain.nearestFree(fromX, fromY, START_SNAP_UNITS);
  const free = terrain.nearestFree(toX, toY, GOAL_NEAR_UNITS);
  if (start === null || free === null) return { found: false, reason: "unreachable", nearest: [], expansions: 0 };
  const inReach = distance(free.x - toX, free.y - toY) <= GOAL_SNAP_UNITS;
  const leaving = terrain.isBlocked(fromX, fromY) ? [start] : [];
  const miss = (reason: "unreachable" | "budget", points: readonly Point[], expansions: number): PathResult => ({
    found: false,
    reason,
    nearest: [...leaving, ...points],
    expansions,
  });
  if (terrain.isClear(start.x, start.y, free.x, free.y)) {
    const same = free.x === from.x && free.y === from.y;
    if (!inReach) return miss("unreachable", same ? [] : [free], 0);
    return { found: true, points: same ? leaving : [...leaving, free], expansions: 0 };
  }
  const startCell = cellOf(start);
  const goalCell = cellOf(free);
  // A closed yard is noticed by looking round the target, before everything round the start has been searched.
  const enclosed = isPocket(terrain, goalCell, startCell, POCKET_CELLS);
  const budget = enclosed ? Math.min(options.expansionsMax, POCKET_CELLS) : options.expansionsMax;
  const { end, expansions, cells } = searchCells(terrain, startCell, goalCell, budget);
  const waypoints = cells.map(middleOf);
  waypoints[0] = start;
  if (end === "goal") waypoints[waypoints.length - 1] = free;
  const points = pullString(terrain, waypoints);
  if (end === "goal" && inReach) return { found: true, points: [...leaving, ...points], expansions };
  return miss(end === "budget" && !enclosed ? "budget" : "unreachable", points, expansions);
}

/**
 * Finds a way for a player: by land if there is one, else straight through the water if nothing solid is in between, in
 * a world where players swim. Units, cost and answer as of `findPath`.
 */
export function findSwimmersPath(
  terrain: WayGround,
  from: Point,
  to: Point,
  options: { readonly expansionsMax: number; readonly goesOn: boolean },
): PathResult {
  const way = findPath(terrain, from.x, from.y, to.x, to.y, options);
  if (way.found || way.reason === "too far" || !terrain.layout.recipe.footing.swim) return way;
  // Swum only where there is no way on foot: a search that will go on has not said so yet.
  if (options.goesOn && way.reason === "budget") return way;
  const isBlocked = (x: number, y: number) => terrain.isSolid(x, y);
  if (!isClearOf({ isBlocked }, from.x, from.y, to.x, to.y)) return way;
  return { found: true, points: [to], expansions: way.expansions };
}

function cellOf(point: Point): Point {
  return { x: Math.floor(point.x / HALF_METRE_UNITS), y: Math.floor(point.y / HALF_METRE_UNITS) };
}

function middleOf(cell: Point): Point {
  return { x: cell.x * HALF_METRE_UNITS + HALF_METRE_UNITS / 2, y: cell.y * HALF_METRE_UNITS + HALF_METRE_UNITS / 2 };
}

/**
 * Leaves out waypoints that are not needed: from each kept one to the last that is clear, found by doubling the step
 * and halving it back. A neighbour on the grid is always clear, as steps cut no corners.
 */
function pullString(terrain: WayGround, waypoints: readonly Point[]): Point[] {
  const pulled: Point[] = [];
  const last = waypoints.length - 1;
  for (let at = 0; at < last;) {
    const here = waypoints[at]!;
    const sees = (index: number): boolean => {
      const there = waypoints[index]!;
      return terrain.isClear(here.x, here.y, there.x, there.y);
    };
    let good = at + 1;
    let step = 1;
    while (good + step <= last && sees(good + step)) {
      good += step;
      step *= 2;
    }
    for (; step >= 1; step = Math.floor(step / 2)) if (good + step <= last && sees(good + step)) good += step;
    pulled.push(waypoints[good]!);
    at = good;
  }
  return pulled;
}
