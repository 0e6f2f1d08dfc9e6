/** Puts the cells of a frame together from the blocks of the flushes that it tells. The bytes are drawn in frame.ts. */
import type { Buffer } from "node:buffer";
import { FRAME_FLAG, ONLY_TURNS } from "../protocol/mod.ts";
import { blockOf, type BlockPlace, type CellTable, type WatchedCell } from "./cells.ts";
import { nextChanged } from "./changed_cells.ts";
import type { View } from "./views.ts";

/** What a frame tells of cells: the flushes from `first` to the last one, or, of some cells, keyframes instead. */
export interface CellsContent {
  readonly view: View;
  readonly first: number;
  readonly keyframes: readonly WatchedCell[];
}

/** The corner from which the blocks count stands before them. */
const CORNER_BYTES = 4;
/** A block's coordinates, in place of which a frame has one byte. */
const COORDINATES_BYTES = 4;

/**
 * The bytes that the cells take; 0 where there is nothing to tell. Sets `earlier` to the numbers of blocks of each
 * flush but the last.
 */
export function measureCells(cells: CellTable, content: CellsContent, earlier: number[]): number {
  const { view, first, keyframes } = content;
  const { changed } = view;
  const { flush } = cells;
  let length = 0;
  earlier.length = 0;
  for (let at = first; at <= flush; at++) {
    let count = 0;
    for (let next = nextChanged(changed, at, 0); next >= 0; next = nextChanged(changed, at, next + 1)) {
      const cell = view.cells[next]!;
      const place = blockOf(cell, at);
      if (place === null || keyframes.includes(cell)) continue;
      length += lengthInFrame(place);
      count++;
    }
    if (at < flush) earlier.push(count);
  }
  for (const cell of keyframes) length += lengthInFrame(cell.keyframe);
  return length === 0 ? 0 : length + CORNER_BYTES;
}

/** Writes the cells, as many bytes as `measureCells` said, and returns the end. */
export function putCells(cells: CellTable, content: CellsContent, slab: Buffer, start: number): number {
  const { view, first, keyframes } = content;
  const { changed } = view;
  const { flush } = cells;
  let at = putCorner(slab, start, view);
  for (let told = first; told <= flush; told++) {
    const arena = cells.arena(told);
    for (let next = nextChanged(changed, told, 0); next >= 0; next = nextChanged(changed, told, next + 1)) {
      const cell = view.cells[next]!;
      const place = blockOf(cell, told);
      if (place !== null && !keyframes.includes(cell)) at = putBlock(cell, view, arena, place, slab, at);
    }
  }
  for (const cell of keyframes) at = putBlock(cell, view, cells.arena(flush), cell.keyframe, slab, at);
  return at;
}

/** All blocks that a frame tells, by flush, the last one last: for those who are told in another form. */
export function cellBlocks(cells: CellTable, content: CellsContent): Uint8Array[][] {
  const { view, first, keyframes } = content;
  const flushes: Uint8Array[][] = [];
  for (let told = first; told <= cells.flush; told++) {
    const arena = cells.arena(told);
    const blocks: Uint8Array[] = [];
    for (const cell of view.cells) {
      const place = blockOf(cell, told);
      if (place !== null && !keyframes.includes(cell)) blocks.push(arena.subarray(place.start, place.end));
    }
    flushes.push(blocks);
  }
  const arena = cells.arena(cells.flush);
  for (const { keyframe } of keyframes) flushes.at(-1)!.push(arena.subarray(keyframe.start, keyframe.end));
  return flushes;
}

/** The bytes that the numbers of earlier blocks take in a frame's head. */
export function earlierBytes(earlier: readonly number[]): number {
  if (earlier.length === 0) return 0;
  return earlier.reduce((bytes, count) => bytes + (count > 0x7f ? 2 : 1), 1);
}

/** Writes the numbers of earlier blocks after a head without parts, and returns the end. */
export function putEarlier(slab: Buffer, headEnd: number, earlier: readonly number[]): number {
  if (earlier.length === 0) return headEnd;
  slab[headEnd - 1] = FRAME_FLAG.earlier;
  let at = headEnd;
  slab[at++] = earlier.length;
  for (const count of earlier) {
    if (count > 0x7f) {
      slab[at++] = count & 0x7f | 0x80;
      slab[at++] = count >> 7;
    } else slab[at++] = count;
  }
  return at;
}

function lengthInFrame({ start, end, turns }: BlockPlace): number {
  return end - start - COORDINATES_BYTES + (turns > 0 ? 0 : 1);
}

function putCorner(slab: Buffer, at: number, { left, top }: View): number {
  slab[at] = left;
  slab[at + 1] = left >>> 8;
  slab[at + 2] = top;
  slab[at + 3] = top >>> 8;
  return at + CORNER_BYTES;
}

function putBlock(cell: WatchedCell, view: View, arena: Buffer, place: BlockPlace, slab: Buffer, at: number): number {
  slab[at++] = cell.x - view.left | cell.y - view.top << 4;
  let from = place.start + COORDINATES_BYTES;
  if (place.turns > 0) {
    slab[at++] = ONLY_TURNS | place.turns;
    from += 2;
  }
  return copyBytes(arena, from, place.end, slab, at);
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
