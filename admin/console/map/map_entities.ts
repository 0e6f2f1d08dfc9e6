/**
 * Everything on the map, as typed arrays beside the replica: where each was at which tick and how it moves. Drawing a
 * hundred thousand of them is one walk over these. A correction of a motion is not shown as a jump: the difference
 * fades within a quarter of a second.
 */
import { CellReplica, type ReplicaEntity, type ReplicaListener } from "../../../net/replica.ts";
import { UNITS_PER_METRE, velocityX, velocityY } from "../../../world/base/space.ts";
import { type ComponentName, KINDS, PRESENCES } from "../../../world/components.ts";
import type { Happening } from "../../../world/replication/cell_block.ts";
import type { MapClock } from "./map_source.ts";

const FADE_MS = 250;
/** A difference above this is no correction but another place. */
const JUMP_METRES = 12;
/** A creature that has stood still for this long sleeps, most likely: nobody is near it. */
const STILL_TICKS = 600;
const VELOCITY_PER_METRE = 65_536;

/** Something said, shown for a while above its speaker. */
export interface Speech {
  readonly text: string;
  readonly until: number;
}

/** The entities of the map. Lifetime: the map's. */
export class MapEntities implements ReplicaListener {
  readonly replica: CellReplica;
  count = 0;
  /** Metres at `tick`; velocities in metres per tick. */
  x: Float64Array = new Float64Array(1024);
  y: Float64Array = new Float64Array(1024);
  vx: Float32Array = new Float32Array(1024);
  vy: Float32Array = new Float32Array(1024);
  tick: Float64Array = new Float64Array(1024);
  /** What is left of the last correction, in metres, from `since` on. */
  errorX: Float32Array = new Float32Array(1024);
  errorY: Float32Array = new Float32Array(1024);
  since: Float64Array = new Float64Array(1024);
  /** When it last changed its motion, for all that is known. */
  stillSince: Float64Array = new Float64Array(1024);
  kind: Uint8Array = new Uint8Array(1024);
  /** 1 while it should be drawn faded: a player's body whose connection is lost. */
  lost: Uint8Array = new Uint8Array(1024);
  readonly entity: ReplicaEntity[] = [];
  readonly speeches = new Map<number, Speech>();
  readonly #indexes = new Map<number, number>();
  readonly #tickRate: number;
  readonly #clock: MapClock;

  constructor(tickRate: number, clock: MapClock) {
    this.#tickRate = tickRate;
    this.#clock = clock;
    this.replica = new CellReplica(tickRate, this);
  }

  /** The index of an entity; -1 if it is not on the map. */
  indexOf(id: number): number {
    return this.#indexes.get(id) ?? -1;
  }

  /** Where it is drawn at `tick` and `now`, in metres. */
  shownX(index: number, tick: number, now: number): number {
    return this.x[index]! + this.vx[index]! * (tick - this.tick[index]!) + this.errorX[index]! * this.#left(index, now);
  }

  shownY(index: number, tick: number, now: number): number {
    return this.y[index]! + this.vy[index]! * (tick - this.tick[index]!) + this.errorY[index]! * this.#left(index, now);
  }

  /** Whether it is drawn faded, seen from afar. */
  isFaded(index: number, tick: number): boolean {
    if (this.lost[index] === 1) return true;
    return this.kind[index]! > 1 && this.vx[index] === 0 && this.vy[index] === 0 &&
      tick - this.stillSince[index]! > STILL_TICKS;
  }

  appeared(entity: ReplicaEntity): void {
    const index = this.count++;
    if (this.count > this.x.length) this.#grow();
    this.entity[index] = entity;
    this.#indexes.set(entity.id, index);
    this.errorX[index] = 0;
    this.errorY[index] = 0;
    this.#takeMotion(index, entity);
    this.#takeLook(index, entity);
    // How long it has stood where it was first seen is not known: as long as it takes, until it moves.
    this.stillSince[index] = entity.speed === 0 ? -Infinity : entity.tick;
  }

  moved(entity: ReplicaEntity): void {
    const index = this.indexOf(entity.id);
    if (index < 0) return;
    const now = performance.now();
    const tick = this.#clock.tickAt(now);
    const x = this.shownX(index, tick, now);
    const y = this.shownY(index, tick, now);
    this.#takeMotion(index, entity);
    this.stillSince[index] = entity.tick;
    this.errorX[index] = 0;
    this.errorY[index] = 0;
    const errorX = x - this.shownX(index, tick, now);
    const errorY = y - this.shownY(index, tick, now);
    this.since[index] = now;
    if (Math.abs(errorX) + Math.abs(errorY) > JUMP_METRES) return;
    this.errorX[index] = errorX;
    this.errorY[index] = errorY;
  }

  /**
   * Puts a sleeper where it is, in units: nobody is told of its steps while it sleeps, so the map has it where it fell
   * asleep until it is asked for.
   */
  placeSleeper(id: number, x: number, y: number): void {
    const index = this.indexOf(id);
    if (index < 0) return;
    this.x[index] = x / UNITS_PER_METRE;
    this.y[index] = y / UNITS_PER_METRE;
    this.vx[index] = 0;
    this.vy[index] = 0;
    this.errorX[index] = 0;
    this.errorY[index] = 0;
  }

  changed(entity: ReplicaEntity, _component: ComponentName): void {
    const index = this.indexOf(entity.id);
    if (index >= 0) this.#takeLook(index, entity);
  }

  vanished(entity: ReplicaEntity): void {
    const index = this.indexOf(entity.id);
    if (index < 0) return;
    this.#indexes.delete(entity.id);
    this.speeches.delete(entity.id);
    const last = --this.count;
    const moved = this.entity[last]!;
    this.entity.length = last;
    if (index === last) return;
    // The last takes its place: the arrays stay dense.
    this.entity[index] = moved;
    this.#indexes.set(moved.id, index);
    for (const column of this.#columns()) column[index] = column[last]!;
  }

  happened(happening: Happening): void {
    if (happening.type !== "said") return;
    this.speeches.set(happening.entity, {
      text: happening.text,
      until: performance.now() + 3500 + happening.text.length * 45,
    });
  }

  #left(index: number, now: number): number {
    const left = 1 - (now - this.since[index]!) / FADE_MS;
    return left > 0 ? left * left : 0;
  }

  #takeMotion(index: number, entity: ReplicaEntity): void {
    this.x[index] = entity.x / UNITS_PER_METRE;
    this.y[index] = entity.y / UNITS_PER_METRE;
    this.vx[index] = velocityX(entity.heading, entity.speed, this.#tickRate) / VELOCITY_PER_METRE;
    this.vy[index] = velocityY(entity.heading, entity.speed, this.#tickRate) / VELOCITY_PER_METRE;
    this.tick[index] = entity.tick;
  }

  #takeLook(index: number, entity: ReplicaEntity): void {
    this.kind[index] = Number(entity.components.get("kind") ?? 0);
    this.lost[index] = PRESENCES[Number(entity.components.get("presence") ?? 0)] === "lost" ? 1 : 0;
  }

  #columns() {
    return [
      this.x,
      this.y,
      this.vx,
      this.vy,
      this.tick,
      this.errorX,
      this.errorY,
      this.since,
      this.stillSince,
      this.kind,
      this.lost,
    ] as const;
  }

  #grow(): void {
    const length = this.x.length * 2;
    const f64 = (old: Float64Array) => {
      const column = new Float64Array(length);
      column.set(old);
      return column;
    };
    const f32 = (old: Float32Array) => {
      const column = new Float32Array(length);
      column.set(old);
      return column;
    };
    const u8 = (old: Uint8Array) => {
      const column = new Uint8Array(length);
      column.set(old);
      return column;
    };
    [this.x, this.y, this.tick] = [f64(this.x), f64(this.y), f64(this.tick)];
    [this.since, this.stillSince] = [f64(this.since), f64(this.stillSince)];
    [this.vx, this.vy] = [f32(this.vx), f32(this.vy)];
    [this.errorX, this.errorY] = [f32(this.errorX), f32(this.errorY)];
    [this.kind, this.lost] = [u8(this.kind), u8(this.lost)];
  }
}

/** An entity's name, or its kind and id. */
export function entityTitle(entity: ReplicaEntity): string {
  const name = String(entity.components.get("name") ?? "");
  const kind = KINDS[Number(entity.components.get("kind") ?? 0)] ?? "entity";
  return name !== "" ? name : kind;
}
