/**
 * Views: the square of cells around a middle one. All clients with the same middle cell share a view, and with it the
 * bytes of a flush: they are put together once, as a whole frame that goes to everyone who has nothing of its own to
 * be told, without another copy.
 */
import type { Buffer } from "node:buffer";
import { assert } from "../../world/base/assert.ts";
import { CELL_COLUMNS, CELL_ROWS, CELL_UNITS } from "../../world/limits.ts";
import { cellKey } from "../replica.ts";
import { EMPTY_FRAME_BYTES, SERVER_MESSAGES } from "../protocol/mod.ts";
import type { CellHolder, CellTable, WatchedCell } from "./cells.ts";
import { HISTORY_FLUSHES, makeChangedCells } from "./changed_cells.ts";
import { earlierBytes, measureCells, putCells, putEarlier } from "./frame_cells.ts";
import type { Crowd } from "./crowds.ts";
import type { SlabAllocator } from "./slab.ts";

const NO_KEYFRAMES: readonly WatchedCell[] = [];

/** The bytes of a frame without anything private: a head, then from `cellsStart` the cells; `earlier` is in the head. */
export interface SharedFrame {
  /** The flush that it is of. */
  flush: number;
  /** Null where there is nothing to say. */
  slab: Buffer | null;
  start: number;
  cellsStart: number;
  end: number;
  /** Numbers of blocks of the flushes before. */
  readonly earlier: number[];
}

/** What all clients with one middle cell share. Lives while one of them has it. */
export interface View extends CellHolder {
  readonly key: number;
  readonly cellX: number;
  readonly cellY: number;
  /** The corner cell from which the blocks of a frame count. */
  readonly left: number;
  readonly top: number;
  /** Row by row. */
  readonly cells: WatchedCell[];
  readonly columns: number;
  /** Clients that have this view. */
  clients: number;
  /** Frames by how many flushes before the last one they tell. */
  readonly frames: readonly SharedFrame[];
  /** The crowd in it, or null. */
  crowd: Crowd | null;
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

  /** Looks which views are crowded. */
  judgeCrowds(nowMs: number): void {
    const { crowds } = this.#cells;
    const dense = new Set<View>();
    for (const view of this.#cells.denseHolders(crowds.denseFrom((2 * this.#radius + 1) ** 2))) {
      // Whoever holds cells is a view.
      dense.add(view as View);
    }
    crowds.judge(dense, nowMs);
  }

  /** One more client looks from this cell. */
  acquire(cellX: number, cellY: number, nowMs: number): View {
    const key = cellKey(cellX, cellY);
    let view = this.#views.get(key);
    if (view === undefined) {
      const radius = this.#radius;
      const left = Math.max(0, cellX - radius);
      const top = Math.max(0, cellY - radius);
      const columns = Math.min(CELL_COLUMNS - 1, cellX + radius) - left + 1;
      const rows = Math.min(CELL_ROWS - 1, cellY + radius) - top + 1;
      view = {
        key,
        cellX,
        cellY,
        left,
        top,
        cells: [],
        columns,
        changed: makeChangedCells(columns * rows),
        clients: 0,
        frames: Array.from({ length: HISTORY_FLUSHES }, makeSharedFrame),
        crowd: null,
      };
      for (let place = 0; place < columns * rows; place++) {
        const x = left + place % columns;
        view.cells.push(this.#cells.acquire(x, top + Math.floor(place / columns), view, place));
      }
      this.#views.set(key, view);
      if (this.#cells.crowds.members.isActive) this.#cells.crowds.judgeOne(view, nowMs);
    }
    view.clients++;
    return view;
  }

  /** One client less looks from there. */
  release(view: View, nowMs: number): void {
    if (--view.clients > 0) return;
    this.#views.delete(view.key);
    this.#cells.crowds.forget(view);
    for (const cell of view.cells) this.#cells.release(cell, view, nowMs);
  }

  /** The view's frame for who was told everything before the flush `first`. Put together once. */
  frame(view: View, first: number, tick: number): SharedFrame {
    const cells = this.#cells;
    const { flush } = cells;
    const frame = view.frames[flush - first]!;
    if (frame.flush === flush) return frame;
    frame.flush = flush;
    frame.slab = null;
    frame.start = frame.cellsStart = frame.end = 0;
    const content = { view, first, keyframes: NO_KEYFRAMES };
    const cellsLength = measureCells(cells, content, frame.earlier);
    if (cellsLength === 0) return frame;
    const start = this.#slabs.reserve(EMPTY_FRAME_BYTES + earlierBytes(frame.earlier) + cellsLength);
    const slab = this.#slabs.bytes;
    frame.slab = slab;
    frame.start = start;
    frame.cellsStart = putEarlier(slab, putEmptyFrame(slab, start, tick), frame.earlier);
    frame.end = putCells(cells, content, slab, frame.cellsStart);
    assert(frame.end === frame.cellsStart + cellsLength, `the cells of a frame take ${cellsLength} bytes`);
    return frame;
  }
}

function makeSharedFrame(): SharedFrame {
  return { flush: 0, slab: null, start: 0, cellsStart: 0, end: 0, earlier: [] };
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
