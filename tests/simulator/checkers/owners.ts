/** What lies about is owned by its pile and by nobody else: piles and their balances are the same. */
import { idAt, indexEnd } from "../../../world/entities.ts";
import { KIND } from "../../../world/kinds.ts";
import { ACCOUNT_KIND, balances, kindOf } from "../../../world/ledger/mod.ts";
import { SIDE } from "../../../world/orders/state.ts";
import type { World } from "../../../world/mod.ts";

/** Kinds of accounts whose number is a character's. */
const OF_CHARACTERS: readonly number[] = [
  ACCOUNT_KIND.character,
  ACCOUNT_KIND.bank,
  ACCOUNT_KIND.worn,
  ACCOUNT_KIND.vendor,
  ACCOUNT_KIND.box,
];

/** Throws if a pile shows what it does not own, or a balance belongs to a pile or character that is not there. */
export function checkOwners(world: World): void {
  const { entities, roster, ledger } = world;
  const { kind, thing, amount } = entities.components.columns;
  const shown = new Map<string, number>();
  for (let index = 0; index < indexEnd(entities); index++) {
    const id = idAt(entities, index);
    if (id !== 0 && kind[index] === KIND.pile) shown.set(`${id} ${thing[index]}`, amount[index]!);
  }
  const escrows = openEscrows(world);
  for (const { account, what, amount } of balances(ledger)) {
    if (OF_CHARACTERS.includes(account.kind) && !roster.rowOf.has(account.id)) {
      throw new Error(`owners: character ${account.id} has ${amount} of ${what}, and was never here`);
    }
    if (account.kind === ACCOUNT_KIND.escrow && !escrows.has(account.id)) {
      throw new Error(`owners: ${amount} of ${what} is in escrow ${account.id}, which nothing is open for`);
    }
    if (account.kind !== ACCOUNT_KIND.pile) continue;
    // A pile of a single thing shows its kind.
    const key = `${account.id} ${kindOf(ledger, what)}`;
    if (shown.get(key) !== amount) {
      throw new Error(`owners: pile ${key} owns ${amount} and shows ${shown.get(key) ?? "nothing"}`);
    }
    shown.delete(key);
  }
  checkOrders(world);
  for (const [key, amount] of shown) throw new Error(`owners: pile ${key} shows ${amount} and owns nothing`);
}

/** Accounts of what is promised: two of each trade that goes on. */
function openEscrows({ dealings: { trades } }: World): ReadonlySet<number> {
  const numbers = [...trades.columns.number.subarray(0, trades.length)];
  return new Set(numbers.flatMap((number) => [number, number + 1]));
}

/** Each order holds what its owner has promised and nothing else, and nothing is held for an order that is not there. */
function checkOrders(world: World): void {
  const held = new Map<string, number>();
  for (const { account, what, amount } of balances(world.ledger)) {
    if (account.kind === ACCOUNT_KIND.order) held.set(`${account.id} ${what}`, amount);
  }
  const take = (order: number, what: number, amount: number) => {
    const key = `${order} ${what}`;
    if (held.get(key) !== amount) {
      throw new Error(`owners: order ${key} holds ${held.get(key) ?? "nothing"}, wanted ${amount}`);
    }
    held.delete(key);
  };
  const { number, side, what, recipe, left, price } = world.orders.table.columns;
  for (let row = 0; row < world.orders.table.length; row++) {
    const order = number[row]!;
    if (side[row] === SIDE.sell) take(order, what[row]!, left[row]!);
    else take(order, 1, left[row]! * price[row]!);
    const inputs = side[row] === SIDE.make ? world.content.recipes.byNumber[recipe[row]!]!.inputs : [];
    for (const { item, count } of inputs) {
      const { number: kind, single } = world.content.items.byId.get(item)!;
      if (!single) take(order, kind, count * left[row]!);
    }
  }
  for (const [key, amount] of held) throw new Error(`owners: ${amount} are held for order ${key}, which is not open`);
}
