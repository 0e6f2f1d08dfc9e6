import { z } from "zod";
import { COINS, ID, line, NAME, PERMILLE, PROSE, ref, whole } from "./base.ts";
import { CONDITION, TALK_DEED } from "./conditions.ts";
import { PLACE } from "./place.ts";

/** Who buys and sells. Prices are those of the items, times its own thousandths. */
export const VENDOR = z.strictObject({
  id: ID,
  name: NAME,
  stock: z.array(z.strictObject({
    item: ref("items"),
    count: whole(0, 10_000).default(0).meta({ description: "that it has at most; 0: any number" }),
    restockSeconds: whole(0, 2_592_000).default(600).meta({ description: "in which one more comes" }),
    when: z.array(CONDITION).max(4).default([]),
  })).min(1).max(60),
  buys: z.boolean().default(true).meta({ description: "takes what players sell" }),
  askPermille: PERMILLE.default(1000),
  payPermille: PERMILLE.default(1000),
  repairs: z.boolean().default(false),
});

/** Somebody with a name and a place. */
export const NPC = z.strictObject({
  id: ID,
  name: NAME,
  title: z.string().max(48).default(""),
  place: PLACE,
  look: z.strictObject({
    skin: whole(0, 15),
    hairColour: whole(0, 15),
    hairStyle: whole(0, 15),
    shirt: whole(0, 31),
    trousers: whole(0, 31),
    hat: whole(0, 15).default(0),
    build: whole(0, 7).default(0),
  }).meta({ description: "as players' looks" }),
  dialogue: ref("dialogues"),
  vendor: ref("vendors").nullable().default(null),
  trains: z.strictObject({ crafts: z.array(ref("crafts")).min(1).max(8) }).nullable().default(null),
  serves: z.array(z.enum(["bank", "repair", "orders", "timeline"])).max(4).default([]),
  when: z.array(CONDITION).max(4).default([]).meta({ description: "is there only then" }),
});

/** What somebody says, and what can be answered. A talk begins at the first node whose conditions hold. */
export const DIALOGUE = z.strictObject({
  id: ID,
  nodes: z.array(z.strictObject({
    id: ID,
    start: z.boolean().default(false).meta({ description: "a talk may begin here" }),
    when: z.array(CONDITION).max(6).default([]),
    text: PROSE.min(1),
    choices: z.array(z.strictObject({
      text: line(120),
      when: z.array(CONDITION).max(6).default([]),
      does: z.array(TALK_DEED).max(6).default([]),
      to: ID.nullable().default(null).meta({ description: "a node of this dialogue; null: the talk ends" }),
    })).max(8).default([]),
  })).min(1).max(40),
});

/** Where a talk or a deed can bring somebody. */
export const PORTAL = z.strictObject({
  id: ID,
  to: PLACE,
  costCoins: COINS.default(0),
  when: z.array(CONDITION).max(4).default([]),
});

export type Vendor = z.infer<typeof VENDOR>;
export type Npc = z.infer<typeof NPC>;
export type Dialogue = z.infer<typeof DIALOGUE>;
export type PortalRule = z.infer<typeof PORTAL>;
