/**
 * A* (Hart, Nilsson and Raphael, 1968) over half metres, eight neighbours, no cutting of corners. It works in a window
 * around the start on scratch arrays that are made once; a cell belongs to the current search if it carries its stamp,
 * so nothing is cleared between searches.
 */
import { Heap } from "../base/heap.ts";
import type { Terrain } from "../terrain/types.ts";
import { WINDOW_CELLS } from "./limits.ts";

/** What a search came to: whether the goal was reached, why not, and the cells from the start to goal or nearest. */
export interface SearchResult {
  readonly end: "goal" | "budget" | "closed";
  readonly expansions: number;
  /** Cells as x, y pairs in half metres of the world, start first. */
  readonly cells: readonly { readonly x: number; readonly y: number }[];
}

const SHIFT = 10;
const MASK = WINDOW_CELLS - 1;
const STRAIGHT = 70;
const DIAGONAL = 99;
const STEP_X = [1, 0, -1, 0, 1, -1, -1, 1];
const STEP_Y = [0, 1, 0, -1, 1, 1, -1, -1];
const STEP_NODE = STEP_X.map((x, side) => x + STEP_Y[side]! * WINDOW_CELLS);
const STAMP_MAX = 0xffff;
const HALF_METRE_UNITS = 128;
/** The heuristic is stretched by 5/4: paths are at most a quarter longer than the shortest, searches far smaller. */
const HASTE = 1.25;

interface Scratch {
  readonly stamps: Uint16Array;
  readonly costs: Int32Array;
  /** Side the cell was entered by; with 8 added once it is expanded; 16 for the start. */
  readonly came: Uint8Array;
  readonly heap: Heap;
  stamp: number;
}

let scratch: Scratch | null = null;

function takeScratch(): Scratch {
  const count = WINDOW_CELLS * WINDOW_CELLS;
  scratch ??= {
    stamps: new Uint16Array(count),
    costs: new Int32Array(count),
    came: new Uint8Array(count),
    heap: new Heap(16384),
    stamp: 0,
  };
  if (scratch.stamp === STAMP_MAX) {
    scratch.stamps.fill(0);
    scratch.stamp = 0;
  }
  scratch.stamp++;
  scratch.heap.clear();
  return scratch;
}

/** Searches from one cell to another, in half metres of the world; both free and within half a window of each other. */
export function searchCells(
  terrain: Terrain,
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  expansionsMax: number,
): SearchResult {
  const { stamps, costs, came, heap, stamp } = takeScratch();
  const originX = from.x - WINDOW_CELLS / 2;
  const originY = from.y - WINDOW_CELLS / 2;
  const goalX = to.x - originX;
  const goalY = to.y - originY;
  const start = (WINDOW_CELLS / 2 << SHIFT) + WINDOW_CELLS / 2;
  const goal = (goalY << SHIFT) + goalX;
  stamps[start] = stamp;
  costs[start] = 0;
  came[start] = 16;
  heap.push(0, start);
  let expansions = 0;
  let nearest = start;
  let nearestLeft = octile(WINDOW_CELLS / 2 - goalX, WINDOW_CELLS / 2 - goalY);
  let end: SearchResult["end"] = "closed";
  for (let node = heap.pop(); node >= 0; node = heap.pop()) {
    if ((came[node]! & 8) !== 0) continue;
    if (node === goal) {
      end = "goal";
      nearest = node;
      break;
    }
    if (expansions >= expansionsMax) {
      end = "budget";
      break;
    }
    expansions++;
    came[node]! |= 8;
    const column = node & MASK;
    const row = node >> SHIFT;
    const left = octile(column - goalX, row - goalY);
    if (left < nearestLeft) [nearest, nearestLeft] = [node, left];
    // The window's edge is a wall. Goals lie well within it.
    if (column === 0 || row === 0 || column === MASK || row === MASK) continue;
    let free = 0;
    for (let side = 0; side < 8; side++) {
      // A diagonal step needs both straight ones beside it: sides 4 to 7 lie between side - 4 and the one after it.
      if (side >= 4 && ((free >> (side - 4)) & (free >> ((side - 3) & 3)) & 1) === 0) continue;
      const other = node + STEP_NODE[side]!;
      const x = column + STEP_X[side]!;
      const y = row + STEP_Y[side]!;
      if (terrain.isBlocked((originX + x) * HALF_METRE_UNITS + 64, (originY + y) * HALF_METRE_UNITS + 64)) continue;
      free |= 1 << side;
      const cost = costs[node]! + (side < 4 ? STRAIGHT : DIAGONAL);
      if (stamps[other] === stamp && costs[other]! <= cost) continue;
      if (stamps[other] === stamp && (came[other]! & 8) !== 0) continue;
      stamps[other] = stamp;
      costs[other] = cost;
      came[other] = side;
      const ahead = octile(x - goalX, y - goalY) * HASTE;
      // Of equal sums the one nearer to the goal first: its part ahead, below 2^18, as a fraction.
      heap.push(cost + ahead + ahead / 262144, other);
    }
  }
  return { end, expansions, cells: walkBack(came, nearest, originX, originY) };
}

function octile(dx: number, dy: number): number {
  const x = dx < 0 ? -dx : dx;
  const y = dy < 0 ? -dy : dy;
  return x > y ? STRAIGHT * x + (DIAGONAL - STRAIGHT) * y : STRAIGHT * y + (DIAGONAL - STRAIGHT) * x;
}

function walkBack(came: Uint8Array, last: number, originX: number, originY: number): { x: number; y: number }[] {
  const cells: { x: number; y: number }[] = [];
  for (let node = last;;) {
    cells.push({ x: (node & MASK) + originX, y: (node >> SHIFT) + originY });
    const side = came[node]!;
    if ((side & 16) !== 0) return cells.reverse();
    node -= STEP_NODE[side & 7]!;
  }
}

/** Whether the free cells around a cell are fewer than `cellsMax` and have no way out. Leaves out `from`'s side: if it is among them, they are joined. */
export function isPocket(
  terrain: Terrain,
  cell: { readonly x: number; readonly y: number },
  from: { readonly x: number; readonly y: number },
  cellsMax: number,
): boolean {
  const { stamps, stamp } = takeScratch();
  const originX = cell.x - WINDOW_CELLS / 2;
  const originY = cell.y - WINDOW_CELLS / 2;
  const queue = [(WINDOW_CELLS / 2 << SHIFT) + WINDOW_CELLS / 2];
  stamps[queue[0]!] = stamp;
  for (let at = 0; at < queue.length; at++) {
    if (queue.length > cellsMax) return false;
    const node = queue[at]!;
    if ((node & MASK) + originX === from.x && (node >> SHIFT) + originY === from.y) return false;
    for (let side = 0; side < 4; side++) {
      const other = node + STEP_NODE[side]!;
      if (stamps[other] === stamp) continue;
      const x = ((other & MASK) + originX) * HALF_METRE_UNITS + 64;
      const y = ((other >> SHIFT) + originY) * HALF_METRE_UNITS + 64;
      if (terrain.isBlocked(x, y)) continue;
      stamps[other] = stamp;
      queue.push(other);
    }
  }
  return true;
}
