/**
 * Crowds: what is told where more are in view than can be told in full.
 *
 *   who comes and goes     to everybody in view, at the flush
 *   the nearest            what they do, at the flush: records encoded once, chosen for each client by distance
 *   everybody else         by steps: a slice of them at each flush, so that each has its turn once a second; and with
 *                          its turn what changed of it besides. The same bytes for everyone with the same view
 *
 * A view is judged once a second, and does not change back at once (`crowdEntities`, `crowdEndEntities`).
 */
import { Buffer } from "node:buffer";
import { ByteWriter } from "../../world/base/record.ts";
import { COMPONENTS } from "../../world/components.ts";
import { CELL_UNITS } from "../../world/limits.ts";
import {
  type CellMotion,
  DEPARTURE,
  eachInHappening,
  type Happening,
  SECTION,
  writeComponentValue,
  writeHappening,
  writeMotion,
} from "../../world/replication/cell_block.ts";
import { writeSteps } from "../../world/replication/crowd_steps.ts";
import type { NetLimits } from "../limits.ts";
import { type CellReplica, entityX, entityY, type ReplicaCell, type ReplicaEntity } from "../replica.ts";
import { HISTORY_FLUSHES } from "./changed_cells.ts";
import { CrowdMembers, NO_CELL } from "./crowd_members.ts";
import { NearGrid } from "./near_grid.ts";
import { NearRecords } from "./near_records.ts";

/** A block as it stands in a frame, but for the byte of its place; and the cell that it is about. */
export interface CrowdBlock {
  readonly cellX: number;
  readonly cellY: number;
  readonly bytes: Buffer;
}

/** What a view's crowd was told at one flush, all clients alike; `stepped`: the numbers that its steps tell of. */
export interface CrowdFlush {
  flush: number;
  blocks: CrowdBlock[];
  stepped: number[];
}

/** A view in which a crowd is. */
export interface Crowd {
  /** Since when, by the gateway's clock. */
  readonly sinceMs: number;
  /** Whether clients are to be told by steps; some still may be where they are not any more. */
  isFull: boolean;
  /** In view at the last judging. */
  count: number;
  /** Of the flush f at f modulo HISTORY_FLUSHES. */
  readonly flushes: readonly CrowdFlush[];
}

/** The part of a view that is needed. */
export interface CrowdedView {
  readonly cellX: number;
  readonly cellY: number;
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly cells: readonly { readonly x: number; readonly y: number; readonly key: number }[];
  crowd: Crowd | null;
}

/** What happened near somebody in one flush, by kind. */
export interface NearFlush {
  flush: number;
  readonly motions: NearRecords;
  readonly changes: NearRecords;
  readonly happenings: NearRecords;
}

/** After a crowd is over its view is kept for so many judgings: until all its clients were told anew. */
const ENDING_JUDGINGS = 20;

/** All crowds. Lifetime: the gateway's. */
export class Crowds {
  readonly members: CrowdMembers;
  readonly grid = new NearGrid();
  /** Steps go round once in so many flushes: a second. */
  readonly slices: number;
  readonly #near: readonly NearFlush[] = Array.from({ length: HISTORY_FLUSHES }, () => ({
    flush: 0,
    motions: new NearRecords(),
    changes: new NearRecords(),
    happenings: new NearRecords(),
  }));
  readonly #views = new Map<CrowdedView, { endingFor: number }>();
  readonly #replica: CellReplica;
  readonly #tickRate: number;
  readonly #limits: NetLimits;
  readonly #writer = new ByteWriter(4096);
  readonly #motion: CellMotion = { x: 0, y: 0, heading: 0, speed: 0 };
  #happenings: Happening[] = [];
  #tick = 0;
  #keyframes = new Map<number, CrowdBlock>();

  constructor(replica: CellReplica, limits: NetLimits, tickRate: number, flushesPerSecond: number) {
    this.#replica = replica;
    this.#limits = limits;
    this.#tickRate = tickRate;
    this.slices = Math.max(1, Math.min(255, Math.floor(flushesPerSecond)));
    this.members = new CrowdMembers(replica, tickRate);
  }

  /** Views in which a crowd is. */
  get views(): Iterable<CrowdedView> {
    return this.#views.keys();
  }

  /** Something happened in the flush under way. */
  happened(happening: Happening): void {
    if (this.members.isActive) this.#happenings.push(happening);
  }

  /** What happened near, in a flush that is kept; null without a crowd at that time. */
  near(flush: number): NearFlush | null {
    const near = this.#near[flush % HISTORY_FLUSHES]!;
    return near.flush === flush ? near : null;
  }

  /** All of a flush was applied to the replica: puts together what all crowds are told of it. */
  take(flush: number, tick: number): void {
    this.#tick = tick;
    this.#keyframes.clear();
    const { members } = this;
    if (!members.isActive) return;
    const slice = flush % this.slices;
    members.take(tick, slice, this.slices);
    this.#encodeNear(flush);
    for (const view of this.#views.keys()) this.#encodeView(view, flush, slice);
    for (let number = slice; number < members.entities.length; number += this.slices) members.pending.delete(number);
    members.endFlush();
    this.#happenings = [];
  }

  /** In a view of so many cells that is crowded one has at least so many in it. */
  denseFrom(cells: number): number {
    return Math.floor(this.#limits.crowdEndEntities / cells);
  }

  /** Looks which views are crowded now. `dense`: views that hold a cell with many in it. */
  judge(dense: Iterable<CrowdedView>, nowMs: number): void {
    for (const view of dense) if (!this.#views.has(view)) this.judgeOne(view, nowMs);
    for (const [view, state] of this.#views) {
      const crowd = view.crowd!;
      crowd.count = this.#countIn(view);
      if (crowd.count >= this.#limits.crowdEntities) crowd.isFull = true;
      if (crowd.count < this.#limits.crowdEndEntities) crowd.isFull = false;
      state.endingFor = crowd.isFull ? 0 : state.endingFor + 1;
      if (state.endingFor < ENDING_JUDGINGS) continue;
      this.#views.delete(view);
      view.crowd = null;
    }
    if (this.#views.size === 0) return this.members.activate(false, this.#tick);
    this.grid.clear();
    for (const entity of this.#replica.entities.values()) {
      this.grid.add(entityX(entity, this.#tick, this.#tickRate), entityY(entity, this.#tick, this.#tickRate));
    }
  }

  /** Looks whether a new view is crowded: where there is a crowd already, its neighbours are one sooner. */
  judgeOne(view: CrowdedView, nowMs: number): void {
    const { crowdEntities, crowdEndEntities } = this.#limits;
    const count = this.#countIn(view);
    if (count < (this.members.isActive ? crowdEndEntities : crowdEntities)) return;
    view.crowd = {
      sinceMs: nowMs,
      isFull: true,
      count,
      flushes: Array.from({ length: HISTORY_FLUSHES }, () => ({ flush: 0, blocks: [], stepped: [] })),
    };
    this.#views.set(view, { endingFor: 0 });
    this.members.activate(true, this.#tick);
  }

  /** Nobody has the view any more; what it was told is kept for who left it just now. */
  forget(view: CrowdedView): void {
    this.#views.delete(view);
  }

  /** Blocks that tell everybody in some cells, as of the flush under way. */
  keyframes(cells: CrowdedView["cells"]): CrowdBlock[] {
    const blocks: CrowdBlock[] = [];
    for (const { x, y, key } of cells) {
      const held = this.#replica.cells.get(key);
      if (held === undefined || held.count === 0) continue;
      let block = this.#keyframes.get(key);
      if (block === undefined) this.#keyframes.set(key, block = this.#arrivals(x, y, held.slots));
      blocks.push(block);
    }
    return blocks;
  }

  /** A block that says that everybody in some cells is out of view; null if nobody is in them. */
  departures(cells: CrowdedView["cells"]): CrowdBlock | null {
    const writer = this.#begin(SECTION.departures);
    const numbers = cells.flatMap(({ key }) => this.#numbersIn(this.#replica.cells.get(key)));
    if (numbers.length === 0) return null;
    this.#writeDepartures(writer, numbers);
    return { cellX: cells[0]!.x, cellY: cells[0]!.y, bytes: Buffer.from(writer.view()) };
  }

  #numbersIn(cell: ReplicaCell | undefined): number[] {
    const numbers: number[] = [];
    for (const entity of cell?.slots ?? []) if (entity !== undefined) numbers.push(this.members.numberOf(entity));
    return numbers;
  }

  #countIn({ cells }: CrowdedView): number {
    return cells.reduce((sum, { key }) => sum + (this.#replica.cells.get(key)?.count ?? 0), 0);
  }

  #begin(sections: number): ByteWriter {
    this.#writer.length = 0;
    this.#writer.u8(sections);
    return this.#writer;
  }

  /** A block with arrivals of entities of one cell. */
  #arrivals(cellX: number, cellY: number, entities: readonly (ReplicaEntity | undefined)[]): CrowdBlock {
    const cell = { x: cellX, y: cellY };
    const writer = this.#begin(SECTION.arrivals);
    const there = entities.filter((entity) => entity !== undefined);
    writer.varint(there.length);
    for (const entity of there) {
      this.#replica.writeArrival(writer, cell, entity, this.members.numberOf(entity), this.#tick);
    }
    return { cellX, cellY, bytes: Buffer.from(writer.view()) };
  }

  /** What all clients with a view are told of a flush. */
  #encodeView(view: CrowdedView, flush: number, slice: number): void {
    const told = view.crowd!.flushes[flush % HISTORY_FLUSHES]!;
    const { members } = this;
    told.flush = flush;
    told.blocks = [];
    const arrived = new Map<number, ReplicaEntity[]>();
    const arrive = (entity: ReplicaEntity, key: number) => {
      const here = arrived.get(key);
      if (here === undefined) arrived.set(key, [entity]);
      else if (!here.includes(entity)) here.push(entity);
    };
    const departed: number[] = [];
    for (const { number, entity, from, to } of members.crossings) {
      const wasIn = isIn(view, from);
      if (isIn(view, to)) { if (!wasIn) arrive(entity, to); }
      else if (wasIn) departed.push(number);
    }
    for (const number of members.jumped) {
      const entity = members.entities[number] ?? null;
      if (entity?.cell && isInCell(view, entity.cell.x, entity.cell.y)) arrive(entity, keyOf(entity));
    }
    for (const entities of arrived.values()) {
      const { x, y } = entities[0]!.cell!;
      told.blocks.push(this.#arrivals(x, y, entities));
    }
    told.blocks.push(this.#steps(view, told, departed, slice));
  }

  /** The block that tells who is gone, and of the slice whose turn it is where each is and what changed. */
  #steps(view: CrowdedView, told: CrowdFlush, departed: readonly number[], slice: number): CrowdBlock {
    const { members } = this;
    const { entities, squares, hasStepped, pending } = members;
    const numbers: number[] = [];
    const changing: number[] = [];
    let stepped = 0;
    for (let number = slice; number < entities.length; number += this.slices) {
      const entity = entities[number];
      if (!entity?.cell || !isInCell(view, entity.cell.x, entity.cell.y)) continue;
      numbers.push(number);
      if (hasStepped[number]!) stepped++;
      if (pending.size > 0 && pending.has(number)) changing.push(number);
    }
    // One by one costs about two bytes each.
    const isWhole = stepped * 2 > numbers.length;
    const sections = (departed.length > 0 ? SECTION.departures : 0) | (changing.length > 0 ? SECTION.changes : 0);
    const writer = this.#begin(sections | SECTION.steps);
    if (departed.length > 0) this.#writeDepartures(writer, departed);
    if (changing.length > 0) this.#writeChanges(writer, changing);
    const places: number[] = [];
    numbers.forEach((number, place) => {
      if (isWhole || hasStepped[number]!) places.push(place);
    });
    told.stepped = places.map((place) => numbers[place]!);
    const steps = { slice, slices: this.slices, isWhole, places, squares: told.stepped.map((of) => squares[of]!) };
    writeSteps(writer, steps);
    return { cellX: view.left, cellY: view.top, bytes: Buffer.from(writer.view()) };
  }

  #writeDepartures(writer: ByteWriter, numbers: readonly number[]): void {
    writer.varint(numbers.length);
    for (const number of numbers) {
      writer.varint(number);
      writer.u8(DEPARTURE.removed);
    }
  }

  #writeChanges(writer: ByteWriter, numbers: readonly number[]): void {
    const { entities, pending } = this.members;
    writer.varint(numbers.reduce((sum, number) => sum + pending.get(number)!.size, 0));
    for (const number of numbers) {
      for (const name of pending.get(number)!) this.#writeChange(writer, entities[number]!, name);
    }
  }

  #writeChange(writer: ByteWriter, entity: ReplicaEntity, name: keyof typeof COMPONENTS): void {
    writer.varint(this.members.numberOf(entity));
    writer.u8(COMPONENTS[name].id);
    writeComponentValue(writer, name, entity.components.get(name) ?? (COMPONENTS[name].column === "text" ? "" : 0));
  }

  #encodeNear(flush: number): void {
    const near = this.#near[flush % HISTORY_FLUSHES]!;
    const { motions, changes, happenings } = near;
    near.flush = flush;
    for (const records of [motions, changes, happenings]) records.clear();
    const place = (entity: ReplicaEntity): [number, number] => [
      entityX(entity, this.#tick, this.#tickRate),
      entityY(entity, this.#tick, this.#tickRate),
    ];
    for (const entity of this.members.moved) {
      if (entity.cell === null) continue;
      const start = motions.writer.length;
      const [x, y] = place(entity);
      motions.writer.varint(this.members.numberOf(entity));
      this.#writeMotion(motions.writer, entity, x, y);
      motions.add(x, y, start);
    }
    for (const { entity, component } of this.members.changed) {
      if (entity.cell === null) continue;
      const start = changes.writer.length;
      this.#writeChange(changes.writer, entity, component);
      changes.add(...place(entity), start);
    }
    for (const happening of this.#happenings) {
      const start = happenings.writer.length;
      writeHappening(happenings.writer, happening);
      let twin = -1;
      eachInHappening(happening, (id) => {
        const entity = this.#replica.entities.get(id);
        if (entity?.cell) twin = happenings.add(...place(entity), start, twin);
      });
    }
  }

  #writeMotion(writer: ByteWriter, { heading, speed }: ReplicaEntity, x: number, y: number): void {
    const motion = this.#motion;
    motion.x = x & CELL_UNITS - 1;
    motion.y = y & CELL_UNITS - 1;
    motion.heading = heading;
    motion.speed = speed;
    writeMotion(writer, motion);
  }
}

/** Whether a view holds the cell with these coordinates. */
function isInCell({ left, top, columns, cells }: CrowdedView, cellX: number, cellY: number): boolean {
  return cellX >= left && cellX < left + columns && cellY >= top && cellY < top + cells.length / columns;
}

function isIn(view: CrowdedView, key: number): boolean {
  return key !== NO_CELL && isInCell(view, key >> 16, key << 16 >> 16);
}

function keyOf({ cell }: ReplicaEntity): number {
  return cell === null ? NO_CELL : cell.x << 16 | cell.y;
}
