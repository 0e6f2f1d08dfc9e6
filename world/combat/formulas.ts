/**
 * The sums of fights, in whole numbers; all divisions are rounded down.
 *
 *     base     = min..max + (level - 1) * perLevel / 1000 + attackPower * attack / 1000
 *                + spellPower * spell / 1000 + weapon's damage * weapon / 1000
 *     miss     = 50 - hit, critical = 50 + critical, in thousandths
 *     block    = 100 + block of who wears a shield, block alone of who wears none, 600 at most; from the front
 *     critical = base * 3 / 2
 *     blocked  = two fifths of what armour leaves; what is blocked is not critical
 *     taken    = amount * 100 / (100 + armour), 1 at least; ward in place of armour for all but physical harm
 *     done     = amount * (1000 + damageDone of who does it) / 1000 * (1000 + damageTaken of who has it) / 1000
 *     blow     = 85 to 115 hundredths of what its level, rank and role say, of a creature (spawns/sums.ts)
 */
import type { Ability, School } from "../content/mod.ts";
import { drawBelow, drawBetween } from "../chance.ts";
import { STAT, statsOfBody } from "../items/mod.ts";
import { blowOf } from "../spawns/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { BLOCK_PERMILLE, CRITICAL_PERMILLE, MISS_PERMILLE } from "./limits.ts";
import { creatureOf } from "./creatures.ts";
import { isHeld } from "./holds.ts";
import { statIn } from "./stats.ts";
import { isBehind } from "./targets.ts";

type Amount = Extract<Ability["acts"][number], { type: "heal" }>["amount"];

/** Whoever blocks blocks so many at most. */
const BLOCK_PERMILLE_MAX = 600;
/** Of bare hands. */
const FIST = { damageMin: 1, damageMax: 3 } as const;

function share(of: number, permille: number): number {
  return Math.floor(of * permille / 1000);
}

/** What an act of a body comes to before armour. */
export function drawAmount(world: World, index: number, amount: Amount): number {
  const level = Math.max(1, world.entities.components.columns.level[index]!);
  return drawBetween(world, amount.min, amount.max) + share(level - 1, amount.perLevelPermille) +
    share(statIn(world, index, STAT.attackPower), amount.attackPermille) +
    share(statIn(world, index, STAT.spellPower), amount.spellPermille) +
    (amount.weaponPermille === 0 ? 0 : share(drawWeapon(world, index, level), amount.weaponPermille));
}

function drawWeapon(world: World, index: number, level: number): number {
  const entry = creatureOf(world, index);
  if (entry !== undefined) return drawBlow(world, blowOf(world, entry, level));
  const { damageMin, damageMax } = statsOfBody(world, index)?.weapon ?? FIST;
  return drawBetween(world, damageMin, damageMax);
}

/** What a body's blows are made of: its weapon says so, or what creature it is. */
export function schoolOfBlows(world: World, index: number): School {
  return creatureOf(world, index)?.school ?? statsOfBody(world, index)?.weapon?.school ?? "physical";
}

/** A blow of a creature around its middle. */
export function drawBlow(world: World, middle: number): number {
  return drawBetween(world, Math.max(1, Math.floor(middle * 85 / 100)), Math.ceil(middle * 115 / 100));
}

/** What an effect comes to that somebody of this level and power left behind. */
export function drawPlain(
  world: World,
  { level, power }: { readonly level: number; readonly power: number },
  amount: Amount,
): number {
  return drawBetween(world, amount.min, amount.max) + share(Math.max(0, level - 1), amount.perLevelPermille) +
    share(power, Math.max(amount.attackPermille, amount.spellPermille));
}

/** How a blow may come out. */
export type BlowOutcome = "hit" | "critical" | "miss" | "dodge" | "block";

/** How a blow comes out. */
export function drawOutcome(
  world: World,
  index: number,
  at: number,
  avoidable: boolean,
): BlowOutcome {
  if (avoidable) {
    if (drawBelow(world, 1000) < MISS_PERMILLE - statIn(world, index, STAT.hitPermille)) return "miss";
    if (at !== index && drawBelow(world, 1000) < statIn(world, at, STAT.dodgePermille)) return "dodge";
    if (at !== index && isBlocked(world, index, at)) return "block";
  }
  return drawBelow(world, 1000) < CRITICAL_PERMILLE + statIn(world, index, STAT.criticalPermille) ? "critical" : "hit";
}

/** Whether a shield comes in between: of who sees the blow come, and can lift its arm. */
function isBlocked(world: World, index: number, at: number): boolean {
  const chance = blockPermille(world, at);
  if (chance <= 0 || isHeld(world, at, "stun") || isHeld(world, at, "fear")) return false;
  const [dx, dy] = [positionX(world, index) - positionX(world, at), positionY(world, index) - positionY(world, at)];
  return !isBehind(world, at, dx, dy) && drawBelow(world, 1000) < chance;
}

/** How many of a thousand blows from the front a body blocks. */
export function blockPermille(world: World, at: number): number {
  const base = statsOfBody(world, at)?.hasShield === true ? BLOCK_PERMILLE : 0;
  // What nature and gear give is of no use without a shield; what an effect gives is one.
  const gear = base > 0 ? 0 : statsOfBody(world, at)?.values[STAT.blockPermille] ?? 0;
  return Math.max(0, Math.min(BLOCK_PERMILLE_MAX, base + statIn(world, at, STAT.blockPermille) - gear));
}

/** What is left of damage behind a shield. */
export function behindShield(amount: number): number {
  return amount - Math.floor(amount * 2 / 5);
}

/** A critical amount. */
export function critical(amount: number): number {
  return Math.floor(amount * 3 / 2);
}

/** What is left of damage behind armour or ward. */
export function behindArmour(amount: number, armour: number): number {
  return Math.max(1, Math.floor(amount * 100 / (100 + Math.max(0, armour))));
}

/** Damage by what it was done with, and on whom. */
export function adjusted(amount: number, donePermille: number, takenPermille: number): number {
  return Math.max(0, share(share(amount, Math.max(0, 1000 + donePermille)), Math.max(0, 1000 + takenPermille)));
}
