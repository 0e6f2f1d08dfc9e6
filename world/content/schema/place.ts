/** Where something is, by rule: each world's land is another, so content names places by what they are. */
import { z } from "zod";
import { ref, whole } from "./base.ts";

/** Settlements by their way from the town: 0 is the town itself, 1 the village nearest to it. Each world has seven. */
export const SETTLEMENT = whole(0, 6).meta({ description: "0 the town, 1 to 6 villages, the nearest first" });
/** What buildings are for (world/terrain/types.ts). */
export const BUILDINGS = ["house", "tavern", "smithy", "mill", "market", "chapel", "hall", "barn", "workshop"] as const;
/** Grounds on which something can be, by name. */
export const GROUNDS = ["shallowWater", "sand", "grass", "meadow", "forest", "rock", "snow", "road", "field"] as const;

/** A place on the land. A spot is found by seed: the same number is the same spot in a world. */
export const PLACE = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("square"), settlement: SETTLEMENT }),
  z.strictObject({
    type: z.literal("building"),
    settlement: SETTLEMENT,
    use: z.enum(BUILDINGS),
    number: whole(0, 50).default(0).meta({ description: "which of them; the last one if there are fewer" }),
    inside: z.boolean().default(false),
  }),
  z.strictObject({
    type: z.literal("spot"),
    region: ref("regions"),
    spot: whole(1, 99),
    grounds: z.array(z.enum(GROUNDS)).max(9).default([]).meta({ description: "that may be under it; none: dry land" }),
  }),
  z.strictObject({ type: z.literal("dungeon"), dungeon: ref("dungeons") }).meta({ description: "before its door" }),
]);

export type PlaceRule = z.infer<typeof PLACE>;
