import { z } from "zod";
import { COLOUR, ID, line, NAME, whole } from "./base.ts";
import { CONDITION } from "./conditions.ts";
import { PLACE } from "./place.ts";

/** What a landmark is seen to be; pages draw them. Add at the end. */
export const LANDMARK_SHAPES = [
  ...["bridge", "brokenBridge", "wall", "brokenWall", "house", "burntHouse", "scaffold", "thornHedge"] as const,
  ...["bareStone", "carvedStone", "banner", "cairn", "bell", "lampPost", "iceSpire", "flowers"] as const,
] as const;

/** Something that stands on the land for all to see, while its condition holds. */
export const LANDMARK = z.strictObject({
  id: ID,
  name: NAME,
  text: line(200).meta({ description: "what one reads who looks at it" }),
  place: PLACE,
  aside: z.strictObject({ eastMetres: whole(-200, 200).default(0), southMetres: whole(-200, 200).default(0) })
    .default({ eastMetres: 0, southMetres: 0 })
    .meta({ description: "from the place; it stands where there is room for it, as near to that as can be" }),
  headingDegrees: whole(0, 359).default(0).meta({ description: "where it runs or looks: 0 east, 90 south" }),
  shape: z.enum(LANDMARK_SHAPES),
  sizeMetres: whole(1, 24).meta({ description: "how long or how tall; from 6 on it is shown on maps" }),
  colour: COLOUR.default("#b4442f").meta({ description: "of cloth, flowers and what is painted" }),
  lightMetres: whole(0, 12).default(0).meta({ description: "that it lights up by night" }),
  holdMetres: whole(0, 6).default(0).meta({
    description: "from the line along which it stands, within which nobody comes; 0: one walks through it",
  }),
  when: z.array(CONDITION).max(4).default([])
    .meta({ description: "only then: flag, world quest, event, season, prosperity" }),
});

export type LandmarkShape = (typeof LANDMARK_SHAPES)[number];
export type Landmark = z.infer<typeof LANDMARK>;
