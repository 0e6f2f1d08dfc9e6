/** Tools: what somebody needs to have for a kind of work, in its bag or on its body. */
import { characterAccount, contentsOf, isInstance, wornAccount } from "../ledger/mod.ts";
import type { World } from "../world.ts";
import { wear } from "./durability.ts";
import { isBroken, itemOf } from "./things.ts";

/**
 * The tool of a character that is good enough for a craft, the least of those that are; 0 if it has none. It loses so many
 * points of its durability.
 */
export function useTool(
  world: World,
  character: number,
  { craft, tier }: { readonly craft: string; readonly tier: number },
  points: number,
): number {
  let found = 0;
  let least = Infinity;
  for (const account of [wornAccount(character), characterAccount(character)]) {
    for (const what of contentsOf(world.ledger, account)) {
      const tool = itemOf(world, what)?.tool ?? null;
      if (tool === null || tool.craft !== craft || tool.tier < tier) continue;
      if (isInstance(what) && isBroken(world, what)) continue;
      if (tool.tier < least || (tool.tier === least && what < found)) [found, least] = [what, tool.tier];
    }
  }
  if (found !== 0 && points > 0 && isInstance(found)) wear(world, character, found, points);
  return found;
}
