/**
 * The cells that this gateway watches: what the world said of each in this flush, and its keyframe for newcomers.
 *
 * The blocks of a flush lie in one arena. Frames copy from there what comes after a block's coordinates. The last few
 * flushes are kept for those who were told nothing meanwhile (HISTORY_FLUSHES), each in an arena of its own, used in
 * turn.
 *
 * Where things happened is kept for the flush under way: frames go out at once to those who are near.
 */
import { Buffer } from "node:buffer";
import { assert } from "../../world/base/assert.ts";
import { ByteWriter } from "../../world/base/record.ts";
import { FLUSH_TICKS } from "../../world/limits.ts";
import type { NetLimits } from "../limits.ts";
import { eachInHappening, type Happening, SECTION } from "../../world/replication/cell_block.ts";
import { cellKey, CellReplica, entityX, entityY, type ReplicaEntity } from "../replica.ts";
import { ONLY_TURNS } from "../protocol/mod.ts";
import { type ChangedCells, HISTORY_FLUSHES, noteChange } from "./changed_cells.ts";
import { Crowds } from "./crowds.ts";
import { addNews, makeNews, type News } from "./news.ts";
import { type TurnedAt, TurnPlaces } from "./turn_places.ts";

/** Whoever holds cells is told when one of them changes. */
export interface CellHolder {
  readonly changed: ChangedCells;
}

/** A cell's block of one flush: its place in the arena of that flush. */
export interface BlockPlace {
  flush: number;
  start: number;
  end: number;
  /** Its turns among those of the flush (turn_places.ts). */
  turnsStart: number;
  turnsEnd: number;
  /** How many turns it has, if it has nothing else and a frame says it in the short form; else 0. */
  turns: number;
}

/** A cell that somebody sees or lately saw. */
export interface WatchedCell {
  readonly x: number;
  readonly y: number;
  readonly key: number;
  /** Views that hold it, at most one for each cell that can see it, and at which place each has it. */
  readonly holders: CellHolder[];
  readonly holderPlaces: number[];
  /** Since when nobody sees it, or null. */
  idleSinceMs: number | null;
  /** Whether the world has sent it whole. Until then nothing of it means anything. */
  complete: boolean;
  /** Blocks of the last flushes; that of flush f is at f modulo HISTORY_FLUSHES, if it is of f. */
  readonly blocks: readonly BlockPlace[];
  /** Where something happened in the flush `newsFlush`: a list in the table's `news`, 0 where it ends. */
  newsFlush: number;
  newsFirst: number;
  /** Its keyframe, if that was asked for in the flush under way. */
  readonly keyframe: BlockPlace;
}

/** Tells the world what to send. */
export interface CellSource {
  watch(cellX: number, cellY: number): void;
  unwatch(cellX: number, cellY: number): void;
}

const ARENA_BYTES = 512 * 1024;

function makePlace(): BlockPlace {
  return { flush: 0, start: 0, end: 0, turns: 0, turnsStart: 0, turnsEnd: 0 };
}

/** All cells that the gateway watches. Its lifetime is the gateway's. */
export class CellTable {
  readonly replica: CellReplica;
  /** Bytes of the last flushes, as `blocks` of a cell. */
  readonly #arenas: Buffer[] = Array.from({ length: HISTORY_FLUSHES }, () => Buffer.allocUnsafeSlow(ARENA_BYTES));
  readonly #turns = new TurnPlaces(HISTORY_FLUSHES);
  readonly news: News = makeNews();
  readonly crowds: Crowds;
  /** Number of the flush under way. */
  flush = HISTORY_FLUSHES;
  readonly #cells = new Map<number, WatchedCell>();
  readonly #source: CellSource;
  readonly #writer = new ByteWriter(16_384);
  #arenaEnd = 0;
  /** Cells with a block in this flush. */
  #changed: WatchedCell[] = [];
  /** The cell whose block is being applied. */
  #applying: WatchedCell | null = null;
  #tick = 0;
  /** What happened in this flush: keyframes of it tell that, too. */
  #happenings: { readonly cell: WatchedCell; readonly happening: Happening }[] = [];
  readonly tickRate: number;
  /** Blocks that were about no cell we watch: sent before the world heard that we left. */
  strayBlocks = 0;

  constructor(tickRate: number, source: CellSource, limits: NetLimits) {
    this.tickRate = tickRate;
    this.replica = new CellReplica(tickRate, {
      appeared: (entity) => {
        this.#note(entity);
        members.appeared(entity);
      },
      moved: (entity) => {
        this.#note(entity);
        members.movedTo(entity);
      },
      vanished: (entity) => members.vanished(entity),
      turned: ({ slot, x, y }) => this.#turns.add(this.flush, slot, x, y),
      changed: (entity, component) => {
        this.#note(entity);
        members.changedIn(entity, component);
      },
      happened: (happening) => {
        this.crowds.happened(happening);
        if (this.#applying !== null) this.#happenings.push({ cell: this.#applying, happening });
        eachInHappening(happening, (id) => {
          const entity = this.replica.entities.get(id);
          if (entity !== undefined) this.#note(entity);
        });
      },
    });
    this.crowds = new Crowds(this.replica, limits, tickRate, tickRate / FLUSH_TICKS);
    const { members } = this.crowds;
    this.#source = source;
  }

  get size(): number {
    return this.#cells.size;
  }

  /** The cell, held by one more view, which has it at `place`. */
  acquire(cellX: number, cellY: number, holder: CellHolder, place: number): WatchedCell {
    const key = cellKey(cellX, cellY);
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      cell = {
        x: cellX,
        y: cellY,
        key,
        holders: [],
        holderPlaces: [],
        idleSinceMs: null,
        complete: false,
        blocks: Array.from({ length: HISTORY_FLUSHES }, makePlace),
        newsFlush: 0,
        newsFirst: 0,
        keyframe: makePlace(),
      };
      this.#cells.set(key, cell);
      this.#source.watch(cellX, cellY);
    }
    cell.holders.push(holder);
    cell.holderPlaces.push(place);
    for (let flush = this.flush - HISTORY_FLUSHES + 1; flush <= this.flush; flush++) {
      if (blockOf(cell, flush) !== null) noteChange(holder.changed, flush, place);
    }
    cell.idleSinceMs = null;
    return cell;
  }

  /** One view less holds the cell. */
  release(cell: WatchedCell, holder: CellHolder, nowMs: number): void {
    const { holders, holderPlaces } = cell;
    const at = holders.indexOf(holder);
    assert(at >= 0, "a cell is released by whoever acquired it");
    holders[at] = holders[holders.length - 1]!;
    holderPlaces[at] = holderPlaces[holders.length - 1]!;
    holders.pop();
    holderPlaces.pop();
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
    const place = cell.blocks[this.flush % HISTORY_FLUSHES]!;
    if (place.flush !== this.flush) {
      this.#changed.push(cell);
      const { holders, holderPlaces } = cell;
      for (let at = 0; at < holders.length; at++) noteChange(holders[at]!.changed, this.flush, holderPlaces[at]!);
      place.flush = this.flush;
    } else assert(keyframe, `the cell ${cellX}, ${cellY} has one block in a flush, or is told whole`);
    place.start = this.#put(block);
    place.end = this.#arenaEnd;
    place.turns = turnsOf(block);
  }

  /** The bytes of a flush that is kept, or is under way. */
  arena(flush: number): Buffer {
    return this.#arenas[flush % HISTORY_FLUSHES]!;
  }

  /** All blocks of the flush are here: brings the replica to `tick`. */
  apply(tick: number): void {
    this.news.count = 0;
    this.#happenings.length = 0;
    this.#tick = tick;
    this.#turns.begin(this.flush);
    for (const cell of this.#changed) {
      this.#applying = cell;
      cell.newsFlush = this.flush;
      cell.newsFirst = 0;
      const place = blockOf(cell, this.flush)!;
      place.turnsStart = this.#turns.end(this.flush);
      this.replica.apply(this.arena(this.flush).subarray(place.start, place.end), tick);
      place.turnsEnd = this.#turns.end(this.flush);
    }
    this.#applying = null;
    this.replica.settle();
    this.crowds.take(this.flush, tick);
  }

  /** Those who hold a cell in which so many are that their view may be crowded. */
  denseHolders(atLeast: number): Set<CellHolder> {
    const holders = new Set<CellHolder>();
    for (const [key, { count }] of this.replica.cells) {
      if (count >= atLeast) { for (const holder of this.#cells.get(key)?.holders ?? []) holders.add(holder); }
    }
    return holders;
  }

  /** Where the turn of a slot in a cell's block took place; null where that is not known. */
  turnPlace(flush: number, cellX: number, cellY: number, slot: number): TurnedAt | null {
    const cell = this.#cells.get(cellKey(cellX, cellY));
    const place = cell === undefined ? null : blockOf(cell, flush);
    return place === null ? null : this.#turns.find(flush, place.turnsStart, place.turnsEnd, slot);
  }

  #note(entity: ReplicaEntity): void {
    const cell = this.#applying;
    if (cell === null) return;
    const x = entityX(entity, this.#tick, this.tickRate);
    const y = entityY(entity, this.#tick, this.tickRate);
    cell.newsFirst = addNews(this.news, entity.id, x, y, cell.newsFirst);
  }

  /** Makes sure that the cell's keyframe is of this flush, at `tick`. */
  prepareKeyframe(cell: WatchedCell, tick: number): void {
    const { keyframe } = cell;
    if (keyframe.flush === this.flush) return;
    const held = this.replica.cell(cell.x, cell.y);
    assert(held !== undefined, `the complete cell ${cell.x}, ${cell.y} is in the replica`);
    this.#writer.length = 0;
    const happenings = this.#happenings.filter((one) => one.cell === cell).map(({ happening }) => happening);
    this.replica.writeKeyframe(this.#writer, held, tick, happenings);
    keyframe.start = this.#put(this.#writer.view());
    keyframe.end = this.#arenaEnd;
    keyframe.flush = this.flush;
  }

  /** The flush is over and its frames are out. */
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
      for (const place of cell.blocks) place.flush = 0;
      cell.keyframe.flush = 0;
    }
    this.#changed.length = 0;
    this.#arenaEnd = 0;
  }

  /** Puts bytes at the end of the arena, which moves to larger memory if it must. Returns where they begin. */
  #put(bytes: Uint8Array): number {
    const start = this.#arenaEnd;
    const end = start + bytes.length;
    let arena = this.arena(this.flush);
    if (end > arena.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(arena.length * 2, end));
      arena.copy(larger, 0, 0, start);
      this.#arenas[this.flush % HISTORY_FLUSHES] = arena = larger;
    }
    arena.set(bytes, start);
    this.#arenaEnd = end;
    return start;
  }
}

/** A cell's block of a flush that is kept, or null without one. */
export function blockOf(cell: WatchedCell, flush: number): BlockPlace | null {
  const place = cell.blocks[flush % HISTORY_FLUSHES]!;
  return place.flush === flush ? place : null;
}

/** How many turns a block has, if it has nothing else and their number fits the short form; else 0. */
function turnsOf(block: Uint8Array): number {
  return block[4] === SECTION.turns && block[5]! < ONLY_TURNS ? block[5]! : 0;
}
