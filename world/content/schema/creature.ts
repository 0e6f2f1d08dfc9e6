import { z } from "zod";
import { COLOUR, ID, LEVEL, line, NAME, PERMILLE, PROSE, ref, SCHOOLS, SHARE, whole } from "./base.ts";

/** How a body is built; pages draw it. */
export const BODY_PLANS = [
  ...["quadruped", "biped", "serpent", "bird", "spider", "insect", "slime", "spirit", "golem", "plant"] as const,
  ...["dragonling", "fish", "crab", "bat", "wisp"] as const,
] as const;
/** What a body has besides. */
export const BODY_PARTS = [
  ...[
    "horns",
    "antlers",
    "tusks",
    "mane",
    "tail",
    "spikes",
    "wings",
    "shell",
    "crest",
    "beard",
    "ears",
    "claws",
  ] as const,
  ...[
    "hat",
    "hood",
    "cloak",
    "armour",
    "crown",
    "apron",
    "sword",
    "axe",
    "club",
    "bow",
    "staff",
    "spear",
    "shield",
  ] as const,
  ...["lantern", "moss", "stripes", "spots", "glow", "flowers", "skull"] as const,
] as const;
/** What it belongs to. */
export const FAMILIES = [
  ...["beast", "bird", "critter", "insect", "fish", "person", "bandit", "restless", "spirit", "elemental"] as const,
  ...["plant", "slime", "construct", "giant", "dragonkin", "folk"] as const,
] as const;

/** When a creature does something. All that stand there have to hold. */
export const ABILITY_RULE = z.strictObject({
  ability: ref("abilities"),
  everyMs: whole(500, 600_000).default(8000),
  firstAfterMs: whole(0, 600_000).default(1000).meta({ description: "of the fight" }),
  priority: whole(0, 100).default(10).meta({ description: "of those that could be done the highest is" }),
  healthBelowPermille: SHARE.default(1000),
  targetHealthBelowPermille: SHARE.default(1000),
  targetWithinCm: whole(0, 6000).default(6000),
  targetBeyondCm: whole(0, 6000).default(0),
  targetsMin: whole(1, 20).default(1).meta({ description: "enemies in reach" }),
  friendHurtPermille: SHARE.default(1000).meta({ description: "a friend near has less than this: it is the target" }),
  targetCasts: z.boolean().default(false),
});

/** A kind of creature. Its numbers follow from level, rank and role; see docs/content.md for the sums. */
export const CREATURE = z.strictObject({
  id: ID,
  name: NAME,
  text: PROSE.default(""),
  family: z.enum(FAMILIES),
  level: z.strictObject({ min: LEVEL, max: LEVEL }).refine(({ min, max }) => min <= max, {
    params: { wanted: "min not above max" },
  }),
  rank: z.enum(["critter", "common", "tough", "leader", "boss"]).default("common"),
  role: z.enum(["brute", "stalker", "archer", "caster", "healer", "swarm", "harmless"]),
  healthPermille: PERMILLE.default(1000),
  damagePermille: PERMILLE.default(1000),
  armourPermille: PERMILLE.default(1000),
  xpPermille: PERMILLE.default(1000),
  attackMs: whole(800, 6000).default(2000),
  rangeCm: whole(50, 4000).default(200).meta({ description: "how far its blows reach" }),
  school: z.enum(SCHOOLS).default("physical").meta({ description: "what its blows are made of" }),
  immune: z.array(z.enum(["stun", "root", "slow", "silence", "fear", "disarm", "taunt"])).max(7).default([]),
  walkSpeed: whole(0, 80).default(10).meta({ description: "in 1/8 m/s" }),
  runSpeed: whole(0, 120).default(36).meta({ description: "in 1/8 m/s" }),
  swims: z.boolean().default(false).meta({ description: "goes into deep water, and is as quick in water as on land" }),
  abilities: z.array(ABILITY_RULE).max(12).default([]),
  attitude: z.enum(["hostile", "neutral", "timid", "friendly"])
    .meta({ description: "attacks, fights back, runs, is on the players' side" }),
  sight: z.strictObject({
    metres: whole(0, 60).default(12),
    perLevelMetres: whole(0, 3).default(1).meta({ description: "less for each level that one is above it" }),
  }).default({ metres: 12, perLevelMetres: 1 }),
  leashMetres: whole(5, 400).default(40),
  flee: z.strictObject({ belowHealthPermille: SHARE, seconds: whole(1, 60) }).nullable().default(null),
  help: z.strictObject({ metres: whole(1, 60), families: z.array(z.enum(FAMILIES)).max(8).default([]) }).nullable()
    .default(null).meta({ description: "calls those near; without families those of its own kind" }),
  pack: z.strictObject({ min: whole(1, 20), max: whole(1, 20) }).refine(({ min, max }) => min <= max, {
    params: { wanted: "min not above max" },
  }).default({ min: 1, max: 1 }).meta({
    description: "so many keep together in an area of theirs; 1: each for itself",
  }),
  roamMetres: whole(0, 200).default(10),
  active: z.enum(["always", "day", "night", "dusk"]).default("always"),
  loot: ref("loot").nullable().default(null),
  skins: z.strictObject({ loot: ref("loot"), craft: ref("crafts"), skill: whole(0, 300).default(0) }).nullable()
    .default(null).meta({ description: "what a knife takes from it" }),
  corpseSeconds: whole(5, 3600).default(120),
  phases: z.array(z.strictObject({
    belowHealthPermille: SHARE,
    say: line(160).nullable().default(null),
    effect: ref("effects").nullable().default(null),
    abilities: z.array(ABILITY_RULE).max(8).default([]).meta({ description: "from here on, besides its others" }),
    without: z.array(ref("abilities")).max(8).default([]).meta({ description: "of its others, no more" }),
    summon: z.strictObject({ creature: ref("creatures"), count: whole(1, 12) }).nullable().default(null),
  })).max(6).default([]),
  says: z.strictObject({
    fight: z.array(line(160)).max(8).default([]),
    death: z.array(line(160)).max(8).default([]),
  }).default({ fight: [], death: [] }),
  look: z.strictObject({
    plan: z.enum(BODY_PLANS),
    sizePermille: whole(100, 6000).default(1000),
    colours: z.array(COLOUR).min(1).max(3).meta({ description: "body, second, small things" }),
    parts: z.array(z.enum(BODY_PARTS)).max(8).default([]),
  }),
});

export type Creature = z.infer<typeof CREATURE>;
export type AbilityRule = z.infer<typeof ABILITY_RULE>;
