import { z } from "zod";
import { COINS, COUNT, ID, LEVEL, line, PERMILLE, ref, SHARE, whole } from "./base.ts";

/** Names for who is born without one, a first part and a last part taken by chance: those of towns, `townsfolk`. */
export const NAMES = z.strictObject({
  id: z.enum(["townsfolk"]),
  first: z.array(line(11)).min(1).max(200),
  last: z.array(line(12)).max(200).default([]),
});

/** A text of the product that a host may say otherwise: greetings, tips. */
export const TEXT = z.strictObject({ id: ID, text: line(600) });

/** The sums of the world's housekeeping. There is one entry, `economy`. */
export const ECONOMY = z.strictObject({
  id: z.literal("economy"),
  coin: z.strictObject({ one: line(24), many: line(24) }).default({ one: "coin", many: "coins" })
    .meta({ description: "what one coin and several are called" }),
  levelMax: LEVEL,
  xpToNext: z.array(whole(1, 10_000_000)).min(1).max(59).meta({
    description: "from each level to the next, from 1 on",
  }),
  xpOfKillBase: whole(1, 10_000).meta({ description: "for a common creature of level 1" }),
  xpOfKillPerLevel: whole(0, 1000),
  bagPlaces: whole(1, 96).default(24),
  bankPlaces: whole(1, 300).default(60),
  deathDurabilityPermille: SHARE.default(100).meta({ description: "of what one wears, lost by reviving at a shrine" }),
  deathFeePerLevelCoins: COINS.default(2).meta({ description: "for reviving at a shrine" }),
  deathFreeBelow: LEVEL.default(5).meta({ description: "below this level dying costs nothing" }),
  deathWeakness: ref("effects").nullable().default(null)
    .meta({ description: "what lasts on who does not carry the fee, in its place; none: nothing does" }),
  pvpLevelMin: LEVEL.default(5).meta({
    description: "from which level on players may switch on fights with others; below it free ground alone has them",
  }),
  reviveSeconds: whole(0, 600).default(5),
  corpseRunHealthPermille: SHARE.default(500),
  creatureHealthBase: whole(1, 10_000).default(40),
  creatureHealthPerLevel: whole(0, 10_000).default(22),
  creatureDamageBase: whole(1, 10_000).default(4),
  creatureDamagePerLevelPermille: whole(0, 100_000).default(1600),
  creatureArmourPerLevel: whole(0, 1000).default(12),
  ranks: z.array(z.strictObject({
    rank: z.enum(["critter", "common", "tough", "leader", "boss"]),
    healthPermille: PERMILLE,
    damagePermille: PERMILLE,
    xpPermille: PERMILLE,
  })).min(5).max(5),
  roles: z.array(z.strictObject({
    role: z.enum(["brute", "stalker", "archer", "caster", "healer", "swarm", "harmless"]),
    healthPermille: PERMILLE,
    damagePermille: PERMILLE,
    armourPermille: PERMILLE,
  })).min(7).max(7),
  scatter: z.array(z.strictObject({ item: ref("items"), weight: whole(1, 16), countMax: COUNT.default(1) })).max(16)
    .meta({ description: "what lies about in a new world: weights that come to 16" }),
  prosperityPerDay: whole(0, 1000).default(10).meta({ description: "by which towns go back to 500 each day" }),
  vendorPayWhenPoorPermille: PERMILLE.default(800),
  vendorAskWhenRichPermille: PERMILLE.default(900),
  rollSeconds: whole(5, 120).default(30).meta({ description: "to roll for a thing of a party" }),
  rollFrom: z.enum(["common", "fine", "rare", "storied"]).default("fine").meta({
    description: "quality from which a party rolls",
  }),
  lootFreeSeconds: whole(0, 3600).default(90).meta({ description: "after which a corpse is everybody's" }),
  orderFeePermille: SHARE.default(50).meta({ description: "of its worth, paid by who puts up an order" }),
  orderDays: whole(1, 100).default(7).meta({ description: "real days for which an order stands at most" }),
  questLogMax: whole(1, 50).default(20),
});

export type Names = z.infer<typeof NAMES>;
export type Text = z.infer<typeof TEXT>;
export type Economy = z.infer<typeof ECONOMY>;
