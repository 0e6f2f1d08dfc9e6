/** Putting up an order: what its owner gives for it goes into the order's account at once, and a fee to the board. */
import { COIN, fitsBag, isBound, itemOfKind, qualityNumber } from "../items/mod.ts";
import { type Change, pickOut } from "../items/mod.ts";
import {
  balanceOf,
  boxAccount,
  characterAccount,
  contentsOf,
  kindOf,
  namedAccount,
  orderAccount,
  transferAll,
} from "../ledger/mod.ts";
import type { Refusal } from "../refusals.ts";
import type { World } from "../world.ts";
import { addOrder } from "./books.ts";
import { cannotDeal, daysMaxOf, feeOf, isWithinRange, tellOrder } from "./deal.ts";
import { BOX_THINGS_MAX, ORDER_COUNT_MAX, ORDER_PRICE_MAX, ORDERS_MAX } from "./limits.ts";
import { SIDE } from "./state.ts";

/** What somebody puts up. `what`: the kind that is wanted, the thing that is sold, or the recipe to make. */
export interface Posting {
  readonly side: number;
  readonly what: number;
  /** Of single things that are wanted: the least quality, 0 for any. */
  readonly quality: number;
  readonly count: number;
  /** Coins for each. */
  readonly price: number;
  /** Real days for which it stands. */
  readonly days: number;
}

/** What an order is about, and the things that its owner puts in, besides coins. */
interface Subject {
  readonly kind: number;
  readonly what: number;
  readonly recipe: number;
  readonly puts: readonly Change[];
}

/** The action `postOrder`. */
export function postOrder(world: World, index: number, posting: Posting): Refusal | null {
  const refused = cannotDeal(world, index);
  if (refused !== null) return refused;
  const { side, quality, count, price, days } = posting;
  if (!isWithinRange(count, 1, ORDER_COUNT_MAX) || !isWithinRange(price, 1, ORDER_PRICE_MAX)) return "unknown";
  if (!isWithinRange(days, 1, daysMaxOf(world)) || !isWithinRange(quality, 0, 4)) return "unknown";
  const character = world.entities.components.columns.character[index]!;
  const full = whyNoMore(world, character);
  if (full !== null) return full;
  const subject = subjectOf(world, character, posting);
  if (typeof subject === "string") return subject;
  if (!fitsBag(world, character, [], subject.puts)) return "full";
  const { orders } = world;
  const worth = count * price;
  const [bag, escrow] = [characterAccount(character), orderAccount(orders.last + 1)];
  const pays = side === SIDE.sell ? subject.puts : [...subject.puts, { what: COIN, amount: worth }];
  const puts = pays.map((change) => ({
    ...{ from: bag, to: escrow, ...change, why: "put into an order", actor: character } as const,
  }));
  const fee = feeOf(world, worth);
  const paid = { from: bag, to: namedAccount("fee"), what: COIN, amount: fee, why: "fee", actor: character } as const;
  const done = transferAll(world.ledger, fee > 0 ? [...puts, paid] : puts);
  if (done !== "done") return done;
  const { kind, what, recipe } = subject;
  const untilTick = world.tick + days * 86_400 * world.facts.tickRate;
  const owner = character;
  const order = { owner, side, kind, what, quality, recipe, left: count, price, untilTick, taker: 0, takenUntil: 0 };
  tellOrder(world, { ...order, number: addOrder(orders, order) });
  return null;
}

/** Why a character can put up no more orders; null if it can. */
function whyNoMore(world: World, character: number): Refusal | null {
  const { table, ownOf } = world.orders;
  if ((ownOf.get(character)?.length ?? 0) >= ORDERS_MAX) return "orders-full";
  if (contentsOf(world.ledger, boxAccount(character)).length >= BOX_THINGS_MAX) return "box-full";
  return table.length >= table.rowsMax ? "full" : null;
}

function subjectOf(world: World, character: number, posting: Posting): Subject | Refusal {
  switch (posting.side) {
    case SIDE.buy:
      return wantedOf(world, posting);
    case SIDE.sell:
      return soldOf(world, character, posting);
    case SIDE.make:
      return madeOf(world, character, posting);
    default:
      return "unknown";
  }
}

/** Whether things of a kind can change hands at all; why not, or null. */
function cannotHave(world: World, kind: number): Refusal | null {
  const item = itemOfKind(world, kind);
  if (item === undefined || kind === COIN) return "unknown";
  return item.binding === "pickUp" || item.binding === "quest" ? "bound" : null;
}

function wantedOf(world: World, { what: kind, quality }: Posting): Subject | Refusal {
  const refused = cannotHave(world, kind);
  if (refused !== null) return refused;
  const item = itemOfKind(world, kind)!;
  // What is no single thing has the quality of its kind.
  if (!item.single && quality > qualityNumber(item.quality)) return "wrong-target";
  return { kind, what: kind, recipe: 0, puts: [] };
}

function soldOf(world: World, character: number, { what, quality, count }: Posting): Subject | Refusal {
  if (quality !== 0) return "unknown";
  if (balanceOf(world.ledger, characterAccount(character), what) < count) return "not-enough";
  if (isBound(world, what)) return "bound";
  const kind = kindOf(world.ledger, what);
  const refused = cannotHave(world, kind);
  return refused ?? { kind, what, recipe: 0, puts: [{ what, amount: count }] };
}

/** What is made by a recipe, and what it takes for so many times. */
function madeOf(world: World, character: number, { what: number, quality, count }: Posting): Subject | Refusal {
  const recipe = world.content.recipes.byNumber[number];
  if (recipe === undefined || quality !== 0) return "unknown";
  const numberOf = (id: string) => world.content.items.byId.get(id)!.number;
  const kind = numberOf(recipe.output.item);
  const refused = cannotHave(world, kind);
  if (refused !== null) return refused;
  const puts: Change[] = [];
  for (const { item, count: each } of recipe.inputs) {
    const picked = pickOut(world, characterAccount(character), numberOf(item), each * count);
    if (picked.reduce((sum, { amount }) => sum + amount, 0) < each * count) return "not-enough";
    puts.push(...picked);
  }
  if (puts.some((one) => isBound(world, one.what))) return "bound";
  return { kind, what: kind, recipe: number, puts };
}
