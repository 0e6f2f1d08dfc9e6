/**
 * What entries of all kinds are made of: ids, texts, whole numbers with their range, references by id.
 *
 * Numbers are whole. What would be a fraction is told in thousandths ("…Permille"), chances in ten-thousandths; lengths
 * are centimetres or metres, times milliseconds, seconds or minutes, money coins, as the name of the field says.
 */
import { z } from "zod";
import { isKnownId } from "./known_ids.ts";
import type { KindName } from "./kind_names.ts";

/** What an id looks like: small letters, digits and underscores, and a letter at its beginning. */
export const ID_FORM = /^[a-z][a-z0-9_]{0,47}$/;

/** The id of an entry itself. */
export const ID = z.string().regex(ID_FORM).meta({ description: "unique within its kind; never change it later" });

/** One line for players. */
export function line(lettersMax: number) {
  return z.string().min(1).max(lettersMax).regex(/^[^\n\r\t]*$/);
}

/** Some sentences for players; a blank line begins a new paragraph. "" where there is nothing to say. */
export const PROSE = z.string().max(1200);

/** A name for players. */
export const NAME = line(48);

/** A whole number within a range. */
export function whole(min: number, max: number) {
  return z.int().min(min).max(max);
}

/** A level of somebody or something. */
export const LEVEL = whole(1, 60);
/** A count of things. */
export const COUNT = whole(1, 10_000);
export const COINS = whole(0, 100_000_000);
/** Thousandths: 1000 is once, 1500 is half as much again. */
export const PERMILLE = whole(0, 100_000);
/** Thousandths of a whole. */
export const SHARE = whole(0, 1000);
/** A chance in ten-thousandths: 10000 is always. */
export const CHANCE = whole(1, 10_000);
/** A minute of the day, 0 to 1439. */
export const MINUTE = whole(0, 1439);
/** A colour as #rrggbb. */
export const COLOUR = z.string().regex(/^#[0-9a-f]{6}$/);

/** The id of an entry of a kind. Whether there is one is checked when a whole pack is. */
export function ref(kind: KindName) {
  return z.string().regex(ID_FORM).refine((id) => isKnownId(kind, id), { params: { ref: kind } })
    .meta({ description: `id of an entry of ${kind}` });
}

/** From least to most, both included. */
export function span(min: number, max: number) {
  return z.strictObject({ min: whole(min, max), max: whole(min, max) }).refine(({ min, max }) => min <= max, {
    params: { wanted: "min not above max" },
  });
}

/** The shapes of icons; pages draw them. */
export const ICON_SHAPES = [
  ...["sword", "axe", "mace", "dagger", "spear", "bow", "staff", "wand", "shield", "arrow"],
  ...["helmet", "hood", "robe", "jerkin", "mail", "plate", "gloves", "boots", "belt", "cloak", "ring", "amulet"],
  ...["coin", "apple", "stone", "lantern", "bread", "meat", "fish", "cheese", "mug", "flask", "vial", "bowl"],
  ...["ore", "ingot", "gem", "wood", "plank", "hide", "leather", "cloth", "thread", "feather", "bone", "tooth", "claw"],
  ...["herb", "flower", "mushroom", "root", "berry", "seed", "grain", "egg", "shell", "pearl", "web", "eye", "horn"],
  ...["book", "scroll", "letter", "map", "key", "bag", "chest", "rope", "tool", "pick", "sickle", "rod", "hammer"],
  ...["flame", "frost", "bolt", "leaf", "sun", "moon", "star", "drop", "wave", "wind", "spark", "skull", "heart"],
  ...["fist", "foot", "paw", "howl", "fang", "thorn", "vine", "trap", "net", "bell", "horn_call", "banner", "anvil"],
  ...["circle", "arc", "cross", "spiral", "chain", "hourglass", "wing", "crown"],
] as const;

/** A small picture: a shape and its colours. */
export const ICON = z.strictObject({
  shape: z.enum(ICON_SHAPES),
  colour: COLOUR,
  back: COLOUR.default("#2b2f36").meta({ description: "colour behind the shape" }),
});

/** What somebody has by nature. */
export const ATTRIBUTE_NAMES = ["strength", "agility", "intellect", "stamina", "spirit"] as const;

/** Everything that gear and effects can change. Thousandths where the name says so; `speedPermille` is of walking. */
export const STATS = [
  ...ATTRIBUTE_NAMES,
  ...["healthMax", "energyMax", "attackPower", "spellPower", "armour", "ward"] as const,
  ...["hitPermille", "criticalPermille", "dodgePermille", "blockPermille", "hastePermille", "speedPermille"] as const,
  ...["damageDonePermille", "damageTakenPermille", "healingDonePermille", "healingTakenPermille"] as const,
  ...["threatPermille", "healthPerMinute", "energyPerMinute"] as const,
] as const;

/** A change of a stat: so much is added. */
export const STAT_CHANGE = z.strictObject({ stat: z.enum(STATS), add: whole(-100_000, 100_000) });

/** What harm is made of. Armour helps against physical harm, ward against the rest. */
export const SCHOOLS = ["physical", "fire", "frost", "storm", "nature", "light", "shadow"] as const;

/**
 * How much: a throw between min and max, and on top thousandths of level, attack power, spell power, and of a blow with
 * the weapon in hand: sum = throw + (level * perLevelPermille + attackPower * attackPermille + …) / 1000.
 */
export const AMOUNT = z.strictObject({
  min: whole(0, 100_000).default(0),
  max: whole(0, 100_000).default(0),
  perLevelPermille: PERMILLE.default(0),
  attackPermille: PERMILLE.default(0),
  spellPermille: PERMILLE.default(0),
  weaponPermille: PERMILLE.default(0),
}).refine(({ min, max }) => min <= max, { params: { wanted: "min not above max" } });

/** Parts of the body that wear something, and what they are called in `slot` of items. */
export const SLOTS = [
  ...["mainHand", "offHand", "head", "neck", "shoulders", "back", "chest", "hands", "waist", "legs", "feet"] as const,
  ...["ring", "trinket"] as const,
] as const;

/** Kinds of weapon and of armour. A class says which it may use. */
export const WEAPONS = ["sword", "axe", "mace", "dagger", "spear", "staff", "wand", "bow"] as const;
export const ARMOURS = ["cloth", "leather", "mail", "shield"] as const;

export type Stat = (typeof STATS)[number];
export type AttributeName = (typeof ATTRIBUTE_NAMES)[number];
export type School = (typeof SCHOOLS)[number];
export type Slot = (typeof SLOTS)[number];
export type Weapon = (typeof WEAPONS)[number];
export type Armour = (typeof ARMOURS)[number];
export type Amount = z.infer<typeof AMOUNT>;
export type StatChange = z.infer<typeof STAT_CHANGE>;
export type Icon = z.infer<typeof ICON>;
