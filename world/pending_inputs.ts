/**
 * Inputs that came before their tick and wait for it, in the order in which they came. Part of the state: a world that
 * is loaded applies them as if nothing had been.
 */
import { assert } from "./base/assert.ts";
import { addRow, copyRow, makeTable, removeRow, type Table, truncateTable } from "./base/table.ts";
import type { Entities } from "./entities.ts";
import { PENDING_INPUTS_TOTAL_MAX } from "./limits.ts";

const PENDING = {
  entity: { column: "u32", saved: true },
  sequence: { column: "u16", saved: true },
  atTick: { column: "u32", saved: true },
  heading: { column: "u8", saved: true },
  speed: { column: "u8", saved: true },
  /** Ticks it came before its time. */
  lead: { column: "u8", saved: true },
} as const;

/** Rows in the order of arrival. `entity` is an id. */
export type PendingInputs = Table<typeof PENDING>;

/** None. */
export function makePendingInputs(): PendingInputs {
  return makeTable(PENDING, PENDING_INPUTS_TOTAL_MAX);
}

/** One input, as it waits. */
export interface PendingInput {
  readonly entity: number;
  readonly sequence: number;
  readonly atTick: number;
  readonly heading: number;
  readonly speed: number;
  readonly lead: number;
}

/** Appends an input. Ask that there is room first. */
export function addPendingInput(inputs: PendingInputs, input: PendingInput): void {
  const row = addRow(inputs);
  const { columns } = inputs;
  columns.entity[row] = input.entity;
  columns.sequence[row] = input.sequence;
  columns.atTick[row] = input.atTick;
  columns.heading[row] = input.heading;
  columns.speed[row] = input.speed;
  columns.lead[row] = input.lead;
}

/**
 * Drops the oldest input of an entity, which has one. A client that asks for more than may wait causes this with each
 * of its inputs, so it costs no look at every row: a search in one column and a move of memory.
 */
export function dropOldestInput(inputs: PendingInputs, entity: number): void {
  const row = inputs.columns.entity.indexOf(entity);
  assert(row >= 0, `an input of entity ${entity} waits`);
  removeRow(inputs, row);
}

/** Drops the rows for which `isDone` says so; it is asked once for each, in order. */
export function sweepPendingInputs(inputs: PendingInputs, isDone: (row: number) => boolean): void {
  let kept = 0;
  const { length } = inputs;
  for (let row = 0; row < length; row++) {
    if (isDone(row)) continue;
    if (kept !== row) copyRow(inputs, row, kept);
    kept++;
  }
  truncateTable(inputs, kept);
}

/** Works out the counts per entity anew, after a load. */
export function recountPendingInputs(inputs: PendingInputs, entities: Entities, indexOf: (id: number) => number): void {
  const { pendingInputs, pendingTick, pendingSequence } = entities.derived.columns;
  for (let row = 0; row < inputs.length; row++) {
    const index = indexOf(inputs.columns.entity[row]!);
    pendingInputs[index] = pendingInputs[index]! + 1;
    pendingTick[index] = inputs.columns.atTick[row]!;
    pendingSequence[index] = inputs.columns.sequence[row]!;
  }
}
