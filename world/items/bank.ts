/** The bank: what a character keeps with a banker. It is the character's alone, and safe from everything. */
import { balanceOf, bankAccount, characterAccount, transfer } from "../ledger/mod.ts";
import type { Refusal } from "../refusals.ts";
import type { World } from "../world.ts";
import { carries, fitsBag, fitsBank, isAmount } from "./bag.ts";
import { characterAt, npcWithin } from "./reach.ts";

/** What moves, and at whose counter. */
export interface Banking {
  readonly npc: number;
  readonly what: number;
  readonly amount: number;
}

/** Puts something from the bag into the bank. */
export function bankPut(world: World, index: number, { npc, what, amount }: Banking): Refusal | null {
  const refused = atBanker(world, index, npc);
  if (refused !== null) return refused;
  const character = characterAt(world, index);
  if (!carries(world, character, what, amount)) return "not-enough";
  if (!fitsBank(world, character, { what, amount })) return "full";
  // A bag that goes takes its places with it.
  if (!fitsBag(world, character, [], [{ what, amount }])) return "full";
  const moving = { from: characterAccount(character), to: bankAccount(character), what, amount, actor: character };
  const done = transfer(world.ledger, { ...moving, why: "put into the bank" });
  return done === "done" ? null : done;
}

/** Takes something out of the bank into the bag. */
export function bankTake(world: World, index: number, { npc, what, amount }: Banking): Refusal | null {
  const refused = atBanker(world, index, npc);
  if (refused !== null) return refused;
  const character = characterAt(world, index);
  if (!isAmount(amount) || balanceOf(world.ledger, bankAccount(character), what) < amount) return "not-enough";
  if (!fitsBag(world, character, [{ what, amount }])) return "full";
  const moving = { from: bankAccount(character), to: characterAccount(character), what, amount, actor: character };
  const done = transfer(world.ledger, { ...moving, why: "taken out of the bank" });
  return done === "done" ? null : done;
}

function atBanker(world: World, index: number, entity: number): Refusal | null {
  const banker = npcWithin(world, index, entity);
  if (typeof banker === "string") return banker;
  return banker.serves.includes("bank") ? null : "wrong-target";
}
