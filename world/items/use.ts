/** Using things: what is eaten, drunk, read; what is opened; and throwing away. */
import type { Ability, Item, Numbered } from "../content/mod.ts";
import { STATUS } from "../kinds.ts";
import { characterAccount, DECAY, namedAccount, transfer } from "../ledger/mod.ts";
import type { Refusal } from "../refusals.ts";
import { sheetOf } from "../sheets.ts";
import { cannotLearn, learnRecipe } from "../skills/mod.ts";
import type { World } from "../world.ts";
import { carries, fitsBag } from "./bag.ts";
import { drawLoot, mostOf } from "./loot_tables.ts";
import { mayUse } from "./equipment.ts";
import { characterAt, isDead } from "./reach.ts";
import { dropRow, putRow } from "./state.ts";
import { COIN, itemOf, supply } from "./things.ts";

/**
 * Uses one of what is in the bag. `doAbility` does what the content says that such a thing does, or says why not; what
 * is used up is gone with its beginning, so that nobody has it both.
 */
export function useThing(
  world: World,
  index: number,
  what: number,
  doAbility: (ability: Numbered<Ability>) => Refusal | null,
): Refusal | null {
  if (isDead(world, index)) return "dead";
  const status = world.entities.components.columns.status[index]!;
  if ((status & STATUS.stunned) !== 0) return "held";
  if ((status & (STATUS.casting | STATUS.channelling)) !== 0) return "busy";
  const character = characterAt(world, index);
  if (!carries(world, character, what, 1)) return "not-enough";
  const item = itemOf(world, what);
  if (item === undefined) return "wrong-target";
  const refused = mayUse(world, sheetOf(world, index), item);
  if (refused !== null) return refused;
  if (item.opens !== null) return open(world, character, what, item);
  if (item.teaches !== null) return read(world, character, what, item.teaches);
  if (item.use === null) return "wrong-target";
  if (waitOf(world, character, item) > world.tick) return "not-ready";
  const undone = doAbility(world.content.abilities.byId.get(item.use.ability)!);
  if (undone !== null) return undone;
  world.news.push({ type: "used", character, item: item.number });
  if (item.use.consumed) takeAway(world, character, what, 1, "used up");
  if (item.use.cooldownMs > 0) beginWait(world, character, item, item.use.cooldownMs);
  return null;
}

/** Throws so many of something away, for good. */
export function destroy(world: World, index: number, what: number, amount: number): Refusal | null {
  const character = characterAt(world, index);
  if (isDead(world, index)) return "dead";
  if (!carries(world, character, what, amount)) return "not-enough";
  // A bag that is thrown away must not leave more than what is left holds.
  if (!fitsBag(world, character, [], [{ what, amount }])) return "full";
  takeAway(world, character, what, amount, "destroyed");
  return null;
}

/** Ends the waits that are over. */
export function endWaits(world: World): void {
  const { waits } = world.dealings;
  for (let row = waits.length - 1; row >= 0; row--) {
    if (waits.columns.untilTick[row]! <= world.tick) dropRow(waits, row);
  }
}

/** The tick until which a character waits before it uses such a thing: those of one group wait together. */
export function waitOf(world: World, character: number, item: Numbered<Item>): number {
  const { columns, length } = world.dealings.waits;
  const group = item.use?.cooldownGroup ?? "";
  let until = 0;
  for (let row = 0; row < length; row++) {
    if (columns.character[row] !== character) continue;
    const other = world.content.items.byNumber[columns.item[row]!];
    const isSame = columns.item[row] === item.number || (group !== "" && other?.use?.cooldownGroup === group);
    if (isSame) until = Math.max(until, columns.untilTick[row]!);
  }
  return until;
}

function beginWait(world: World, character: number, item: Numbered<Item>, ms: number): void {
  const untilTick = world.tick + Math.ceil(ms * world.facts.tickRate / 1000);
  putRow(world.dealings.waits, { character, item: item.number, untilTick });
}

/** Reads how something is made, once and for good. */
function read(world: World, character: number, what: number, teaches: string): Refusal | null {
  const recipe = world.content.recipes.byId.get(teaches)!;
  const refused = cannotLearn(world, character, recipe);
  if (refused !== null) return refused;
  learnRecipe(world, character, recipe);
  takeAway(world, character, what, 1, "used up");
  return null;
}

/** Opens a chest or a sack: what is in it comes instead of it. */
function open(world: World, character: number, what: number, item: Numbered<Item>): Refusal | null {
  // Room for the most that can come: nobody tries until the throw is a good one that fits.
  const loot = world.content.loot.byId.get(item.opens!)!;
  if (!fitsBag(world, character, mostOf(world, loot), [{ what, amount: 1 }])) return "full";
  const { coins, lines } = drawLoot(world, loot);
  takeAway(world, character, what, 1, "used up");
  const common = { from: "loot", to: characterAccount(character), why: "looted", actor: character } as const;
  if (coins > 0) supply(world, { ...common, kind: COIN, amount: coins });
  for (const { kind, amount } of lines) supply(world, { ...common, kind, amount });
  return null;
}

function takeAway(world: World, character: number, what: number, amount: number, why: "used up" | "destroyed"): void {
  const from = characterAccount(character);
  const to = why === "destroyed" ? DECAY : namedAccount("craft");
  transfer(world.ledger, { from, to, what, amount, why, actor: character });
}
