/**
 * The cells that this gateway watches: what the world said of each in this flush, and its keyframe for newcomers.
 *
 * The bytes of a flush lie in one arena, each block already with its length before it, as frames hold them. Frames
 * copy from there; the arena is used again for the next flush.
 */
import { Buffer } from "node:buffer";
import { assert } from "../../world/base/assert.ts";
import { ByteWriter } from "../../world/base/record.ts";
import { SECTION } from "../../world/replication/cell_block.ts";
import { cellKey, CellReplica } from "../replica.ts";

/** Whoever holds cells is told in which flush one of them last changed. */
export interface CellHolder {
  changedFlush: number;
}

/** A cell that somebody sees or lately saw. */
export interface WatchedCell {
  readonly x: number;
  readonly y: number;
  readonly key: number;
  /** Views that hold it: at most one for each cell that can see it. */
  readonly holders: CellHolder[];
  /** Since when nobody sees it, or null. */
  idleSinceMs: number | null;
  /** Whether the world has sent it whole. Until then nothing of it means anything. */
  complete: boolean;
  /** The flush that `blockStart` and `blockEnd` are of: its block in the arena, with its length before it. */
  blockFlush: number;
  blockStart: number;
  blockEnd: number;
  /** The flush that `keyframeStart` and `keyframeEnd` are of. */
  keyframeFlush: number;
  keyframeStart: number;
  keyframeEnd: number;
}

/** Tells the world what to send. */
export interface CellSource {
  watch(cellX: number, cellY: number): void;
  unwatch(cellX: number, cellY: number): void;
}

const VARINT_BYTES_MAX = 5;
const ARENA_BYTES = 1024 * 1024;

/** All cells that the gateway watches. Its lifetime is the gateway's. */
export class CellTable {
  readonly replica: CellReplica;
  /** Bytes of this flush. */
  arena: Buffer = Buffer.allocUnsafeSlow(ARENA_BYTES);
  /** Number of the flush under way. */
  flush = 1;
  readonly #cells = new Map<number, WatchedCell>();
  readonly #source: CellSource;
  readonly #writer = new ByteWriter(16_384);
  #arenaEnd = 0;
  /** Cells with a block in this flush. */
  #changed: WatchedCell[] = [];
  /** Blocks that were about no cell we watch: sent before the world heard that we left. */
  strayBlocks = 0;

  constructor(tickRate: number, source: CellSource) {
    this.replica = new CellReplica(tickRate);
    this.#source = source;
  }

  get size(): number {
    return this.#cells.size;
  }

  /** The cell, held by one more view. */
  acquire(cellX: number, cellY: number, holder: CellHolder): WatchedCell {
    const key = cellKey(cellX, cellY);
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      cell = {
        x: cellX,
        y: cellY,
        key,
        holders: [],
        idleSinceMs: null,
        complete: false,
        blockFlush: 0,
        blockStart: 0,
        blockEnd: 0,
        keyframeFlush: 0,
        keyframeStart: 0,
        keyframeEnd: 0,
      };
      this.#cells.set(key, cell);
      this.#source.watch(cellX, cellY);
    }
    cell.holders.push(holder);
    if (cell.blockFlush === this.flush) holder.changedFlush = this.flush;
    cell.idleSinceMs = null;
    return cell;
  }

  /** One view less holds the cell. */
  release(cell: WatchedCell, holder: CellHolder, nowMs: number): void {
    const { holders } = cell;
    const at = holders.indexOf(holder);
    assert(at >= 0, "a cell is released by whoever acquired it");
    holders[at] = holders[holders.length - 1]!;
    holders.pop();
    if (holders.length === 0) cell.idleSinceMs = nowMs;
  }

  /** Stops watching what nobody has seen for `unwatchMs`: who turns back at once finds the cell still known. */
  sweep(nowMs: number, unwatchMs: number): void {
    for (const cell of this.#cells.values()) {
      if (cell.idleSinceMs === null || nowMs - cell.idleSinceMs < unwatchMs) continue;
      this.#cells.delete(cell.key);
      this.replica.forget(cell.x, cell.y);
      this.#source.unwatch(cell.x, cell.y);
    }
  }

  /** Keeps a block of the world until the end of the flush. The bytes are copied. */
  take(block: Uint8Array): void {
    const cellX = (block[0]! | block[1]! << 8) << 16 >> 16;
    const cellY = (block[2]! | block[3]! << 8) << 16 >> 16;
    const keyframe = (block[4]! & SECTION.keyframe) !== 0;
    const cell = this.#cells.get(cellKey(cellX, cellY));
    if (cell === undefined || !(cell.complete || keyframe)) {
      this.strayBlocks++;
      return;
    }
    cell.complete = true;
    let start = this.#reserve(VARINT_BYTES_MAX + block.length);
    if (cell.blockFlush === this.flush && !keyframe) {
      // A second block of one flush: both have to lie side by side.
      const length = cell.blockEnd - cell.blockStart;
      start = this.#reserve(length + VARINT_BYTES_MAX + block.length);
      this.arena.copyWithin(start, cell.blockStart, cell.blockEnd);
      this.#arenaEnd = putBlock(this.arena, start + length, block);
    } else {
      if (cell.blockFlush !== this.flush) {
        this.#changed.push(cell);
        for (const holder of cell.holders) holder.changedFlush = this.flush;
      }
      this.#arenaEnd = putBlock(this.arena, start, block);
    }
    cell.blockFlush = this.flush;
    cell.blockStart = start;
    cell.blockEnd = this.#arenaEnd;
  }

  /** All blocks of the flush are here: brings the replica to `tick`. */
  apply(tick: number): void {
    for (const cell of this.#changed) {
      if (cell.blockFlush !== this.flush) continue;
      for (let at = cell.blockStart; at < cell.blockEnd;) {
        const { start, end } = blockAt(this.arena, at);
        this.replica.apply(this.arena.subarray(start, end), tick);
        at = end;
      }
    }
    this.replica.settle();
  }

  /** Makes sure that `keyframeStart` and `keyframeEnd` are the cell's keyframe of this flush, at `tick`. */
  prepareKeyframe(cell: WatchedCell, tick: number): void {
    if (cell.keyframeFlush === this.flush) return;
    const held = this.replica.cell(cell.x, cell.y);
    assert(held !== undefined, `the complete cell ${cell.x}, ${cell.y} is in the replica`);
    this.#writer.length = 0;
    this.replica.writeKeyframe(this.#writer, held, tick);
    const block = this.#writer.view();
    cell.keyframeStart = this.#reserve(VARINT_BYTES_MAX + block.length);
    this.#arenaEnd = putBlock(this.arena, cell.keyframeStart, block);
    cell.keyframeEnd = this.#arenaEnd;
    cell.keyframeFlush = this.flush;
  }

  /** The flush is over and its frames are out: the arena is free. */
  end(): void {
    this.flush++;
    this.#arenaEnd = 0;
    this.#changed.length = 0;
  }

  /** The world left something out: nothing is known until its keyframes are here. */
  restart(): void {
    this.replica.forgetAll();
    for (const cell of this.#cells.values()) {
      cell.complete = false;
      cell.blockFlush = 0;
      cell.keyframeFlush = 0;
    }
    this.#changed.length = 0;
    this.#arenaEnd = 0;
  }

  /** Room for `length` bytes at the end of the arena, which moves to larger memory if it must. */
  #reserve(length: number): number {
    const start = this.#arenaEnd;
    if (start + length > this.arena.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.arena.length * 2, start + length));
      this.arena.copy(larger, 0, 0, start);
      this.arena = larger;
    }
    return start;
  }
}

/** Writes a block with its length before it, and returns the end. */
function putBlock(arena: Buffer, start: number, block: Uint8Array): number {
  let at = start;
  let length = block.length;
  while (length > 0x7f) {
    arena[at++] = (length & 0x7f) | 0x80;
    length >>>= 7;
  }
  arena[at++] = length;
  arena.set(block, at);
  return at + block.length;
}

/** Where the block lies whose length stands at `at`. */
export function blockAt(arena: Uint8Array, at: number): { start: number; end: number } {
  let length = 0;
  for (let shift = 0;; shift += 7) {
    const byte = arena[at++]!;
    length |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { start: at, end: at + length };
  }
}
