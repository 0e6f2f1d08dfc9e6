/** What all dealings at a board have in common: who may, how money is reckoned, who is told. */
import { isDead } from "../items/mod.ts";
import { STATUS } from "../kinds.ts";
import {
  balanceOf,
  boxAccount,
  characterAccount,
  contentsOf,
  orderAccount,
  type Transfer,
  transferAll,
  type Transferred,
} from "../ledger/mod.ts";
import { markOwn } from "../own_marks.ts";
import type { Refusal } from "../refusals.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";
import { isAtBoard } from "./board.ts";
import { ORDER_DAYS_DEFAULT, ORDER_FEE_PERMILLE_DEFAULT } from "./limits.ts";
import type { Order } from "./state.ts";

/** Why a body cannot deal at a board now; null if it can. Who trades with somebody has its hands full. */
export function cannotDeal(world: World, index: number): Refusal | null {
  if (isDead(world, index)) return "dead";
  if ((world.entities.components.columns.status[index]! & STATUS.trading) !== 0) return "busy";
  return isAtBoard(world, index) ? null : "no-board";
}

/** Whether this is a whole number within a range: what a client said may be anything. */
export function isWithinRange(number: number, min: number, max: number): boolean {
  return Number.isSafeInteger(number) && number >= min && number <= max;
}

/** What it costs to put up an order of this worth, in coins; it is not given back. */
export function feeOf(world: World, worth: number): number {
  return Math.ceil(worth * feePermilleOf(world) / 1000);
}

/** The same in thousandths of the worth. */
export function feePermilleOf(world: World): number {
  return world.content.economy.all[0]?.orderFeePermille ?? ORDER_FEE_PERMILLE_DEFAULT;
}

/** Real days for which an order stands at most. */
export function daysMaxOf(world: World): number {
  return world.content.economy.all[0]?.orderDays ?? ORDER_DAYS_DEFAULT;
}

/** Gives an order's owner all that is left in its account: into the bag as far as it fits, else into the box. */
export function giveBack(
  world: World,
  { number, owner }: Order,
  fits: (what: number, amount: number) => boolean,
): Transferred {
  const { ledger } = world;
  const from = orderAccount(number);
  const moves = contentsOf(ledger, from).map((what): Transfer => {
    const amount = balanceOf(ledger, from, what);
    const to = fits(what, amount) ? characterAccount(owner) : boxAccount(owner);
    return { from, to, what, amount, why: "order ended", actor: owner };
  });
  return transferAll(ledger, moves);
}

/** Whom an order concerns is told of it. */
export function tellOrder(world: World, { number, owner, taker }: Pick<Order, "number" | "owner" | "taker">): void {
  for (const character of owner === taker || taker === 0 ? [owner] : [owner, taker]) {
    const body = bodyOf(world.roster, character);
    if (body >= 0) markOwn(world, body, "orders", String(number));
  }
}
