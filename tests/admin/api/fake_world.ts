/**
 * A world for the admin API's tests and for looking at the console: entities that walk about, streamed as true cell
 * blocks, and inspected. It is no simulation; its one promise is that blocks, reports and statistics agree.
 */
import { ByteWriter } from "../../../world/base/record.ts";
import { Prng } from "../../../world/base/prng.ts";
import { travelled, UNITS_PER_METRE, velocityX, velocityY } from "../../../world/base/space.ts";
import type { StaffCommand } from "../../../world/commands.ts";
import { type ComponentName, COMPONENTS, KINDS } from "../../../world/components.ts";
import { CELL_UNITS, FLUSH_TICKS, WORLD_UNITS } from "../../../world/limits.ts";
import {
  DEPARTURE,
  SECTION,
  writeComponentValue,
  writeHappening,
  writeMotion,
} from "../../../world/replication/cell_block.ts";
import type { LedgerRow } from "../../../world/ledger/mod.ts";
import type { EntityReport } from "../../../world/part/types.ts";
import type { StreamListener, WorldPort } from "../../../admin/api/mod.ts";

const TICK_RATE = 20;

/** An entity of the fake world. */
export interface FakeEntity {
  readonly id: number;
  readonly kind: number;
  readonly name: string;
  /** 0 for all but players. */
  readonly character: number;
  activity: number;
  x: number;
  y: number;
  heading: number;
  speed: number;
  tick: number;
  cell: number;
  slot: number;
}

interface Cell {
  readonly slots: (FakeEntity | undefined)[];
}

/** What changed in one cell since the last flush. */
interface Changes {
  readonly departures: { slot: number; toX: number; toY: number }[];
  readonly arrivals: FakeEntity[];
  readonly motions: FakeEntity[];
  readonly said: { entity: number; text: string }[];
}

/** The fake world. It steps when told to. */
export class FakeWorld implements WorldPort {
  readonly tickRate = TICK_RATE;
  readonly entities = new Map<number, FakeEntity>();
  /** Every command that was sent. */
  readonly commands: StaffCommand[] = [];
  /** Whether `send` finds its ring full. */
  isFull = false;
  watching = false;
  tick = 0;
  readonly #prng: Prng;
  readonly #cells = new Map<number, Cell>();
  readonly #changes = new Map<number, Changes>();
  #owed: number[] = [];
  #listener: StreamListener | null = null;
  #nextId = 1;

  constructor(seed: number) {
    this.#prng = new Prng(seed);
  }

  /** Adds an entity at a place in metres. */
  add(kind: (typeof KINDS)[number], x: number, y: number, name = "", character = 0): FakeEntity {
    const entity: FakeEntity = {
      id: this.#nextId++,
      kind: KINDS.indexOf(kind),
      name,
      character,
      activity: 0,
      x: Math.floor(x * UNITS_PER_METRE),
      y: Math.floor(y * UNITS_PER_METRE),
      heading: this.#prng.below(256),
      speed: 0,
      tick: this.tick,
      cell: 0,
      slot: 0,
    };
    this.entities.set(entity.id, entity);
    this.#enter(entity);
    return entity;
  }

  /** Says something. */
  say(entity: FakeEntity, text: string): void {
    this.#changesOf(entity.cell).said.push({ entity: entity.id, text });
  }

  /** One tick: some turn, some stop, all that move go on; every second one is flushed. `restless` of 1000 turn. */
  step(restless = 12): void {
    this.tick++;
    for (const entity of this.entities.values()) {
      this.#go(entity);
      if (this.#prng.below(1000) < restless) this.#turn(entity);
    }
    if (this.tick % FLUSH_TICKS === 0) this.#flush();
  }

  send(command: StaffCommand): boolean {
    if (this.isFull) return false;
    this.commands.push(command);
    return true;
  }

  /** Why undoing is refused, or "". */
  undoProblem = "";
  readonly undone: { actor: string; rows: readonly LedgerRow[] }[] = [];

  undo(actor: string, rows: readonly LedgerRow[]): Promise<{ problem: string }> {
    this.undone.push({ actor, rows });
    return Promise.resolve({ problem: this.undoProblem });
  }

  watchAll(on: boolean): void {
    this.watching = on;
    this.#owed = on ? [...this.#cells.keys()] : [];
  }

  inspect(id: number): Promise<EntityReport | null> {
    const entity = this.entities.get(id);
    if (entity === undefined) return Promise.resolve(null);
    const values: Partial<Record<ComponentName, number | string>> = {
      kind: entity.kind,
      originX: entity.x,
      originY: entity.y,
      heading: entity.heading,
      speed: entity.speed,
      startTick: entity.tick,
      name: entity.name,
      activity: entity.activity,
      presence: entity.character === 0 ? 0 : 1,
      character: entity.character,
      session: entity.character,
      look: entity.id * 2_654_435_761 >>> 0,
      dueTick: this.tick + 90,
    };
    return Promise.resolve({
      entity: id,
      tick: this.tick,
      x: entity.x + this.#gone(entity, "x"),
      y: entity.y + this.#gone(entity, "y"),
      asleep: false,
      components: (Object.keys(COMPONENTS) as ComponentName[]).map((name) => ({
        name,
        label: COMPONENTS[name].label,
        unit: COMPONENTS[name].unit,
        value: values[name] ?? 0,
      })),
      plan: entity.speed === 0 ? "stands and looks around" : "walks about",
    });
  }

  setStreamListener(listener: StreamListener): void {
    this.#listener = listener;
  }

  /** Tells the listener that the stream begins anew, as after a full ring. */
  restartStream(): void {
    this.#changes.clear();
    this.#listener?.restart(this.tick);
    if (this.watching) this.#owed = [...this.#cells.keys()];
  }

  #gone(entity: FakeEntity, axis: "x" | "y"): number {
    const velocity = (axis === "x" ? velocityX : velocityY)(entity.heading, entity.speed, TICK_RATE);
    return travelled(velocity, this.tick - entity.tick);
  }

  #go(entity: FakeEntity): void {
    if (entity.speed === 0) return;
    const x = entity.x + this.#gone(entity, "x");
    const y = entity.y + this.#gone(entity, "y");
    if (cellOf(x, y) === entity.cell) return;
    if (x < 0 || y < 0 || x >= WORLD_UNITS || y >= WORLD_UNITS) return this.#turn(entity);
    const from = entity.cell;
    this.#cells.get(from)!.slots[entity.slot] = undefined;
    const slot = entity.slot;
    this.#settle(entity);
    this.#enter(entity);
    this.#changesOf(from).departures.push({ slot, toX: entity.cell % 128, toY: Math.floor(entity.cell / 128) });
  }

  #turn(entity: FakeEntity): void {
    this.#settle(entity);
    const isStill = this.#prng.below(3) === 0;
    entity.heading = this.#prng.below(256);
    entity.speed = isStill ? 0 : entity.kind <= 2 ? 14 : 6;
    entity.activity = isStill ? (entity.kind > 2 ? 3 : 0) : 1;
    this.#changesOf(entity.cell).motions.push(entity);
  }

  /** Its segment starts here and now. */
  #settle(entity: FakeEntity): void {
    const x = entity.x + this.#gone(entity, "x");
    const y = entity.y + this.#gone(entity, "y");
    entity.x = Math.max(0, Math.min(WORLD_UNITS - 1, x));
    entity.y = Math.max(0, Math.min(WORLD_UNITS - 1, y));
    entity.tick = this.tick;
  }

  #enter(entity: FakeEntity): void {
    entity.cell = cellOf(entity.x, entity.y);
    let cell = this.#cells.get(entity.cell);
    if (cell === undefined) {
      cell = { slots: [] };
      this.#cells.set(entity.cell, cell);
      if (this.watching) this.#owed.push(entity.cell);
    }
    const free = cell.slots.indexOf(undefined);
    entity.slot = free < 0 ? cell.slots.length : free;
    cell.slots[entity.slot] = entity;
    this.#changesOf(entity.cell).arrivals.push(entity);
  }

  #changesOf(cell: number): Changes {
    let changes = this.#changes.get(cell);
    if (changes === undefined) {
      changes = { departures: [], arrivals: [], motions: [], said: [] };
      this.#changes.set(cell, changes);
    }
    return changes;
  }

  #flush(): void {
    if (this.watching && this.#listener !== null) {
      const owed = new Set(this.#owed);
      for (const cell of owed) this.#listener.block(0, this.#keyframe(cell));
      for (const [cell, changes] of this.#changes) {
        if (!owed.has(cell)) this.#listener.block(0, this.#block(cell, changes));
      }
      this.#owed = [];
      this.#listener.flush(this.tick);
    }
    this.#changes.clear();
  }

  #keyframe(cell: number): Uint8Array {
    const writer = startBlock(cell);
    const entities = this.#cells.get(cell)!.slots.filter((one) => one !== undefined);
    writer.u8(SECTION.keyframe | (entities.length > 0 ? SECTION.arrivals : 0));
    if (entities.length > 0) {
      writer.varint(entities.length);
      for (const entity of entities) this.#writeArrival(writer, entity);
    }
    return writer.copy();
  }

  #block(cell: number, { departures, arrivals, motions, said }: Changes): Uint8Array {
    const writer = startBlock(cell);
    const arrived = arrivals.filter((entity) => entity.cell === cell);
    const moved = [...new Set(motions)].filter((entity) => entity.cell === cell && !arrived.includes(entity));
    // Who came and went within one flush was never told of.
    const left = departures.filter(({ slot }) => !arrivals.some((one) => one.cell !== cell && one.slot === slot));
    writer.u8(
      (left.length > 0 ? SECTION.departures : 0) | (arrived.length > 0 ? SECTION.arrivals : 0) |
        (moved.length > 0 ? SECTION.motions : 0) | (said.length > 0 ? SECTION.happenings : 0),
    );
    if (left.length > 0) {
      writer.varint(left.length);
      for (const { slot, toX, toY } of left) {
        writer.varint(slot);
        writer.u8(DEPARTURE.moved);
        writer.i16(toX);
        writer.i16(toY);
      }
    }
    if (arrived.length > 0) {
      writer.varint(arrived.length);
      for (const entity of arrived) this.#writeArrival(writer, entity);
    }
    if (moved.length > 0) {
      writer.varint(moved.length);
      for (const entity of moved) {
        writer.varint(entity.slot);
        this.#writeMotion(writer, entity);
      }
    }
    if (said.length > 0) {
      writer.varint(said.length);
      for (const one of said) writeHappening(writer, { type: "said", ...one });
    }
    return writer.copy();
  }

  #writeArrival(writer: ByteWriter, entity: FakeEntity): void {
    writer.varint(entity.slot);
    writer.u32(entity.id);
    this.#writeMotion(writer, entity);
    const values = ([
      ["kind", entity.kind],
      ["name", entity.name],
      ["activity", entity.activity],
      ["presence", entity.character === 0 ? 0 : 1],
    ] as const).filter(([, value]) => value !== 0 && value !== "");
    writer.u8(values.length);
    for (const [name, value] of values) {
      writer.u8(COMPONENTS[name].id);
      writeComponentValue(writer, name, value);
    }
  }

  #writeMotion(writer: ByteWriter, entity: FakeEntity): void {
    const within = (value: number, cell: number) => Math.max(0, Math.min(CELL_UNITS - 1, value - cell * CELL_UNITS));
    writeMotion(writer, {
      x: within(entity.x + this.#gone(entity, "x"), entity.cell % 128),
      y: within(entity.y + this.#gone(entity, "y"), Math.floor(entity.cell / 128)),
      heading: entity.heading,
      speed: entity.speed,
    });
  }
}

function cellOf(x: number, y: number): number {
  return Math.floor(y / CELL_UNITS) * 128 + Math.floor(x / CELL_UNITS);
}

function startBlock(cell: number): ByteWriter {
  const writer = new ByteWriter(256);
  writer.i16(cell % 128);
  writer.i16(Math.floor(cell / 128));
  return writer;
}
