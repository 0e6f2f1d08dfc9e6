/** The topics `abilities` and `cooldowns`. */
import type { TopicReader } from "../systems/topic_readers.ts";
import { rowsOf } from "../items/mod.ts";
import type { World } from "../world.ts";
import { knownAbilities } from "./abilities.ts";
import { FIGHT } from "./state.ts";

/** What a character can do. */
export const ABILITIES_TOPIC: TopicReader<"abilities"> = {
  keys: (world, index) => knownAbilities(world, index).map(({ number }) => String(number)),
  read: (world, index, key) => {
    const ability = knownAbilities(world, index).find(({ number }) => String(number) === key);
    return ability === undefined ? null : { cost: ability.cost, rangeCm: ability.rangeCm };
  },
};

/** What a character waits for. */
export const COOLDOWNS_TOPIC: TopicReader<"cooldowns"> = {
  keys: (world, index) => cooldownRows(world, index).map((row) => String(world.combat.cooldowns.columns.ability[row]!)),
  read: (world, index, key) => {
    const { ability, untilTick } = world.combat.cooldowns.columns;
    const row = cooldownRows(world, index).find((one) => String(ability[one]!) === key);
    return row === undefined ? null : { untilTick: untilTick[row]! };
  },
};

function cooldownRows(world: World, index: number): number[] {
  const { ability } = world.combat.cooldowns.columns;
  const character = world.entities.components.columns.character[index]!;
  return rowsOf(world.combat.cooldowns, { character }).filter((row) => ability[row] !== FIGHT);
}
