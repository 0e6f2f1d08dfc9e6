import { z } from "zod";
import { COLOUR, ID, LEVEL, NAME, PROSE, whole } from "./base.ts";
import { GROUNDS, SETTLEMENT } from "./place.ts";

/** Where a region lies. What several claim belongs to the one of higher priority, then to the one that comes first. */
const SHAPE = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("around"), settlement: SETTLEMENT, metres: whole(50, 6000) }),
  z.strictObject({ type: z.literal("nearest"), settlements: z.array(SETTLEMENT).min(1).max(7) })
    .meta({ description: "all land that is nearer to these settlements than to others" }),
  z.strictObject({ type: z.literal("ground"), grounds: z.array(z.enum(GROUNDS)).min(1) })
    .meta({ description: "all land of these grounds, in steps of 16 m" }),
  z.strictObject({ type: z.literal("everywhere") }),
]);

/** A part of the land with a name, levels and rules of its own. */
export const REGION = z.strictObject({
  id: ID,
  name: NAME,
  text: PROSE,
  shape: SHAPE,
  priority: whole(0, 100).default(10),
  level: z.strictObject({ min: LEVEL, max: LEVEL }),
  pvp: z.enum(["safe", "contested", "free"])
    .meta({ description: "players do not fight; only who wants to; everybody" }),
  colour: COLOUR.meta({ description: "on the map" }),
});

export type Region = z.infer<typeof REGION>;
