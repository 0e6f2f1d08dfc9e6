import { z } from "zod";
import {
  ARMOURS,
  COINS,
  COLOUR,
  ICON,
  ID,
  LEVEL,
  NAME,
  PERMILLE,
  PROSE,
  ref,
  SCHOOLS,
  SLOTS,
  STAT_CHANGE,
  WEAPONS,
  whole,
} from "./base.ts";

/** What an item is for. */
export const ITEM_CATEGORIES = [
  ...["coin", "weapon", "armour", "jewellery", "food", "drink", "potion", "scroll", "recipe", "material"] as const,
  ...["tool", "seed", "bag", "light", "quest", "key", "trinket", "junk"] as const,
] as const;
/** From poor to storied; colours of names follow it. */
export const QUALITIES = ["poor", "common", "fine", "rare", "storied"] as const;

/** Something to have. */
export const ITEM = z.strictObject({
  id: ID,
  name: NAME,
  text: PROSE.default(""),
  icon: ICON,
  category: z.enum(ITEM_CATEGORIES),
  quality: z.enum(QUALITIES).default("common"),
  single: z.boolean().default(false)
    .meta({ description: "each one is itself: quality, durability, maker. What is worn has to be" }),
  stack: whole(1, 10_000).default(1).meta({ description: "in one place of a bag" }),
  carriedMax: whole(0, 10_000).default(0).meta({ description: "of one character; 0: as many as there is room for" }),
  level: LEVEL.default(1).meta({ description: "of who uses or wears it, at least" }),
  classes: z.array(ref("classes")).max(16).default([]).meta({ description: "only these use it; none: all" }),
  slot: z.enum(SLOTS).nullable().default(null),
  twoHanded: z.boolean().default(false),
  stats: z.array(STAT_CHANGE).max(8).default([]),
  weapon: z.strictObject({
    type: z.enum(WEAPONS),
    speedMs: whole(800, 6000),
    damageMin: whole(0, 10_000),
    damageMax: whole(0, 10_000),
    rangeCm: whole(50, 5000).default(300)
      .meta({ description: "how far what is done with it reaches, where that has no range of its own" }),
    school: z.enum(SCHOOLS).default("physical").meta({ description: "what its blows are made of" }),
  }).nullable().default(null),
  armour: z.strictObject({ type: z.enum(ARMOURS), armour: whole(0, 10_000), ward: whole(0, 10_000).default(0) })
    .nullable().default(null),
  use: z.strictObject({
    ability: ref("abilities"),
    consumed: z.boolean().default(true),
    cooldownMs: whole(0, 86_400_000).default(0),
    cooldownGroup: z.string().max(48).default(""),
  }).nullable().default(null),
  binding: z.enum(["none", "pickUp", "equip", "quest"]).default("none"),
  durability: whole(0, 1000).default(0).meta({ description: "0: does not wear out" }),
  buyCoins: COINS.default(0).meta({ description: "what vendors ask; 0: none sells it" }),
  sellCoins: COINS.default(0).meta({ description: "what vendors pay; 0: none takes it" }),
  bagPlaces: whole(0, 48).default(0).meta({ description: "of a bag" }),
  tool: z.strictObject({ craft: ref("crafts"), tier: whole(1, 10) }).nullable().default(null),
  light: whole(0, 20).default(0).meta({
    description: "metres that it lights up by night, for who carries it and where it lies",
  }),
  decaySeconds: whole(0, 31_536_000).default(0).meta({
    description: "after which it spoils on the ground; 0: as others",
  }),
  teaches: ref("recipes").nullable().default(null),
  opens: ref("loot").nullable().default(null).meta({ description: "what is in it" }),
  look: z.strictObject({ shape: whole(0, 255), colour: COLOUR }).nullable().default(null)
    .meta({
      description:
        "how it looks when it is worn; 0 is not seen. In hand: 1 sword, 2 axe, 3 mace, 4 dagger, 5 bow, 6 staff, 7 wand, 8 spear, shields 1 to 3; on the head: 1 hood, 2 helmet, 3 crown; on the chest: 1 jerkin, 2 robe, 3 and 4 mail",
    }),
  repairPermille: PERMILLE.default(500).meta({ description: "of the selling price, for all of its durability" }),
}).superRefine((item, context) => {
  const fault = (path: string, wanted: string) =>
    context.addIssue({ code: "custom", path: [path], params: { wanted }, input: item[path as keyof typeof item] });
  if (item.slot !== null && !item.single) fault("single", "true, as it is worn");
  if (item.durability > 0 && !item.single) fault("single", "true, as it wears out");
  if (item.single && item.stack !== 1) fault("stack", "1, as each one is itself");
  if (item.weapon !== null && item.slot !== "mainHand" && item.slot !== "offHand") fault("slot", "mainHand or offHand");
  if (item.weapon !== null && item.weapon.damageMin > item.weapon.damageMax) {
    fault("weapon", "damageMin not above damageMax");
  }
  if (item.twoHanded && item.slot !== "mainHand") fault("twoHanded", "false, or slot mainHand");
  if (item.armour?.type === "shield" && item.slot !== "offHand") fault("slot", "offHand, as it is a shield");
  if (item.category === "bag" && item.bagPlaces === 0) fault("bagPlaces", "1 to 48, as it is a bag");
  if (item.category === "recipe" && item.teaches === null) fault("teaches", "a recipe, as its category is recipe");
});

export type Item = z.infer<typeof ITEM>;
