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
  const common = { from, to, why, actor: character } as const;
  if (itemOfKind(world, kind)?.single !== true) {
    transfer(world.ledger, { ...common, what: kind, amount });
    return;
  }
  const { instances } = world.ledger;
  const quality = (what: number) => instances.table.columns.quality[instanceRow(instances, what)]!;
  const those = contentsOf(world.ledger, from).filter((what) =>
    isInstance(what) && kindOf(world.ledger, what) === kind
  );
  // Numbers decide between equals, so that the order of rows does not matter.
  those.sort((a, b) => quality(a) - quality(b) || a - b);
  for (const what of those.slice(0, amount)) transfer(world.ledger, { ...common, what, amount: 1 });
}
