import type { Pack } from "../pack.ts";
import type { Note } from "./whole.ts";

/** A quest is for a level if it is at most so much below or above it. */
const QUEST_NEAR = 2;

/** For each level there is something to fight, something to do and a place for it. */
export function checkLevels({ entries }: Pack, note: Note): void {
  const { creatures, spawns, regions, quests, economy, classes, abilities, dungeons } = entries;
  const rules = economy[0];
  if (rules === undefined) return;
  const { levelMax, xpToNext } = rules;
  if (xpToNext.length !== levelMax - 1) {
    note(
      "economy",
      "economy",
      "xpToNext",
      xpToNext.length,
      `${levelMax - 1} of them, one for each level before ${levelMax}`,
    );
  }
  const spawned = new Set(spawns.map(({ creature }) => creature));
  for (const { encounters } of dungeons) {
    for (const { creatures: those } of encounters) for (const { creature } of those) spawned.add(creature);
  }
  const alive = creatures.filter(({ id, attitude }) => spawned.has(id) && attitude !== "friendly");
  for (let level = 1; level < levelMax; level++) {
    const within = ({ level: { min, max } }: { readonly level: { readonly min: number; readonly max: number } }) =>
      min <= level && level <= max;
    if (!alive.some(within)) note("creatures", "", "level", level, `a creature of level ${level} that lives somewhere`);
    if (!regions.some(within)) note("regions", "", "level", level, `a region for level ${level}`);
    if (!quests.some((quest) => Math.abs(quest.level - level) <= QUEST_NEAR)) {
      note("quests", "", "level", level, `a quest for about level ${level}`);
    }
  }
  const creatureOf = new Map(creatures.map((creature) => [creature.id, creature]));
  const regionOf = new Map(regions.map((region) => [region.id, region]));
  for (const { id, where, creature } of spawns) {
    if (where.type !== "region") continue;
    const region = regionOf.get(where.region)!;
    const { level, rank } = creatureOf.get(creature)!;
    if (rank === "critter" || (level.min <= region.level.max && level.max >= region.level.min)) continue;
    const { min, max } = region.level;
    note("spawns", id, "creature", creature, `a creature for levels ${min} to ${max}, as ${where.region} is`);
  }
  const abilityOf = new Map(abilities.map((ability) => [ability.id, ability]));
  for (const { id, abilities: known } of classes) {
    known.forEach(({ ability, level }, index) => {
      const needed = abilityOf.get(ability)!.level;
      if (level > levelMax) note("classes", id, `abilities.${index}.level`, level, `at most ${levelMax}`);
      if (needed > level) {
        note("classes", id, `abilities.${index}.level`, level, `at least ${needed}, as the ability says`);
      }
    });
  }
}
