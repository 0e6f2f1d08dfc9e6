/** Puts together what a frame tells a client in a crowd: what all with its view are told, and what is near to itself. */
import type { Buffer } from "node:buffer";
import { assert } from "../../world/base/assert.ts";
import { ByteWriter } from "../../world/base/record.ts";
import { CELL_UNITS, FLUSH_TICKS } from "../../world/limits.ts";
import { SECTION } from "../../world/replication/cell_block.ts";
import { SQUARE_UNITS, squareNear } from "../../world/replication/crowd_steps.ts";
import { nearestTo } from "../crowd_places.ts";
import type { NetLimits } from "../limits.ts";
import { type CrowdPlaces, type FrameHead, writeFrameHead } from "../protocol/mod.ts";
import { entityX, entityY } from "../replica.ts";
import type { CellTable } from "./cells.ts";
import { HISTORY_FLUSHES } from "./changed_cells.ts";
import type { CrowdBlock, CrowdedView, CrowdFlush } from "./crowds.ts";
import type { SlabAllocator } from "./slab.ts";
import type { Viewer } from "./viewer.ts";
import { type Found, makeFound } from "./near_records.ts";

/** What a frame tells of a crowd: the flushes from `first` to the last one, and blocks as of the last besides. */
interface CrowdContent {
  readonly view: CrowdedView;
  readonly first: number;
  readonly more: readonly CrowdBlock[];
  /** Where the client's character is, and how far those are who are near, in units. */
  readonly x: number;
  readonly y: number;
  readonly reach: number;
}

/** A frame, and where it stands. */
export interface MadeFrame {
  readonly slab: Buffer;
  readonly start: number;
  readonly end: number;
}

const CORNER_BYTES = 4;
const NO_EARLIER: readonly number[] = [];
const NO_BLOCKS: readonly CrowdBlock[] = [];
/** Kinds of records, in the order of their sections. */
const KINDS = ["motions", "changes", "happenings"] as const;

/** Finds, measures and writes. Lifetime: the gateway's. */
export class CrowdFrames {
  readonly #cells: CellTable;
  readonly #slabs: SlabAllocator;
  readonly #nearest: number;
  readonly #writer = new ByteWriter(1024);
  readonly #earlier: number[] = [];
  /** What is near in each flush that the frame tells, by kind. */
  readonly #found: Found[][] = Array.from({ length: HISTORY_FLUSHES }, () => KINDS.map(makeFound));
  #left = 0;
  #top = 0;

  constructor({ cells, slabs, limits }: { cells: CellTable; slabs: SlabAllocator; limits: NetLimits }) {
    this.#cells = cells;
    this.#slabs = slabs;
    this.#nearest = limits.crowdNearest;
  }

  /**
   * Makes the frame of a client: the head, what it was not told of `view` yet (nothing after a reset), and more blocks
   * as of this flush.
   */
  make(viewer: Viewer, head: FrameHead, view: CrowdedView, more: readonly CrowdBlock[]): MadeFrame {
    const { flush, crowds, tickRate } = this.#cells;
    const { body } = viewer;
    const x = body === null ? (view.cellX + 0.5) * CELL_UNITS : entityX(body, head.tick, tickRate);
    const y = body === null ? (view.cellY + 0.5) * CELL_UNITS : entityY(body, head.tick, tickRate);
    if (flush - viewer.reachFlush >= crowds.slices) {
      viewer.reachFlush = flush;
      viewer.reach = crowds.grid.reach(x, y, this.#nearest, viewer.reach);
    }
    const first = head.reset ? flush + 1 : viewer.toldFlush + 1;
    const content = { view, first, more, x, y, reach: viewer.reach };
    const length = this.#measure(content, this.#earlier);
    head.earlier = length === 0 ? NO_EARLIER : this.#earlier;
    const writer = this.#writer;
    writer.length = 0;
    writeFrameHead(writer, head);
    const start = this.#slabs.reserve(writer.length + length);
    const slab = this.#slabs.bytes;
    slab.set(writer.view(), start);
    const at = start + writer.length;
    const end = length === 0 ? at : this.#put(content, slab, at);
    assert(end === at + length, `what a frame tells of a crowd takes ${length} bytes`);
    return { slab, start, end };
  }

  /** The bytes that it takes; 0 for nothing. Sets `earlier` to the numbers of blocks of each flush but the last. */
  #measure(content: CrowdContent, earlier: number[]): number {
    const { view, first, more, x, y, reach } = content;
    const { crowds, flush } = this.#cells;
    earlier.length = 0;
    this.#left = Math.min(view.left, ...more.map(({ cellX }) => cellX));
    this.#top = Math.min(view.top, ...more.map(({ cellY }) => cellY));
    let length = 0;
    for (let told = first; told <= flush; told++) {
      const blocks = blocksOf(view, told);
      let count = blocks.length;
      for (const { bytes } of blocks) length += 1 + bytes.length;
      const near = crowds.near(told);
      const found = this.#found[told - first]!;
      let nearBytes = 0;
      KINDS.forEach((kind, at) => {
        const of = found[at]!;
        of.count = 0;
        near?.[kind].find(x, y, reach, of);
        if (of.count > 0) nearBytes += of.bytes + varintBytes(of.count);
      });
      if (nearBytes > 0) {
        length += 2 + nearBytes;
        count++;
      }
      if (told < flush) earlier.push(count);
    }
    for (const { bytes } of more) length += 1 + bytes.length;
    return length === 0 ? 0 : length + CORNER_BYTES;
  }

  /** Writes what was measured just before, and returns the end. */
  #put({ view, first, more }: CrowdContent, slab: Buffer, start: number): number {
    const { crowds, flush } = this.#cells;
    let at = start;
    slab[at++] = this.#left;
    slab[at++] = this.#left >>> 8;
    slab[at++] = this.#top;
    slab[at++] = this.#top >>> 8;
    for (let told = first; told <= flush; told++) {
      at = this.#putBlocks(blocksOf(view, told), slab, at);
      const found = this.#found[told - first]!;
      if (found.every(({ count }) => count === 0)) continue;
      const near = crowds.near(told)!;
      slab[at++] = 0;
      slab[at++] = (found[0]!.count > 0 ? SECTION.motions : 0) | (found[1]!.count > 0 ? SECTION.changes : 0) |
        (found[2]!.count > 0 ? SECTION.happenings : 0);
      for (let kind = 0; kind < KINDS.length; kind++) {
        const of = found[kind]!;
        if (of.count === 0) continue;
        at = putVarint(of.count, slab, at);
        at = near[KINDS[kind]!].put(of, slab, at);
      }
    }
    return this.#putBlocks(more, slab, at);
  }

  /** For who is told places in full: where the motions and steps of a view's frame at `tick` are. */
  places(view: CrowdedView, tick: number): CrowdPlaces {
    const { crowds, flush, tickRate } = this.#cells;
    const entityOf = (number: number) => crowds.members.entities[number] ?? null;
    return {
      motion(slot, at) {
        const entity = entityOf(slot);
        if (entity === null) return null;
        return {
          x: nearestTo(at.x, entityX(entity, tick, tickRate)),
          y: nearestTo(at.y, entityY(entity, tick, tickRate)),
        };
      },
      steps(toldTick, { squares }) {
        const told = flushOf(view, flush - (tick - toldTick) / FLUSH_TICKS);
        assert(told?.stepped.length === squares.length, "the steps of a flush that is kept are told");
        return told.stepped.flatMap((slot, index) => {
          const entity = entityOf(slot);
          if (entity === null) return [];
          const x = squareNear(squares[index]!, entityX(entity, tick, tickRate));
          const y = squareNear(squares[index]! >> 4, entityY(entity, tick, tickRate));
          return [{ slot, x: (x + 0.5) * SQUARE_UNITS, y: (y + 0.5) * SQUARE_UNITS }];
        });
      },
    };
  }

  #putBlocks(blocks: readonly CrowdBlock[], slab: Buffer, start: number): number {
    let at = start;
    for (const { cellX, cellY, bytes } of blocks) {
      slab[at++] = cellX - this.#left | cellY - this.#top << 4;
      slab.set(bytes, at);
      at += bytes.length;
    }
    return at;
  }
}

function flushOf({ crowd }: CrowdedView, flush: number): CrowdFlush | null {
  const told = crowd?.flushes[flush % HISTORY_FLUSHES];
  return told?.flush === flush ? told : null;
}

function blocksOf(view: CrowdedView, flush: number): readonly CrowdBlock[] {
  return flushOf(view, flush)?.blocks ?? NO_BLOCKS;
}

function varintBytes(value: number): number {
  return value > 0x3fff ? 3 : value > 0x7f ? 2 : 1;
}

function putVarint(value: number, slab: Buffer, at: number): number {
  while (value > 0x7f) {
    slab[at++] = value & 0x7f | 0x80;
    value >>>= 7;
  }
  slab[at++] = value;
  return at;
}
