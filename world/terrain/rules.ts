/**
 * The rules that terrain is made by besides its seed: what a host may say of the land, and what ground does to who goes
 * on it. Content says them (world/content/schema/terrain.ts has each field); these are the values of who says nothing.
 * Whole numbers, so that every machine makes the same of them.
 */
import type { Floorplan } from "./floorplan.ts";

// The types are those of the values below, and not the schema's: clients have them without the library of schemas.

/** What the land is made by. None of it may change under a world that stands. */
export type LandRules = typeof DEFAULT_LAND;

/** What ground does to who goes on it. It may change at any start. */
export type FootingRules = typeof DEFAULT_FOOTING;

/** From least to most, both included. */
export type Span = LandRules["settlements"]["villages"];

/** Grounds that have a pace of their own. */
export const PACED_GROUNDS = [
  ...["deepWater", "shallowWater", "sand", "grass", "meadow", "forest", "rock", "snow", "road", "plaza"] as const,
  ...["field", "floor"] as const,
] as const;

/** All that terrain is made of besides its seed. */
export interface TerrainRecipe {
  /** The floor plans of its dungeons, by their numbers. */
  readonly plans: readonly Floorplan[];
  readonly land: LandRules;
  readonly footing: FootingRules;
}

/** The land that nobody changed. */
export const DEFAULT_LAND = {
  ground: {
    seaLevelCm: 0,
    mountainPermille: 1000,
    hillPermille: 1000,
    hillMetres: 430,
    roughPermille: 1000,
    forestPermille: 1000,
    rockMetres: 60,
    snowMetres: 108,
    rockSteepPermille: 600,
    lakes: 6,
    rivers: 6,
    riverWidthPermille: 1000,
  },
  settlements: {
    villages: { min: 6, max: 9 },
    townBuildings: { min: 60, max: 90 },
    villageBuildings: { min: 8, max: 16 },
    apartMetres: 760,
  },
  roads: { townMetres: 5, villageMetres: 4, bridgeCm: 75 },
};

const NO_SLOPES: readonly { readonly riseCm: number; readonly pace: number }[] = [];

/** The footing that nobody changed: no ground changes anything but these. */
export const DEFAULT_FOOTING = {
  paces: {
    ...{ deepWater: 3, shallowWater: 5, sand: 8, grass: 8, meadow: 8, forest: 8, rock: 6, snow: 6, road: 9, plaza: 8 },
    ...{ field: 8, floor: 8 },
  },
  slopes: NO_SLOPES,
  swim: true,
  swimEnergyPerMinute: 0,
};

/** Terrain of nothing but its seed. */
export const DEFAULT_RECIPE: TerrainRecipe = { plans: [], land: DEFAULT_LAND, footing: DEFAULT_FOOTING };

/** The rules of a seed leave no room for what they ask for. The message is for the host. */
export class LandError extends Error {}
