/** Filling an order, all or a part of it: who sells to it is paid at once, who buys from it has the things at once. */
import { carries, COIN, durabilityMax, durabilityOf, fitsBag, isBound } from "../items/mod.ts";
import {
  boxAccount,
  characterAccount,
  instanceRow,
  isInstance,
  kindOf,
  orderAccount,
  type Transfer,
  transferAll,
} from "../ledger/mod.ts";
import type { Refusal } from "../refusals.ts";
import type { World } from "../world.ts";
import { setLeft } from "./books.ts";
import { cannotDeal, isWithinRange, tellOrder } from "./deal.ts";
import { ORDER_COUNT_MAX } from "./limits.ts";
import { type Order, orderOf, SIDE } from "./state.ts";

/** What is done with an order: `what` is the thing that is given to who buys; of other orders 0. */
export interface Filling {
  readonly order: number;
  readonly what: number;
  readonly count: number;
}

/** The action `fillOrder`. */
export function fillOrder(world: World, index: number, { order: number, what, count }: Filling): Refusal | null {
  const refused = cannotDeal(world, index);
  if (refused !== null) return refused;
  const order = orderOf(world.orders, number);
  if (order === null || order.untilTick <= world.tick) return "gone";
  const character = world.entities.components.columns.character[index]!;
  if (order.owner === character) return "own-order";
  if (!isWithinRange(count, 1, ORDER_COUNT_MAX)) return "unknown";
  if (count > order.left) return "sold-out";
  const moves = order.side === SIDE.buy
    ? sellTo(world, character, order, what, count)
    : order.side === SIDE.sell && what === 0
    ? buyFrom(world, character, order, count)
    : "wrong-target";
  if (typeof moves === "string") return moves;
  const done = transferAll(world.ledger, moves);
  if (done !== "done") return done;
  setLeft(world.orders, order, order.left - count);
  tellOrder(world, order);
  return null;
}

function sellTo(world: World, character: number, order: Order, what: number, count: number): Transfer[] | Refusal {
  const { number, owner, kind, price } = order;
  if (!carries(world, character, what, count)) return "not-enough";
  if (kindOf(world.ledger, what) !== kind || !isAsWanted(world, order, what)) return "not-as-wanted";
  if (isBound(world, what)) return "bound";
  if (!fitsBag(world, character, [], [{ what, amount: count }])) return "full";
  const bag = characterAccount(character);
  const common = { why: "order filled", actor: character } as const;
  return [
    { ...common, from: bag, to: boxAccount(owner), what, amount: count },
    { ...common, from: orderAccount(number), to: bag, what: COIN, amount: count * price },
  ];
}

/** A single thing has to be of the quality and whole: nobody who is off can be sold what is worn out. */
function isAsWanted(world: World, { quality }: Order, what: number): boolean {
  if (!isInstance(what)) return true;
  const { instances } = world.ledger;
  if (instances.table.columns.quality[instanceRow(instances, what)]! < quality) return false;
  return durabilityOf(world, what) >= durabilityMax(world, what);
}

function buyFrom(world: World, character: number, order: Order, count: number): Transfer[] | Refusal {
  const { number, owner, what, price } = order;
  if (!carries(world, character, COIN, count * price)) return "not-enough";
  if (!fitsBag(world, character, [{ what, amount: count }])) return "full";
  const bag = characterAccount(character);
  const common = { why: "order filled", actor: character } as const;
  return [
    { ...common, from: bag, to: boxAccount(owner), what: COIN, amount: count * price },
    { ...common, from: orderAccount(number), to: bag, what, amount: count },
  ];
}
