/** Wear and repair: what is worn loses durability in fights and by dying, and is made whole for coins. */
import type { Slot } from "../content/mod.ts";
import {
  balanceOf,
  characterAccount,
  contentsOf,
  instanceRow,
  isInstance,
  namedAccount,
  transfer,
  wornAccount,
} from "../ledger/mod.ts";
import { markOwn } from "../own_marks.ts";
import type { Refusal } from "../refusals.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";
import { drawBelow } from "../chance.ts";
import { gearChanged, wornAt } from "./equipment.ts";
import { BLOWS_PER_DURABILITY } from "./limits.ts";
import { characterAt, npcWithin } from "./reach.ts";
import { COIN, durabilityMax, durabilityOf, isBroken, itemOf } from "./things.ts";

/** What a blow taken may hit. */
const HIT_SLOTS = [
  ...["offHand", "head", "shoulders", "back", "chest", "hands", "waist", "legs", "feet"],
] as const satisfies readonly Slot[];

/** A body struck a blow with what is in its hand: now and then that wears it. For whoever has no gear, nothing. */
export function wearWeapon(world: World, index: number): void {
  wearAt(world, index, "mainHand");
}

/** A body took a blow: now and then something that it wears is the worse for it. */
export function wearArmour(world: World, index: number): void {
  wearAt(world, index, HIT_SLOTS[drawBelow(world, HIT_SLOTS.length)]!);
}

/** All that a character wears loses so many thousandths of its durability, rounded up: what dying costs. */
export function wearAll(world: World, character: number, permille: number): void {
  for (const what of contentsOf(world.ledger, wornAccount(character))) {
    wear(world, character, what, Math.ceil(durabilityMax(world, what) * permille / 1000));
  }
}

/** Makes a thing whole, or with 0 all that one wears, at somebody who repairs. */
export function repair(world: World, index: number, npc: number, what: number): Refusal | null {
  const smith = npcWithin(world, index, npc);
  if (typeof smith === "string") return smith;
  const vendor = smith.vendor === null ? undefined : world.content.vendors.byId.get(smith.vendor);
  if (!smith.serves.includes("repair") && vendor?.repairs !== true) return "wrong-target";
  return repairAt(world, characterAt(world, index), what);
}

/** The same without anybody to go to: for what is repaired by other means. */
export function repairAt(world: World, character: number, what: number): Refusal | null {
  const { ledger } = world;
  const [bag, worn] = [characterAccount(character), wornAccount(character)];
  const has = (one: number) => balanceOf(ledger, bag, one) === 1 || balanceOf(ledger, worn, one) === 1;
  if (what !== 0 && (!isInstance(what) || !has(what))) return "not-enough";
  const damaged = (what === 0 ? contentsOf(ledger, worn) : [what])
    .filter((one) => durabilityOf(world, one) < durabilityMax(world, one));
  const coins = damaged.reduce((sum, one) => sum + repairCoins(world, one), 0);
  if (balanceOf(ledger, bag, COIN) < coins) return "not-enough";
  if (coins > 0) {
    const paying = { from: bag, to: namedAccount("repair"), what: COIN, amount: coins, actor: character };
    const paid = transfer(ledger, { ...paying, why: "repaired" });
    if (paid !== "done") return paid;
  }
  for (const one of damaged) setDurability(world, character, one, durabilityMax(world, one));
  return null;
}

/** What it costs to make a thing whole. */
export function repairCoins(world: World, what: number): number {
  const item = itemOf(world, what);
  if (item === undefined || item.durability === 0) return 0;
  const missing = item.durability - durabilityOf(world, what);
  return Math.ceil(item.sellCoins * item.repairPermille * missing / (1000 * item.durability));
}

function wearAt(world: World, index: number, slot: Slot): void {
  const character = characterAt(world, index);
  if (character === 0 || drawBelow(world, BLOWS_PER_DURABILITY) !== 0) return;
  const what = wornAt(world, character, slot);
  if (what !== 0) wear(world, character, what, 1);
}

/** A thing of a character's loses points of its durability, if it has any. */
export function wear(world: World, character: number, what: number, points: number): void {
  if (points <= 0 || durabilityMax(world, what) === 0) return;
  setDurability(world, character, what, Math.max(0, durabilityOf(world, what) - points));
}

/** Sets what a thing of a character's has left, and sees to what follows from its breaking or being whole again. */
function setDurability(world: World, character: number, what: number, durability: number): void {
  const { instances } = world.ledger;
  const wasBroken = isBroken(world, what);
  instances.table.columns.durability[instanceRow(instances, what)] = durability;
  const isWorn = balanceOf(world.ledger, wornAccount(character), what) === 1;
  if (isWorn && wasBroken !== isBroken(world, what)) return gearChanged(world, character);
  const body = bodyOf(world.roster, character);
  if (body < 0) return;
  if (isWorn) markOwn(world, body, "worn", itemOf(world, what)!.slot!);
  else markOwn(world, body, "bag", String(what));
}
