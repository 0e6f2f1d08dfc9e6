/**
 * The sums of fights, in whole numbers; all divisions are rounded down.
 *
 *     base     = min..max + (level - 1) * perLevel / 1000 + attackPower * attack / 1000
 *                + spellPower * spell / 1000 + weapon's damage * weapon / 1000
 *     miss     = 50 - hit, critical = 50 + critical, in thousandths
 *     critical = base * 3 / 2
 *     taken    = amount * 100 / (100 + armour), 1 at least
 *     health   = (30 + 12 * level) * healthPermille / 1000, of a creature
 *     xp       = (10 + 5 * level) * xpPermille / 1000, for who kills one
 */
import type { Ability } from "../content/mod.ts";
import { drawBelow, drawBetween } from "../chance.ts";
import { STAT, statsOfBody } from "../items/mod.ts";
import type { World } from "../world.ts";

type Amount = Extract<Ability["acts"][number], { type: "heal" }>["amount"];

const MISS_PERMILLE = 50;
const CRITICAL_PERMILLE = 50;
/** Of bare hands. */
const FIST = { damageMin: 1, damageMax: 3 } as const;

/** What an act of a player's body comes to before armour. */
export function drawAmount(world: World, index: number, amount: Amount): number {
  const stats = statsOfBody(world, index);
  const level = world.entities.components.columns.level[index]!;
  const { damageMin, damageMax } = stats?.weapon ?? FIST;
  const share = (of: number, permille: number) => Math.floor(of * permille / 1000);
  return drawBetween(world, amount.min, amount.max) + share(level - 1, amount.perLevelPermille) +
    share(stats?.values[STAT.attackPower] ?? 0, amount.attackPermille) +
    share(stats?.values[STAT.spellPower] ?? 0, amount.spellPermille) +
    (amount.weaponPermille === 0 ? 0 : share(drawBetween(world, damageMin, damageMax), amount.weaponPermille));
}

/** How a blow comes out. */
export function drawOutcome(world: World, index: number, avoidable: boolean): "hit" | "critical" | "miss" {
  const values = statsOfBody(world, index)?.values;
  if (avoidable && drawBelow(world, 1000) < MISS_PERMILLE - (values?.[STAT.hitPermille] ?? 0)) return "miss";
  return drawBelow(world, 1000) < CRITICAL_PERMILLE + (values?.[STAT.criticalPermille] ?? 0) ? "critical" : "hit";
}

/** A critical amount. */
export function critical(amount: number): number {
  return Math.floor(amount * 3 / 2);
}

/** What is left of physical damage behind armour. */
export function behindArmour(amount: number, armour: number): number {
  return Math.max(1, Math.floor(amount * 100 / (100 + Math.max(0, armour))));
}

/** Health of a creature. */
export function creatureHealth(level: number, permille: number): number {
  return Math.max(1, Math.min(0xffff, Math.floor((30 + 12 * level) * permille / 1000)));
}

/** Experience for who kills a creature. */
export function creatureXp(level: number, permille: number): number {
  return Math.floor((10 + 5 * level) * permille / 1000);
}
