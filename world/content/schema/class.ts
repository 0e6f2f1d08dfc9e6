import { z } from "zod";
import {
  ARMOURS,
  ATTRIBUTE_NAMES,
  COLOUR,
  COUNT,
  ICON,
  ID,
  LEVEL,
  NAME,
  PERMILLE,
  PROSE,
  ref,
  WEAPONS,
  whole,
} from "./base.ts";

const POINTS = z.strictObject(
  Object.fromEntries(ATTRIBUTE_NAMES.map((name) => [name, whole(0, 1000)])) as Record<
    (typeof ATTRIBUTE_NAMES)[number],
    z.ZodInt
  >,
);
const GROWTH = z.strictObject(
  Object.fromEntries(ATTRIBUTE_NAMES.map((name) => [name, PERMILLE])) as Record<
    (typeof ATTRIBUTE_NAMES)[number],
    typeof PERMILLE
  >,
);

/** What a character can be. */
export const CLASS = z.strictObject({
  id: ID,
  name: NAME,
  text: PROSE,
  role: z.enum(["guardian", "striker", "caster", "healer"]),
  icon: ICON,
  colour: COLOUR,
  attributes: POINTS.meta({ description: "at level 1" }),
  attributesPerLevelPermille: GROWTH.meta({ description: "more with each level after it, in thousandths" }),
  healthBase: whole(1, 10_000),
  healthPerLevel: whole(0, 1000),
  energyName: NAME,
  energyBase: whole(1, 10_000),
  energyPerLevel: whole(0, 1000),
  energyPerMinute: whole(0, 10_000).meta({ description: "comes back in a fight" }),
  energyPerMinuteRested: whole(0, 20_000).meta({ description: "comes back out of a fight" }),
  weapons: z.array(z.enum(WEAPONS)).min(1),
  armours: z.array(z.enum(ARMOURS)).min(1),
  attack: ref("abilities").meta({ description: "the blow that goes on by itself" }),
  abilities: z.array(z.strictObject({ ability: ref("abilities"), level: LEVEL })).min(1),
  gear: z.array(ref("items")).max(13).meta({ description: "worn by who begins" }),
  bag: z.array(z.strictObject({ item: ref("items"), count: COUNT.default(1) })).max(20),
});

export type Class = z.infer<typeof CLASS>;
