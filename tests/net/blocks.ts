/** Cell blocks made by hand, for tests. */
import { ByteWriter } from "../../world/base/record.ts";
import { type ComponentName, COMPONENTS } from "../../world/components.ts";
import {
  type CellMotion,
  type CellTurn,
  type ComponentValue,
  DEPARTURE,
  type Happening,
  SECTION,
  writeComponentValue,
  writeHappening,
  writeMotion,
  writeTurn,
} from "../../world/replication/cell_block.ts";
import { type CrowdSteps, writeSteps } from "../../world/replication/crowd_steps.ts";

/** What a block is to hold. What is left out is empty; a motion that is left out stands in the corner of the cell. */
export interface BlockContent {
  readonly cell: readonly [number, number];
  readonly keyframe?: boolean;
  readonly departures?: readonly { slot: number; to?: readonly [number, number] }[];
  readonly arrivals?: readonly {
    slot: number;
    entity: number;
    motion?: Partial<CellMotion>;
    components?: Partial<Record<ComponentName, ComponentValue>>;
  }[];
  readonly motions?: readonly { slot: number; motion: Partial<CellMotion> }[];
  readonly changes?: readonly { slot: number; component: ComponentName; value: ComponentValue }[];
  readonly happenings?: readonly Happening[];
  readonly turns?: readonly ({ slot: number } & CellTurn)[];
  readonly steps?: CrowdSteps;
}

/** Encodes a block. */
export function makeBlock(content: BlockContent): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  const { departures = [], arrivals = [], motions = [], changes = [], happenings = [], turns = [] } = content;
  writer.i16(content.cell[0]);
  writer.i16(content.cell[1]);
  writer.u8(
    (content.keyframe ? SECTION.keyframe : 0) | (departures.length > 0 ? SECTION.departures : 0) |
      (arrivals.length > 0 ? SECTION.arrivals : 0) | (motions.length > 0 ? SECTION.motions : 0) |
      (changes.length > 0 ? SECTION.changes : 0) | (happenings.length > 0 ? SECTION.happenings : 0) |
      (turns.length > 0 ? SECTION.turns : 0) | (content.steps === undefined ? 0 : SECTION.steps),
  );
  const section = <Item>(items: readonly Item[], write: (item: Item) => void) => {
    if (items.length === 0) return;
    writer.varint(items.length);
    items.forEach(write);
  };
  section(departures, ({ slot, to }) => {
    writer.varint(slot);
    writer.u8(to === undefined ? DEPARTURE.removed : DEPARTURE.moved);
    to?.forEach((coordinate) => writer.i16(coordinate));
  });
  section(arrivals, ({ slot, entity, motion = {}, components = {} }) => {
    writer.varint(slot);
    writer.u32(entity);
    writeMotion(writer, { ...STILL, ...motion });
    const entries = Object.entries(components) as [ComponentName, ComponentValue][];
    writer.u8(entries.length);
    for (const [name, value] of entries) {
      writer.u8(COMPONENTS[name].id);
      writeComponentValue(writer, name, value);
    }
  });
  section(motions, ({ slot, motion }) => {
    writer.varint(slot);
    writeMotion(writer, { ...STILL, ...motion });
  });
  section(changes, ({ slot, component, value }) => {
    writer.varint(slot);
    writer.u8(COMPONENTS[component].id);
    writeComponentValue(writer, component, value);
  });
  section(happenings, (happening) => writeHappening(writer, happening));
  section(turns, ({ slot, ...turn }) => writeTurn(writer, slot, turn));
  if (content.steps !== undefined) writeSteps(writer, content.steps);
  return writer.copy();
}

const STILL: CellMotion = { x: 0, y: 0, heading: 0, speed: 0 };
