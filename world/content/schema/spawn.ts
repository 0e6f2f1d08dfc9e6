import { z } from "zod";
import { COUNT, ID, ref, SHARE, whole } from "./base.ts";
import { GROUNDS, PLACE } from "./place.ts";
import { CONDITION } from "./conditions.ts";

/** Where creatures of a kind live, and how many. */
export const SPAWN = z.strictObject({
  id: ID,
  creature: ref("creatures"),
  where: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("region"),
      region: ref("regions"),
      areas: whole(1, 200).meta({ description: "this many areas, spread over the region" }),
      radiusMetres: whole(5, 200),
      grounds: z.array(z.enum(GROUNDS)).max(9).default([]),
      fromRoads: whole(0, 500).default(0).meta({ description: "metres from roads at least" }),
      fromSettlements: whole(0, 2000).default(60).meta({ description: "metres beyond settlements at least" }),
    }),
    z.strictObject({ type: z.literal("place"), place: PLACE, radiusMetres: whole(1, 200) }),
  ]),
  population: z.strictObject({ min: whole(0, 500), max: COUNT }).refine(({ min, max }) => min <= max, {
    params: { wanted: "min not above max" },
  }).meta({ description: "of each area: what comes back even where all were killed, and the most there can be" }),
  breedSeconds: whole(5, 604_800).meta({ description: "in which a head has one more, while there is room" }),
  spreadPermille: SHARE.default(0).meta({
    description: "of what would be too many in a full area comes to the nearest of the same spawn with room",
  }),
  respawnSeconds: whole(5, 604_800).default(60).meta({
    description: "in which one comes back while there are less than min",
  }),
  when: z.array(CONDITION).max(4).default([]).meta({
    description: "only then: season, event, flag, world quest, time",
  }),
});

export type Spawn = z.infer<typeof SPAWN>;
