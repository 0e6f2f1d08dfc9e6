/**
 * What is remembered of who lives in the land by the rules of content: areas with their populations, creatures that are
 * about, people with a name and a place, and who fights whom. All of it is saved.
 */
import { addRow, makeTable, type Table } from "../base/table.ts";
import type { ColumnDeclarations } from "../base/table.ts";

/** An area of a spawn: how many live there. While nobody is near, that is all there is of them. */
const AREAS = {
  /** Number of the content's spawn, and which of its areas this is. */
  spawn: { column: "u16", saved: true },
  number: { column: "u8", saved: true },
  x: { column: "i32", saved: true },
  y: { column: "i32", saved: true },
  /** Heads that live, bodies or not. */
  heads: { column: "u16", saved: true },
  /** When there is one more; 0: it is full. */
  birthTick: { column: "u32", saved: true },
  /** Bodies are about at least until then; 0: there are none. */
  awakeUntil: { column: "u32", saved: true },
} as const;

/** A creature that is about: it has a body. */
const CREATURES = {
  entity: { column: "u32", saved: true },
  /** Row of its area plus one; 0: it belongs to none. */
  area: { column: "u16", saved: true },
  homeX: { column: "i32", saved: true },
  homeY: { column: "i32", saved: true },
  /** Values of MODE. */
  mode: { column: "u8", saved: true },
  /** When the mode ends by itself, or it is time for the next walk. */
  untilTick: { column: "u32", saved: true },
  /** When it may strike again. */
  swingTick: { column: "u32", saved: true },
  /** When it struck or was struck last, or set out. */
  busyTick: { column: "u32", saved: true },
  /** Bits: it has fled once; phases that have begun, from bit 1 on. */
  done: { column: "u8", saved: true },
  /** When it may ask for a way again. */
  wayTick: { column: "u32", saved: true },
} as const;

/** Who has made a creature angry, and how much. */
const THREATS = {
  creature: { column: "u32", saved: true },
  character: { column: "u32", saved: true },
  amount: { column: "u32", saved: true },
} as const;

/** When a creature may use each of its abilities again. */
const CREATURE_WAITS = {
  creature: { column: "u32", saved: true },
  ability: { column: "u16", saved: true },
  untilTick: { column: "u32", saved: true },
} as const;

/** Where the people of the content are. */
const PEOPLE = {
  npc: { column: "u16", saved: true },
  entity: { column: "u32", saved: true },
} as const;

/** For which content and land the rest was made: one row. */
const SETTLED = {
  content: { column: "u32", saved: true },
  land: { column: "u32", saved: true },
  /** The next step of settling; 0: all is done. */
  steps: { column: "u16", saved: true },
} as const;

/** What a creature is about. `back`: on its way home, and not to be fought. */
export const MODE = { calm: 0, fight: 1, flee: 2, back: 3 } as const;

const AREAS_MAX = 8192;
const CREATURES_MAX = 32_768;
const THREATS_MAX = 65_536;
const PEOPLE_MAX = 4096;

/** All of it. */
export interface Spawns {
  readonly areas: Table<typeof AREAS>;
  readonly creatures: Table<typeof CREATURES>;
  readonly threats: Table<typeof THREATS>;
  readonly waits: Table<typeof CREATURE_WAITS>;
  readonly people: Table<typeof PEOPLE>;
  readonly settled: Table<typeof SETTLED>;
  /** Derived: row in `creatures` by entity. */
  readonly rowOf: Map<number, number>;
  /** Derived: rows in `threats` by creature. */
  readonly threatsOf: Map<number, number[]>;
}

/** Nobody lives there. */
export function makeSpawns(): Spawns {
  return {
    areas: makeTable(AREAS, AREAS_MAX),
    creatures: makeTable(CREATURES, CREATURES_MAX),
    threats: makeTable(THREATS, THREATS_MAX),
    waits: makeTable(CREATURE_WAITS, THREATS_MAX),
    people: makeTable(PEOPLE, PEOPLE_MAX),
    settled: makeTable(SETTLED, 1),
    rowOf: new Map(),
    threatsOf: new Map(),
  };
}

/** Works out what is not saved. */
export function reindexSpawns(spawns: Spawns): void {
  const { creatures, threats, rowOf, threatsOf } = spawns;
  rowOf.clear();
  threatsOf.clear();
  for (let row = 0; row < creatures.length; row++) rowOf.set(creatures.columns.entity[row]!, row);
  for (let row = 0; row < threats.length; row++) noteThreat(spawns, row);
}

/** Notes a row of `threats` that was added. */
export function noteThreat({ threats, threatsOf }: Spawns, row: number): void {
  const creature = threats.columns.creature[row]!;
  const rows = threatsOf.get(creature);
  if (rows === undefined) threatsOf.set(creature, [row]);
  else rows.push(row);
}

/** Adds a row of zeros to a table; -1 where it is full. */
export function rowFor<D extends ColumnDeclarations>(table: Table<D>): number {
  return table.length < table.rowsMax ? addRow(table) : -1;
}
