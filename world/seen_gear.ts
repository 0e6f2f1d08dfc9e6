/**
 * What is seen to be worn: a byte for each of four slots, the place of the thing among all of its slot that are seen, in
 * the order of their numbers, from 1 on; 0: nothing. Pages ask the same functions with the catalog's items.
 */
import { GEAR_BITS } from "./components.ts";
import type { Item } from "./content/mod.ts";

/** The slots that are seen, from the lowest byte to the highest. */
export const SEEN_SLOTS = Object.keys(GEAR_BITS) as readonly (keyof typeof GEAR_BITS)[];
export type SeenSlot = (typeof SEEN_SLOTS)[number];

/** What is asked of an item. */
export type SeenItem = Pick<Item, "slot" | "look"> & { readonly number: number };

const PLACES_MAX = 255;

/** The items of each slot that are seen, in their order; those beyond what a byte counts are not. */
export function seenItems<One extends SeenItem>(items: Iterable<One>): Readonly<Record<SeenSlot, readonly One[]>> {
  const all = [...items].sort((a, b) => a.number - b.number);
  const of = (slot: SeenSlot) =>
    all.filter((item) => item.slot === slot && (item.look?.shape ?? 0) > 0).slice(0, PLACES_MAX);
  return { mainHand: of("mainHand"), head: of("head"), chest: of("chest"), offHand: of("offHand") };
}

/** The place of what is worn in a slot as the component `gear` has it. */
export function placeInGear(gear: number, slot: SeenSlot): number {
  return gear >>> SEEN_SLOTS.indexOf(slot) * 8 & 255;
}
