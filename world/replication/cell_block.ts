/**
 * The cell block: what changed in one cell since the last flush, encoded once and copied to everyone who watches it.
 *
 *   block      i16 cellX | i16 cellY | u8 sections | for each set bit, low to high: varint count, count records
 *
 *   bit 0      keyframe: forget what was known of this cell; all of its entities follow as arrivals (no records itself)
 *   bit 1      departures   varint slot | u8 reason | reason "moved": i16 toCellX | i16 toCellY
 *   bit 2      arrivals     varint slot | u32 entity | motion | u8 count | count × (u8 component id | value)
 *   bit 3      motions      varint slot | motion
 *   bit 4      changes      varint slot | u8 component id | value
 *   bit 5      happenings   u8 happening id | its record (see HAPPENINGS):
 *                           1 said    u32 entity | u16 byte length, UTF-8
 *                           2 cast    u32 entity | u16 ability | u32 target | u16 ticks
 *                           3 struck  u32 source | u32 target | u16 ability | i32 amount | u8 outcome
 *                           4 event   u32 entity | u8 what | u32 value
 *   bit 6      turns        varint slot × 2 + ticks before the flush (0 or 1)
 *                           u16, from low to high: heading 8 | speed 6 | x 1 | y 1
 *   bit 7      steps        in a crowd (crowd_steps.ts); the world's encoder writes none
 *
 *   motion     5 bytes, 40 bits from low to high:
 *              x in the cell 13 | y in the cell 13 | heading 8 | speed 6
 *   value      u8, u16, u32, i32 by the component's column; text: u8 byte length, UTF-8
 *
 * A slot is an entity's small number within its cell, given on arrival and free again after departure. Positions are
 * units of 1/256 m from the cell's corner, as they were at the tick of the flush; from there the motion goes on
 * (world/base/space.ts). Departures come first because an arrival may reuse their slots.
 *
 * A turn is a motion that follows from the one before it: whoever was told that one knows where it had led by the tick
 * of the turn. The entity is there, or one unit further in x or y because of rounding, as the bits x and y say, and goes
 * on with the new heading and speed. Whatever else becomes of a motion is told in full.
 *
 * A component that is 0 or "" is left out of an arrival.
 */
import { assert } from "../base/assert.ts";
import { FLUSH_TICKS } from "../limits.ts";
import { COMPONENT_BY_ID, type ComponentName, COMPONENTS } from "../components.ts";
import {
  type ByteReader,
  type ByteWriter,
  MalformedError,
  type MessageOf,
  readRecord,
  writeRecord,
} from "../base/record.ts";
import { type CrowdSteps, readSteps } from "./crowd_steps.ts";

/** Bits of a block's section byte. */
export const SECTION = {
  keyframe: 1,
  departures: 2,
  arrivals: 4,
  motions: 8,
  changes: 16,
  happenings: 32,
  turns: 64,
  steps: 128,
} as const;

/** Why an entity left its cell. */
export const DEPARTURE = { removed: 0, moved: 1 } as const;

/** Things that happen and are over: they are told, not kept. Ids are on the wire: only add. */
export const HAPPENINGS = {
  /** An entity says something. */
  said: { id: 1, fields: { entity: "u32", text: "text" } },
  /** An entity begins to use an ability on `target` (0: nobody, or a place), which takes so many ticks (0: none). */
  cast: { id: 2, fields: { entity: "u32", ability: "u16", target: "u32", ticks: "u16" } },
  /** What somebody did to somebody: `amount` of health lost, negative: gained. `outcome` is a number of OUTCOMES. */
  struck: { id: 3, fields: { source: "u32", target: "u32", ability: "u16", amount: "i32", outcome: "u8" } },
  /** What became of an entity: `what` is a number of EVENTS, and `value` depends on it. */
  event: { id: 4, fields: { entity: "u32", what: "u8", value: "u32" } },
} as const;
export type Happening = MessageOf<typeof HAPPENINGS>;

/** Calls `tell` with each entity that a happening is about. */
export function eachInHappening(happening: Happening, tell: (entity: number) => void): void {
  if (happening.type !== "struck") return tell(happening.entity);
  tell(happening.source);
  if (happening.target !== happening.source) tell(happening.target);
}

/** A motion as it stands in a block: position within the cell in units, heading, speed. */
export interface CellMotion {
  x: number;
  y: number;
  heading: number;
  speed: number;
}

/** A component's value in a block. */
export type ComponentValue = number | string;

/** Writes a motion's five bytes. */
export function writeMotion(writer: ByteWriter, motion: CellMotion): void {
  const { x, y, heading, speed } = motion;
  writer.u32((x | y << 13 | heading << 26) >>> 0);
  writer.u8(heading >> 6 | speed << 2);
}

/** Reads a motion's five bytes into `motion`. */
export function readMotion(reader: ByteReader, motion: CellMotion): void {
  const low = reader.u32();
  const high = reader.u8();
  motion.x = low & 0x1fff;
  motion.y = low >>> 13 & 0x1fff;
  motion.heading = (low >>> 26) | (high & 3) << 6;
  motion.speed = high >>> 2;
}

/** A turn may be told at most this many ticks after it: one bit of its record. */
export const TURN_TICKS_MAX = 1;
assert(FLUSH_TICKS - 1 <= TURN_TICKS_MAX, "every tick between two flushes can be said: 0 or 1 of 2");

/** A turn as it stands in a block. dx and dy are units that rounding had left out: 0 or 1. */
export interface CellTurn {
  heading: number;
  speed: number;
  ticksBefore: number;
  dx: number;
  dy: number;
}

/** Writes a turn. */
export function writeTurn(writer: ByteWriter, slot: number, turn: CellTurn): void {
  const { heading, speed, ticksBefore, dx, dy } = turn;
  writer.varint(slot * 2 + ticksBefore);
  writer.u16(heading | speed << 8 | dx << 14 | dy << 15);
}

/** Writes a component's value as its column says. */
export function writeComponentValue(writer: ByteWriter, name: ComponentName, value: ComponentValue): void {
  const { column } = COMPONENTS[name];
  if (column === "text") {
    const encoded = textEncoder.encode(String(value));
    writer.u8(encoded.length);
    writer.raw(encoded);
  } else writer[column](Number(value));
}

const textEncoder = new TextEncoder();
const textDecoder = new TextDecoder();

function readComponentValue(reader: ByteReader, name: ComponentName): ComponentValue {
  const { column } = COMPONENTS[name];
  if (column === "text") return textDecoder.decode(reader.raw(reader.u8()).slice());
  return reader[column]();
}

/** Writes a happening: its id and record. */
export function writeHappening(writer: ByteWriter, happening: Happening): void {
  const declaration = HAPPENINGS[happening.type];
  writer.u8(declaration.id);
  writeRecord(writer, declaration.fields, happening);
}

/** What `readBlock` calls, in the order of the bytes. Objects passed in are reused: copy what is kept. */
export interface BlockVisitor {
  begin(cellX: number, cellY: number, keyframe: boolean): void;
  /** `toCell` is null where the entity is gone from the world. */
  depart(slot: number, toCell: { x: number; y: number } | null): void;
  arrive(
    slot: number,
    entity: number,
    motion: CellMotion,
    components: ReadonlyMap<ComponentName, ComponentValue>,
  ): void;
  move(slot: number, motion: CellMotion): void;
  change(slot: number, component: ComponentName, value: ComponentValue): void;
  happen(happening: Happening): void;
  /** From `ticksBefore` ticks before the flush on it goes this way, from where its motion had led until then. */
  turn(slot: number, turn: CellTurn): void;
  /** In which squares some of a crowd are at the flush. */
  steps(steps: CrowdSteps): void;
}

const scratchMotion: CellMotion = { x: 0, y: 0, heading: 0, speed: 0 };
const scratchTurn: CellTurn = { heading: 0, speed: 0, ticksBefore: 0, dx: 0, dy: 0 };

/** Reads one block and tells `visitor` what is in it. Throws `MalformedError` if the bytes are not a block. */
export function readBlock(reader: ByteReader, visitor: BlockVisitor): void {
  const cellX = reader.i16();
  const cellY = reader.i16();
  const sections = reader.u8();
  visitor.begin(cellX, cellY, (sections & SECTION.keyframe) !== 0);
  if (sections & SECTION.departures) {
    for (let left = reader.varint(); left > 0; left--) {
      const slot = reader.varint();
      const reason = reader.u8();
      visitor.depart(slot, reason === DEPARTURE.moved ? { x: reader.i16(), y: reader.i16() } : null);
    }
  }
  if (sections & SECTION.arrivals) {
    for (let left = reader.varint(); left > 0; left--) {
      const slot = reader.varint();
      const entity = reader.u32();
      readMotion(reader, scratchMotion);
      const components = new Map<ComponentName, ComponentValue>();
      for (let count = reader.u8(); count > 0; count--) {
        const name = readComponentName(reader);
        components.set(name, readComponentValue(reader, name));
      }
      visitor.arrive(slot, entity, scratchMotion, components);
    }
  }
  if (sections & SECTION.motions) {
    for (let left = reader.varint(); left > 0; left--) {
      const slot = reader.varint();
      readMotion(reader, scratchMotion);
      visitor.move(slot, scratchMotion);
    }
  }
  if (sections & SECTION.changes) {
    for (let left = reader.varint(); left > 0; left--) {
      const slot = reader.varint();
      const name = readComponentName(reader);
      visitor.change(slot, name, readComponentValue(reader, name));
    }
  }
  if (sections & SECTION.happenings) {
    for (let left = reader.varint(); left > 0; left--) visitor.happen(readHappening(reader));
  }
  if (sections & SECTION.turns) {
    for (let left = reader.varint(); left > 0; left--) {
      const slotAndTicks = reader.varint();
      const bits = reader.u16();
      scratchTurn.ticksBefore = slotAndTicks & 1;
      scratchTurn.heading = bits & 0xff;
      scratchTurn.speed = bits >>> 8 & 0x3f;
      scratchTurn.dx = bits >>> 14 & 1;
      scratchTurn.dy = bits >>> 15;
      visitor.turn(slotAndTicks >>> 1, scratchTurn);
    }
  }
  if (sections & SECTION.steps) visitor.steps(readSteps(reader));
}

/** Bytes of a motion. */
const MOTION_BYTES = 5;

/** Passes over a block's section byte and its sections. Throws `MalformedError` if the bytes are not a block's. */
export function skipSections(reader: ByteReader): void {
  const sections = reader.u8();
  if (sections & SECTION.departures) {
    for (let left = reader.varint(); left > 0; left--) {
      reader.varint();
      if (reader.u8() === DEPARTURE.moved) reader.u32();
    }
  }
  if (sections & SECTION.arrivals) {
    for (let left = reader.varint(); left > 0; left--) {
      reader.varint();
      reader.raw(4 + MOTION_BYTES);
      for (let count = reader.u8(); count > 0; count--) skipComponent(reader);
    }
  }
  if (sections & SECTION.motions) {
    for (let left = reader.varint(); left > 0; left--) {
      reader.varint();
      reader.raw(MOTION_BYTES);
    }
  }
  if (sections & SECTION.changes) {
    for (let left = reader.varint(); left > 0; left--) {
      reader.varint();
      skipComponent(reader);
    }
  }
  if (sections & SECTION.happenings) {
    for (let left = reader.varint(); left > 0; left--) readHappening(reader);
  }
  if (sections & SECTION.turns) {
    for (let left = reader.varint(); left > 0; left--) skipTurn(reader);
  }
  if (sections & SECTION.steps) readSteps(reader);
}

/** Passes over a turn. */
export function skipTurn(reader: ByteReader): void {
  reader.varint();
  reader.u16();
}

function skipComponent(reader: ByteReader): void {
  const { column } = COMPONENTS[readComponentName(reader)];
  if (column === "text") reader.raw(reader.u8());
  else reader[column]();
}

function readComponentName(reader: ByteReader): ComponentName {
  const id = reader.u8();
  const name = COMPONENT_BY_ID[id];
  if (name === undefined) throw new MalformedError(`no component has the id ${id}`);
  return name;
}

const HAPPENING_BY_ID: (keyof typeof HAPPENINGS | undefined)[] = [];
for (const type of Object.keys(HAPPENINGS) as (keyof typeof HAPPENINGS)[]) HAPPENING_BY_ID[HAPPENINGS[type].id] = type;

function readHappening(reader: ByteReader): Happening {
  const id = reader.u8();
  const type = HAPPENING_BY_ID[id];
  if (type === undefined) throw new MalformedError(`no happening has the id ${id}`);
  // The record is that of the type; the compiler cannot follow that through the index.
  return { type, ...readRecord(reader, HAPPENINGS[type].fields) } as Happening;
}
