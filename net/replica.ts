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
 *
 * A crowd takes the place of all cells where so many are in view that they cannot all be told in full. Its slots are the
 * crowd's own numbers and hold across cells; who is far off is told by steps (world/replication/crowd_steps.ts).
 */
import { assert } from "../world/base/assert.ts";
import { ByteReader, type ByteWriter, MalformedError } from "../world/base/record.ts";
import { headingTowards } from "../world/base/space.ts";
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
import { type CrowdSteps, SQUARE_UNITS, squareNear } from "../world/replication/crowd_steps.ts";
import {
  cellKey,
  cellOf,
  entityX,
  entityY,
  type HeldCell,
  makeEntity,
  type ReplicaCell,
  type ReplicaEntity,
  type ReplicaListener,
  type ToldFrame,
} from "./replica_entity.ts";
import { isInSquare, nearestTo, spreadX, spreadY } from "./crowd_places.ts";

export {
  cellKey,
  cellOf,
  entityX,
  entityY,
  type ReplicaCell,
  type ReplicaEntity,
  type ReplicaListener,
  type ToldFrame,
};

/** The replica. One per watcher and space. */
export class CellReplica implements BlockVisitor {
  readonly entities = new Map<number, ReplicaEntity>();
  readonly cells = new Map<number, ReplicaCell>();
  /** The crowd that is held instead of cells, as one cell whose coordinates mean nothing. */
  crowd: ReplicaCell | null = null;
  readonly #tickRate: number;
  readonly #listener: ReplicaListener;
  readonly #aside = new Set<ReplicaEntity>();
  // What the block under way is about; the visitor's methods use them.
  #cell: ReplicaCell | null = null;
  /** Of the block's cell, in units. */
  readonly #corner = { x: 0, y: 0 };
  #isHeld = false;
  #isCrowd = false;
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
    if (frame.reset && frame.crowd) this.crowd = { x: 0, y: 0, slots: [], count: 0, tick: 0 };
    for (const { x, y } of frame.forget) this.forget(x, y);
    this.#isCrowd = frame.crowd;
    for (const { tick, blocks } of frame.flushes) {
      for (const block of blocks) isWhole = this.apply(block, tick) && isWhole;
    }
    this.#isCrowd = false;
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

  /** Forgets every cell, and the crowd. What a keyframe brings back before the next `settle` stays the same object. */
  forgetAll(): void {
    for (const cell of this.cells.values()) this.#empty(cell);
    this.cells.clear();
    if (this.crowd !== null) this.#empty(this.crowd);
    this.crowd = null;
  }

  /** Writes the keyframe block of a held cell as of `tick`, at or after every block applied to it; and happenings. */
  writeKeyframe(writer: ByteWriter, cell: HeldCell, tick: number, happenings: readonly Happening[] = []): void {
    writer.i16(cell.x);
    writer.i16(cell.y);
    const sections = (cell.count > 0 ? SECTION.arrivals : 0) | (happenings.length > 0 ? SECTION.happenings : 0);
    writer.u8(SECTION.keyframe | sections);
    if (cell.count > 0) writer.varint(cell.count);
    for (const entity of cell.slots) {
      if (entity !== undefined) this.writeArrival(writer, cell, entity, entity.slot, tick);
    }
    if (happenings.length > 0) writer.varint(happenings.length);
    for (const happening of happenings) writeHappening(writer, happening);
  }

  /** Writes an arrival of an entity in a cell, as of `tick`, under a slot. */
  writeArrival(
    writer: ByteWriter,
    cell: { readonly x: number; readonly y: number },
    entity: ReplicaEntity,
    slot: number,
    tick: number,
  ): void {
    writer.varint(slot);
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
    if (this.#isCrowd) {
      this.#isHeld = this.crowd !== null;
      this.#cell = this.crowd;
      this.#corner.x = cellX * CELL_UNITS;
      this.#corner.y = cellY * CELL_UNITS;
      return;
    }
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
    this.#corner.x = cellX * CELL_UNITS;
    this.#corner.y = cellY * CELL_UNITS;
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
      entity = makeEntity(id);
      this.entities.set(id, entity);
    } else {
      this.#detach(entity);
      this.#aside.delete(entity);
    }
    entity.cell = cell;
    entity.slot = slot;
    cell.slots[slot] = entity;
    cell.count++;
    this.#setMotion(entity, at, this.#corner.x + at.x, this.#corner.y + at.y);
    entity.anchorX = entity.x;
    entity.anchorY = entity.y;
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
    if (this.#isCrowd) this.#setMotion(entity, at, nearestTo(at.x, entity.anchorX), nearestTo(at.y, entity.anchorY));
    else this.#setMotion(entity, at, this.#corner.x + at.x, this.#corner.y + at.y);
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

  /** Everyone of the slice is in the square that is told, or, where none is, still in that of the last time. */
  steps({ slice, slices, isWhole, places, squares }: CrowdSteps): void {
    const crowd = this.#cell;
    if (crowd === null) return;
    let place = 0;
    let at = 0;
    for (let slot = slice; slot < crowd.slots.length; slot += slices) {
      const entity = crowd.slots[slot];
      if (entity === undefined) continue;
      if (places[at] === place++) {
        const code = squares[at++]!;
        this.#step(entity, squareNear(code, entity.anchorX), squareNear(code >> 4, entity.anchorY));
      } else this.#step(entity, Math.floor(entity.anchorX / SQUARE_UNITS), Math.floor(entity.anchorY / SQUARE_UNITS));
    }
    if (at === places.length && (!isWhole || at === place)) return;
    throw new MalformedError(`steps of ${places.length} are told, of ${place} that are known`);
  }

  /** An entity is in a square. Where that follows from its motion, the motion goes on: it says more. */
  #step(entity: ReplicaEntity, squareX: number, squareY: number): void {
    const tick = this.#tick;
    const beforeX = entityX(entity, tick, this.#tickRate);
    const beforeY = entityY(entity, tick, this.#tickRate);
    const x = squareX * SQUARE_UNITS + spreadX(entity.id);
    const y = squareY * SQUARE_UNITS + spreadY(entity.id);
    entity.anchorX = x;
    entity.anchorY = y;
    if (!entity.isStepped && isInSquare(beforeX, squareX) && isInSquare(beforeY, squareY)) return;
    if (entity.isStepped && beforeX === x && beforeY === y) return;
    entity.isStepped = true;
    entity.heading = headingTowards(x - beforeX, y - beforeY);
    entity.speed = 0;
    entity.x = x;
    entity.y = y;
    entity.tick = tick;
    this.#listener.moved?.(entity);
  }

  #setMotion(entity: ReplicaEntity, at: CellMotion, x: number, y: number): void {
    entity.isStepped = false;
    entity.x = x;
    entity.y = y;
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
