/** All kinds of content with their schemas. A pack's file is an object with lists of entries by kind. */
import { z } from "zod";
import { ABILITY } from "./ability.ts";
import { ATTRIBUTE } from "./attribute.ts";
import { CLASS } from "./class.ts";
import { CRAFT, NODE, RECIPE } from "./craft.ts";
import { CREATURE } from "./creature.ts";
import { DUNGEON } from "./dungeon.ts";
import { EFFECT } from "./effect.ts";
import { DIALOGUE, NPC, PORTAL, VENDOR } from "./folk.ts";
import { ECONOMY, NAMES, TEXT } from "./general.ts";
import { ITEM } from "./item.ts";
import type { KindName } from "./kind_names.ts";
import { LANDMARK } from "./landmark.ts";
import { LOOT } from "./loot.ts";
import { QUEST, WORLD_QUEST } from "./quest.ts";
import { REGION } from "./region.ts";
import { SPAWN } from "./spawn.ts";
import { TERRAIN } from "./terrain.ts";
import { EVENT, SEASON } from "./time.ts";

/** The schema of each kind. */
export const KINDS = {
  attributes: ATTRIBUTE,
  effects: EFFECT,
  abilities: ABILITY,
  classes: CLASS,
  items: ITEM,
  loot: LOOT,
  creatures: CREATURE,
  regions: REGION,
  spawns: SPAWN,
  crafts: CRAFT,
  nodes: NODE,
  recipes: RECIPE,
  vendors: VENDOR,
  npcs: NPC,
  dialogues: DIALOGUE,
  quests: QUEST,
  worldQuests: WORLD_QUEST,
  seasons: SEASON,
  events: EVENT,
  dungeons: DUNGEON,
  portals: PORTAL,
  names: NAMES,
  texts: TEXT,
  economy: ECONOMY,
  terrain: TERRAIN,
  landmarks: LANDMARK,
} as const satisfies Record<KindName, z.ZodType<{ id: string }>>;

/** An entry of a kind, checked and with all defaults in their places. */
export type EntryOf<Kind extends KindName> = z.infer<(typeof KINDS)[Kind]>;

/** A pack's own description, pack.json. */
export const MANIFEST = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1).max(60),
  version: z.string().min(1).max(40),
  extends: z.enum(["default"]).nullable().default(null)
    .meta({ description: "the pack that this one changes and adds to; null: it is whole in itself" }),
});

/** What pack.json says. */
export type Manifest = z.infer<typeof MANIFEST>;

/** What takes an entry of the extended pack away. */
const REMOVAL = z.strictObject({ id: z.string(), remove: z.literal(true) });

/** A file of a pack, for editors: what the checker reads entry by entry. */
export const PACK_FILE = z.strictObject({
  $schema: z.string().optional(),
  ...Object.fromEntries(
    Object.entries(KINDS).map(([kind, schema]) => [kind, z.array(z.union([schema, REMOVAL])).optional()]),
  ),
});
