/**
 * Stats: what a character can do by its class, its level and what it wears, as sums of whole numbers.
 *
 *     attribute = class + (level - 1) * perLevelPermille / 1000 + gear
 *     stat      = gear + sum over attributes of attribute * permille / 1000
 *     healthMax = class base + per level + stat;  energyMax likewise
 *
 * Thousandths are rounded down. What is worn out gives nothing; an instance better than its kind gives a tenth more a step.
 */
import type { AttributeName, Class, Content, Item, Numbered, Stat } from "../content/mod.ts";
import { contentsOf, wornAccount } from "../ledger/mod.ts";
import { sheetOf } from "../sheets.ts";
import type { World } from "../world.ts";
import { isBroken, itemOf, qualityPermille } from "./things.ts";

/** The attributes, and every stat: the places in an array of stats. */
export const ATTRIBUTES = [
  "strength",
  "agility",
  "intellect",
  "stamina",
  "spirit",
] as const satisfies readonly AttributeName[];
export const STAT_NAMES = [
  ...ATTRIBUTES,
  ...["healthMax", "energyMax", "attackPower", "spellPower", "armour", "ward"] as const,
  ...["hitPermille", "criticalPermille", "dodgePermille", "blockPermille", "hastePermille", "speedPermille"] as const,
  ...["damageDonePermille", "damageTakenPermille", "healingDonePermille", "healingTakenPermille"] as const,
  ...["threatPermille", "healthPerMinute", "energyPerMinute"] as const,
] as const satisfies readonly Stat[];

/** The place of each stat. The compiler knows if one is missing. */
export const STAT: Readonly<Record<Stat, number>> = Object.fromEntries(
  STAT_NAMES.map((name, place) => [name, place]),
) as Record<(typeof STAT_NAMES)[number], number>;

/** The weapon in somebody's hand. */
export type WeaponInHand = NonNullable<Item["weapon"]>;

/** What a character's stats are, with what they follow from. */
export interface CharacterStats {
  /** By STAT. Of thousandths it is what is added: 0 is as usual. */
  readonly values: Int32Array;
  /** What is in the main hand, if it is a weapon that is not worn out. */
  readonly weapon: WeaponInHand | null;
  /** Whether a shield is worn that can block. */
  readonly hasShield: boolean;
}

interface Known extends CharacterStats {
  readonly content: Content;
  readonly level: number;
  readonly class: number;
}

/** What was worked out, by character. Derived: it follows from sheet, gear and content. */
export type KnownStats = Map<number, Known>;

/** The stats of a character, by the row of its sheet. */
export function statsOf(world: World, row: number): CharacterStats {
  const character = world.roster.table.columns.character[row]!;
  const { level, class: classes } = world.sheets.columns;
  const known = world.knownStats.get(character);
  const isSame = known !== undefined && known.level === level[row] && known.class === classes[row] &&
    known.content === world.content;
  if (isSame) return known;
  const stats = workOut(world, character, level[row]!, classOf(world, row));
  world.knownStats.set(character, { ...stats, content: world.content, level: level[row]!, class: classes[row]! });
  return stats;
}

/** The stats of a player's body; null for a body that has no sheet. */
export function statsOfBody(world: World, index: number): CharacterStats | null {
  const row = sheetOf(world, index);
  return row < 0 ? null : statsOf(world, row);
}

/** The class of a sheet, or undefined without one. */
export function classOf(world: World, row: number): Numbered<Class> | undefined {
  return world.content.classes.byNumber[world.sheets.columns.class[row]!];
}

/** What a character wears has changed, or has worn out. */
export function forgetStats(world: World, character: number): void {
  world.knownStats.delete(character);
}

function workOut(world: World, character: number, level: number, ofClass: Class | undefined): CharacterStats {
  const values = new Int32Array(STAT_NAMES.length);
  if (ofClass !== undefined) {
    for (const name of ATTRIBUTES) {
      const grown = Math.floor((level - 1) * ofClass.attributesPerLevelPermille[name] / 1000);
      values[STAT[name]] = ofClass.attributes[name] + grown;
    }
  }
  let weapon: WeaponInHand | null = null;
  let hasShield = false;
  for (const what of contentsOf(world.ledger, wornAccount(character))) {
    const item = itemOf(world, what);
    if (item === undefined || isBroken(world, what)) continue;
    const permille = qualityPermille(world, what);
    for (const { stat, add } of item.stats) values[STAT[stat]]! += Math.trunc(add * permille / 1000);
    if (item.armour !== null) {
      values[STAT.armour]! += Math.floor(item.armour.armour * permille / 1000);
      values[STAT.ward]! += Math.floor(item.armour.ward * permille / 1000);
      if (item.armour.type === "shield") hasShield = true;
    }
    if (item.weapon !== null && item.slot === "mainHand") weapon = better(item.weapon, permille);
  }
  for (const { id, gives } of world.content.attributes.all) {
    const points = values[STAT[id]]!;
    for (const { stat, permille } of gives) values[STAT[stat]]! += Math.floor(points * permille / 1000);
  }
  if (ofClass !== undefined) {
    values[STAT.healthMax]! += ofClass.healthBase + ofClass.healthPerLevel * (level - 1);
    values[STAT.energyMax]! += ofClass.energyBase + ofClass.energyPerLevel * (level - 1);
  }
  return { values, weapon, hasShield };
}

function better(weapon: WeaponInHand, permille: number): WeaponInHand {
  const damageMin = Math.floor(weapon.damageMin * permille / 1000);
  return { ...weapon, damageMin, damageMax: Math.max(damageMin, Math.floor(weapon.damageMax * permille / 1000)) };
}
