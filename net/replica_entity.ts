/** What a replica holds, and what it tells: the types of replica.ts, and where an entity is at a tick. */
import { travelled, velocityX, velocityY } from "../world/base/space.ts";
import type { ComponentName } from "../world/components.ts";
import { CELL_UNITS } from "../world/limits.ts";
import type { ComponentValue, Happening } from "../world/replication/cell_block.ts";

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
  /** In a crowd: where an arrival or the last step put it. Steps and motions count from there. */
  anchorX: number;
  anchorY: number;
  /** Its place is what a step told, right to a metre's square as of `tick`; else it is exact. */
  isStepped: boolean;
  /** A number that whoever keeps the replica gives it; 0 at first. */
  mark: number;
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
export type HeldCell = Omit<ReplicaCell, "tick">;

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
  /** The blocks tell of a crowd. */
  readonly crowd: boolean;
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

/** One of which nothing is known but its id. */
export function makeEntity(id: number): ReplicaEntity {
  return {
    id,
    cell: null,
    slot: 0,
    x: 0,
    y: 0,
    heading: 0,
    speed: 0,
    tick: 0,
    anchorX: 0,
    anchorY: 0,
    isStepped: false,
    mark: 0,
    components: new Map(),
  };
}
