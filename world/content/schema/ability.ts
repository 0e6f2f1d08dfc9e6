import { z } from "zod";
import {
  AMOUNT,
  CHANCE,
  COLOUR,
  ICON,
  ID,
  LEVEL,
  NAME,
  PERMILLE,
  PROSE,
  ref,
  SCHOOLS,
  SHARE,
  WEAPONS,
  whole,
} from "./base.ts";
import { DISPELS } from "./effect.ts";

const ON = {
  on: z.enum(["target", "self"]).default("target").meta({ description: "whom it meets: each target, or who does it" }),
};

/** One thing that an ability does when it comes off. They happen in their order. */
export const ABILITY_ACT = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("damage"),
    amount: AMOUNT,
    school: z.enum(SCHOOLS).nullable().default(null)
      .meta({ description: "null: that of the weapon, where its blow counts; physical where it does not" }),
    avoidable: z.boolean().default(true).meta({ description: "may miss, be dodged or blocked" }),
    threatPermille: PERMILLE.default(1000),
    ...ON,
  }),
  z.strictObject({ type: z.literal("heal"), amount: AMOUNT, ...ON }),
  z.strictObject({ type: z.literal("apply"), effect: ref("effects"), chance: CHANCE.default(10_000), ...ON }),
  z.strictObject({ type: z.literal("remove"), effect: ref("effects"), ...ON }),
  z.strictObject({ type: z.literal("dispel"), dispel: z.enum(DISPELS), count: whole(1, 10).default(1), ...ON }),
  z.strictObject({ type: z.literal("interrupt"), lockMs: whole(0, 10_000).default(0), ...ON }),
  z.strictObject({ type: z.literal("energy"), amount: whole(-1000, 1000), ...ON }),
  z.strictObject({ type: z.literal("drain"), amount: AMOUNT, school: z.enum(SCHOOLS), healPermille: PERMILLE })
    .meta({ description: "damage, of which a part heals who does it" }),
  z.strictObject({ type: z.literal("threat"), amount: whole(-100_000, 100_000), ...ON }),
  z.strictObject({ type: z.literal("push"), cm: whole(-2000, 2000) }).meta({ description: "away; negative: closer" }),
  z.strictObject({ type: z.literal("charge") }).meta({ description: "runs up to the target" }),
  z.strictObject({ type: z.literal("leap"), cm: whole(-3000, 3000) })
    .meta({ description: "forward as one looks, as far as the way is free; negative: backward" }),
  z.strictObject({ type: z.literal("revive"), healthPermille: SHARE.default(300) }),
  z.strictObject({ type: z.literal("bindTravel") }).meta({ description: "goes to the place that one is bound to" }),
]);

/** Something that players or creatures can do. */
export const ABILITY = z.strictObject({
  id: ID,
  name: NAME,
  text: PROSE,
  icon: ICON,
  level: LEVEL.default(1).meta({ description: "of who does it at least" }),
  cost: whole(0, 10_000).default(0).meta({ description: "energy" }),
  castMs: whole(0, 30_000).default(0),
  channel: z.strictObject({ durationMs: whole(500, 30_000), tickMs: whole(250, 10_000) }).nullable().default(null)
    .meta({ description: "happens again at each tick while it is held; then castMs is 0" }),
  cooldownMs: whole(0, 3_600_000).default(0),
  cooldownGroup: z.string().max(48).default("").meta({ description: "those of one group cool down together" }),
  offGlobal: z.boolean().default(false).meta({ description: "not bound by the pause between any two abilities" }),
  target: z.enum(["self", "enemy", "friend", "any", "dead friend", "place"]),
  rangeCm: whole(0, 6000).default(0).meta({ description: "0: within reach of the weapon" }),
  rangeMinCm: whole(0, 3000).default(0),
  lineOfSight: z.boolean().default(true),
  area: z.strictObject({
    shape: z.enum(["circle", "cone", "line"]),
    at: z.enum(["self", "target"]).meta({ description: "where a circle has its middle; cones and lines go from self" }),
    radiusCm: whole(50, 4000).meta({ description: "of a circle or cone; length of a line" }),
    widthCm: whole(50, 2000).default(200).meta({ description: "of a line" }),
    degrees: whole(10, 360).default(90).meta({ description: "of a cone" }),
    targetsMax: whole(1, 40).default(10),
    hits: z.enum(["enemies", "friends"]).default("enemies"),
  }).nullable().default(null),
  projectileCmPerSecond: whole(0, 10_000).default(0).meta({ description: "0: it is there at once" }),
  whileMoving: z.boolean().default(false).meta({ description: "moving does not interrupt it" }),
  whileDead: z.boolean().default(false),
  outOfCombat: z.boolean().default(false).meta({ description: "only while one does not fight" }),
  weapons: z.array(z.enum(WEAPONS)).max(8).default([]).meta({ description: "one of these in hand; none: whatever" }),
  behind: z.boolean().default(false).meta({ description: "only from behind the target" }),
  targetHealthBelowPermille: SHARE.default(1000),
  needsEffect: ref("effects").nullable().default(null).meta({ description: "who does it has to have this" }),
  repeats: z.boolean().default(false).meta({ description: "a blow that goes on by itself until one stops" }),
  acts: z.array(ABILITY_ACT).min(1).max(8),
  look: z.strictObject({
    style: z.enum(["blow", "shot", "bolt", "beam", "burst", "wave", "glow", "ring", "rain", "roots", "smoke", "none"]),
    colour: COLOUR,
  }).default({ style: "blow", colour: "#dddddd" }),
}).superRefine((ability, context) => {
  const fault = (path: string, wanted: string) =>
    context.addIssue({
      code: "custom",
      path: [path],
      params: { wanted },
      input: ability[path as keyof typeof ability],
    });
  if (ability.channel !== null && ability.castMs > 0) fault("castMs", "0, as there is a channel");
  if (ability.rangeMinCm > 0 && ability.rangeMinCm >= ability.rangeCm) fault("rangeMinCm", "less than rangeCm");
  if (ability.target === "place" && ability.area === null) fault("area", "an area, as the target is a place");
});

export type Ability = z.infer<typeof ABILITY>;
export type AbilityAct = z.infer<typeof ABILITY_ACT>;
