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
const NEIGHBOUR_X = [1, 0, -1, 0, 1, -1, -1, 1];
const NEIGHBOUR_Y = [0, 1, 0, -1, 1, 1, -1, -1];
const HALF_WIDTH_MIN = 2.6;
const HALF_WIDTH_MAX = 8;
const VALLEY_REACH = 10;

/** Finds the rivers of `lakes`, and cuts their valleys into the grid. */
export function carveRivers(seed: number, macro: Macro, lakes: readonly Lake[]): River[] {
  const downhill = searchFromSea(seed, macro);
  const rivers: River[] = [];
  for (const lake of lakes) {
    const river = followDown(seed, downhill, lake);
    if (river.length > 4) rivers.push(river);
  }
  for (const river of rivers) markDistance(macro, river);
  cutValleys(macro);
  return rivers;
}

function heightOf(macro: Macro, node: number): number {
  return macro.heights[Math.floor(node / SIDE) * STEP * MACRO_SIDE + node % SIDE * STEP]!;
}

/** For each node the next one on its way to the sea; -1 in the sea, -2 where nothing leads. */
function searchFromSea(seed: number, macro: Macro): Int32Array {
  const bends = makeNoise(seed, 9);
  const next = new Int32Array(SIDE * SIDE).fill(-2);
  const costs = new Float64Array(SIDE * SIDE).fill(Infinity);
  const dear = new Float64Array(SIDE * SIDE).fill(0.3);
  for (let node = 0; node < dear.length; node++) {
    const height = heightOf(macro, node);
    if (height < 0) continue;
    const wander = 1 + 1.3 * layered(bends, node % SIDE / 9, Math.floor(node / SIDE) / 9, 2);
    const steep = 1 + height * 0.12 + height * height * 0.004;
    dear[node] = steep * (wander < 0.15 ? 0.15 : wander);
  }
  const heap = new Heap(4096);
  // The sea is the water that hangs together with the corner of the map; lakes are not.
  const sea = [0];
  next[0] = -1;
  for (let taken = sea.pop(); taken !== undefined; taken = sea.pop()) {
    let isCoast = false;
    for (let side = 0; side < 4; side++) {
      const node = neighbour(taken, side);
      if (node < 0 || next[node] !== -2) continue;
      if (heightOf(macro, node) >= 0) {
        isCoast = true;
        continue;
      }
      next[node] = -1;
      sea.push(node);
    }
    if (!isCoast) continue;
    costs[taken] = 0;
    heap.push(0, taken);
  }
  for (let node = heap.pop(); node >= 0; node = heap.pop()) {
    const cost = costs[node]!;
    for (let side = 0; side < 8; side++) {
      const other = neighbour(node, side);
      if (other < 0 || next[other] === -1) continue;
      const total = cost + (side < 4 ? 1 : 1.41421356) * dear[other]!;
      if (total >= costs[other]!) continue;
      costs[other] = total;
      next[other] = node;
      heap.push(total, other);
    }
  }
  return next;
}

function neighbour(node: number, side: number): number {
  const x = node % SIDE + NEIGHBOUR_X[side]!;
  const y = Math.floor(node / SIDE) + NEIGHBOUR_Y[side]!;
  return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? -1 : y * SIDE + x;
}

function followDown(seed: number, next: Int32Array, lake: Lake): River {
  const nodes: number[] = [];
  const start = Math.floor(lake.y / STEP_METRES) * SIDE + Math.floor(lake.x / STEP_METRES);
  let seaward = 0;
  for (let node = start; node >= 0 && seaward < 3; node = next[node]!) {
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
      halfWidth: HALF_WIDTH_MIN + (HALF_WIDTH_MAX - HALF_WIDTH_MIN) * smoothStep(2200, 0, left),
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

function markDistance(macro: Macro, river: River): void {
  const distances = macro.riverDistance;
  for (let index = 0; index < river.length; index += 3) {
    const { x, y } = river[index]!;
    const middleColumn = Math.floor(x / MACRO_METRES);
    const middleRow = Math.floor(y / MACRO_METRES);
    for (let row = middleRow - VALLEY_REACH; row <= middleRow + VALLEY_REACH + 1; row++) {
      for (let column = middleColumn - VALLEY_REACH; column <= middleColumn + VALLEY_REACH + 1; column++) {
        if (row < 0 || column < 0 || row >= MACRO_SIDE || column >= MACRO_SIDE) continue;
        const dx = column * MACRO_METRES - x;
        const dy = row * MACRO_METRES - y;
        const distance = Math.sqrt(dx * dx + dy * dy);
        const at = row * MACRO_SIDE + column;
        if (distance < distances[at]!) distances[at] = distance;
      }
    }
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
