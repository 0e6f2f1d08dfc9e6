/**
 * Rolls: who of a party gets a thing. Each chooses once: need, greed or pass. When all have, or the time is over, the
 * world throws for everybody; need goes before greed, and the highest throw wins. What nobody wants is for all.
 */
import type { Refusal } from "../refusals.ts";
import { bodyOf } from "../roster.ts";
import type { WorldOutput } from "../output.ts";
import type { World } from "../world.ts";
import { drawBelow } from "../chance.ts";
import { takeIntoBag } from "./bag.ts";
import { mayUse } from "./equipment.ts";
import { ROLL_SECONDS_DEFAULT, THROW_MAX } from "./limits.ts";
import { corpseAccount, corpseChanged } from "./corpses.ts";
import { mark } from "./open.ts";
import { characterAt } from "./reach.ts";
import { dropRow, findRow, newNumber, putRow, rowsOf } from "./state.ts";
import { itemOf, qualityNumber } from "./things.ts";

/** What one may choose. */
export const CHOICE = { pass: 0, greed: 1, need: 2 } as const;

/** Whether a party rolls for such a thing, or who comes first takes it. */
export function isWorthRolling(world: World, what: number): boolean {
  const item = itemOf(world, what);
  const from = world.content.economy.all[0]?.rollFrom ?? "fine";
  return item !== undefined && qualityNumber(item.quality) >= qualityNumber(from);
}

/** Begins a roll for what lies in a corpse, among these characters. */
export function beginRoll(world: World, corpse: number, what: number, among: readonly number[]): void {
  const { dealings, facts, content, tick } = world;
  const seconds = content.economy.all[0]?.rollSeconds ?? ROLL_SECONDS_DEFAULT;
  const number = newNumber(dealings);
  const untilTick = tick + seconds * facts.tickRate;
  if (!putRow(dealings.rolls, { number, corpse, what, amount: 1, untilTick, winner: 0 })) return;
  for (const character of among) mark(world, character, "rolls", String(number));
}

/** The roll for a thing of a corpse, or null. `winner` 0: it goes on. */
export function rollOf(world: World, corpse: number, what: number): { row: number; winner: number } | null {
  const { rolls } = world.dealings;
  const row = findRow(rolls, { corpse, what });
  return row < 0 ? null : { row, winner: rolls.columns.winner[row]! };
}

/** What a character chose in a roll, or -1. */
export function choiceOf(world: World, roll: number, character: number): number {
  const row = findRow(world.dealings.choices, { roll, character });
  return row < 0 ? -1 : world.dealings.choices.columns.choice[row]!;
}

/** The rolls that a character has a part in and that go on, by number. */
export function rollsOf(world: World, character: number): number[] {
  const { rolls, rights } = world.dealings;
  const { number, corpse, winner } = rolls.columns;
  const found: number[] = [];
  for (let row = 0; row < rolls.length; row++) {
    if (winner[row] === 0 && findRow(rights, { corpse: corpse[row]!, character }) >= 0) found.push(number[row]!);
  }
  return found.sort((a, b) => a - b);
}

/** Somebody chooses, once. Need is for what one can wear or use. */
export function choose(
  world: World,
  index: number,
  { roll, choice }: { readonly roll: number; readonly choice: number },
  output: WorldOutput,
): Refusal | null {
  const { dealings } = world;
  const { rolls } = dealings;
  const character = characterAt(world, index);
  const row = findRow(rolls, { number: roll, winner: 0 });
  if (row < 0 || findRow(dealings.rights, { corpse: rolls.columns.corpse[row]!, character }) < 0) return "gone";
  if (choiceOf(world, roll, character) >= 0) return "already-done";
  const item = itemOf(world, rolls.columns.what[row]!);
  const sheet = world.roster.rowOf.get(character)!;
  if (choice === CHOICE.need && (item === undefined || mayUse(world, sheet, { ...item, level: 1 }) !== null)) {
    return "wrong-class";
  }
  if (!putRow(dealings.choices, { roll, character, choice })) return "full";
  mark(world, character, "rolls", String(roll));
  if (rowsOf(dealings.choices, { roll }).length >= sharersOf(world, row).length) resolve(world, row, output);
  return null;
}

/** Ends the rolls whose time is over, by their numbers. */
export function endRolls(world: World, output: WorldOutput): void {
  const { number, untilTick, winner } = world.dealings.rolls.columns;
  const due: number[] = [];
  for (let row = 0; row < world.dealings.rolls.length; row++) {
    if (winner[row] === 0 && untilTick[row]! <= world.tick) due.push(number[row]!);
  }
  for (const one of due.sort((a, b) => a - b)) {
    const row = findRow(world.dealings.rolls, { number: one });
    if (row >= 0) resolve(world, row, output);
  }
}

/** Forgets the rolls of a corpse. */
export function dropRollsOf(world: World, corpse: number): void {
  const { rolls } = world.dealings;
  for (const row of rowsOf(rolls, { corpse }).reverse()) {
    const number = rolls.columns.number[row]!;
    dropChoices(world, number);
    dropRow(rolls, row);
    markAll(world, corpse, number);
  }
}

function sharersOf(world: World, row: number): number[] {
  const { rights, rolls } = world.dealings;
  return rowsOf(rights, { corpse: rolls.columns.corpse[row]! }).map((right) => rights.columns.character[right]!);
}

function resolve(world: World, row: number, output: WorldOutput): void {
  const { rolls } = world.dealings;
  const [number, corpse, what] = [rolls.columns.number[row]!, rolls.columns.corpse[row]!, rolls.columns.what[row]!];
  const sharers = sharersOf(world, row);
  let best = { character: 0, choice: 0, thrown: 0 };
  // In the order of the rights: the order of the throws is part of what comes of them. The first of equals has it.
  for (const character of sharers) {
    const choice = choiceOf(world, number, character);
    if (choice <= CHOICE.pass) continue;
    const thrown = 1 + drawBelow(world, THROW_MAX);
    if (choice > best.choice || (choice === best.choice && thrown > best.thrown)) best = { character, choice, thrown };
  }
  dropChoices(world, number);
  const name = itemOf(world, what)?.name ?? "it";
  if (best.character === 0) {
    dropRow(rolls, row);
    tellAll(world, sharers, `Nobody wants ${name}: whoever likes may take it.`, output);
  } else {
    const winnerRow = world.roster.rowOf.get(best.character)!;
    const winner = world.roster.table.columns.name[winnerRow]!;
    const word = best.choice === CHOICE.need ? "need" : "greed";
    tellAll(world, sharers, `${winner} wins ${name} (${word}, ${best.thrown}).`, output);
    const taken = takeIntoBag(world, {
      from: corpseAccount(corpse),
      character: best.character,
      what,
      amount: rolls.columns.amount[row]!,
      why: "looted",
    });
    // Whoever has no room now takes it later: it waits for nobody else.
    if (taken === null) dropRow(rolls, row);
    else rolls.columns.winner[row] = best.character;
  }
  for (const character of sharers) mark(world, character, "rolls", String(number));
  corpseChanged(world, corpse);
}

function dropChoices(world: World, roll: number): void {
  const { choices } = world.dealings;
  for (const row of rowsOf(choices, { roll }).reverse()) dropRow(choices, row);
}

function markAll(world: World, corpse: number, number: number): void {
  const { rights } = world.dealings;
  for (const row of rowsOf(rights, { corpse })) mark(world, rights.columns.character[row]!, "rolls", String(number));
}

function tellAll(world: World, characters: readonly number[], text: string, output: WorldOutput): void {
  for (const character of characters) {
    const body = bodyOf(world.roster, character);
    const session = body < 0 ? 0 : world.entities.components.columns.session[body]!;
    if (session !== 0) output.line(session, "notice", "", text);
  }
}
