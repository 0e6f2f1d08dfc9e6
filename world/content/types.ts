/** What clients are told of content. Apart from the schemas: whoever has these types needs no library. */

/** Kinds that clients know, in the order of the catalog. Add at the end. */
export const CATALOG_KINDS = [
  ...["attributes", "effects", "abilities", "classes", "items", "creatures", "regions", "crafts", "nodes"] as const,
  ...["recipes", "npcs", "quests", "worldQuests", "seasons", "events", "dungeons", "portals", "texts"] as const,
  ...["economy", "terrain", "landmarks"] as const,
] as const;

/** A kind that clients know. */
export type CatalogKind = (typeof CATALOG_KINDS)[number];

/** An entry as clients have it: its number, its id, and fields of its kind. A relic has `relic` and a name. */
export interface CatalogEntry {
  readonly number: number;
  readonly id: string;
  readonly name?: string;
  readonly relic?: true;
  readonly [field: string]: unknown;
}

/** Everything, by kind, in the order of numbers. */
export interface Catalog {
  readonly name: string;
  readonly version: string;
  /** Names these very bytes: the catalog of a hash never changes. */
  readonly hash: string;
  readonly kinds: { readonly [Kind in CatalogKind]: readonly CatalogEntry[] };
}
