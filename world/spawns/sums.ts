/** The sums of creatures, from level, rank and role, with the numbers of the content's economy (docs/content.md). */
import type { Creature } from "../content/mod.ts";
import type { World } from "../world.ts";

/** What they come to in a world without content. */
const PLAIN = {
  creatureHealthBase: 42,
  creatureHealthPerLevel: 12,
  creatureDamageBase: 5,
  creatureDamagePerLevelPermille: 1200,
  creatureArmourPerLevel: 3,
  xpOfKillBase: 15,
  xpOfKillPerLevel: 5,
} as const;
const WHOLE = { healthPermille: 1000, damagePermille: 1000, armourPermille: 1000, xpPermille: 1000 } as const;

type Of = Pick<Creature, "rank" | "role" | "healthPermille" | "damagePermille" | "armourPermille" | "xpPermille">;

function economyOf({ content }: World) {
  return content.economy.all[0];
}

function rankOf(world: World, { rank }: Of) {
  return economyOf(world)?.ranks.find((one) => one.rank === rank) ?? WHOLE;
}

function roleOf(world: World, { role }: Of) {
  return economyOf(world)?.roles.find((one) => one.role === role) ?? WHOLE;
}

/** Divides by so many thousands at once, at the end, so that nothing is rounded twice. */
function product(base: number, ...permilles: readonly number[]): number {
  let value = base;
  for (const permille of permilles) value = value * permille / 1000;
  return Math.floor(value);
}

/** The most health that a creature has; 1 to 65,535. */
export function healthOf(world: World, of: Of, level: number): number {
  const { creatureHealthBase, creatureHealthPerLevel } = economyOf(world) ?? PLAIN;
  const base = creatureHealthBase + creatureHealthPerLevel * (level - 1);
  const sum = product(base, rankOf(world, of).healthPermille, roleOf(world, of).healthPermille, of.healthPermille);
  return Math.max(1, Math.min(0xffff, sum));
}

/** What a blow of a creature comes to before armour, in the middle. */
export function blowOf(world: World, of: Of & Pick<Creature, "attackMs">, level: number): number {
  const { creatureDamageBase, creatureDamagePerLevelPermille } = economyOf(world) ?? PLAIN;
  const base = creatureDamageBase * 1000 + creatureDamagePerLevelPermille * (level - 1);
  const { damagePermille } = rankOf(world, of);
  const sum = product(base, damagePermille, roleOf(world, of).damagePermille, of.damagePermille);
  return Math.max(1, Math.floor(sum * of.attackMs / 2_000_000));
}

/** A creature's armour. */
export function armourOf(world: World, of: Of, level: number): number {
  const { creatureArmourPerLevel } = economyOf(world) ?? PLAIN;
  return product(creatureArmourPerLevel * level, roleOf(world, of).armourPermille, of.armourPermille);
}

/** Experience for who kills one. */
export function xpOf(world: World, of: Of, level: number): number {
  const { xpOfKillBase, xpOfKillPerLevel } = economyOf(world) ?? PLAIN;
  return product(xpOfKillBase + xpOfKillPerLevel * (level - 1), rankOf(world, of).xpPermille, of.xpPermille);
}
