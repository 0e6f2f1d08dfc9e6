/** What a character carries of a kind, whatever it is: stacks, and single things counted. */
import {
  type Account,
  balanceOf,
  type Cause,
  characterAccount,
  contentsOf,
  instanceRow,
  isInstance,
  kindOf,
  transfer,
} from "../ledger/mod.ts";
import type { World } from "../world.ts";
import type { Change } from "./bag.ts";
import { itemOfKind } from "./things.ts";

/** How many of a kind a character carries. */
export function carriedOf(world: World, character: number, kind: number): number {
  const account = characterAccount(character);
  if (itemOfKind(world, kind)?.single !== true) return balanceOf(world.ledger, account, kind);
  let sum = 0;
  for (const what of contentsOf(world.ledger, account)) {
    if (isInstance(what) && kindOf(world.ledger, what) === kind) sum++;
  }
  return sum;
}

/** So many of a kind out of an account, as far as they are there: what they are; of single things the poorest first. */
export function pickOut(world: World, from: Account, kind: number, amount: number): Change[] {
  const { ledger } = world;
  if (itemOfKind(world, kind)?.single !== true) {
    const has = Math.min(amount, balanceOf(ledger, from, kind));
    return has > 0 ? [{ what: kind, amount: has }] : [];
  }
  const { columns } = ledger.instances.table;
  const quality = (what: number) => columns.quality[instanceRow(ledger.instances, what)]!;
  const those = contentsOf(ledger, from).filter((what) => isInstance(what) && kindOf(ledger, what) === kind);
  // Numbers decide between equals, so that the order of rows does not matter.
  those.sort((a, b) => quality(a) - quality(b) || a - b);
  return those.slice(0, amount).map((what) => ({ what, amount: 1 }));
}

/** What leaves a bag, and where it goes. */
export interface TakenOut {
  readonly kind: number;
  readonly amount: number;
  readonly to: Account;
  readonly why: Cause;
}

/** Takes so many of a kind out of a character's bag, as far as they are there; of single things the poorest first. */
export function takeOut(world: World, character: number, { kind, amount, to, why }: TakenOut): void {
  const from = characterAccount(character);
  for (const change of pickOut(world, from, kind, amount)) {
    transfer(world.ledger, { from, to, why, actor: character, ...change });
  }
}
