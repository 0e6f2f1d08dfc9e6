/** The kinds of content, in the order in which packs and catalogs hold them. Add at the end. */
export const KIND_NAMES = [
  "attributes",
  "effects",
  "abilities",
  "classes",
  "items",
  "loot",
  "creatures",
  "regions",
  "spawns",
  "crafts",
  "nodes",
  "recipes",
  "vendors",
  "npcs",
  "dialogues",
  "quests",
  "worldQuests",
  "seasons",
  "events",
  "dungeons",
  "portals",
  "names",
  "texts",
  "economy",
  "terrain",
  "landmarks",
] as const;

/** A kind of content. */
export type KindName = (typeof KIND_NAMES)[number];
