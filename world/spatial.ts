/**
 * Who is in which cell of the plane. Derived from positions: lists per cell whose order is an accident, so whoever
 * reads them must not let the order matter. Players have lists of their own: animals look for them often.
 */
import { CELL_COLUMNS, CELL_POSITION_BITS, CELL_ROWS, PLANE_WIDTH_UNITS, WORLD_UNITS } from "./limits.ts";
import type { Entities } from "./entities.ts";

/** Cells of the plane. */
export const CELLS = CELL_COLUMNS * CELL_ROWS;

/** First entity of each cell's two lists, plus one. */
export interface Spatial {
  readonly players: Uint32Array;
  readonly others: Uint32Array;
}

/** Empty lists. */
export function makeSpatial(): Spatial {
  return { players: new Uint32Array(CELLS), others: new Uint32Array(CELLS) };
}

/** The number of the cell at a point, in units; points outside belong to the nearest cell. */
export function cellAt(x: number, y: number): number {
  const column = x < 0 ? 0 : x >= PLANE_WIDTH_UNITS ? CELL_COLUMNS - 1 : x >> CELL_POSITION_BITS;
  const row = y < 0 ? 0 : y >= WORLD_UNITS ? CELL_ROWS - 1 : y >> CELL_POSITION_BITS;
  return row * CELL_COLUMNS + column;
}

/** The column of a cell, counted from the west. */
export function cellColumn(cell: number): number {
  return cell % CELL_COLUMNS;
}

/** The row of a cell, counted from the north. */
export function cellRow(cell: number): number {
  return Math.floor(cell / CELL_COLUMNS);
}

/** Adds an entity to a cell's list. */
export function linkCell(heads: Uint32Array, entities: Entities, index: number, cell: number): void {
  const { cellPlusOne, nextPlusOne, previousPlusOne } = entities.derived.columns;
  const head = heads[cell]!;
  nextPlusOne[index] = head;
  previousPlusOne[index] = 0;
  if (head !== 0) previousPlusOne[head - 1] = index + 1;
  heads[cell] = index + 1;
  cellPlusOne[index] = cell + 1;
}

/** Takes an entity out of its cell's list. */
export function unlinkCell(heads: Uint32Array, entities: Entities, index: number): void {
  const { cellPlusOne, nextPlusOne, previousPlusOne } = entities.derived.columns;
  const cell = cellPlusOne[index]! - 1;
  if (cell < 0) return;
  const next = nextPlusOne[index]!;
  const previous = previousPlusOne[index]!;
  if (previous === 0) heads[cell] = next;
  else nextPlusOne[previous - 1] = next;
  if (next !== 0) previousPlusOne[next - 1] = previous;
  cellPlusOne[index] = 0;
}
