/** Orders that end before they are filled, and collecting what waits. */
import { fitsBag, takeIntoBag } from "../items/mod.ts";
import { balanceOf, boxAccount, contentsOf } from "../ledger/mod.ts";
import type { Refusal } from "../refusals.ts";
import type { World } from "../world.ts";
import { dropOrder, setTaker } from "./books.ts";
import { cannotDeal, giveBack, tellOrder } from "./deal.ts";
import { type Order, orderOf } from "./state.ts";

/** The action `cancelOrder`: its owner takes it back, and has again what is left of what it gave, but for the fee. */
export function cancelOrder(
  world: World,
  index: number,
  { order: number }: { readonly order: number },
): Refusal | null {
  const refused = cannotDeal(world, index);
  if (refused !== null) return refused;
  const order = orderOf(world.orders, number);
  const character = world.entities.components.columns.character[index]!;
  if (order === null) return "gone";
  if (order.owner !== character) return "not-yours";
  if (isTaken(world, order)) return "taken-on";
  const done = endOrder(world, order, (what, amount) => fitsBag(world, character, [{ what, amount }]));
  return done ? null : "full";
}

/** Whether somebody is at making it. */
export function isTaken(world: World, { taker, takenUntil }: Order): boolean {
  return taker !== 0 && takenUntil > world.tick;
}

/** Ends orders whose time is over, the older ones first, and takes commissions from who did not make them in time. */
export function endOrders(world: World): void {
  const { table } = world.orders;
  const { number, untilTick, taker, takenUntil } = table.columns;
  const due: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const isLate = taker[row] !== 0 && takenUntil[row]! <= world.tick;
    if (isLate || untilTick[row]! <= world.tick) due.push(number[row]!);
  }
  // The order of rows is an accident of what ended.
  for (const one of due.sort((a, b) => a - b)) endDue(world, orderOf(world.orders, one)!);
}

function endDue(world: World, order: Order): void {
  // Who is at making it may go on until it was to be done.
  if (isTaken(world, order)) return;
  if (order.taker !== 0) {
    setTaker(world.orders, order, 0, 0);
    tellOrder(world, order);
  }
  if (order.untilTick <= world.tick) endOrder(world, orderOf(world.orders, order.number)!, () => false);
}

/** Ends all that a character wants or sells, and leaves what it has taken on to others: it is gone for good. */
export function endOrdersOf(world: World, character: number): void {
  const { ownOf, takenBy } = world.orders;
  for (const number of [...takenBy.get(character) ?? []].sort((a, b) => a - b)) {
    const order = orderOf(world.orders, number)!;
    setTaker(world.orders, order, 0, 0);
    tellOrder(world, order);
  }
  for (const number of [...ownOf.get(character) ?? []].sort((a, b) => a - b)) {
    endOrder(world, orderOf(world.orders, number)!, () => false);
  }
}

/** Ends an order. False, and it stands, if its owner has more than anybody may. */
function endOrder(world: World, order: Order, fits: (what: number, amount: number) => boolean): boolean {
  if (giveBack(world, order, fits) !== "done") return false;
  dropOrder(world.orders, order);
  tellOrder(world, order);
  return true;
}

/** The action `collect`: takes what waits into the bag: one thing, or with 0 all that there is room for. */
export function collect(world: World, index: number, { what }: { readonly what: number }): Refusal | null {
  const refused = cannotDeal(world, index);
  if (refused !== null) return refused;
  const character = world.entities.components.columns.character[index]!;
  const box = boxAccount(character);
  const waiting = contentsOf(world.ledger, box).filter((one) => what === 0 || one === what);
  if (waiting.length === 0) return "gone";
  let taken = 0;
  let why: Refusal = "full";
  for (const one of waiting) {
    const amount = balanceOf(world.ledger, box, one);
    const left = takeIntoBag(world, { from: box, character, what: one, amount, why: "collected" });
    if (left === null) taken++;
    else why = left;
  }
  return taken > 0 ? null : why;
}
