/** Who has made a creature angry. What is forgotten is forgotten at once: rows are few and short-lived. */
import { clearRow, copyRow, truncateTable } from "../base/table.ts";
import type { World } from "../world.ts";
import { noteThreat, rowFor, type Spawns } from "./state.ts";

const AMOUNT_MAX = 0xffff_ffff;

/** Makes a creature angry at a character by an amount, which may be less than 0. */
export function addThreat(world: World, creature: number, character: number, amount: number): void {
  const { spawns } = world;
  const { threats } = spawns;
  if (character === 0 || !spawns.rowOf.has(creature)) return;
  let row = spawns.threatsOf.get(creature)?.find((one) => threats.columns.character[one] === character) ?? -1;
  if (row < 0) {
    row = rowFor(threats);
    // Where too many fight at once, the last to come are not noticed.
    if (row < 0) return;
    threats.columns.creature[row] = creature;
    threats.columns.character[row] = character;
    noteThreat(spawns, row);
  }
  threats.columns.amount[row] = Math.max(0, Math.min(AMOUNT_MAX, threats.columns.amount[row]! + amount));
}

/** The characters that a creature is angry at, those that it is angrier at first. */
export function angryAt({ spawns }: World, creature: number): number[] {
  const rows = spawns.threatsOf.get(creature);
  if (rows === undefined) return [];
  const { character, amount } = spawns.threats.columns;
  return [...rows].sort((a, b) => amount[b]! - amount[a]! || character[a]! - character[b]!).map((row) =>
    character[row]!
  );
}

/** How angry a creature is at the one that it is angriest at. */
export function angerOf({ spawns }: World, creature: number): number {
  const { amount } = spawns.threats.columns;
  return (spawns.threatsOf.get(creature) ?? []).reduce((most, row) => Math.max(most, amount[row]!), 0);
}

/** A creature forgets one character, or all. */
export function forgetThreat({ spawns }: World, creature: number, character = 0): void {
  const rows = spawns.threatsOf.get(creature);
  if (rows === undefined) return;
  const { columns } = spawns.threats;
  const going = rows.filter((row) => character === 0 || columns.character[row] === character);
  // From the last on: the last row takes the place of one that goes.
  for (const row of going.sort((a, b) => b - a)) dropThreat(spawns, row);
}

function dropThreat(spawns: Spawns, row: number): void {
  const { threats, threatsOf } = spawns;
  const { creature } = threats.columns;
  unlist(threatsOf, creature[row]!, row);
  const last = threats.length - 1;
  if (row !== last) {
    unlist(threatsOf, creature[last]!, last);
    copyRow(threats, last, row);
    noteThreat(spawns, row);
  }
  clearRow(threats, last);
  truncateTable(threats, last);
}

function unlist(threatsOf: Map<number, number[]>, creature: number, row: number): void {
  const rows = threatsOf.get(creature)!;
  rows.splice(rows.indexOf(row), 1);
  if (rows.length === 0) threatsOf.delete(creature);
}
