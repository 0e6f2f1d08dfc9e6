/** The stats that count in a fight: of sheet and gear, or of a creature's sums, and of the effects that last on a body. */
import { idAt } from "../entities.ts";
import { STAT, statsOfBody } from "../items/mod.ts";
import { armourOf } from "../spawns/mod.ts";
import type { World } from "../world.ts";
import { creatureOf, isCreature, WILD } from "./creatures.ts";

/** One stat of a body; of thousandths what is added: 0 is as usual. */
export function statIn(world: World, index: number, stat: number): number {
  let value = statsOfBody(world, index)?.values[stat] ?? 0;
  if (stat === STAT.armour && isCreature(world, index)) {
    const level = Math.max(1, world.entities.components.columns.level[index]!);
    value += armourOf(world, creatureOf(world, index) ?? WILD, level);
  }
  const rows = world.combat.effectRows.get(idAt(world.entities, index));
  if (rows === undefined) return value;
  const { effect, stacks } = world.combat.effects.columns;
  for (const row of rows) {
    const entry = world.content.effects.byNumber[effect[row]!];
    for (const change of entry?.stats ?? []) if (STAT[change.stat] === stat) value += change.add * stacks[row]!;
  }
  return value;
}
