/** Frames in the JSON subprotocol: the same content, with world coordinates in metres and names for numbers. */
import { ByteReader } from "../../world/base/record.ts";
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import {
  ACTIVITIES,
  type ComponentDeclaration,
  type ComponentName,
  COMPONENTS,
  KINDS,
  PRESENCES,
} from "../../world/components.ts";
import { CELL_METRES } from "../../world/limits.ts";
import {
  type BlockVisitor,
  type CellMotion,
  type CellTurn,
  type ComponentValue,
  type Happening,
  readBlock,
} from "../../world/replication/cell_block.ts";
import type { CrowdSteps } from "../../world/replication/crowd_steps.ts";
import type { Frame } from "./frame_codec.ts";
import { happeningToJson, type JsonHappening } from "./happening_fields.ts";
import type { ServerMessage } from "./messages.ts";

/** A cell by its coordinates, as a pair. */
export type JsonCellName = readonly [number, number];

/** Where something is and how it moves, in metres; see `Motion` in docs/protocol.md. */
export interface JsonMotion {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly speed: number;
}

/** Component values by name; kinds, activities and presences are words. */
export type JsonComponents = Readonly<Partial<Record<Exclude<ComponentName, "heading" | "speed">, ComponentValue>>>;

const VALUE_NAMES: Readonly<Partial<Record<ComponentDeclaration["unit"], readonly string[]>>> = {
  kind: KINDS,
  activity: ACTIVITIES,
  presence: PRESENCES,
};

/** Who came into a cell, with everything that is known of it. */
export type JsonArrival = { readonly slot: number; readonly entity: number } & JsonMotion & JsonComponents;

/** A motion that follows from the one before: as of `ago` ticks before the cell's tick. */
export type JsonTurn = { readonly slot: number } & JsonMotion & {
  readonly ago: number;
  /** Units of 1/256 m that rounding had left out: 0 or 1. */
  readonly dx: number;
  readonly dy: number;
};

/**
 * Where a turn in a block took place, in units of the world: what the motion before had led to. `tick` is the block's.
 * Null where that motion is not known; then the turn means nothing, and is left out.
 */
export type TurnPlace = (
  tick: number,
  cell: JsonCellName,
  slot: number,
) => { readonly x: number; readonly y: number } | null;

/** In which square of a metre somebody far off in a crowd is: its middle, in metres. */
export interface JsonStep {
  readonly slot: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Where a crowd's motions and steps are, in units of the world: bytes leave out what whoever was told before knows. Null,
 * or left out, where that is not known.
 */
export interface CrowdPlaces {
  motion(slot: number, at: CellMotion): { readonly x: number; readonly y: number } | null;
  /** The middles of the squares that the steps of a flush tell. */
  steps(tick: number, steps: CrowdSteps): JsonStep[];
}

/** A cell block. `tick` is there where its positions are of another tick than the frame's. */
export interface JsonCell {
  readonly cell: JsonCellName;
  readonly tick?: number;
  readonly keyframe: boolean;
  readonly departures: { readonly slot: number; readonly to: JsonCellName | null }[];
  readonly arrivals: JsonArrival[];
  readonly motions: ({ readonly slot: number } & JsonMotion)[];
  readonly turns: JsonTurn[];
  readonly changes: ({ readonly slot: number } & JsonComponents)[];
  readonly happenings: JsonHappening[];
  /** Of a crowd alone. */
  readonly steps?: JsonStep[];
}

/** A frame. `input`, `slowed` and `crowd` are left out where the frame does not have them. */
export interface JsonFrame {
  readonly type: "frame";
  readonly tick: number;
  readonly reset: boolean;
  readonly input?: { readonly sequence: number; readonly lead: number };
  readonly slowed?: number;
  readonly crowd?: boolean;
  readonly forget: readonly JsonCellName[];
  readonly messages: readonly ServerMessage[];
  readonly cells: readonly JsonCell[];
}

/** A frame as the JSON subprotocol says it; one of a crowd needs its places. */
export function frameToJson(frame: Frame, turnPlace: TurnPlace, crowdPlaces: CrowdPlaces | null = null): JsonFrame {
  const crowd = frame.crowd ? crowdPlaces : null;
  return {
    type: "frame",
    tick: frame.tick,
    reset: frame.reset,
    ...(frame.input === null ? {} : { input: frame.input }),
    ...(frame.slowed === null ? {} : { slowed: frame.slowed }),
    ...(frame.crowd ? { crowd: true } : {}),
    forget: frame.forget.map(({ x, y }) => [x, y] as const),
    messages: frame.messages,
    cells: frame.flushes.flatMap(({ tick, blocks }) =>
      blocks.map((block) => {
        const cell = blockToJson(block, new JsonVisitor(tick, turnPlace, crowd));
        return tick === frame.tick ? cell : { ...cell, tick };
      })
    ),
  };
}

/** A cell block as the JSON subprotocol says it. */
function blockToJson(block: Uint8Array, visitor: JsonVisitor): JsonCell {
  readBlock(new ByteReader(block), visitor);
  return visitor.cell;
}

class JsonVisitor implements BlockVisitor {
  cell: JsonCell = emptyCell([0, 0], false);
  readonly #tick: number;
  readonly #turnPlace: TurnPlace;
  readonly #crowd: CrowdPlaces | null;

  constructor(tick: number, turnPlace: TurnPlace, crowd: CrowdPlaces | null) {
    this.#tick = tick;
    this.#turnPlace = turnPlace;
    this.#crowd = crowd;
  }

  begin(cellX: number, cellY: number, keyframe: boolean): void {
    this.cell = emptyCell([cellX, cellY], keyframe);
  }
  depart(slot: number, toCell: { x: number; y: number } | null): void {
    this.cell.departures.push({ slot, to: toCell === null ? null : [toCell.x, toCell.y] });
  }
  arrive(
    slot: number,
    entity: number,
    motion: CellMotion,
    components: ReadonlyMap<ComponentName, ComponentValue>,
  ): void {
    const values: Partial<Record<ComponentName, ComponentValue>> = {};
    for (const [name, value] of components) values[name] = readable(name, value);
    this.cell.arrivals.push({ slot, entity, ...values, ...this.#metres(motion) });
  }
  move(slot: number, motion: CellMotion): void {
    if (this.#crowd === null) {
      this.cell.motions.push({ slot, ...this.#metres(motion) });
      return;
    }
    const place = this.#crowd.motion(slot, motion);
    if (place === null) return;
    const [x, y] = [place.x / UNITS_PER_METRE, place.y / UNITS_PER_METRE];
    this.cell.motions.push({ slot, x, y, heading: motion.heading, speed: motion.speed });
  }
  steps(steps: CrowdSteps): void {
    if (this.#crowd === null) return;
    const told = this.#crowd.steps(this.#tick, steps);
    const inMetres = told.map(({ slot, x, y }) => ({ slot, x: x / UNITS_PER_METRE, y: y / UNITS_PER_METRE }));
    this.cell = { ...this.cell, steps: inMetres };
  }
  turn(slot: number, { heading, speed, ticksBefore, dx, dy }: CellTurn): void {
    const place = this.#turnPlace(this.#tick, this.cell.cell, slot);
    if (place === null) return;
    const [x, y] = [place.x / UNITS_PER_METRE, place.y / UNITS_PER_METRE];
    this.cell.turns.push({ slot, x, y, heading, speed, ago: ticksBefore, dx, dy });
  }
  change(slot: number, component: ComponentName, value: ComponentValue): void {
    this.cell.changes.push({ slot, [component]: readable(component, value) });
  }
  happen(happening: Happening): void {
    this.cell.happenings.push(happeningToJson(happening));
  }

  #metres(motion: CellMotion): JsonMotion {
    const [cellX, cellY] = this.cell.cell;
    return {
      x: cellX * CELL_METRES + motion.x / UNITS_PER_METRE,
      y: cellY * CELL_METRES + motion.y / UNITS_PER_METRE,
      heading: motion.heading,
      speed: motion.speed,
    };
  }
}

function emptyCell(cell: JsonCellName, keyframe: boolean): JsonCell {
  return { cell, keyframe, departures: [], arrivals: [], motions: [], turns: [], changes: [], happenings: [] };
}

/** A component's value with its name where it has one. A number this version has no name for stays a number. */
function readable(name: ComponentName, value: ComponentValue): ComponentValue {
  const names = VALUE_NAMES[COMPONENTS[name].unit];
  return names === undefined || typeof value === "string" ? value : names[value] ?? value;
}
