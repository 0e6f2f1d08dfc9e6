/** What a world's terrain is made of besides its seed, as its content says: floor plans of dungeons, and the rules. */
import {
  DEFAULT_FOOTING,
  DEFAULT_LAND,
  type Floorplan,
  type FootingRules,
  type LandRules,
  type TerrainRecipe,
} from "../terrain/mod.ts";
import { type Numbers, numbersOf } from "./numbers.ts";
import { canonicalText, type Pack } from "./pack.ts";
import type { TerrainEntry } from "./schema/terrain.ts";
import type { Catalog } from "./types.ts";

/** The recipe of a pack, its dungeons in the order of their numbers in a world that has these already. */
export function recipeOf(pack: Pack, before: Numbers): TerrainRecipe {
  const byId = new Map(pack.entries.dungeons.map(({ id, plan }) => [id, plan]));
  const plans = numbersOf(pack, before).dungeons.flatMap((id) => {
    const rows = byId.get(id);
    return rows === undefined ? [] : [{ rows }];
  });
  return { plans, ...rulesOf(pack.entries.terrain[0]) };
}

/** The same from a catalog, for whoever has no pack. */
export function recipeOfCatalog({ kinds }: Pick<Catalog, "kinds">): TerrainRecipe {
  const plans: Floorplan[] = kinds.dungeons.flatMap(({ plan }) =>
    Array.isArray(plan) ? [{ rows: plan as string[] }] : []
  );
  // A server from before the rules were content has none of this kind.
  return { plans, ...rulesOf((kinds.terrain as Catalog["kinds"]["terrain"] | undefined)?.find(({ relic }) => !relic)) };
}

/** An entry as a pack of any age has it: fields that came later have the values that they had before. */
function rulesOf(entry: object | undefined): {
  readonly land: LandRules;
  readonly footing: FootingRules;
} {
  const said: Partial<TerrainEntry> = entry ?? {};
  return {
    land: {
      ground: { ...DEFAULT_LAND.ground, ...said.ground },
      settlements: { ...DEFAULT_LAND.settlements, ...said.settlements },
      roads: { ...DEFAULT_LAND.roads, ...said.roads },
    },
    footing: {
      ...DEFAULT_FOOTING,
      ...said.footing,
      paces: { ...DEFAULT_FOOTING.paces, ...said.footing?.paces },
    },
  };
}

/** Whether the same terrain comes of two recipes. */
export function isSameRecipe(a: TerrainRecipe, b: TerrainRecipe): boolean {
  return a === b || canonicalText(a) === canonicalText(b);
}

/**
 * Which fields of the land are others in another pack than in the one that a world was made with, as "path was value, is
 * value". Land is made once: players stand on it, and houses, roads and herds are where it lies.
 */
export function landChanges(before: LandRules, after: LandRules): string[] {
  return changesAt("terrain", before, after);
}

function changesAt(path: string, before: unknown, after: unknown): string[] {
  if (typeof before !== "object" || before === null || typeof after !== "object" || after === null) {
    return before === after ? [] : [`${path} was ${JSON.stringify(before)} and is ${JSON.stringify(after)}`];
  }
  return Object.entries(before).flatMap(([key, value]) =>
    changesAt(`${path}.${key}`, value, (after as Readonly<Record<string, unknown>>)[key])
  );
}
