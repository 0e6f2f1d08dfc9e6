/**
 * Roads: a tree that joins every settlement to the rest by the shortest links, and some more links where going round
 * would be long. Each is a cheapest way over the macro grid (A*; Hart, Nilsson and Raphael, 1968): steepness, shores
 * and water are dear, roads that are there already are cheap.
 */
import { assert } from "../base/assert.ts";
import { Heap } from "../base/heap.ts";
import { hashWords } from "../base/prng.ts";
import { MACRO_METRES, MACRO_SIDE } from "./limits.ts";
import type { Macro } from "./_macro.ts";
import type { LandRules } from "./rules.ts";
import type { Site } from "./_sites.ts";
import type { Road } from "./types.ts";

const NEIGHBOUR_X = [1, 0, -1, 0, 1, -1, -1, 1];
const NEIGHBOUR_Y = [0, 1, 0, -1, 1, 1, -1, -1];
const NEIGHBOUR = NEIGHBOUR_X.map((x, side) => x + NEIGHBOUR_Y[side]! * MACRO_SIDE);
const STEP_COST = [1, 1, 1, 1, 1.41421356, 1.41421356, 1.41421356, 1.41421356];
const REUSE = 0.45;
const SMOOTHINGS = 4;
const DETOUR_MAX = 1.5;
const LINK_METRES_MAX = 2300;

interface Link {
  readonly from: number;
  readonly to: number;
  readonly metres: number;
}

/** The roads between `sites`, in the order they were built. */
export function buildRoads(
  seed: number,
  macro: Macro,
  sites: readonly Site[],
  { townMetres, villageMetres }: LandRules["roads"],
): Road[] {
  const search = makeSearch(macro);
  return chooseLinks(sites).map(({ from, to }) => {
    const a = sites[from]!;
    const b = sites[to]!;
    const path = findWay(search, a, b);
    const width = a.kind === "town" || b.kind === "town" ? townMetres : villageMetres;
    return { from, to, width, points: soften(seed, path, a, b) };
  });
}

function chooseLinks(sites: readonly Site[]): Link[] {
  const all: Link[] = [];
  for (let from = 0; from < sites.length; from++) {
    for (let to = from + 1; to < sites.length; to++) {
      const dx = sites[from]!.x - sites[to]!.x;
      const dy = sites[from]!.y - sites[to]!.y;
      all.push({ from, to, metres: Math.sqrt(dx * dx + dy * dy) });
    }
  }
  all.sort((a, b) => a.metres - b.metres || a.from - b.from || a.to - b.to);
  const chosen: Link[] = [];
  for (const link of all) {
    const along = shortest(chosen, link.from, link.to, sites.length);
    if (along === Infinity || link.metres < LINK_METRES_MAX && along > link.metres * DETOUR_MAX) chosen.push(link);
  }
  return chosen;
}

/** Metres between two sites along `links` (relaxed until nothing changes: there are at most thirteen sites). */
function shortest(links: readonly Link[], from: number, to: number, count: number): number {
  const metres = new Float64Array(count).fill(Infinity);
  metres[from] = 0;
  for (let changed = true; changed;) {
    changed = false;
    for (const link of links) {
      for (const [a, b] of [[link.from, link.to], [link.to, link.from]] as const) {
        if (metres[a]! + link.metres >= metres[b]!) continue;
        metres[b] = metres[a]! + link.metres;
        changed = true;
      }
    }
  }
  return metres[to]!;
}

interface Search {
  readonly macro: Macro;
  readonly ground: Float64Array;
  readonly costs: Float64Array;
  readonly came: Int32Array;
  readonly heap: Heap;
}

function makeSearch(macro: Macro): Search {
  const count = MACRO_SIDE * MACRO_SIDE;
  const ground = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    const height = macro.heights[at]!;
    let cost = 1;
    if (height < 0) cost = 16;
    else if (height < 1) cost = 2.5;
    else if (height > 40) cost = 1 + (height - 40) * 0.05;
    const river = macro.riverDistance[at]!;
    if (river < 14) cost += 5;
    else if (river < 30) cost += 1.2;
    ground[at] = cost;
  }
  // Nobody builds on the border of the map, so no step leaves it.
  for (let at = 0; at < MACRO_SIDE; at++) {
    ground[at] =
      ground[count - 1 - at] =
      ground[at * MACRO_SIDE] =
      ground[at * MACRO_SIDE + MACRO_SIDE - 1] =
        Infinity;
  }
  return { macro, ground, costs: new Float64Array(count), came: new Int32Array(count), heap: new Heap(8192) };
}

/** The vertices from a to b. Marks them as road for later searches. */
function findWay(search: Search, a: Site, b: Site): number[] {
  const { ground, costs, came, heap } = search;
  const start = a.y / MACRO_METRES * MACRO_SIDE + a.x / MACRO_METRES;
  const goalColumn = b.x / MACRO_METRES;
  const goalRow = b.y / MACRO_METRES;
  const goal = goalRow * MACRO_SIDE + goalColumn;
  costs.fill(Infinity);
  heap.clear();
  costs[start] = 0;
  came[start] = -1;
  heap.push(0, start);
  for (let node = heap.pop(); node >= 0 && node !== goal; node = heap.pop()) spread(search, node, goalColumn, goalRow);
  assert(costs[goal] !== Infinity, "every vertex can be reached from every other");
  const path: number[] = [];
  for (let node = goal; node >= 0; node = came[node]!) path.push(node);
  for (const node of path) if (ground[node]! > REUSE) ground[node] = REUSE;
  return path.reverse();
}

function spread({ macro, ground, costs, came, heap }: Search, node: number, goalColumn: number, goalRow: number): void {
  const left = node % MACRO_SIDE - goalColumn;
  const down = Math.floor(node / MACRO_SIDE) - goalRow;
  const height = macro.heights[node]!;
  const before = costs[node]!;
  for (let side = 0; side < 8; side++) {
    const other = node + NEIGHBOUR[side]!;
    if (before + ground[other]! >= costs[other]!) continue;
    const slope = (macro.heights[other]! - height) / (MACRO_METRES * STEP_COST[side]!);
    const cost = before + STEP_COST[side]! * ground[other]! * (1 + 90 * slope * slope);
    if (cost >= costs[other]!) continue;
    costs[other] = cost;
    came[other] = node;
    const dx = left + NEIGHBOUR_X[side]!;
    const dy = down + NEIGHBOUR_Y[side]!;
    heap.push(cost + Math.sqrt(dx * dx + dy * dy) * 0.8, other);
  }
}

/** Grid steps made into a curve: each vertex shifted by its own hash, then averaged with its neighbours. */
function soften(seed: number, path: readonly number[], a: Site, b: Site): { x: number; y: number }[] {
  let points = path.map((node) => {
    const shift = hashWords(seed, node, 30);
    return {
      x: node % MACRO_SIDE * MACRO_METRES + (shift & 15) - 7.5,
      y: Math.floor(node / MACRO_SIDE) * MACRO_METRES + (shift >> 8 & 15) - 7.5,
    };
  });
  points[0] = { x: a.x, y: a.y };
  points[points.length - 1] = { x: b.x, y: b.y };
  for (let round = 0; round < SMOOTHINGS; round++) {
    points = points.map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (before === undefined || after === undefined) return point;
      return { x: (before.x + 2 * point.x + after.x) / 4, y: (before.y + 2 * point.y + after.y) / 4 };
    });
  }
  return points.map(({ x, y }) => ({ x: Math.floor(x + 0.5), y: Math.floor(y + 0.5) }));
}
