/** Who has a part in a kill: whoever fought it or killed it, and those of their parties that are near. */
import { idAt } from "../entities.ts";
import { isDead } from "../items/mod.ts";
import { isNearEnough, membersOf, partyOf } from "../parties/mod.ts";
import { bodyOf } from "../roster.ts";
import { angryAt } from "../spawns/mod.ts";
import type { World } from "../world.ts";

/** Bodies that learn by it, in the order of their characters, and the characters that may loot it. */
export interface Sharers {
  readonly sharers: readonly number[];
  readonly looters: readonly number[];
  /** Characters that have fought it themselves. */
  readonly fought: ReadonlySet<number>;
}

/** Of the creature at `index`, killed by `killer`. */
export function sharersOf(world: World, index: number, killer: number): Sharers {
  const { character } = world.entities.components.columns;
  const fought = new Set(angryAt(world, idAt(world.entities, index)));
  if (character[killer] !== 0) fought.add(character[killer]!);
  const looters = new Set<number>();
  for (const one of fought) {
    looters.add(one);
    const party = partyOf(world.parties, one);
    if (party !== 0) { for (const member of membersOf(world.parties, party)) looters.add(member); }
  }
  const inOrder = [...looters].sort((a, b) => a - b).filter((one) => {
    const at = bodyOf(world.roster, one);
    return at >= 0 && isNearEnough(world, at, index) && (fought.has(one) || !isDead(world, at));
  });
  return { sharers: inOrder.map((one) => bodyOf(world.roster, one)), looters: inOrder, fought };
}
