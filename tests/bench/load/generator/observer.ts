/**
 * What one full client sees: a replica of the cells in its view, as a player's page keeps it, and of each entity the
 * last few segments of its motion, so that it can be asked where something was at a tick that has just passed.
 */
import { assert } from "../../../../world/base/assert.ts";
import { travelled, velocityX, velocityY } from "../../../../world/base/space.ts";
import { cellKey, cellOf, CellReplica, type ReplicaEntity } from "../../../../net/replica.ts";
import { CELL_METRES } from "../../../../world/limits.ts";
import type { Frame } from "../../../../net/protocol/mod.ts";
import type { Happening } from "../../../../world/replication/cell_block.ts";

/** A segment as a frame told it. Units of position; `tick` is the frame's. */
interface Segment {
  readonly tick: number;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly speed: number;
  /** In a crowd: told by a step, so the place is one in the right square. */
  readonly isStep: boolean;
}

/** A view reaches at least so far from its character, in units: two cells less what it may be behind. */
const VIEW_UNITS = (2 * CELL_METRES - 8) * 256;

/** Where something is shown, in units. */
export interface ShownPlace {
  readonly x: number;
  readonly y: number;
  /** It was told anew soon after. */
  readonly changedNear: boolean;
  readonly isStep: boolean;
  /** Ticks since it was told. */
  readonly ticksAgo: number;
}

const SEGMENTS_KEPT = 6;
/** For this many ticks after an entity vanished it is still known that it was there. */
const VANISHED_TICKS = 200;

/** A full client's eyes. Lifetime: one connection. */
export class Observer {
  readonly replica: CellReplica;
  /** The own character. */
  readonly ownId: number;
  /** Since when it is told of a crowd, as a tick; null while it is not. */
  crowdSince: number | null = null;
  /** Tick of the last frame. */
  tick = 0;
  /** Things told: arrivals, departures, motions, changed components, happenings. */
  updates = 0;
  /** Called when an entity is told to move anew. */
  onMoved: (entity: ReplicaEntity) => void = () => {};
  readonly tickRate: number;
  readonly #segments = new Map<number, Segment[]>();
  readonly #vanishedAt = new Map<number, number>();
  readonly #heldSince = new Map<number, number>();

  constructor(ownId: number, tickRate: number) {
    this.ownId = ownId;
    this.tickRate = tickRate;
    this.replica = new CellReplica(tickRate, {
      appeared: (entity) => {
        this.updates++;
        this.#segments.set(entity.id, []);
        this.#vanishedAt.delete(entity.id);
        this.#remember(entity);
      },
      moved: (entity) => {
        this.updates++;
        this.#remember(entity);
        this.onMoved(entity);
      },
      changed: () => this.updates++,
      vanished: (entity) => {
        this.updates++;
        this.#segments.delete(entity.id);
        this.#vanishedAt.set(entity.id, this.tick);
      },
      happened: (_happening: Happening) => this.updates++,
    });
  }

  /** Takes a frame. */
  take(frame: Frame): void {
    assert(frame.tick >= this.tick, `ticks of frames rise: ${frame.tick} after ${this.tick}`);
    this.tick = frame.tick;
    const { replica } = this;
    replica.take(frame);
    if (replica.crowd === null) this.crowdSince = null;
    else this.crowdSince ??= frame.tick;
    for (const key of replica.cells.keys()) {
      if (!this.#heldSince.has(key)) this.#heldSince.set(key, frame.tick);
    }
    for (const key of this.#heldSince.keys()) {
      if (!replica.cells.has(key)) this.#heldSince.delete(key);
    }
    if (this.#vanishedAt.size > 1_000) this.#forgetVanished();
  }

  /** Where an entity in view was at a tick, in units, or null if that is not known (any more). */
  positionAt(id: number, tick: number): ShownPlace | null {
    const segments = this.#segments.get(id);
    if (segments === undefined) return null;
    let at = segments.length - 1;
    while (at >= 0 && segments[at]!.tick > tick) at--;
    if (at < 0) return null;
    const { x, y, heading, speed, isStep, tick: since } = segments[at]!;
    const next = segments[at + 1];
    return {
      x: x + travelled(velocityX(heading, speed, this.tickRate), tick - since),
      y: y + travelled(velocityY(heading, speed, this.tickRate), tick - since),
      changedNear: next !== undefined && next.tick <= tick + 3,
      isStep,
      ticksAgo: tick - since,
    };
  }

  /** Since when what is at a position in units is in view, as a tick; null if it is not. */
  heldSince(x: number, y: number): number | null {
    if (this.crowdSince !== null) {
      const own = this.replica.entities.get(this.ownId);
      if (own === undefined) return null;
      const isNear = Math.max(Math.abs(own.x - x), Math.abs(own.y - y)) < VIEW_UNITS;
      return isNear ? this.crowdSince : null;
    }
    return this.#heldSince.get(cellKey(cellOf(x), cellOf(y))) ?? null;
  }

  /** When an entity was seen to vanish, as a tick; null if it was not, or long ago. */
  vanishedAt(id: number): number | null {
    return this.#vanishedAt.get(id) ?? null;
  }

  #remember({ id, x, y, heading, speed, tick, isStepped: isStep }: ReplicaEntity): void {
    const segments = this.#segments.get(id);
    if (segments === undefined) return;
    segments.push({ tick, x, y, heading, speed, isStep });
    if (segments.length > SEGMENTS_KEPT) segments.shift();
  }

  #forgetVanished(): void {
    for (const [id, tick] of this.#vanishedAt) {
      if (tick < this.tick - VANISHED_TICKS) this.#vanishedAt.delete(id);
    }
  }
}
