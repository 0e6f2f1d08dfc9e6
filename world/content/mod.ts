/**
 * Content: everything in the game that is data. A pack of entries is checked by world/content/check (which needs the
 * schema library); the world and the pages only read packs that were checked, and need this module alone.
 */
export { type CatalogEntryOf, makeCatalog, writeCatalog } from "./catalog.ts";
export { type Catalog, CATALOG_KINDS, type CatalogEntry, type CatalogKind } from "./types.ts";
export { type Content, entryOf, indexContent, type Listing, type Numbered } from "./content.ts";
export { canonicalText, NO_PACK, type Pack, PACK_BYTES_MAX, packHash, readPack, writePack } from "./pack.ts";
export { FIRST_ITEMS, NO_NUMBERS, type Numbers, numbersOf, readNumbers, writeNumbers } from "./numbers.ts";
export { isSameRecipe, landChanges, recipeOf, recipeOfCatalog } from "./recipe.ts";
export { KIND_NAMES, type KindName } from "./schema/kind_names.ts";
export type { EntryOf, Manifest } from "./schema/kinds.ts";
export type { Ability, AbilityAct } from "./schema/ability.ts";
export type { Attribute } from "./schema/attribute.ts";
export type { Amount, Armour, AttributeName, Icon, School, Slot, Stat, StatChange, Weapon } from "./schema/base.ts";
export type { Class } from "./schema/class.ts";
export { canOpen } from "./serving.ts";
export type { Condition, Deed, WorldDeed } from "./schema/conditions.ts";
export type { Craft, GatherNode, Recipe, Station } from "./schema/craft.ts";
export type { AbilityRule, Creature } from "./schema/creature.ts";
export type { Dungeon } from "./schema/dungeon.ts";
export type { Control, Effect } from "./schema/effect.ts";
export type { Dialogue, Npc, PortalRule, Vendor } from "./schema/folk.ts";
export type { Economy, Names, Text } from "./schema/general.ts";
export type { Item } from "./schema/item.ts";
export type { Landmark, LandmarkShape } from "./schema/landmark.ts";
export type { Loot } from "./schema/loot.ts";
export type { PlaceRule } from "./schema/place.ts";
export type { Objective, Quest, Reward, WorldQuest } from "./schema/quest.ts";
export type { Region } from "./schema/region.ts";
export type { Spawn } from "./schema/spawn.ts";
export type { TerrainEntry } from "./schema/terrain.ts";
export type { CalendarEvent, Season } from "./schema/time.ts";
