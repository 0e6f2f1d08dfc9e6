import { z } from "zod";
import { CHANCE, COLOUR, COUNT, ICON, ID, LEVEL, NAME, PROSE, ref, SHARE, span, whole } from "./base.ts";
import { BUILDINGS, GROUNDS } from "./place.ts";

/** Where things are made: what stands in rooms (world/terrain) and what players carry. */
export const STATIONS = ["none", "anvil", "hearth", "loom", "bench", "still", "field"] as const;

/** Something that is learned by doing. */
export const CRAFT = z.strictObject({
  id: ID,
  name: NAME,
  text: PROSE,
  icon: ICON,
  type: z.enum(["gather", "make"]),
  skillMax: whole(1, 300).default(100),
  stations: z.array(z.strictObject({ station: z.enum(STATIONS), building: z.enum(BUILDINGS) })).max(6).default([])
    .meta({ description: "where its stations are" }),
});

/** Something in the land that gives: an ore, a herb, a shoal, a tree, a crop. */
export const NODE = z.strictObject({
  id: ID,
  name: NAME,
  text: PROSE.default(""),
  type: z.enum(["ore", "herb", "tree", "fish", "forage", "crop"]),
  craft: ref("crafts"),
  skill: whole(0, 300).meta({ description: "needed" }),
  tool: z.strictObject({ craft: ref("crafts"), tier: whole(1, 10) }).nullable().default(null),
  gatherMs: whole(500, 60_000),
  yields: ref("loot"),
  amount: span(1, 100).default({ min: 1, max: 1 }).meta({ description: "times that it gives before it is empty" }),
  regrowSeconds: whole(10, 2_592_000),
  skillUpTo: whole(1, 300).meta({ description: "skill that it can teach at most" }),
  where: z.strictObject({
    regions: z.array(ref("regions")).max(12).default([]),
    grounds: z.array(z.enum(GROUNDS)).max(9).default([]),
    perSquareKm: whole(0, 2000).default(0),
    props: z.array(z.enum(["oak", "pine", "birch", "snowPine", "deadTree"])).max(5).default([])
      .meta({ description: "of a tree: these props of the land are it" }),
  }).default({ regions: [], grounds: [], perSquareKm: 0, props: [] }),
  crop: z.strictObject({
    seed: ref("items"),
    growSeconds: whole(60, 2_592_000),
    stages: whole(2, 8).default(4),
    witherSeconds: whole(60, 5_184_000).meta({ description: "after it was ripe" }),
    seasons: z.array(ref("seasons")).max(8).default([]).meta({ description: "in which it grows; none: all" }),
  }).nullable().default(null),
  look: z.strictObject({
    shape: z.enum([
      "rock",
      "vein",
      "bush",
      "flower",
      "mushroom",
      "reed",
      "shoal",
      "tree",
      "stump",
      "sprout",
      "crystal",
    ]),
    colour: COLOUR,
  }),
}).superRefine((node, context) => {
  if ((node.type === "crop") === (node.crop !== null)) return;
  context.addIssue({
    code: "custom",
    path: ["crop"],
    params: { wanted: node.type === "crop" ? "what a crop needs" : "null, as this is no crop" },
    input: node.crop,
  });
});

/** How something is made. */
export const RECIPE = z.strictObject({
  id: ID,
  craft: ref("crafts"),
  skill: whole(0, 300),
  skillUpTo: whole(1, 300).meta({ description: "skill that making it can teach at most" }),
  station: z.enum(STATIONS),
  seconds: whole(1, 600),
  inputs: z.array(z.strictObject({ item: ref("items"), count: COUNT.default(1) })).min(1).max(8),
  output: z.strictObject({ item: ref("items"), count: COUNT.default(1) }),
  feeCoins: whole(0, 1_000_000).default(0),
  known: z.enum(["from the start", "trainer", "scroll", "quest"]).default("trainer"),
  learnCoins: whole(0, 1_000_000).default(0),
  level: LEVEL.default(1),
  qualities: z.array(z.strictObject({
    quality: z.enum(["fine", "rare", "storied"]),
    skill: whole(0, 300),
    chance: CHANCE,
    perSkillChance: whole(0, 1000).default(0).meta({ description: "more for each point of skill beyond" }),
  })).max(3).default([]).meta({ description: "of single things: how likely it is better than usual" }),
  extraPermille: SHARE.default(0).meta({ description: "that one more comes out, for 100 of skill beyond" }),
});

export type Craft = z.infer<typeof CRAFT>;
export type GatherNode = z.infer<typeof NODE>;
export type Recipe = z.infer<typeof RECIPE>;
export type Station = (typeof STATIONS)[number];
