/**
 * Instances: things of which there is one, each with a number of its own. Where it is says the ledger; what it is, is here.
 * Its numbers in the ledger's rows, from the source that it came from to the sink that it went to, are its biography.
 */
import { assert } from "../base/assert.ts";
import { addRow, clearRow, copyRow, makeTable, type Table, truncateTable } from "../base/table.ts";
import { INSTANCE_MIN, INSTANCE_NUMBER_MAX } from "./things.ts";

/** Instances there can be at once. */
export const INSTANCES_MAX = 2 ** 20;
/** Letters of a maker's name are those of any name; durability at most. */
export const DURABILITY_MAX = 0xffff;

/** Bits of an instance's `flags`. */
export const INSTANCE_FLAG = { bound: 1 } as const;

const INSTANCES = {
  /** Its number, from 2^20 on. */
  what: { column: "u32", saved: true },
  /** The number of its kind. */
  kind: { column: "u16", saved: true },
  quality: { column: "u8", saved: true },
  /** What is left of its durability. */
  durability: { column: "u16", saved: true },
  flags: { column: "u8", saved: true },
  madeTick: { column: "u32", saved: true },
  /** Who made it, or "". */
  maker: { column: "text", saved: true },
} as const;

/** All instances. */
export interface Instances {
  readonly table: Table<typeof INSTANCES>;
  /** Row of each instance by its number; derived. */
  readonly rowOf: Map<number, number>;
  /** The number that was given last, 0 before the first. */
  last: number;
}

/** What a new instance is. */
export interface NewInstance {
  readonly kind: number;
  readonly quality: number;
  readonly durability: number;
  readonly flags: number;
  readonly maker: string;
  readonly madeTick: number;
}

/** No instances. */
export function makeInstances(): Instances {
  return { table: makeTable(INSTANCES, INSTANCES_MAX), rowOf: new Map(), last: 0 };
}

/** Works out the rows' places anew, after a load. */
export function reindexInstances({ table, rowOf }: Instances): void {
  rowOf.clear();
  for (let row = 0; row < table.length; row++) rowOf.set(table.columns.what[row]!, row);
}

/** The row of an instance. It must be there. */
export function instanceRow({ rowOf }: Instances, what: number): number {
  const row = rowOf.get(what);
  assert(row !== undefined, `thing ${what} is there`);
  return row;
}

/** Gives a number to a new instance. Ask whether there is room first. */
export function addInstance(instances: Instances, made: NewInstance): number {
  const what = nextNumber(instances);
  instances.last = what;
  const row = addRow(instances.table);
  const { columns } = instances.table;
  columns.what[row] = what;
  columns.kind[row] = made.kind;
  columns.quality[row] = made.quality;
  columns.durability[row] = made.durability;
  columns.flags[row] = made.flags;
  columns.madeTick[row] = made.madeTick;
  columns.maker[row] = made.maker;
  instances.rowOf.set(what, row);
  return what;
}

/** Forgets an instance that nobody holds. The last row takes its place. */
export function dropInstance({ table, rowOf }: Instances, what: number): void {
  const row = rowOf.get(what)!;
  const last = table.length - 1;
  rowOf.delete(what);
  if (row !== last) {
    copyRow(table, last, row);
    rowOf.set(table.columns.what[row]!, row);
  }
  clearRow(table, last);
  truncateTable(table, last);
}

/** One after the last. After the highest they begin anew, and leave out those that are still there. */
function nextNumber({ last, rowOf }: Instances): number {
  let next = last;
  do next = next < INSTANCE_MIN || next >= INSTANCE_NUMBER_MAX ? INSTANCE_MIN : next + 1; while (rowOf.has(next));
  return next;
}
