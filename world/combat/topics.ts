/** The topics `abilities` and `cooldowns`. */
import type { TopicReader } from "../systems/topic_readers.ts";
import { idAt } from "../entities.ts";
import { rowsOf } from "../items/mod.ts";
import { ONLY_KEY, type TopicValue } from "../topics.ts";
import type { World } from "../world.ts";
import { knownAbilities } from "./abilities.ts";
import { effectKey, lookedAt } from "./onlookers.ts";
import { cooldownKey, isNoAbility } from "./state.ts";
import { reachCmOf } from "./targets.ts";

/** What a character can do. */
export const ABILITIES_TOPIC: TopicReader<"abilities"> = {
  keys: (world, index) => knownAbilities(world, index).map(({ number }) => String(number)),
  read: (world, index, key) => {
    const ability = knownAbilities(world, index).find(({ number }) => String(number) === key);
    if (ability === undefined) return null;
    return { cost: ability.cost, rangeCm: ability.target === "self" ? 0 : reachCmOf(world, index, ability) };
  },
};

/** What a character waits for. */
export const COOLDOWNS_TOPIC: TopicReader<"cooldowns"> = {
  keys: (world, index) => cooldownRows(world, index).map((row) => String(world.combat.cooldowns.columns.ability[row]!)),
  read: (world, index, key) => {
    const character = world.entities.components.columns.character[index]!;
    const row = isNoAbility(Number(key))
      ? undefined
      : world.combat.cooldownRow.get(cooldownKey(character, Number(key)));
    return row === undefined ? null : { untilTick: world.combat.cooldowns.columns.untilTick[row]! };
  },
};

/** What a character casts or holds. */
export const CASTING_TOPIC: TopicReader<"casting"> = {
  keys: (world, index) => castOf(world, index) < 0 ? [] : [ONLY_KEY],
  read: (world, index) => {
    const row = castOf(world, index);
    const { ability, endTick } = world.combat.casts.columns;
    return row < 0 ? null : { ability: ability[row]!, endTick: endTick[row]! };
  },
};

function castOf(world: World, index: number): number {
  return world.combat.castRow.get(idAt(world.entities, index)) ?? -1;
}

/** What lasts on a character. */
export const EFFECTS_TOPIC: TopicReader<"effects"> = {
  keys: (world, index) => effectKeys(world, idAt(world.entities, index)),
  read: (world, index, key) => readEffect(world, idAt(world.entities, index), key),
};

/** What lasts on whom a character aims at, and on those who are with it. */
export const LASTING_TOPIC: TopicReader<"lasting"> = {
  keys: (world, index) =>
    lookedAt(world, index).flatMap((bearer) => effectKeys(world, bearer).map((key) => `${bearer}/${key}`)),
  read: (world, index, key) => {
    const cut = key.indexOf("/");
    const bearer = Number(key.slice(0, cut));
    return lookedAt(world, index).includes(bearer) ? readEffect(world, bearer, key.slice(cut + 1)) : null;
  },
};

function effectKeys({ combat }: World, bearer: number): string[] {
  return (combat.effectRows.get(bearer) ?? []).map((row) => effectKeyOf(combat, row));
}

function readEffect({ combat }: World, bearer: number, key: string): TopicValue<"effects"> | null {
  const row = combat.effectRows.get(bearer)?.find((one) => effectKeyOf(combat, one) === key);
  const { effect, stacks, untilTick } = combat.effects.columns;
  return row === undefined ? null : { effect: effect[row]!, stacks: stacks[row]!, untilTick: untilTick[row]! };
}

function effectKeyOf({ effects }: World["combat"], row: number): string {
  return effectKey(effects.columns.effect[row]!, effects.columns.source[row]!);
}

function cooldownRows(world: World, index: number): number[] {
  const { ability } = world.combat.cooldowns.columns;
  const character = world.entities.components.columns.character[index]!;
  return rowsOf(world.combat.cooldowns, { character }).filter((row) => !isNoAbility(ability[row]!));
}
