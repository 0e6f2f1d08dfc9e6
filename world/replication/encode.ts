/**
 * The block encoder. At a flush it turns what changed since the last one into one block for each watched cell
 * (cell_block.ts), the same bytes for everyone who watches, and into keyframes for those who just began to.
 *
 * It compares what it told (cell, slot and id of each entity) with what is. So an entity that crossed three cells
 * between two flushes departs once and arrives once, whatever happened between.
 *
 * The order within a flush, over all cells:
 *
 *   1  departures free their slots, changes are sorted by cell
 *   2  cells that somebody began to watch are taken in whole
 *   3  arrivals take the lowest free slots
 *   4  each changed cell's block is written, for those who have its keyframe
 *   5  keyframes, for those who wait for one
 *
 * Watchers are bits of a mask: who subscribes is up to the part. Only the overworld has cells.
 */
import { assert } from "../base/assert.ts";
import { ByteWriter } from "../base/record.ts";
import { travelled, velocityX, velocityY } from "../base/space.ts";
import { clearChanges, DIRTY } from "../changes.ts";
import { COMPONENTS, NEAR_COMPONENTS } from "../components.ts";
import { idAt } from "../entities.ts";
import { CELL_UNITS, SPACE_OVERWORLD } from "../limits.ts";
import { cellColumn, cellRow, CELLS } from "../spatial.ts";
import { positionX, positionY, type World } from "../world.ts";
import {
  DEPARTURE,
  type Happening,
  SECTION,
  TURN_TICKS_MAX,
  writeComponentValue,
  writeHappening,
  writeMotion,
  writeTurn,
} from "./cell_block.ts";
import { clearBucket, makeBucket, pushBucket } from "./_bucket.ts";

/** Receives a block: its bytes (valid during the call) and the mask of those it is for. */
export type BlockSink = (bytes: Uint8Array, watchers: number) => void;

/** Keyframes that a `watchAll` adds to one flush, in cells. */
export const KEYFRAMES_PER_FLUSH = 256;

const NOBODY = 0;

/** In the mask of what changed: the motion is told as a turn. A bit that no component takes (changes.ts). */
const TURNED = 1 << 30;
const COMPONENT_BITS = ((1 << NEAR_COMPONENTS.length) - 1) * DIRTY.firstComponent;
/** The place of the first component's bit. */
const FIRST_COMPONENT = 31 - Math.clz32(DIRTY.firstComponent);
assert((COMPONENT_BITS & TURNED) === 0, "a bit for turns is left beside those of the components");

/** Slots of a cell that somebody watches: entity index plus one, or 0 where free. */
interface Slots {
  readonly entities: number[];
  /** No slot below this one is free. */
  lowestFree: number;
}

/** What the encoder has told about each cell and entity. Its lifetime is the world part's. */
export class BlockEncoder {
  readonly #watchers = new Uint32Array(CELLS);
  /** Watchers who wait for a cell's keyframe: a part of `#watchers`. */
  readonly #waiting = new Uint32Array(CELLS);
  readonly #slots: (Slots | null)[] = new Array<Slots | null>(CELLS).fill(null);
  /** Cells with bits in `#waiting`, each at least once. */
  #waitingCells: number[] = [];
  /** Watchers of every cell that has anyone in it, and how far each one's first round has come. */
  #allWatchers = 0;
  #allCursor = CELLS;

  // By entity index: what was told of it. A cell of 0 means nothing was.
  #toldCellPlusOne = new Uint32Array(256);
  #toldId = new Uint32Array(256);
  #slot = new Uint32Array(256);
  // By entity index: the motion that was told, from where it was at a tick.
  #toldX = new Int32Array(256);
  #toldY = new Int32Array(256);
  #toldTick = new Uint32Array(256);
  #toldHeading = new Uint8Array(256);
  #toldSpeed = new Uint8Array(256);

  // Of one flush, by cell.
  readonly #departures = makeBucket(CELLS);
  readonly #arrivals = makeBucket(CELLS);
  readonly #changed = makeBucket(CELLS);
  readonly #happenings = new Map<number, Happening[]>();
  readonly #touched: number[] = [];
  readonly #isTouched = new Uint8Array(CELLS);

  readonly #writer = new ByteWriter(65_536);
  readonly #motion = { x: 0, y: 0, heading: 0, speed: 0 };
  readonly #turn = { heading: 0, speed: 0, ticksBefore: 0, dx: 0, dy: 0 };

  /** Blocks and bytes written, for the statistics. */
  blocks = 0;
  bytes = 0;

  /** A subscriber (a single bit) wants a cell from now on. */
  watch(bit: number, cell: number): void {
    this.#watchers[cell] = (this.#watchers[cell]! | bit) >>> 0;
    this.#await(bit, cell);
  }

  unwatch(bit: number, cell: number): void {
    if (this.#allWatchers & bit) return;
    this.#drop(bit, cell);
  }

  /** A subscriber wants every cell that has anyone in it, or none of them any more (cells it watched included). */
  watchAll(bit: number, on: boolean): void {
    if (on) {
      this.#allWatchers = (this.#allWatchers | bit) >>> 0;
      this.#allCursor = 0;
    } else this.forget(bit);
  }

  /** A subscriber wants nothing any more. */
  forget(bit: number): void {
    this.#allWatchers = (this.#allWatchers & ~bit) >>> 0;
    for (let cell = 0; cell < CELLS; cell++) this.#drop(bit, cell);
  }

  /** A subscriber lost something: it gets the keyframes of all it watches anew. */
  restart(bit: number): void {
    for (let cell = 0; cell < CELLS; cell++) {
      if (this.#watchers[cell]! & bit) this.#await(bit, cell);
    }
    if (this.#allWatchers & bit) this.#allCursor = 0;
  }

  /** Notes what happened in a cell, to be told with the next flush. */
  happened(cell: number, happening: Happening): void {
    if (this.#watchers[cell] === NOBODY && this.#allWatchers === 0) return;
    const here = this.#happenings.get(cell);
    if (here === undefined) this.#happenings.set(cell, [happening]);
    else here.push(happening);
  }

  /** Whether anybody watches anything. */
  get isWatched(): boolean {
    return this.#allWatchers !== 0 || this.#watchers.some((mask) => mask !== NOBODY);
  }

  /** Cells that somebody watches. */
  countWatched(): number {
    let count = 0;
    for (let cell = 0; cell < CELLS; cell++) if (this.#watchers[cell] !== NOBODY) count++;
    return count;
  }

  /** Writes all blocks of a flush at the world's tick, and clears the world's changes. */
  flush(world: World, sink: BlockSink): void {
    this.#reserve(world);
    this.#sortChanges(world);
    this.#watchOccupied(world);
    this.#takeInWatched(world);
    this.#takeInArrivals(world);
    for (const cell of this.#happenings.keys()) this.#touch(cell);
    for (const cell of this.#touched) {
      const mask = (this.#watchers[cell]! & ~this.#waiting[cell]!) >>> 0;
      if (mask !== NOBODY) {
        const block = this.#writeBlock(world, cell);
        if (block !== null) this.#send(block, mask, sink);
      }
      this.#isTouched[cell] = 0;
    }
    for (const cell of this.#waitingCells) {
      const mask = this.#waiting[cell]!;
      this.#waiting[cell] = 0;
      if (mask !== NOBODY) this.#send(this.#writeKeyframe(world, cell), mask, sink);
    }
    this.#touched.length = 0;
    this.#waitingCells.length = 0;
    this.#happenings.clear();
    clearBucket(this.#departures);
    clearBucket(this.#arrivals);
    clearBucket(this.#changed);
    clearChanges(world.changes, world.entities);
  }

  #send(bytes: Uint8Array, mask: number, sink: BlockSink): void {
    this.blocks++;
    this.bytes += bytes.length;
    sink(bytes, mask);
  }

  #await(bit: number, cell: number): void {
    if (this.#waiting[cell] === NOBODY) this.#waitingCells.push(cell);
    this.#waiting[cell] = (this.#waiting[cell]! | bit) >>> 0;
  }

  #drop(bit: number, cell: number): void {
    if ((this.#watchers[cell]! & bit) === 0) return;
    this.#watchers[cell] = (this.#watchers[cell]! & ~bit) >>> 0;
    this.#waiting[cell] = (this.#waiting[cell]! & ~bit) >>> 0;
    if (this.#watchers[cell] !== NOBODY) return;
    const slots = this.#slots[cell] ?? null;
    if (slots === null) return;
    for (const entity of slots.entities) if (entity !== 0) this.#toldCellPlusOne[entity - 1] = 0;
    this.#slots[cell] = null;
  }

  #reserve(world: World): void {
    const { capacity } = world.entities.components;
    if (this.#slot.length >= capacity) return;
    const into = <Numbers extends Uint32Array | Int32Array | Uint8Array>(old: Numbers, grown: Numbers): Numbers => {
      grown.set(old);
      return grown;
    };
    this.#toldCellPlusOne = into(this.#toldCellPlusOne, new Uint32Array(capacity));
    this.#toldId = into(this.#toldId, new Uint32Array(capacity));
    this.#slot = into(this.#slot, new Uint32Array(capacity));
    this.#toldX = into(this.#toldX, new Int32Array(capacity));
    this.#toldY = into(this.#toldY, new Int32Array(capacity));
    this.#toldTick = into(this.#toldTick, new Uint32Array(capacity));
    this.#toldHeading = into(this.#toldHeading, new Uint8Array(capacity));
    this.#toldSpeed = into(this.#toldSpeed, new Uint8Array(capacity));
  }

  #touch(cell: number): void {
    if (this.#isTouched[cell] === 1) return;
    this.#isTouched[cell] = 1;
    this.#touched.push(cell);
  }

  /** Stage 1. */
  #sortChanges(world: World): void {
    const { changes, entities } = world;
    const { dirty, cellPlusOne } = entities.derived.columns;
    for (let at = 0; at < changes.count; at++) {
      const index = changes.indexes[at]!;
      const told = this.#toldCellPlusOne[index]! - 1;
      const id = idAt(entities, index);
      const cell = id === 0 ? -1 : cellPlusOne[index]! - 1;
      if (told >= 0 && (told !== cell || this.#toldId[index] !== id)) {
        const isMoved = cell >= 0 && this.#toldId[index] === id;
        this.#touch(told);
        pushBucket(this.#departures, told, this.#slot[index]!, isMoved ? cell : -1);
        this.#free(told, this.#slot[index]!);
        this.#toldCellPlusOne[index] = 0;
      } else if (told >= 0) {
        this.#touch(told);
        pushBucket(this.#changed, told, index, dirty[index]!);
        continue;
      }
      if (cell >= 0) pushBucket(this.#arrivals, cell, index, 0);
    }
  }

  #free(cell: number, slot: number): void {
    const slots = this.#slots[cell]!;
    slots.entities[slot] = 0;
    if (slot < slots.lowestFree) slots.lowestFree = slot;
  }

  /** Those who watch all cells begin to watch the next few occupied ones, and every one that somebody came into. */
  #watchOccupied(world: World): void {
    if (this.#allWatchers === 0) return;
    const { players, others } = world.spatial;
    let left = KEYFRAMES_PER_FLUSH;
    for (; this.#allCursor < CELLS && left > 0; this.#allCursor++) {
      const cell = this.#allCursor;
      if (players[cell] === 0 && others[cell] === 0) continue;
      if (this.#watchAllIn(cell)) left--;
    }
    for (const cell of this.#arrivals.used) if (cell < this.#allCursor) this.#watchAllIn(cell);
  }

  #watchAllIn(cell: number): boolean {
    const missing = (this.#allWatchers & ~this.#watchers[cell]!) >>> 0;
    if (missing === 0) return false;
    this.watch(missing, cell);
    return true;
  }

  /** Stage 2. */
  #takeInWatched(world: World): void {
    const { players, others } = world.spatial;
    const { nextPlusOne } = world.entities.derived.columns;
    for (const cell of this.#waitingCells) {
      if (this.#slots[cell] !== null || this.#watchers[cell] === NOBODY) continue;
      this.#slots[cell] = { entities: [], lowestFree: 0 };
      for (const head of [players[cell]!, others[cell]!]) {
        for (let next = head; next !== 0; next = nextPlusOne[next - 1]!) this.#take(world, cell, next - 1);
      }
    }
  }

  /** Stage 3. */
  #takeInArrivals(world: World): void {
    const arrivals = this.#arrivals;
    for (const cell of arrivals.used) {
      if (this.#slots[cell] === null) continue;
      for (let entry = arrivals.first[cell]!; entry !== 0; entry = arrivals.next[entry]!) {
        const index = arrivals.a[entry]!;
        if (this.#toldCellPlusOne[index] === cell + 1) continue;
        this.#take(world, cell, index);
        this.#touch(cell);
      }
    }
  }

  #take(world: World, cell: number, index: number): void {
    const slots = this.#slots[cell]!;
    const { entities } = slots;
    let slot = slots.lowestFree;
    while (slot < entities.length && entities[slot] !== 0) slot++;
    entities[slot] = index + 1;
    slots.lowestFree = slot + 1;
    this.#slot[index] = slot;
    this.#toldCellPlusOne[index] = cell + 1;
    this.#toldId[index] = idAt(world.entities, index);
    this.#rememberNow(world, index);
  }

  /** Stage 4. Null if all that happened came to nothing, e.g. somebody went to the next cell and came back. */
  #writeBlock(world: World, cell: number): Uint8Array | null {
    const writer = this.#begin(cell);
    const departures = this.#writeDepartures(writer, cell);
    const arrivals = this.#writeArrivals(world, writer, cell);
    const motions = this.#writeMotions(world, writer, cell);
    const changes = this.#writeChanges(world, writer, cell);
    const happenings = this.#writeHappenings(writer, cell);
    const turns = this.#writeTurns(world, writer, cell);
    const sections = departures | arrivals | motions | changes | happenings | turns;
    writer.patchU8(4, sections);
    return sections === 0 ? null : writer.view();
  }

  /** Stage 5. */
  #writeKeyframe(world: World, cell: number): Uint8Array {
    const writer = this.#begin(cell);
    const { entities } = this.#slots[cell]!;
    let count = 0;
    for (const entity of entities) if (entity !== 0) count++;
    if (count > 0) {
      writer.varint(count);
      for (const entity of entities) if (entity !== 0) this.#writeArrival(world, writer, entity - 1);
    }
    // What happens at the flush of a keyframe is told with it, or it would be told to nobody who waits for one.
    const happenings = this.#writeHappenings(writer, cell);
    writer.patchU8(4, SECTION.keyframe | (count > 0 ? SECTION.arrivals : 0) | happenings);
    return writer.view();
  }

  #begin(cell: number): ByteWriter {
    const writer = this.#writer;
    writer.length = 0;
    writer.i16(cellColumn(cell));
    writer.i16(cellRow(cell));
    writer.u8(0);
    return writer;
  }

  #writeDepartures(writer: ByteWriter, cell: number): number {
    const { first, next, a, b, count } = this.#departures;
    if (count[cell] === 0) return 0;
    writer.varint(count[cell]!);
    for (let entry = first[cell]!; entry !== 0; entry = next[entry]!) {
      writer.varint(a[entry]!);
      const to = b[entry]!;
      if (to < 0) {
        writer.u8(DEPARTURE.removed);
        continue;
      }
      writer.u8(DEPARTURE.moved);
      writer.i16(cellColumn(to));
      writer.i16(cellRow(to));
    }
    return SECTION.departures;
  }

  #writeArrivals(world: World, writer: ByteWriter, cell: number): number {
    const { first, next, a, count } = this.#arrivals;
    if (count[cell] === 0) return 0;
    writer.varint(count[cell]!);
    for (let entry = first[cell]!; entry !== 0; entry = next[entry]!) this.#writeArrival(world, writer, a[entry]!);
    return SECTION.arrivals;
  }

  #writeArrival(world: World, writer: ByteWriter, index: number): void {
    const { columns } = world.entities.components;
    writer.varint(this.#slot[index]!);
    writer.u32(idAt(world.entities, index));
    this.#writeMotion(world, writer, index);
    const countAt = writer.length;
    let count = 0;
    writer.u8(0);
    for (const name of NEAR_COMPONENTS) {
      const value = columns[name][index]!;
      if (value === 0 || value === "") continue;
      writer.u8(COMPONENTS[name].id);
      writeComponentValue(writer, name, value);
      count++;
    }
    writer.patchU8(countAt, count);
  }

  #writeMotions(world: World, writer: ByteWriter, cell: number): number {
    const { first, next, a, b } = this.#changed;
    let count = 0;
    for (let entry = first[cell]!; entry !== 0; entry = next[entry]!) {
      if ((b[entry]! & DIRTY.motion) === 0) continue;
      if (this.#follows(world, a[entry]!)) b[entry] = b[entry]! & ~DIRTY.motion | TURNED;
      else count++;
    }
    if (count === 0) return 0;
    writer.varint(count);
    for (let entry = first[cell]!; entry !== 0; entry = next[entry]!) {
      if ((b[entry]! & DIRTY.motion) === 0) continue;
      writer.varint(this.#slot[a[entry]!]!);
      this.#writeMotion(world, writer, a[entry]!);
      this.#rememberNow(world, a[entry]!);
    }
    return SECTION.motions;
  }

  /** Whether an entity's motion began lately, where the motion that was told had led by then. */
  #follows(world: World, index: number): boolean {
    const { originX, originY, startTick } = world.entities.components.columns;
    const start = startTick[index]!;
    const since = start - this.#toldTick[index]!;
    if (since < 0 || start > world.tick || world.tick - start > TURN_TICKS_MAX) return false;
    const dx = originX[index]! - this.#toldPlaceX(world, index, since);
    const dy = originY[index]! - this.#toldPlaceY(world, index, since);
    return (dx === 0 || dx === 1) && (dy === 0 || dy === 1);
  }

  #toldPlaceX(world: World, index: number, ticks: number): number {
    const velocity = velocityX(this.#toldHeading[index]!, this.#toldSpeed[index]!, world.facts.tickRate);
    return this.#toldX[index]! + travelled(velocity, ticks);
  }

  #toldPlaceY(world: World, index: number, ticks: number): number {
    const velocity = velocityY(this.#toldHeading[index]!, this.#toldSpeed[index]!, world.facts.tickRate);
    return this.#toldY[index]! + travelled(velocity, ticks);
  }

  #writeTurns(world: World, writer: ByteWriter, cell: number): number {
    const { first, next, a, b } = this.#changed;
    let count = 0;
    for (let entry = first[cell]!; entry !== 0; entry = next[entry]!) if (b[entry]! & TURNED) count++;
    if (count === 0) return 0;
    writer.varint(count);
    const { heading, speed, originX, originY, startTick } = world.entities.components.columns;
    const turn = this.#turn;
    for (let entry = first[cell]!; entry !== 0; entry = next[entry]!) {
      if ((b[entry]! & TURNED) === 0) continue;
      const index = a[entry]!;
      const since = startTick[index]! - this.#toldTick[index]!;
      turn.heading = heading[index]!;
      turn.speed = speed[index]!;
      turn.ticksBefore = world.tick - startTick[index]!;
      turn.dx = originX[index]! - this.#toldPlaceX(world, index, since);
      turn.dy = originY[index]! - this.#toldPlaceY(world, index, since);
      writeTurn(writer, this.#slot[index]!, turn);
      this.#remember(world, index, originX[index]!, originY[index]!, startTick[index]!);
    }
    return SECTION.turns;
  }

  /** Notes that an entity's watchers are told where it is now. */
  #rememberNow(world: World, index: number): void {
    this.#remember(world, index, positionX(world, index), positionY(world, index), world.tick);
  }

  /** Notes the motion that an entity's watchers know. A keyframe for one of them changes nothing for the others. */
  #remember(world: World, index: number, x: number, y: number, tick: number): void {
    const { heading, speed } = world.entities.components.columns;
    this.#toldX[index] = x;
    this.#toldY[index] = y;
    this.#toldTick[index] = tick;
    this.#toldHeading[index] = heading[index]!;
    this.#toldSpeed[index] = speed[index]!;
  }

  #writeChanges(world: World, writer: ByteWriter, cell: number): number {
    const { first, next, a, b } = this.#changed;
    let count = 0;
    for (let entry = first[cell]!; entry !== 0; entry = next[entry]!) {
      for (let bits = b[entry]! & COMPONENT_BITS; bits !== 0; bits &= bits - 1) count++;
    }
    if (count === 0) return 0;
    writer.varint(count);
    const { columns } = world.entities.components;
    for (let entry = first[cell]!; entry !== 0; entry = next[entry]!) {
      for (let bits = b[entry]! & COMPONENT_BITS; bits !== 0; bits &= bits - 1) {
        const name = NEAR_COMPONENTS[31 - Math.clz32(bits & -bits) - FIRST_COMPONENT]!;
        writer.varint(this.#slot[a[entry]!]!);
        writer.u8(COMPONENTS[name].id);
        writeComponentValue(writer, name, columns[name][a[entry]!]!);
      }
    }
    return SECTION.changes;
  }

  #writeHappenings(writer: ByteWriter, cell: number): number {
    const here = this.#happenings.get(cell);
    if (here === undefined) return 0;
    writer.varint(here.length);
    for (const happening of here) writeHappening(writer, happening);
    return SECTION.happenings;
  }

  #writeMotion(world: World, writer: ByteWriter, index: number): void {
    const { heading, speed, space } = world.entities.components.columns;
    assert(space[index] === SPACE_OVERWORLD, `entity ${index} that is told about is in the overworld`);
    const motion = this.#motion;
    motion.x = positionX(world, index) & (CELL_UNITS - 1);
    motion.y = positionY(world, index) & (CELL_UNITS - 1);
    motion.heading = heading[index]!;
    motion.speed = speed[index]!;
    writeMotion(writer, motion);
  }
}
