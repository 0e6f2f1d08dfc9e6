/**
 * Everybody that this gateway knows, under a number each, while there is a crowd anywhere: the numbers under which all
 * crowded views speak of them. A number is free again at the flush after its entity vanished.
 *
 * It keeps what the crowd's flushes are made of: who came from which cell to which, who moved, and what of somebody is
 * to be told to everyone when its turn comes.
 */
import type { ComponentName } from "../../world/components.ts";
import { squareCode, STEP_UNITS_MAX } from "../../world/replication/crowd_steps.ts";
import { cellKey, type CellReplica, entityX, entityY, type ReplicaEntity } from "../replica.ts";

/** In place of a cell's key: in none. */
export const NO_CELL = -1;
/** Motions name a place within a cell: nobody may be taken by surprise by more than half of one, and a little. */
const MOTION_UNITS_MAX = 15 * 256;

/** Somebody whose cell is another than at the flush before. */
export interface Crossing {
  readonly number: number;
  readonly entity: ReplicaEntity;
  readonly from: number;
  readonly to: number;
}

/** The members. Lifetime: the gateway's. */
export class CrowdMembers {
  /** By number; null where a number is free. */
  readonly entities: (ReplicaEntity | null)[] = [];
  /**
   * By number: the square at the last step; and whether it has to be told, because it is another than at the one before
   * or somebody who came to know of it in between may think so.
   */
  readonly squares: number[] = [];
  readonly hasStepped: boolean[] = [];
  /** Of the flush under way. */
  readonly crossings: Crossing[] = [];
  readonly moved = new Set<ReplicaEntity>();
  readonly changed: { readonly entity: ReplicaEntity; readonly component: ComponentName }[] = [];
  /** Numbers of those who are told to everyone anew: they are where nobody can follow from what was told before. */
  readonly jumped: number[] = [];
  /** By number: components that changed since its last turn. */
  readonly pending = new Map<number, Set<ComponentName>>();
  #isActive = false;
  readonly #replica: CellReplica;
  readonly #tickRate: number;
  /** By number: the cell at the last flush, and the place at the last step. */
  readonly #cells: number[] = [];
  readonly #anchorX: number[] = [];
  readonly #anchorY: number[] = [];
  /** By number: whether its motion changed since the last step. */
  readonly #hasMoved: boolean[] = [];
  readonly #free: number[] = [];
  readonly #gone: number[] = [];
  readonly #touched = new Set<number>();

  constructor(replica: CellReplica, tickRate: number) {
    this.#replica = replica;
    this.#tickRate = tickRate;
  }

  /** Whether there is a crowd, and with it numbers. */
  get isActive(): boolean {
    return this.#isActive;
  }

  /** Numbers everybody; or lets go of all numbers. */
  activate(on: boolean, tick: number): void {
    if (on === this.#isActive) return;
    this.#isActive = on;
    for (const entity of this.#replica.entities.values()) entity.mark = 0;
    for (const list of [this.entities, this.#free, this.#gone]) list.length = 0;
    this.pending.clear();
    this.endFlush();
    if (!on) return;
    for (const entity of this.#replica.entities.values()) {
      this.appeared(entity);
      const number = entity.mark - 1;
      this.#anchor(number, entity, tick);
      this.#cells[number] = cellOfEntity(entity);
    }
    this.#touched.clear();
  }

  /** The number of an entity; it has one while there is a crowd. */
  numberOf(entity: ReplicaEntity): number {
    return entity.mark - 1;
  }

  // What the replica tells.

  appeared(entity: ReplicaEntity): void {
    if (!this.#isActive) return;
    const number = this.#free.pop() ?? this.entities.length;
    entity.mark = number + 1;
    this.entities[number] = entity;
    this.#cells[number] = NO_CELL;
    this.#hasMoved[number] = true;
    this.#anchorX[number] = this.#anchorY[number] = -Infinity;
    this.#touched.add(number);
  }

  movedTo(entity: ReplicaEntity): void {
    if (!this.#isActive || entity.mark === 0) return;
    this.moved.add(entity);
    const number = entity.mark - 1;
    this.#hasMoved[number] = true;
    if (cellOfEntity(entity) !== this.#cells[number]) this.#touched.add(number);
  }

  changedIn(entity: ReplicaEntity, component: ComponentName): void {
    if (!this.#isActive || entity.mark === 0) return;
    this.changed.push({ entity, component });
    const number = entity.mark - 1;
    const pending = this.pending.get(number);
    if (pending === undefined) this.pending.set(number, new Set([component]));
    else pending.add(component);
  }

  vanished(entity: ReplicaEntity): void {
    if (!this.#isActive || entity.mark === 0) return;
    const number = entity.mark - 1;
    this.moved.delete(entity);
    this.pending.delete(number);
    this.#touched.add(number);
    this.#gone.push(number);
  }

  /** All of a flush was applied: works out who crossed, who jumped, and the squares of those whose turn it is. */
  take(tick: number, slice: number, slices: number): void {
    for (const number of this.#touched) {
      const entity = this.entities[number]!;
      const from = this.#cells[number]!;
      const to = cellOfEntity(entity);
      this.#cells[number] = to;
      if (from === NO_CELL && to !== NO_CELL) this.#anchor(number, entity, tick);
      if (from !== to) this.crossings.push({ number, entity, from, to });
    }
    for (const entity of this.moved) {
      if (entity.cell !== null && this.#isBeyond(entity, tick, MOTION_UNITS_MAX)) this.#jump(entity, tick);
    }
    for (let number = slice; number < this.entities.length; number += slices) {
      const entity = this.entities[number]!;
      if (entity === null || entity.cell === null) continue;
      if (this.#isBeyond(entity, tick, STEP_UNITS_MAX)) this.#jump(entity, tick);
      const before = this.squares[number];
      this.#anchor(number, entity, tick);
      this.hasStepped[number] = this.#hasMoved[number]! || this.squares[number] !== before;
      this.#hasMoved[number] = false;
    }
  }

  /** The flush was told. */
  endFlush(): void {
    for (const number of this.#gone) {
      this.entities[number]!.mark = 0;
      this.entities[number] = null;
      this.#free.push(number);
    }
    this.#gone.length = 0;
    this.#touched.clear();
    this.crossings.length = 0;
    this.moved.clear();
    this.changed.length = 0;
    this.jumped.length = 0;
  }

  #jump(entity: ReplicaEntity, tick: number): void {
    this.jumped.push(entity.mark - 1);
    this.#anchor(entity.mark - 1, entity, tick);
    this.moved.delete(entity);
  }

  #isBeyond(entity: ReplicaEntity, tick: number, units: number): boolean {
    const number = entity.mark - 1;
    return Math.abs(entityX(entity, tick, this.#tickRate) - this.#anchorX[number]!) > units ||
      Math.abs(entityY(entity, tick, this.#tickRate) - this.#anchorY[number]!) > units;
  }

  #anchor(number: number, entity: ReplicaEntity, tick: number): void {
    const x = entityX(entity, tick, this.#tickRate);
    const y = entityY(entity, tick, this.#tickRate);
    this.#anchorX[number] = x;
    this.#anchorY[number] = y;
    this.squares[number] = squareCode(x, y);
  }
}

function cellOfEntity({ cell }: ReplicaEntity): number {
  return cell === null ? NO_CELL : cellKey(cell.x, cell.y);
}
