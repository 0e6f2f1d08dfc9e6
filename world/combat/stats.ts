/** The stats that count in a fight: of sheet and gear, or of a creature's sums, and of the effects that last on a body. */
import { idAt } from "../entities.ts";
import { STAT, STAT_NAMES, statsOfBody } from "../items/mod.ts";
import { armourOf } from "../spawns/mod.ts";
import type { TopicReader } from "../systems/topic_readers.ts";
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

/** Stats that a player is told of; the most health and energy are with its vitals. */
const isTold = (name: string) => name !== "healthMax" && name !== "energyMax";

/** What a character's deeds are reckoned with. */
export const STATS_TOPIC: TopicReader<"stats"> = {
  keys: (world, index) => STAT_NAMES.filter((name) => readStat(world, index, name) !== null),
  read: readStat,
};

function readStat(world: World, index: number, key: string): { value: number; bare: number } | null {
  const name = STAT_NAMES.find((told) => told === key && isTold(told));
  if (name === undefined) return null;
  const bare = statsOfBody(world, index)?.values[STAT[name]] ?? 0;
  const value = statIn(world, index, STAT[name]);
  return bare === 0 && value === 0 ? null : { value, bare };
}
