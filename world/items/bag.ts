/**
 * Bags: what a character carries takes places. Coins take none, a stack or a single thing takes one; bags that are
 * carried add theirs. What a character has offered in a trade keeps its places, so that it always can come back.
 */
import {
  type Account,
  balanceOf,
  bankAccount,
  type Cause,
  characterAccount,
  contentsOf,
  isInstance,
  kindOf,
  transfer,
} from "../ledger/mod.ts";
import type { Refusal } from "../refusals.ts";
import type { World } from "../world.ts";
import { BAG_PLACES_DEFAULT, BAGS_COUNTED_MAX, BANK_PLACES_DEFAULT } from "./limits.ts";
import { bind, COIN, itemOfKind } from "./things.ts";
import { escrowOf } from "./trades.ts";

/** Something that comes or goes: an instance, or so many of a kind; of a kind of single things so many new ones. */
export interface Change {
  readonly what: number;
  readonly amount: number;
}

/** How many of each kind. */
type Kinds = Map<number, number>;

/** Whether a bag holds what is in it with all of this besides, and without what goes; and nobody has more than it may. */
export function fitsBag(
  world: World,
  character: number,
  comes: readonly Change[],
  goes: readonly Change[] = [],
): boolean {
  const kinds = carriedKinds(world, character);
  for (const { what, amount } of goes) add(kinds, kindOf(world.ledger, what), -amount);
  for (const { what, amount } of comes) {
    const kind = kindOf(world.ledger, what);
    add(kinds, kind, amount);
    const most = itemOfKind(world, kind)?.carriedMax ?? 0;
    if (most > 0 && kinds.get(kind)! > most) return false;
  }
  return placesUsed(world, kinds) <= capacityOf(world, kinds);
}

/** Whether what a character keeps at the bank leaves room for this. */
export function fitsBank(world: World, character: number, { what, amount }: Change): boolean {
  const kinds = kindsIn(world, [bankAccount(character)]);
  add(kinds, kindOf(world.ledger, what), amount);
  const places = world.content.economy.all[0]?.bankPlaces ?? BANK_PLACES_DEFAULT;
  return placesUsed(world, kinds) <= places;
}

/** Places of a character's bag: those that are taken, and all. */
export function bagPlaces(world: World, character: number): { readonly used: number; readonly all: number } {
  const kinds = carriedKinds(world, character);
  return { used: placesUsed(world, kinds), all: capacityOf(world, kinds) };
}

/** What moves into a bag. */
export interface Taking {
  readonly from: Account;
  readonly character: number;
  readonly what: number;
  readonly amount: number;
  readonly why: Cause;
}

/** Moves something into a character's bag, and binds it if it binds whoever picks it up. */
export function takeIntoBag(world: World, { from, character, what, amount, why }: Taking): Refusal | null {
  if (!fitsBag(world, character, [{ what, amount }])) return "full";
  const moving = { from, to: characterAccount(character), what, amount, why, actor: character };
  const done = transfer(world.ledger, moving);
  if (done !== "done") return done;
  const binding = itemOfKind(world, kindOf(world.ledger, what))?.binding;
  if (binding === "pickUp" || binding === "quest") bind(world, what);
  return null;
}

/** Whether a number is one that something can be counted by. Clients send whole numbers only; this asks again. */
export function isAmount(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount > 0;
}

/** Whether a character carries so much of something: `amount` is what a client said, and may be anything. */
export function carries(world: World, character: number, what: number, amount: number): boolean {
  return isAmount(amount) && balanceOf(world.ledger, characterAccount(character), what) >= amount;
}

function carriedKinds(world: World, character: number): Kinds {
  const escrow = escrowOf(world, character);
  const bag = characterAccount(character);
  return kindsIn(world, escrow === null ? [bag] : [bag, escrow]);
}

function kindsIn(world: World, accounts: readonly Account[]): Kinds {
  const kinds: Kinds = new Map();
  for (const account of accounts) {
    for (const what of contentsOf(world.ledger, account)) {
      add(kinds, kindOf(world.ledger, what), isInstance(what) ? 1 : balanceOf(world.ledger, account, what));
    }
  }
  return kinds;
}

function add(kinds: Kinds, kind: number, amount: number): void {
  kinds.set(kind, (kinds.get(kind) ?? 0) + amount);
}

function placesUsed(world: World, kinds: Kinds): number {
  let places = 0;
  for (const [kind, amount] of kinds) {
    if (kind === COIN || amount <= 0) continue;
    const item = itemOfKind(world, kind);
    // A relic has no stack any more: one place, whatever it is.
    places += item === undefined ? 1 : Math.ceil(amount / item.stack);
  }
  return places;
}

/** The content's number, and the places of the largest bags that are carried. */
function capacityOf(world: World, kinds: Kinds): number {
  const bags: number[] = [];
  for (const [kind, amount] of kinds) {
    const places = itemOfKind(world, kind)?.bagPlaces ?? 0;
    for (let count = 0; places > 0 && count < Math.min(amount, BAGS_COUNTED_MAX); count++) bags.push(places);
  }
  const largest = bags.sort((a, b) => b - a).slice(0, BAGS_COUNTED_MAX);
  const base = world.content.economy.all[0]?.bagPlaces ?? BAG_PLACES_DEFAULT;
  return largest.reduce((sum, places) => sum + places, base);
}
