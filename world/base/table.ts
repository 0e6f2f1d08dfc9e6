/**
 * Tables: rows as struct of arrays, one column per declared field. A table grows in power-of-two steps, so an empty one
 * is small; rows from `length` on are always zero, so its bytes depend on its contents alone and not on its past.
 */
import { assert } from "./assert.ts";

/** The arrays behind each column type. */
export interface ColumnArrays {
  u8: Uint8Array<ArrayBuffer>;
  u16: Uint16Array<ArrayBuffer>;
  u32: Uint32Array<ArrayBuffer>;
  i32: Int32Array<ArrayBuffer>;
  text: string[];
}

/** A column's declaration: what it holds, and whether checkpoint and hash hold it. */
export interface ColumnDeclaration {
  readonly column: keyof ColumnArrays;
  readonly saved: boolean;
}

/** A table's declaration: column name to column. */
export type ColumnDeclarations = Readonly<Record<string, ColumnDeclaration>>;

/** The arrays of a table. Growing replaces them: take them anew after anything that may add rows. */
export type ColumnsOf<D extends ColumnDeclarations> = { [K in keyof D]: ColumnArrays[D[K]["column"]] };

/** Rows of one shape. */
export interface Table<D extends ColumnDeclarations> {
  readonly declarations: D;
  readonly rowsMax: number;
  /** Rows in use, from row 0. */
  length: number;
  /** Rows that the arrays have room for: a power of two. */
  capacity: number;
  readonly columns: ColumnsOf<D>;
}

/** Rows that a new table has room for. */
export const TABLE_CAPACITY_MIN = 256;

/** Makes an empty table of at most `rowsMax` rows. */
export function makeTable<const D extends ColumnDeclarations>(declarations: D, rowsMax: number): Table<D> {
  const columns = {};
  for (const name in declarations) {
    const value = makeColumn(declarations[name]!.column, TABLE_CAPACITY_MIN);
    // Not `columns[name] = value`: V8 looks up by hash what was given more than a dozen computed names so.
    Object.defineProperty(columns, name, { value, writable: true, enumerable: true, configurable: true });
  }
  return { declarations, rowsMax, length: 0, capacity: TABLE_CAPACITY_MIN, columns: columns as ColumnsOf<D> };
}

function makeColumn(type: keyof ColumnArrays, capacity: number): ColumnArrays[keyof ColumnArrays] {
  switch (type) {
    case "u8":
      return new Uint8Array(capacity);
    case "u16":
      return new Uint16Array(capacity);
    case "u32":
      return new Uint32Array(capacity);
    case "i32":
      return new Int32Array(capacity);
    case "text":
      return new Array<string>(capacity).fill("");
  }
}

/** Makes room for `rows` rows. `length` stays. */
export function reserveRows<D extends ColumnDeclarations>(table: Table<D>, rows: number): void {
  if (rows <= table.capacity) return;
  assert(rows <= table.rowsMax, `a table of at most ${table.rowsMax} rows is asked for ${rows}`);
  let { capacity } = table;
  while (capacity < rows) capacity *= 2;
  const columns = table.columns as Record<string, ColumnArrays[keyof ColumnArrays]>;
  for (const name in table.declarations) {
    const old = columns[name]!;
    const grown = makeColumn(table.declarations[name]!.column, capacity);
    if (Array.isArray(grown)) {
      for (let row = 0; row < table.capacity; row++) grown[row] = (old as string[])[row]!;
    } else grown.set(old as Uint8Array);
    columns[name] = grown;
  }
  table.capacity = capacity;
}

/** Appends a row of zeros and returns its number. */
export function addRow<D extends ColumnDeclarations>(table: Table<D>): number {
  reserveRows(table, table.length + 1);
  return table.length++;
}

/** Drops the rows from `length` on. */
export function truncateTable<D extends ColumnDeclarations>(table: Table<D>, length: number): void {
  if (length >= table.length) return;
  const columns = table.columns as Record<string, ColumnArrays[keyof ColumnArrays]>;
  for (const name in table.declarations) {
    const column = columns[name]!;
    if (Array.isArray(column)) column.fill("", length, table.length);
    else column.fill(0, length, table.length);
  }
  table.length = length;
}

/** Sets every column of a row to zero. */
export function clearRow<D extends ColumnDeclarations>(table: Table<D>, row: number): void {
  const columns = table.columns as Record<string, ColumnArrays[keyof ColumnArrays]>;
  for (const name in table.declarations) {
    const column = columns[name]!;
    if (Array.isArray(column)) column[row] = "";
    else column[row] = 0;
  }
}

/** Takes a row out; those after it move up, in their order. One memory move a column. */
export function removeRow<D extends ColumnDeclarations>(table: Table<D>, row: number): void {
  assert(row < table.length, `row ${row} is one of ${table.length}`);
  const columns = table.columns as Record<string, ColumnArrays[keyof ColumnArrays]>;
  for (const name in table.declarations) columns[name]!.copyWithin(row, row + 1, table.length);
  truncateTable(table, table.length - 1);
}

/** Copies a row over another. */
export function copyRow<D extends ColumnDeclarations>(table: Table<D>, from: number, to: number): void {
  const columns = table.columns as Record<string, ColumnArrays[keyof ColumnArrays]>;
  for (const name in table.declarations) {
    const column = columns[name] as { [row: number]: number | string };
    column[to] = column[from]!;
  }
}
