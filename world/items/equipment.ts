/** What is worn: one instance for each part of the body. Putting on, taking off, and what others see of it. */
import type { Content, Item, Numbered, Slot } from "../content/mod.ts";
import { setGear } from "../bodies.ts";
import { balanceOf, characterAccount, contentsOf, isInstance, transfer, wornAccount } from "../ledger/mod.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import type { Refusal } from "../refusals.ts";
import { bodyOf } from "../roster.ts";
import { sheetOf } from "../sheets.ts";
import { refreshMost } from "../vitals.ts";
import type { World } from "../world.ts";
import { fitsBag } from "./bag.ts";
import { characterAt, isDead } from "./reach.ts";
import { SEEN_SLOTS, seenItems } from "../seen_gear.ts";
import { classOf, forgetStats } from "./stats.ts";
import { bind, itemOf, supply } from "./things.ts";

/** The instance that a character wears at a part of its body, or 0. */
export function wornAt(world: World, character: number, slot: Slot): number {
  return contentsOf(world.ledger, wornAccount(character)).find((what) => itemOf(world, what)?.slot === slot) ?? 0;
}

/** Whether a character of this sheet may use an item, by its class and level; else why not. */
export function mayUse(world: World, row: number, item: Item): Refusal | null {
  if (world.sheets.columns.level[row]! < item.level) return "level-too-low";
  const own = classOf(world, row);
  if (item.classes.length > 0 && (own === undefined || !item.classes.includes(own.id))) return "wrong-class";
  if (own === undefined) return null;
  if (item.slot !== null && item.weapon !== null && !own.weapons.includes(item.weapon.type)) return "wrong-class";
  if (item.slot !== null && item.armour !== null && !own.armours.includes(item.armour.type)) return "wrong-class";
  return null;
}

/** Puts on what is in the bag; what it takes the place of goes there. */
export function equip(world: World, index: number, what: number): Refusal | null {
  if (isDead(world, index)) return "dead";
  const character = characterAt(world, index);
  if (!isInstance(what) || balanceOf(world.ledger, characterAccount(character), what) !== 1) return "not-enough";
  const item = itemOf(world, what);
  if (item === undefined || item.slot === null) return "wrong-target";
  const refused = mayUse(world, sheetOf(world, index), item);
  if (refused !== null) return refused;
  const off = displacedBy(world, character, item);
  const goes = [{ what, amount: 1 }];
  if (!fitsBag(world, character, off.map((one) => ({ what: one, amount: 1 })), goes)) return "full";
  for (const one of off) move(world, character, one, false);
  move(world, character, what, true);
  if (item.binding === "equip") bind(world, what);
  gearChanged(world, character);
  return null;
}

/** Takes off what is worn. */
export function unequip(world: World, index: number, what: number): Refusal | null {
  if (isDead(world, index)) return "dead";
  const character = characterAt(world, index);
  if (!isInstance(what) || balanceOf(world.ledger, wornAccount(character), what) !== 1) return "not-enough";
  if (!fitsBag(world, character, [{ what, amount: 1 }])) return "full";
  move(world, character, what, false);
  gearChanged(world, character);
  return null;
}

/** Gives a character what its class begins with: the gear worn, the rest in the bag. For who has nothing of it yet. */
export function giveBeginning(world: World, index: number): void {
  const own = classOf(world, sheetOf(world, index));
  if (own === undefined) return;
  const character = characterAt(world, index);
  const items = world.content.items.byId;
  const make = { from: "quest", why: "new world", actor: character } as const;
  for (const id of own.gear) {
    const item = items.get(id)!;
    if (item.slot === null || wornAt(world, character, item.slot) !== 0) continue;
    supply(world, { ...make, kind: item.number, amount: 1, to: wornAccount(character) });
  }
  for (const { item, count } of own.bag) {
    supply(world, { ...make, kind: items.get(item)!.number, amount: count, to: characterAccount(character) });
  }
  gearChanged(world, character);
}

/** What a character wears has changed, or what it gives: its stats, its look, and what its client knows follow. */
export function gearChanged(world: World, character: number): void {
  forgetStats(world, character);
  const body = bodyOf(world.roster, character);
  if (body < 0) return;
  showGear(world, body, character);
  refreshMost(world, body);
  markOwn(world, body, "worn", ALL_KEYS);
  // Some reach as far as what is in the hand.
  markOwn(world, body, "abilities", ALL_KEYS);
}

/** Shows on a body what its character wears. */
export function showGear(world: World, index: number, character: number): void {
  const places = placesOf(world.content);
  const gear = SEEN_SLOTS.reduce((bits, slot, at) => {
    const what = wornAt(world, character, slot);
    const item = what === 0 ? undefined : itemOf(world, what);
    return bits | (item === undefined ? 0 : places.get(item.number) ?? 0) << at * 8;
  }, 0);
  setGear(world, index, gear >>> 0);
}

const knownPlaces = new WeakMap<Content, ReadonlyMap<number, number>>();

/** The places of all items that are seen when they are worn, by their numbers; worked out once for a content. */
function placesOf(content: Content): ReadonlyMap<number, number> {
  let places = knownPlaces.get(content);
  if (places === undefined) {
    const lists = Object.values(seenItems(content.items.all));
    places = new Map(lists.flatMap((items) => items.map(({ number }, at) => [number, at + 1] as const)));
    knownPlaces.set(content, places);
  }
  return places;
}

/** What has to come off where this is put on: what is there, and the other hand for what needs both. */
function displacedBy(world: World, character: number, item: Numbered<Item>): number[] {
  const off = [wornAt(world, character, item.slot!)];
  if (item.twoHanded) off.push(wornAt(world, character, "offHand"));
  if (item.slot === "offHand") {
    const main = wornAt(world, character, "mainHand");
    if (main !== 0 && itemOf(world, main)!.twoHanded) off.push(main);
  }
  return off.filter((what) => what !== 0);
}

function move(world: World, character: number, what: number, on: boolean): void {
  const [bag, worn] = [characterAccount(character), wornAccount(character)];
  const sides = on ? { from: bag, to: worn } : { from: worn, to: bag };
  transfer(world.ledger, { ...sides, what, amount: 1, why: on ? "put on" : "taken off", actor: character });
}
