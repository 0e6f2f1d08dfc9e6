/**
 * Commissions: an order to make something, with what it takes. Who takes one on has it alone for an hour, and makes it
 * where such things are made (crafts/make.ts); the materials never leave the order's account but into the craft.
 */
import { COIN, isDead } from "../items/mod.ts";
import { BALANCE_MAX, balanceOf, characterAccount, orderAccount, transfer } from "../ledger/mod.ts";
import type { Refusal } from "../refusals.ts";
import { craftOf, knowsRecipe, skillOf } from "../skills/mod.ts";
import type { World } from "../world.ts";
import { setLeft, setTaker } from "./books.ts";
import { cannotDeal, tellOrder } from "./deal.ts";
import { isTaken } from "./end.ts";
import { TAKEN_MAX, TAKEN_SECONDS } from "./limits.ts";
import { type Order, orderOf, SIDE } from "./state.ts";

/** The action `takeOrder`: takes a commission on at a board (`yes` 1), or leaves it again, wherever one is (0). */
export function takeOrder(
  world: World,
  index: number,
  { order: number, yes }: { readonly order: number; readonly yes: number },
): Refusal | null {
  if (isDead(world, index)) return "dead";
  const character = world.entities.components.columns.character[index]!;
  const order = orderOf(world.orders, number);
  if (order === null) return "gone";
  if (yes === 0) {
    if (order.taker !== character) return "not-yours";
    setTaker(world.orders, order, 0, 0);
    tellOrder(world, order);
    return null;
  }
  const refused = cannotDeal(world, index) ?? cannotTake(world, character, order);
  if (refused !== null) return refused;
  setTaker(world.orders, order, character, world.tick + TAKEN_SECONDS * world.facts.tickRate);
  tellOrder(world, { ...order, taker: character });
  return null;
}

function cannotTake(world: World, character: number, order: Order): Refusal | null {
  if (order.untilTick <= world.tick) return "gone";
  if (order.side !== SIDE.make) return "wrong-target";
  if (order.owner === character) return "own-order";
  if (order.taker === character) return "already-done";
  if (isTaken(world, order)) return "taken-on";
  if ((world.orders.takenBy.get(character)?.length ?? 0) >= TAKEN_MAX) return "orders-full";
  const recipe = world.content.recipes.byNumber[order.recipe];
  if (recipe === undefined) return "unknown";
  if (!knowsRecipe(world, character, recipe)) return "not-known";
  return skillOf(world, character, craftOf(world, recipe).number) < recipe.skill ? "skill-too-low" : null;
}

/** The commission of a number that a character is at making; null if it is not (any more). */
export function commissionOf(world: World, character: number, number: number): Order | null {
  const order = orderOf(world.orders, number);
  return order !== null && order.taker === character && isTaken(world, order) ? order : null;
}

/** Whether who makes it can take what is paid for one. */
export function canBePaid(world: World, character: number, { price }: Order): boolean {
  return balanceOf(world.ledger, characterAccount(character), COIN) + price <= BALANCE_MAX;
}

/** One has been made, and its owner has it: who made it is paid. */
export function payForOne(world: World, character: number, order: Order): void {
  transfer(world.ledger, {
    ...{ from: orderAccount(order.number), to: characterAccount(character), what: COIN, amount: order.price },
    ...{ why: "order filled", actor: character } as const,
  });
  setLeft(world.orders, order, order.left - 1);
  tellOrder(world, order);
}
