/** Taking things from a character for good: so many of a kind, single things counted. */
import { characterAccount, contentsOf, isInstance, kindOf, namedAccount, transfer } from "../ledger/mod.ts";
import type { World } from "../world.ts";

/** Takes so many of a kind out of a character's bag, as far as they are there. */
export function takeOf(world: World, character: number, kind: number, amount: number): void {
  const from = characterAccount(character);
  const common = { from, to: namedAccount("quest"), why: "quest delivery", actor: character } as const;
  if (world.content.items.byNumber[kind]?.single !== true) {
    transfer(world.ledger, { ...common, what: kind, amount });
    return;
  }
  let left = amount;
  for (const what of contentsOf(world.ledger, from)) {
    if (left === 0) return;
    if (!isInstance(what) || kindOf(world.ledger, what) !== kind) continue;
    transfer(world.ledger, { ...common, what, amount: 1 });
    left--;
  }
}
