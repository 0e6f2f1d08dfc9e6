/**
 * A* (Hart, Nilsson and Raphael, 1968) over half metres, eight neighbours, no cutting of corners. It works in a window
 * around the start, on cells that are made once and used again (_cells.ts).
 */
import { Heap } from "../base/heap.ts";
import type { Terrain } from "../terrain/types.ts";
import { SearchCells, SEEN } from "./_cells.ts";
import { WINDOW_CELLS } from "./limits.ts";

/** What a search came to: whether the goal was reached, why not, and the cells from the start to goal or nearest. */
export interface SearchResult {
  readonly end: "goal" | "budget" | "closed";
  readonly expansions: number;
  /** Cells as x, y pairs in half metres of the world, start first. */
  readonly cells: readonly { readonly x: number; readonly y: number }[];
}

const MIDDLE = WINDOW_CELLS / 2;
const EDGE = WINDOW_CELLS - 1;
const STRAIGHT = 70;
const DIAGONAL = 99;
const STEP_X = [1, 0, -1, 0, 1, -1, -1, 1];
const STEP_Y = [0, 1, 0, -1, 1, 1, -1, -1];
const HALF_METRE_UNITS = 128;
/** The heuristic is stretched by 5/4: paths are at most a quarter longer than the shortest, searches far smaller. */
const HASTE = 1.25;

/** Of how a cell was come to: the side, and whether it is expanded, and whether it is the start. */
const SIDE = 7;
const EXPANDED = 8;
const START = 16;

const window = new SearchCells();
const heap = new Heap(1024);

/** Searches from one cell to another, in half metres of the world; both free and within half a window of each other. */
export function searchCells(
  terrain: Pick<Terrain, "isBlocked">,
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  expansionsMax: number,
): SearchResult {
  window.clear();
  heap.clear();
  const originX = from.x - MIDDLE;
  const originY = from.y - MIDDLE;
  const goalX = to.x - originX;
  const goalY = to.y - originY;
  const start = window.at(MIDDLE, MIDDLE);
  const goal = window.at(goalX, goalY);
  window.costs[start] = 0;
  window.came[start] = SEEN | START;
  heap.push(0, start);
  let expansions = 0;
  let nearest = start;
  let nearestLeft = octile(MIDDLE - goalX, MIDDLE - goalY);
  let end: SearchResult["end"] = "closed";
  for (let node = heap.pop(); node >= 0; node = heap.pop()) {
    if ((window.came[node]! & EXPANDED) !== 0) continue;
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
    window.came[node]! |= EXPANDED;
    const column = window.columnOf(node);
    const row = window.rowOf(node);
    const left = octile(column - goalX, row - goalY);
    if (left < nearestLeft) [nearest, nearestLeft] = [node, left];
    // The window's edge is a wall. Goals lie well within it.
    if (column === 0 || row === 0 || column === EDGE || row === EDGE) continue;
    const costHere = window.costs[node]!;
    let free = 0;
    for (let side = 0; side < 8; side++) {
      // A diagonal step needs both straight ones beside it: sides 4 to 7 lie between side - 4 and the one after it.
      if (side >= 4 && ((free >> (side - 4)) & (free >> ((side - 3) & 3)) & 1) === 0) continue;
      const x = column + STEP_X[side]!;
      const y = row + STEP_Y[side]!;
      if (terrain.isBlocked((originX + x) * HALF_METRE_UNITS + 64, (originY + y) * HALF_METRE_UNITS + 64)) continue;
      free |= 1 << side;
      const cost = costHere + (side < 4 ? STRAIGHT : DIAGONAL);
      const other = window.at(x, y);
      const cameOther = window.came[other]!;
      if ((cameOther & EXPANDED) !== 0 || ((cameOther & SEEN) !== 0 && window.costs[other]! <= cost)) continue;
      window.costs[other] = cost;
      window.came[other] = SEEN | side;
      const ahead = octile(x - goalX, y - goalY) * HASTE;
      // Of equal sums the one nearer to the goal first: its part ahead, below 2^18, as a fraction.
      heap.push(cost + ahead + ahead / 262144, other);
    }
  }
  return { end, expansions, cells: walkBack(nearest, originX, originY) };
}

function octile(dx: number, dy: number): number {
  const x = dx < 0 ? -dx : dx;
  const y = dy < 0 ? -dy : dy;
  return x > y ? STRAIGHT * x + (DIAGONAL - STRAIGHT) * y : STRAIGHT * y + (DIAGONAL - STRAIGHT) * x;
}

function walkBack(last: number, originX: number, originY: number): { x: number; y: number }[] {
  const cells: { x: number; y: number }[] = [];
  let column = window.columnOf(last);
  let row = window.rowOf(last);
  for (;;) {
    cells.push({ x: column + originX, y: row + originY });
    const came = window.came[window.at(column, row)]!;
    if ((came & START) !== 0) return cells.reverse();
    column -= STEP_X[came & SIDE]!;
    row -= STEP_Y[came & SIDE]!;
  }
}

/** Whether the free cells around a cell are fewer than `cellsMax` and have no way out. Leaves out `from`'s side: if it is among them, they are joined. */
export function isPocket(
  terrain: Pick<Terrain, "isBlocked">,
  cell: { readonly x: number; readonly y: number },
  from: { readonly x: number; readonly y: number },
  cellsMax: number,
): boolean {
  window.clear();
  const originX = cell.x - MIDDLE;
  const originY = cell.y - MIDDLE;
  const queue = [window.at(MIDDLE, MIDDLE)];
  window.came[queue[0]!] = SEEN;
  for (let at = 0; at < queue.length; at++) {
    if (queue.length > cellsMax) return false;
    const column = window.columnOf(queue[at]!);
    const row = window.rowOf(queue[at]!);
    if (column + originX === from.x && row + originY === from.y) return false;
    for (let side = 0; side < 4; side++) {
      const x = column + STEP_X[side]!;
      const y = row + STEP_Y[side]!;
      const other = window.at(x, y);
      if (window.came[other] !== 0) continue;
      if (terrain.isBlocked((originX + x) * HALF_METRE_UNITS + 64, (originY + y) * HALF_METRE_UNITS + 64)) continue;
      window.came[other] = SEEN;
      queue.push(other);
    }
  }
  return true;
}
