/**
 * What the dead leave: it lies in the corpse's account. For a while only those who have a right to it may take it; of
 * better things a party rolls who may. When the corpse is gone, what is left decays.
 */
import { balanceOf, characterAccount, contentsOf, DECAY, kindOf, transfer } from "../ledger/mod.ts";
import { idAt, isAlive } from "../entities.ts";
import { KIND } from "../kinds.ts";
import type { Refusal } from "../refusals.ts";
import { REACH_METRES } from "../limits.ts";
import type { World } from "../world.ts";
import { takeIntoBag } from "./bag.ts";
import { LOOT_FREE_SECONDS_DEFAULT } from "./limits.ts";
import { corpseAccount, corpseChanged, hasRight, markLookers, showLooted } from "./corpses.ts";
import { drawLoot } from "./loot_tables.ts";
import { close, open, openedBy } from "./open.ts";
import { bodyWithin, characterAt, isDead } from "./reach.ts";
import { beginRoll, dropRollsOf, isWorthRolling, rollOf } from "./rolls.ts";
import { dropRow, findRow, putRow, rowsOf } from "./state.ts";
import { COIN, supply } from "./things.ts";

/**
 * Throws for what a dead body leaves, by a loot table of the content, and says who may take it: the characters that
 * killed it, in a fixed order. Nothing if nobody did. Of what is worth it more than one of them roll.
 */
export function leaveLoot(world: World, index: number, lootId: string, killers: readonly number[]): void {
  const loot = world.content.loot.byId.get(lootId);
  if (loot === undefined || killers.length === 0) return;
  const corpse = idAt(world.entities, index);
  const { dealings, facts, content } = world;
  const seconds = content.economy.all[0]?.lootFreeSeconds ?? LOOT_FREE_SECONDS_DEFAULT;
  if (!putRow(dealings.corpses, { corpse, freeTick: world.tick + seconds * facts.tickRate })) return;
  for (const character of killers) putRow(dealings.rights, { corpse, character });
  const { coins, lines } = drawLoot(world, loot);
  const common = { from: "loot", to: corpseAccount(corpse), why: "left at death", actor: 0 } as const;
  if (coins > 0) supply(world, { ...common, kind: COIN, amount: coins });
  for (const { kind, amount } of lines) {
    for (const what of supply(world, { ...common, kind, amount })) {
      if (killers.length > 1 && isWorthRolling(world, what)) beginRoll(world, corpse, what, killers);
    }
  }
  showLooted(world, corpse);
}

/** Opens a corpse: its client is told what is in it. */
export function openCorpse(world: World, index: number, corpse: number): Refusal | null {
  const refused = atCorpse(world, index, corpse);
  if (refused === null) open(world, index, "loot", corpse);
  return refused;
}

/** Takes one thing from a corpse, or with 0 everything that one may take and has room for. */
export function takeLoot(world: World, index: number, corpse: number, what: number): Refusal | null {
  const refused = atCorpse(world, index, corpse);
  if (refused !== null) return refused;
  if (what !== 0) return takeOne(world, index, corpse, what);
  const there = contentsOf(world.ledger, corpseAccount(corpse));
  if (there.length === 0) return "gone";
  const answers = there.map((one) => takeOne(world, index, corpse, one));
  return answers.includes(null) ? null : answers[0]!;
}

/** Ends the corpses that are gone: what is left in them decays. */
export function endCorpses(world: World): void {
  const { corpses } = world.dealings;
  for (let row = corpses.length - 1; row >= 0; row--) {
    const corpse = corpses.columns.corpse[row]!;
    if (!isAlive(world.entities, corpse)) endCorpse(world, corpse);
    else if (corpses.columns.freeTick[row] === world.tick) markLookers(world, corpse);
  }
}

/** Ends a corpse: to be called before its body goes, or soon after. */
export function endCorpse(world: World, corpse: number): void {
  const row = findRow(world.dealings.corpses, { corpse });
  if (row < 0) return;
  dropRow(world.dealings.corpses, row);
  dropRollsOf(world, corpse);
  for (const right of rowsOf(world.dealings.rights, { corpse }).reverse()) dropRow(world.dealings.rights, right);
  const from = corpseAccount(corpse);
  for (const what of contentsOf(world.ledger, from)) {
    const amount = balanceOf(world.ledger, from, what);
    transfer(world.ledger, { from, to: DECAY, what, amount, why: "decayed", actor: 0 });
  }
}

function atCorpse(world: World, index: number, corpse: number): Refusal | null {
  if (isDead(world, index)) return "dead";
  const at = bodyWithin(world, index, corpse, {
    kind: [KIND.creature, KIND.npc, KIND.object],
    metres: REACH_METRES + 1,
  });
  if (typeof at === "string") return at;
  if (findRow(world.dealings.corpses, { corpse }) < 0) return "gone";
  return hasRight(world, corpse, characterAt(world, index)) ? null : "not-yours";
}

function takeOne(world: World, index: number, corpse: number, what: number): Refusal | null {
  const from = corpseAccount(corpse);
  const amount = balanceOf(world.ledger, from, what);
  if (amount === 0) return "gone";
  const character = characterAt(world, index);
  const roll = rollOf(world, corpse, what);
  if (roll !== null && roll.winner !== character) return roll.winner === 0 ? "being-rolled" : "not-yours";
  const refused = what === COIN
    ? shareCoins(world, corpse, character, amount)
    : takeIntoBag(world, { from, character, what, amount, why: "looted" });
  if (refused !== null) return refused;
  if (what !== COIN) world.news.push({ type: "got", character, item: kindOf(world.ledger, what), amount });
  if (roll !== null) dropRow(world.dealings.rolls, roll.row);
  corpseChanged(world, corpse);
  if (contentsOf(world.ledger, from).length === 0 && openedBy(world, index, "loot") === corpse) {
    close(world, index, "loot");
  }
  return null;
}

/** Coins are for all who have a right to them, in equal parts; who takes them has what does not divide. */
function shareCoins(world: World, corpse: number, taker: number, amount: number): Refusal | null {
  const { rights } = world.dealings;
  const sharers = rowsOf(rights, { corpse }).map((row) => rights.columns.character[row]!);
  const others = sharers.includes(taker) ? sharers.filter((character) => character !== taker) : [];
  const each = Math.floor(amount / (others.length + 1));
  const from = corpseAccount(corpse);
  let left = amount;
  for (const character of others) {
    if (each === 0) break;
    const to = characterAccount(character);
    const done = transfer(world.ledger, { from, to, what: COIN, amount: each, why: "looted", actor: character });
    if (done === "done") left -= each;
  }
  const to = characterAccount(taker);
  const done = transfer(world.ledger, { from, to, what: COIN, amount: left, why: "looted", actor: taker });
  return done === "done" ? null : done;
}
