/**
 * Rivers: from each lake down to the sea. One search from the whole sea inland (Dijkstra over a 32 m grid, where high
 * ground is dear) gives every vertex its way down, so rivers join like a tree. All water lies at the water line: a
 * river's valley is cut down to it on the macro grid, its bed per metre.
 */
import { Heap } from "../base/heap.ts";
import { hashWords } from "../base/prng.ts";
import type { Lake } from "./_continent.ts";
import { MACRO_METRES, MACRO_SIDE } from "./limits.ts";
import { type Macro, RIVER_FAR } from "./_macro.ts";
import type { LandRules } from "./rules.ts";
import { layered, makeNoise, smoothStep } from "./_noise.ts";

/** A point of a river's middle, in metres, and half its width there. */
export interface RiverPoint {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
}

/** A river from its spring to the sea. */
export type River = readonly RiverPoint[];

const STEP = 2;
const SIDE = (MACRO_SIDE - 1) / STEP + 1;
const STEP_METRES = MACRO_METRES * STEP;
const NEIGHBOUR = [1, SIDE, -1, -SIDE, SIDE + 1, SIDE - 1, -SIDE - 1, -SIDE + 1];
const HALF_WIDTH_MIN = 2.6;
const HALF_WIDTH_MAX = 8;
const VALLEY_REACH = 10;

/** Finds the rivers of `lakes`, and cuts their valleys into the grid. */
export function carveRivers(
  seed: number,
  macro: Macro,
  lakes: readonly Lake[],
  { rivers: wanted, riverWidthPermille }: LandRules["ground"],
): River[] {
  const downhill = searchFromSea(seed, macro, lakes);
  const rivers: River[] = [];
  for (const lake of lakes) {
    if (rivers.length === wanted) break;
    const river = followDown(seed, downhill, lake, riverWidthPermille / 1000);
    if (river.length > 4) rivers.push(river);
  }
  for (const river of rivers) {
    // Points are 8 m apart: each third is near enough for a grid of 16 m.
    for (let index = 0; index < river.length; index += 3) markDistance(macro.riverDistance, river[index]!);
  }
  cutValleys(macro);
  return rivers;
}

function heightOf(macro: Macro, node: number): number {
  return macro.heights[Math.floor(node / SIDE) * STEP * MACRO_SIDE + node % SIDE * STEP]!;
}

/** For each node the next one on its way to the sea; -1 in the sea, -2 where the search did not come. Ends at the last lake. */
function searchFromSea(seed: number, macro: Macro, lakes: readonly Lake[]): Int32Array {
  const next = new Int32Array(SIDE * SIDE).fill(-2);
  const costs = new Float64Array(SIDE * SIDE).fill(Infinity);
  const dear = priceGround(seed, macro);
  const heap = new Heap(4096);
  // The border of the map is sea. It is marked and never expanded, so no step leaves the map.
  for (let at = 0; at < SIDE; at++) {
    next[at] =
      next[SIDE * (SIDE - 1) + at] =
      next[at * SIDE] =
      next[at * SIDE + SIDE - 1] =
        -1;
  }
  // The sea is the water that hangs together with the border; lakes are not.
  const sea = [SIDE + 1];
  next[SIDE + 1] = -1;
  for (let taken = sea.pop(); taken !== undefined; taken = sea.pop()) {
    let isCoast = false;
    for (let side = 0; side < 4; side++) {
      const node = taken + NEIGHBOUR[side]!;
      if (next[node] !== -2) continue;
      if (heightOf(macro, node) < 0) {
        next[node] = -1;
        sea.push(node);
      } else isCoast = true;
    }
    if (!isCoast) continue;
    costs[taken] = 0;
    heap.push(0, taken);
  }
  const wanted = new Set(lakes.map(nodeOf));
  for (let node = heap.pop(); node >= 0; node = heap.pop()) {
    if (wanted.delete(node) && wanted.size === 0) break;
    spread(next, costs, dear, heap, node);
  }
  return next;
}

function spread(next: Int32Array, costs: Float64Array, dear: Float64Array, heap: Heap, node: number): void {
  const cost = costs[node]!;
  for (let side = 0; side < 8; side++) {
    const other = node + NEIGHBOUR[side]!;
    if (next[other] === -1) continue;
    const total = cost + (side < 4 ? 1 : 1.41421356) * dear[other]!;
    if (total >= costs[other]!) continue;
    costs[other] = total;
    next[other] = node;
    heap.push(total, other);
  }
}

/** What a step onto each node costs a river: water least, heights most, and everywhere more or less for the bends. */
function priceGround(seed: number, macro: Macro): Float64Array {
  const bends = makeNoise(seed, 9);
  const dear = new Float64Array(SIDE * SIDE).fill(0.3);
  for (let node = 0; node < dear.length; node++) {
    const height = heightOf(macro, node);
    if (height < 0) continue;
    const wander = 1 + 1.3 * layered(bends, node % SIDE / 9, Math.floor(node / SIDE) / 9, 2);
    dear[node] = (1 + height * 0.12 + height * height * 0.004) * (wander < 0.15 ? 0.15 : wander);
  }
  return dear;
}

function nodeOf(lake: Lake): number {
  return Math.floor(lake.y / STEP_METRES) * SIDE + Math.floor(lake.x / STEP_METRES);
}

function followDown(seed: number, next: Int32Array, lake: Lake, width: number): River {
  const nodes: number[] = [];
  let seaward = 0;
  for (let node = nodeOf(lake); node >= 0 && seaward < 3; node = next[node]!) {
    nodes.push(node);
    if (next[node] === -1) seaward = 3;
  }
  // Widths and bends are functions of the node and its way to the sea, so joined rivers agree on what they share.
  const points = nodes.map((node, index) => {
    const shift = hashWords(seed, node, 10);
    const left = (nodes.length - 1 - index) * STEP_METRES;
    return {
      x: node % SIDE * STEP_METRES + (shift & 31) - 15.5,
      y: Math.floor(node / SIDE) * STEP_METRES + (shift >> 8 & 31) - 15.5,
      halfWidth: width * (HALF_WIDTH_MIN + (HALF_WIDTH_MAX - HALF_WIDTH_MIN) * smoothStep(2200, 0, left)),
    };
  });
  return refine(refine(points));
}

/** Twice the points, rounder (the subdivision of a quadratic B-spline; George Chaikin, 1974). */
function refine(points: RiverPoint[]): RiverPoint[] {
  const finer: RiverPoint[] = [];
  for (let index = 0; index + 1 < points.length; index++) {
    const a = points[index]!;
    const b = points[index + 1]!;
    for (const part of [0.25, 0.75]) {
      finer.push({
        x: a.x + (b.x - a.x) * part,
        y: a.y + (b.y - a.y) * part,
        halfWidth: a.halfWidth + (b.halfWidth - a.halfWidth) * part,
      });
    }
  }
  return finer;
}

function markDistance(distances: Float64Array, { x, y }: RiverPoint): void {
  const west = Math.max(Math.floor(x / MACRO_METRES) - VALLEY_REACH, 0);
  const east = Math.min(Math.floor(x / MACRO_METRES) + VALLEY_REACH + 1, MACRO_SIDE - 1);
  const north = Math.max(Math.floor(y / MACRO_METRES) - VALLEY_REACH, 0);
  const south = Math.min(Math.floor(y / MACRO_METRES) + VALLEY_REACH + 1, MACRO_SIDE - 1);
  for (let row = north; row <= south; row++) markRow(distances, row, west, east, x, y);
}

function markRow(distances: Float64Array, row: number, west: number, east: number, x: number, y: number): void {
  const dy = row * MACRO_METRES - y;
  for (let column = west; column <= east; column++) {
    const dx = column * MACRO_METRES - x;
    const distance = Math.sqrt(dx * dx + dy * dy);
    const at = row * MACRO_SIDE + column;
    if (distance < distances[at]!) distances[at] = distance;
  }
}

function cutValleys(macro: Macro): void {
  for (let at = 0; at < macro.heights.length; at++) {
    const distance = macro.riverDistance[at]!;
    const height = macro.heights[at]!;
    if (distance === RIVER_FAR || height < 1.2) continue;
    const wide = 46 + height * 3.5;
    macro.heights[at] = 1.2 + (height - 1.2) * smoothStep(10, wide > 155 ? 155 : wide, distance);
  }
}
