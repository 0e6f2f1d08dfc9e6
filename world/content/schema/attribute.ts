import { z } from "zod";
import { ATTRIBUTE_NAMES, NAME, PERMILLE, PROSE, STATS } from "./base.ts";

/** What a point of an attribute gives: thousandths of other stats. */
export const ATTRIBUTE = z.strictObject({
  id: z.enum(ATTRIBUTE_NAMES),
  name: NAME,
  text: PROSE,
  gives: z.array(z.strictObject({ stat: z.enum(STATS), permille: PERMILLE })).max(8),
});

export type Attribute = z.infer<typeof ATTRIBUTE>;
