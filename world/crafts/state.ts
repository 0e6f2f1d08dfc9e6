/** What is remembered of work on the land and at benches. All of it is saved. */
import { makeTable, type Table } from "../base/table.ts";

/** What somebody is at. */
const WORKS = {
  character: { column: "u32", saved: true },
  /** Values of WORK. */
  type: { column: "u8", saved: true },
  /** The number of the node or the recipe; of a carcass that of the creature. */
  what: { column: "u16", saved: true },
  /** The node or the carcass, or the number of the order that it is made for; 0: a tree, or nothing. */
  entity: { column: "u32", saved: true },
  /** Where a tree stands. */
  x: { column: "i32", saved: true },
  y: { column: "i32", saved: true },
  startTick: { column: "u32", saved: true },
  endTick: { column: "u32", saved: true },
  /** How often it is done still, this time counted. */
  left: { column: "u16", saved: true },
} as const;

/** A square of the land in which what grows there has its place; `next`: what is to be looked at next, 0 if all is. */
const SQUARES = {
  square: { column: "u16", saved: true },
  next: { column: "u16", saved: true },
} as const;

/** For which content and land the squares were laid out: one row. `bare`: nothing grows there by itself. */
const LAID = {
  content: { column: "u32", saved: true },
  land: { column: "u32", saved: true },
  bare: { column: "u8", saved: true },
} as const;

/** Kinds of work. */
export const WORK = { gather: 1, fell: 2, skin: 3, make: 4, order: 5 } as const;

const WORKS_MAX = 65_536;
const SQUARES_MAX = 4096;

/** All of it. */
export interface Crafts {
  readonly works: Table<typeof WORKS>;
  readonly squares: Table<typeof SQUARES>;
  readonly laid: Table<typeof LAID>;
  /** Derived: row in `works` by character. */
  readonly workOf: Map<number, number>;
  /** Derived: the squares that have a row. */
  readonly known: Set<number>;
}

/** Nobody is at anything. */
export function makeCrafts(): Crafts {
  return {
    works: makeTable(WORKS, WORKS_MAX),
    squares: makeTable(SQUARES, SQUARES_MAX),
    laid: makeTable(LAID, 1),
    workOf: new Map(),
    known: new Set(),
  };
}

/** Works out what is not saved. */
export function reindexCrafts({ works, squares, workOf, known }: Crafts): void {
  workOf.clear();
  known.clear();
  for (let row = 0; row < works.length; row++) workOf.set(works.columns.character[row]!, row);
  for (let row = 0; row < squares.length; row++) known.add(squares.columns.square[row]!);
}
