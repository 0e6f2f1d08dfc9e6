/**
 * The catalog: what clients are told of a world's content, by number. Names, texts, pictures and sums; not what a player
 * is to find out (who drops what, how creatures decide, what comes next in a story).
 */
import { StateHash } from "../base/state_hash.ts";
import type { Numbers } from "./numbers.ts";
import type { Pack } from "./pack.ts";
import type { EntryOf } from "./schema/kinds.ts";
import { type Catalog, CATALOG_KINDS, type CatalogEntry, type CatalogKind } from "./types.ts";

/** Fields that clients get of each kind; a kind that is not here stays on the server. */
const FIELDS = {
  attributes: ["name", "text", "gives"],
  effects: ["name", "text", "icon", "harmful", "durationMs", "stacksMax", "dispel", "control", "tint"],
  abilities: [
    ...[
      "name",
      "text",
      "icon",
      "level",
      "cost",
      "castMs",
      "channel",
      "cooldownMs",
      "cooldownGroup",
      "offGlobal",
    ] as const,
    ...["target", "rangeCm", "rangeMinCm", "lineOfSight", "area", "projectileCmPerSecond", "whileMoving"] as const,
    ...["whileDead", "outOfCombat", "weapons", "behind", "repeats", "look"] as const,
  ],
  classes: [
    ...["name", "text", "role", "icon", "colour", "attributes", "energyName", "weapons", "armours", "attack"] as const,
    ...["abilities", "gear"] as const,
  ],
  items: [
    ...[
      "name",
      "text",
      "icon",
      "category",
      "quality",
      "single",
      "stack",
      "level",
      "classes",
      "slot",
      "twoHanded",
    ] as const,
    ...[
      "stats",
      "weapon",
      "armour",
      "use",
      "binding",
      "durability",
      "buyCoins",
      "sellCoins",
      "bagPlaces",
      "tool",
    ] as const,
    ...["light", "teaches", "opens", "look"] as const,
  ],
  creatures: ["name", "text", "family", "level", "rank", "attitude", "look", "runSpeed", "skins"],
  regions: ["name", "text", "shape", "priority", "level", "pvp", "colour"],
  crafts: ["name", "text", "icon", "type", "skillMax", "stations"],
  nodes: ["name", "text", "type", "craft", "skill", "tool", "gatherMs", "look", "crop", "where"],
  recipes: [
    ...["craft", "skill", "skillUpTo", "station", "seconds", "inputs", "output", "feeCoins", "level"] as const,
    ...["known", "learnCoins", "qualities"] as const,
  ],
  npcs: ["name", "title", "look", "serves", "vendor", "trains"],
  quests: [
    "name",
    "chain",
    "level",
    "levelMin",
    "giver",
    "turnIn",
    "summary",
    "stages",
    "reward",
    "party",
    "repeatSeconds",
  ],
  worldQuests: ["name", "text", "region", "goals", "bringTo"],
  seasons: ["name", "text", "days", "weather", "tint", "snow"],
  events: ["name", "text"],
  dungeons: ["name", "text", "level", "players", "plan", "rooms"],
  portals: ["to", "costCoins"],
  texts: ["text"],
  economy: ["coin", "levelMax", "xpToNext", "bagPlaces", "bankPlaces", "pvpLevelMin"],
  terrain: ["ground", "settlements", "roads", "footing"],
  landmarks: ["name", "text", "shape", "sizeMetres", "colour", "lightMetres", "holdMetres"],
} as const satisfies { readonly [Kind in CatalogKind]: readonly (keyof EntryOf<Kind>)[] };

/** An entry of a kind as clients have it, unless it is a relic. */
export type CatalogEntryOf<Kind extends CatalogKind> =
  & { readonly number: number; readonly id: string }
  & Pick<EntryOf<Kind>, (typeof FIELDS)[Kind][number] & keyof EntryOf<Kind>>;

/** The catalog of a pack under a world's numbers, without its hash. */
export function makeCatalog(pack: Pack, numbers: Numbers): Omit<Catalog, "hash"> {
  const kinds = CATALOG_KINDS.map((kind) => {
    const byId = new Map(pack.entries[kind].map((entry) => [entry.id, entry as Readonly<Record<string, unknown>>]));
    return [
      kind,
      numbers[kind].map((id, index): CatalogEntry => {
        const entry = byId.get(id);
        if (entry === undefined) return { number: index + 1, id, name: nameOfRelic(id), relic: true };
        return {
          number: index + 1,
          id,
          ...Object.fromEntries(FIELDS[kind].map((field) => [field, entry[field]])),
        };
      }),
    ];
  });
  return { name: pack.name, version: pack.version, kinds: Object.fromEntries(kinds) as unknown as Catalog["kinds"] };
}

/** The catalog as bytes, JSON in UTF-8, and the hash that names them. */
export function writeCatalog(pack: Pack, numbers: Numbers): { readonly hash: string; readonly bytes: Uint8Array } {
  const text = JSON.stringify(makeCatalog(pack, numbers));
  const hashed = new StateHash();
  hashed.bytes(new TextEncoder().encode(text));
  const hash = hashed.digest();
  // The catalog with its hash as its first field: half a megabyte is put into words once.
  return { hash, bytes: new TextEncoder().encode(`{"hash":${JSON.stringify(hash)},${text.slice(1)}`) };
}

/** "old_iron_key" as "Old iron key": all that is left of an entry that the pack has no more. */
function nameOfRelic(id: string): string {
  const words = id.replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
