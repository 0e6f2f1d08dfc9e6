/**
 * Which cells of a view changed in each of the last flushes, a bit for each cell: a frame looks at those and not at all
 * that the view holds, of which most have nothing to tell.
 */

/** Flushes that are kept, the one under way included: nobody is told nothing for longer. A power of two. */
export const HISTORY_FLUSHES = 8;

const BITS = 32;

/** Rows of numbers, one for each flush that is kept: the flush, then bits of the cells by their places in the view. */
export interface ChangedCells {
  readonly rows: Uint32Array;
  readonly rowLength: number;
}

/** For a view of so many cells; nothing has changed. */
export function makeChangedCells(cells: number): ChangedCells {
  const rowLength = 1 + Math.ceil(cells / BITS);
  return { rows: new Uint32Array(HISTORY_FLUSHES * rowLength), rowLength };
}

/** The cell at `place` changed in a flush that is kept. */
export function noteChange({ rows, rowLength }: ChangedCells, flush: number, place: number): void {
  const row = flush % HISTORY_FLUSHES * rowLength;
  if (rows[row] !== flush) {
    rows[row] = flush;
    for (let at = row + 1; at < row + rowLength; at++) rows[at] = 0;
  }
  const at = row + 1 + Math.floor(place / BITS);
  rows[at] = rows[at]! | 1 << (place & BITS - 1);
}

/** Whether a cell changed in a flush that is kept. */
export function changedAt({ rows, rowLength }: ChangedCells, flush: number): boolean {
  return rows[flush % HISTORY_FLUSHES * rowLength] === flush;
}

/** The first place from `from` on whose cell changed in a flush, or -1. */
export function nextChanged({ rows, rowLength }: ChangedCells, flush: number, from: number): number {
  const row = flush % HISTORY_FLUSHES * rowLength;
  if (rows[row] !== flush) return -1;
  let word = Math.floor(from / BITS);
  if (word >= rowLength - 1) return -1;
  let bits = rows[row + 1 + word]! >>> (from & BITS - 1) << (from & BITS - 1);
  while (bits === 0) {
    if (++word >= rowLength - 1) return -1;
    bits = rows[row + 1 + word]!;
  }
  return word * BITS + BITS - 1 - Math.clz32(bits & -bits);
}

/** The first flush after `told` in which something changed, at least that of which something is kept. */
export function firstChange(changed: ChangedCells, told: number, flush: number): number {
  let first = Math.max(told + 1, flush - HISTORY_FLUSHES + 1);
  while (first < flush && !changedAt(changed, first)) first++;
  return first;
}
