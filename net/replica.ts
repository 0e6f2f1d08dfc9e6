/**
 * A copy of the part of the world that somebody watches, kept by applying cell blocks. The gateway keeps one to greet
 * newcomers to a cell, the players' page to draw, the console for its map.
 *
 * An entity that goes from one cell to another departs in one block and arrives in the other, in either order:
 *
 *   departure first   it is set aside, still known, and the arrival finds it there; what `settle` still finds set
 *                     aside at the end of the flush is gone
 *   arrival first     it changes its place at once, so that the departure finds nothing of it left in that cell
 *
 * Either way it stays the same object, and whoever draws it sees no gap.
 */
import { assert } from "../world/base/assert.ts";
import { ByteReader, type ByteWriter } from "../world/base/record.ts";
import { travelled, velocityX, velocityY } from "../world/base/space.ts";
import { type ComponentName, COMPONENTS } from "../world/components.ts";
import { CELL_UNITS } from "../world/limits.ts";
import {
  type BlockVisitor,
  type CellMotion,
  type CellTurn,
  type ComponentValue,
  type Happening,
  readBlock,
  SECTION,
  writeComponentValue,
  writeHappening,
  writeMotion,
} from "../world/replication/cell_block.ts";

/** An entity in view. `x` and `y` are where it was at `tick`, in units of the world; from there its motion goes on. */
export interface ReplicaEntity {
  readonly id: number;
  /** Null while it is set aside between two cells. */
  cell: ReplicaCell | null;
  slot: number;
  x: number;
  y: number;
  heading: number;
  speed: number;
  tick: number;
  /** What everyone near is told of it. A component that was never told is 0 or "". */
  readonly components: Map<ComponentName, ComponentValue>;
}

/** A cell that is held: it was seen whole, and is kept up to date since. */
export interface ReplicaCell {
  readonly x: number;
  readonly y: number;
  /** Entities by slot; undefined where a slot is free. */
  readonly slots: (ReplicaEntity | undefined)[];
  /** Slots in use. */
  count: number;
  /** The tick of the last block applied. */
  tick: number;
}

/** What a keyframe needs of a cell. */
type HeldCell = Omit<ReplicaCell, "tick">;

/** Told what changes, after the replica changed. Every method may be left out. */
export interface ReplicaListener {
  /** An entity came into view. */
  appeared?(entity: ReplicaEntity): void;
  /** Its motion changed, or it is in another cell. */
  moved?(entity: ReplicaEntity): void;
  /** The same by a turn, before `moved`: `entity` is as it was at the turn's tick. */
  turned?(entity: ReplicaEntity): void;
  changed?(entity: ReplicaEntity, component: ComponentName): void;
  /** It is no longer in view: it left, was removed, or its cell was forgotten. */
  vanished?(entity: ReplicaEntity): void;
  happened?(happening: Happening): void;
}

/** What a replica takes of a frame (net/protocol/frame_codec.ts). */
export interface ToldFrame {
  readonly reset: boolean;
  readonly forget: readonly { readonly x: number; readonly y: number }[];
  /** Flushes, the oldest first. */
  readonly flushes: readonly { readonly tick: number; readonly blocks: readonly Uint8Array[] }[];
}

/** A number that stands for a cell, for use as a key: 16 bits of each coordinate. */
export function cellKey(cellX: number, cellY: number): number {
  return (cellX & 0xffff) << 16 | cellY & 0xffff;
}

/** The coordinate of the cell that holds a coordinate in units. */
export function cellOf(units: number): number {
  return Math.floor(units / CELL_UNITS);
}

/** Where an entity is at `tick`, in units, unless its motion changes before. */
export function entityX(entity: ReplicaEntity, tick: number, tickRate: number): number {
  return entity.x + travelled(velocityX(entity.heading, entity.speed, tickRate), tick - entity.tick);
}

/** See `entityX`. */
export function entityY(entity: ReplicaEntity, tick: number, tickRate: number): number {
  return entity.y + travelled(velocityY(entity.heading, entity.speed, tickRate), tick - entity.tick);
}

/** The replica. One per watcher and space. */
export class CellReplica implements BlockVisitor {
  readonly entities = new Map<number, ReplicaEntity>();
  readonly cells = new Map<number, ReplicaCell>();
  readonly #tickRate: number;
  readonly #listener: ReplicaListener;
  readonly #aside = new Set<ReplicaEntity>();
  // What the block under way is about; the visitor's methods use them.
  #cell: ReplicaCell | null = null;
  #isHeld = false;
  #tick = 0;

  constructor(tickRate: number, listener: ReplicaListener = {}) {
    this.#tickRate = tickRate;
    this.#listener = listener;
  }

  /** The cell, if it is held. */
  cell(cellX: number, cellY: number): ReplicaCell | undefined {
    return this.cells.get(cellKey(cellX, cellY));
  }

  /**
   * Applies one block as of `tick`. A keyframe makes the cell held. False if the block is about a cell that is not
   * held and no keyframe: then it means nothing here. What the cell is known to be past already is passed over, so a
   * block of an earlier flush does no harm to a cell that was told in the meantime. Throws `MalformedError` if the
   * bytes are not a block. Call `settle` when all blocks of the flush are applied.
   */
  apply(block: Uint8Array, tick: number): boolean {
    this.#tick = tick;
    this.#isHeld = false;
    readBlock(new ByteReader(block), this);
    return this.#isHeld;
  }

  /** Takes in a whole frame. False if something in it was about a cell that is not held. */
  take(frame: ToldFrame): boolean {
    let isWhole = true;
    if (frame.reset) this.forgetAll();
    for (const { x, y } of frame.forget) this.forget(x, y);
    for (const { tick, blocks } of frame.flushes) {
      for (const block of blocks) isWhole = this.apply(block, tick) && isWhole;
    }
    this.settle();
    return isWhole;
  }

  /** The end of a flush: what departed and did not arrive elsewhere is gone. */
  settle(): void {
    if (this.#aside.size === 0) return;
    for (const entity of this.#aside) {
      this.entities.delete(entity.id);
      this.#listener.vanished?.(entity);
    }
    this.#aside.clear();
  }

  /** No longer holds a cell. Its entities are gone at the next `settle`, unless another cell has them by then. */
  forget(cellX: number, cellY: number): void {
    const key = cellKey(cellX, cellY);
    const cell = this.cells.get(key);
    if (cell === undefined) return;
    this.#empty(cell);
    this.cells.delete(key);
  }

  /** Forgets every cell. What a keyframe brings back before the next `settle` stays the same object. */
  forgetAll(): void {
    for (const cell of this.cells.values()) this.#empty(cell);
    this.cells.clear();
  }

  /** Writes the keyframe block of a held cell as of `tick`, at or after every block applied to it; and happenings. */
  writeKeyframe(writer: ByteWriter, cell: HeldCell, tick: number, happenings: readonly Happening[] = []): void {
    writer.i16(cell.x);
    writer.i16(cell.y);
    const sections = (cell.count > 0 ? SECTION.arrivals : 0) | (happenings.length > 0 ? SECTION.happenings : 0);
    writer.u8(SECTION.keyframe | sections);
    if (cell.count > 0) writer.varint(cell.count);
    for (const entity of cell.slots) {
      if (entity !== undefined) this.#writeArrival(writer, cell, entity, tick);
    }
    if (happenings.length > 0) writer.varint(happenings.length);
    for (const happening of happenings) writeHappening(writer, happening);
  }

  #writeArrival(writer: ByteWriter, cell: HeldCell, entity: ReplicaEntity, tick: number): void {
    writer.varint(entity.slot);
    writer.u32(entity.id);
    // Rounding can lead one unit past the edge before the world says that the entity crossed it.
    motion.x = withinCell(entityX(entity, tick, this.#tickRate) - cell.x * CELL_UNITS);
    motion.y = withinCell(entityY(entity, tick, this.#tickRate) - cell.y * CELL_UNITS);
    motion.heading = entity.heading;
    motion.speed = entity.speed;
    writeMotion(writer, motion);
    const countAt = writer.length;
    let count = 0;
    writer.u8(0);
    for (const [name, value] of entity.components) {
      if (value === 0 || value === "") continue;
      writer.u8(COMPONENTS[name].id);
      writeComponentValue(writer, name, value);
      count++;
    }
    writer.patchU8(countAt, count);
  }

  // The visitor of readBlock.

  begin(cellX: number, cellY: number, keyframe: boolean): void {
    const key = cellKey(cellX, cellY);
    const tick = this.#tick;
    let cell = this.cells.get(key);
    this.#isHeld = cell !== undefined || keyframe;
    this.#cell = null;
    if (cell !== undefined && cell.tick >= tick && !keyframe) return;
    if (keyframe) {
      if (cell !== undefined) this.#empty(cell);
      else {
        cell = { x: cellX, y: cellY, slots: [], count: 0, tick };
        this.cells.set(key, cell);
      }
    }
    this.#cell = cell ?? null;
    if (this.#cell !== null) this.#cell.tick = tick;
  }

  depart(slot: number): void {
    const entity = this.#cell?.slots[slot];
    if (entity !== undefined) this.#setAside(entity);
  }

  arrive(
    slot: number,
    id: number,
    at: CellMotion,
    components: ReadonlyMap<ComponentName, ComponentValue>,
  ): void {
    const cell = this.#cell;
    if (cell === null) return;
    const occupant = cell.slots[slot];
    if (occupant !== undefined && occupant.id !== id) this.#setAside(occupant);
    let entity = this.entities.get(id);
    const known = entity !== undefined;
    if (entity === undefined) {
      entity = { id, cell: null, slot, x: 0, y: 0, heading: 0, speed: 0, tick: 0, components: new Map() };
      this.entities.set(id, entity);
    } else {
      this.#detach(entity);
      this.#aside.delete(entity);
    }
    entity.cell = cell;
    entity.slot = slot;
    cell.slots[slot] = entity;
    cell.count++;
    this.#setMotion(entity, cell, at);
    const { appeared, moved, changed } = this.#listener;
    if (known && changed !== undefined) this.#tellDifferences(entity, components);
    entity.components.clear();
    for (const [name, value] of components) entity.components.set(name, value);
    if (!known) appeared?.call(this.#listener, entity);
    else moved?.call(this.#listener, entity);
  }

  move(slot: number, at: CellMotion): void {
    const cell = this.#cell;
    const entity = cell?.slots[slot];
    if (cell === null || entity === undefined) return;
    this.#setMotion(entity, cell, at);
    this.#listener.moved?.(entity);
  }

  turn(slot: number, { heading, speed, ticksBefore, dx, dy }: CellTurn): void {
    const entity = this.#cell?.slots[slot];
    if (entity === undefined) return;
    const tick = this.#tick - ticksBefore;
    const x = entityX(entity, tick, this.#tickRate) + dx;
    entity.y = entityY(entity, tick, this.#tickRate) + dy;
    entity.x = x;
    entity.tick = tick;
    entity.heading = heading;
    entity.speed = speed;
    this.#listener.turned?.(entity);
    this.#listener.moved?.(entity);
  }

  change(slot: number, component: ComponentName, value: ComponentValue): void {
    const entity = this.#cell?.slots[slot];
    if (entity === undefined) return;
    entity.components.set(component, value);
    this.#listener.changed?.(entity, component);
  }

  happen(happening: Happening): void {
    if (this.#cell !== null) this.#listener.happened?.(happening);
  }

  #setMotion(entity: ReplicaEntity, cell: ReplicaCell, at: CellMotion): void {
    entity.x = cell.x * CELL_UNITS + at.x;
    entity.y = cell.y * CELL_UNITS + at.y;
    entity.heading = at.heading;
    entity.speed = at.speed;
    entity.tick = this.#tick;
  }

  /** An entity seen anew may have changed meanwhile: the listener hears of what differs, with the new values set. */
  #tellDifferences(entity: ReplicaEntity, components: ReadonlyMap<ComponentName, ComponentValue>): void {
    for (const [name, old] of [...entity.components]) {
      const value = components.get(name) ?? (typeof old === "string" ? "" : 0);
      if (value === old) continue;
      entity.components.set(name, value);
      this.#listener.changed?.(entity, name);
    }
    for (const [name, value] of components) {
      if (entity.components.get(name) === value) continue;
      entity.components.set(name, value);
      this.#listener.changed?.(entity, name);
    }
  }

  #setAside(entity: ReplicaEntity): void {
    this.#detach(entity);
    this.#aside.add(entity);
  }

  #detach(entity: ReplicaEntity): void {
    const { cell } = entity;
    if (cell === null) return;
    assert(cell.slots[entity.slot] === entity, `entity ${entity.id} is in slot ${entity.slot} of its cell`);
    cell.slots[entity.slot] = undefined;
    cell.count--;
    entity.cell = null;
  }

  #empty(cell: ReplicaCell): void {
    for (const entity of cell.slots) {
      if (entity !== undefined) this.#setAside(entity);
    }
    cell.slots.length = 0;
  }
}

const motion: CellMotion = { x: 0, y: 0, heading: 0, speed: 0 };

function withinCell(offset: number): number {
  return offset < 0 ? 0 : offset >= CELL_UNITS ? CELL_UNITS - 1 : offset;
}
