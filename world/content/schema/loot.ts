import { z } from "zod";
import { CHANCE, ID, ref, span, whole } from "./base.ts";

const THING = { item: ref("items"), count: span(1, 1000).default({ min: 1, max: 1 }) };

/** What is found. Rolls are made one after the other, each for itself; of a choice exactly one comes. */
export const LOOT = z.strictObject({
  id: ID,
  coins: span(0, 1_000_000).default({ min: 0, max: 0 }),
  rolls: z.array(z.strictObject({ chance: CHANCE, ...THING })).max(40).default([]),
  choices: z.array(
    z.array(z.strictObject({ chance: CHANCE, item: ref("items").nullable(), count: THING.count })).min(2).max(40)
      .meta({ description: "chances that come to 10000; item null is nothing" }),
  ).max(8).default([]),
  tables: z.array(z.strictObject({ chance: CHANCE, loot: ref("loot"), times: whole(1, 10).default(1) })).max(8).default(
    [],
  ),
}).superRefine(({ choices }, context) => {
  choices.forEach((choice, index) => {
    const sum = choice.reduce((all, { chance }) => all + chance, 0);
    if (sum === 10_000) return;
    context.addIssue({
      code: "custom",
      path: ["choices", index],
      params: { wanted: "chances that come to 10000" },
      input: sum,
    });
  });
});

export type Loot = z.infer<typeof LOOT>;
