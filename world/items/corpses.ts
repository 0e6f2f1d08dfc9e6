/** Corpses as accounts: who may take from them, and what is seen of what is left in them. */
import { type Account, ACCOUNT_KIND, contentsOf } from "../ledger/mod.ts";
import { setStatus } from "../bodies.ts";
import { indexOf, isAlive } from "../entities.ts";
import { STATUS } from "../kinds.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import type { World } from "../world.ts";
import { findRow } from "./state.ts";

/** The account of a corpse. */
export function corpseAccount(entity: number): Account {
  return { kind: ACCOUNT_KIND.corpse, id: entity };
}

/** Whether a character may take from a corpse at all. */
export function hasRight(world: World, corpse: number, character: number): boolean {
  const { corpses, rights } = world.dealings;
  const row = findRow(corpses, { corpse });
  if (row < 0) return false;
  return corpses.columns.freeTick[row]! <= world.tick || findRow(rights, { corpse, character }) >= 0;
}

/** What is in a corpse has changed: whoever has it open is told, and all see whether there is anything left. */
export function corpseChanged(world: World, corpse: number): void {
  showLooted(world, corpse);
  markLookers(world, corpse);
}

/** All see whether there is anything left in a corpse. */
export function showLooted(world: World, corpse: number): void {
  if (!isAlive(world.entities, corpse)) return;
  const isEmpty = contentsOf(world.ledger, corpseAccount(corpse)).length === 0;
  setStatus(world, indexOf(corpse), STATUS.looted, isEmpty);
}

/** Whoever has a corpse open is told of it anew. */
export function markLookers(world: World, corpse: number): void {
  for (const [index, entity] of world.opened.loot) if (entity === corpse) markOwn(world, index, "loot", ALL_KEYS);
}
