/**
 * Views: the square of cells around a middle one. All clients with the same middle cell share a view, and with it the
 * bytes of a flush: they are put together once, as a whole frame that goes to everyone who has nothing of its own to
 * be told, without another copy.
 */
import type { Buffer } from "node:buffer";
import { CELL_METRES, CELL_UNITS, WORLD_METRES } from "../../world/limits.ts";
import { cellKey } from "../replica.ts";
import { EMPTY_FRAME_BYTES, SERVER_MESSAGES } from "../protocol/mod.ts";
import type { CellHolder, CellTable, WatchedCell } from "./cells.ts";
import type { SlabAllocator } from "./slab.ts";

const CELLS_PER_SIDE = WORLD_METRES / CELL_METRES;

/** What all clients with one middle cell share. Lives while one of them has it. */
export interface View extends CellHolder {
  readonly key: number;
  readonly cellX: number;
  readonly cellY: number;
  readonly cells: WatchedCell[];
  /** Clients that have this view. */
  clients: number;
  /** The flush that the frame below is of. */
  frameFlush: number;
  /** The frame of that flush without anything private: head, then blocks from `blocksStart`. Null without blocks. */
  frameSlab: Buffer | null;
  frameStart: number;
  blocksStart: number;
  frameEnd: number;
}

/** All views by their middle cell. */
export class ViewTable {
  readonly #cells: CellTable;
  readonly #slabs: SlabAllocator;
  readonly #radius: number;
  readonly #views = new Map<number, View>();

  constructor(cells: CellTable, slabs: SlabAllocator, radius: number) {
    this.#cells = cells;
    this.#slabs = slabs;
    this.#radius = radius;
  }

  /** One more client looks from this cell. */
  acquire(cellX: number, cellY: number): View {
    const key = cellKey(cellX, cellY);
    let view = this.#views.get(key);
    if (view === undefined) {
      view = {
        key,
        cellX,
        cellY,
        cells: [],
        changedFlush: 0,
        clients: 0,
        frameFlush: 0,
        frameSlab: null,
        frameStart: 0,
        blocksStart: 0,
        frameEnd: 0,
      };
      this.#acquireCells(view);
      this.#views.set(key, view);
    }
    view.clients++;
    return view;
  }

  /** One client less looks from there. */
  release(view: View, nowMs: number): void {
    if (--view.clients > 0) return;
    this.#views.delete(view.key);
    for (const cell of view.cells) this.#cells.release(cell, view, nowMs);
  }

  /** Puts the view's frame of this flush together, unless that is done. It has no blocks if nothing changed in view. */
  prepareFrame(view: View, tick: number): void {
    const { flush, arena } = this.#cells;
    if (view.frameFlush === flush) return;
    view.frameFlush = flush;
    view.frameSlab = null;
    view.frameStart = view.blocksStart = view.frameEnd = 0;
    if (view.changedFlush !== flush) return;
    let length = EMPTY_FRAME_BYTES;
    for (const cell of view.cells) {
      if (cell.blockFlush === flush) length += cell.blockEnd - cell.blockStart;
    }
    const start = this.#slabs.reserve(length);
    const slab = this.#slabs.bytes;
    let at = putEmptyFrame(slab, start, tick);
    view.blocksStart = at;
    for (const cell of view.cells) {
      if (cell.blockFlush !== flush) continue;
      at = copyBytes(arena, cell.blockStart, cell.blockEnd, slab, at);
    }
    view.frameSlab = slab;
    view.frameStart = start;
    view.frameEnd = at;
  }

  #acquireCells(view: View): void {
    const radius = this.#radius;
    const { cellX, cellY } = view;
    for (let y = Math.max(0, cellY - radius); y <= Math.min(CELLS_PER_SIDE - 1, cellY + radius); y++) {
      for (let x = Math.max(0, cellX - radius); x <= Math.min(CELLS_PER_SIDE - 1, cellX + radius); x++) {
        view.cells.push(this.#cells.acquire(x, y, view));
      }
    }
  }
}

/** Whether a view holds a cell. */
export function holdsCell(view: View, cell: WatchedCell): boolean {
  return view.cells.includes(cell);
}

/** Whether a point is so far outside of a view's middle cell that the view should follow. */
export function isBeyond(view: View, x: number, y: number, slackUnits: number): boolean {
  const left = view.cellX * CELL_UNITS - slackUnits;
  const top = view.cellY * CELL_UNITS - slackUnits;
  const side = CELL_UNITS + 2 * slackUnits;
  return x < left || y < top || x >= left + side || y >= top + side;
}

/** Writes a frame that says nothing but its tick (net/protocol/frame.ts), and returns its end. */
export function putEmptyFrame(slab: Uint8Array, start: number, tick: number): number {
  slab[start] = SERVER_MESSAGES.frame;
  slab[start + 1] = tick;
  slab[start + 2] = tick >>> 8;
  slab[start + 3] = tick >>> 16;
  slab[start + 4] = tick >>> 24;
  slab[start + 5] = 0;
  return start + EMPTY_FRAME_BYTES;
}

/** Below this a loop is faster than the call. */
const COPY_BY_HAND_BYTES = 48;

/** Copies `from[start, end)` to `to` at `at`, and returns the end there. */
export function copyBytes(from: Buffer, start: number, end: number, to: Buffer, at: number): number {
  if (end - start > COPY_BY_HAND_BYTES) {
    from.copy(to, at, start, end);
    return at + end - start;
  }
  while (start < end) to[at++] = from[start++]!;
  return at;
}
