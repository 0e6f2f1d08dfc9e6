/**
 * Runs: which copy of a dungeon belongs to whom. A party, or somebody alone, who enters a dungeon comes to the copy of
 * its run, or begins one in a copy that nobody has. A run that has been empty for a while is over.
 */
import { addRow, makeTable, removeRow, type Table } from "../base/table.ts";
import { DUNGEON_COPIES, DUNGEONS_MAX } from "../terrain/mod.ts";

const RUNS = {
  dungeon: { column: "u8", saved: true },
  copy: { column: "u8", saved: true },
  /** Who began it: whoever is with this character belongs to it. */
  owner: { column: "u32", saved: true },
  /** The tick since which nobody is in it; 0 while somebody is. */
  emptySince: { column: "u32", saved: true },
} as const;

/** All runs, in the order of their beginning. */
export type Runs = Table<typeof RUNS>;

/** No runs. */
export function makeRuns(): Runs {
  return makeTable(RUNS, DUNGEON_COPIES * DUNGEONS_MAX);
}

/** The row of the run in a copy, or -1. */
export function runIn(runs: Runs, dungeon: number, copy: number): number {
  for (let row = 0; row < runs.length; row++) {
    if (runs.columns.dungeon[row] === dungeon && runs.columns.copy[row] === copy) return row;
  }
  return -1;
}

/** The copy of a dungeon that somebody belongs to by its company, or -1. */
export function copyOf(runs: Runs, dungeon: number, company: readonly number[]): number {
  for (let row = 0; row < runs.length; row++) {
    if (runs.columns.dungeon[row] === dungeon && company.includes(runs.columns.owner[row]!)) {
      return runs.columns.copy[row]!;
    }
  }
  return -1;
}

/** Begins a run in the first copy that nobody has: its number, or -1 if there is none. */
export function beginRun(runs: Runs, dungeon: number, owner: number): number {
  for (let copy = 0; copy < DUNGEON_COPIES; copy++) {
    if (runIn(runs, dungeon, copy) >= 0) continue;
    const row = addRow(runs);
    runs.columns.dungeon[row] = dungeon;
    runs.columns.copy[row] = copy;
    runs.columns.owner[row] = owner;
    return copy;
  }
  return -1;
}

/** Ends the run of a row. */
export function endRun(runs: Runs, row: number): void {
  removeRow(runs, row);
}
