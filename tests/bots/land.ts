/** What a bot knows of the land by its regions: for whom it is. */
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import type { CatalogEntryOf } from "../../world/content/mod.ts";
import { makeRegionMap, regionIn, type RegionMap } from "../../world/places/regions.ts";
import type { Terrain } from "../../world/terrain/types.ts";
import type { Point } from "./legs.ts";

type RegionLore = CatalogEntryOf<"regions">;

/** The regions as a client can work them out. */
export class Land {
  readonly #regions: ReadonlyMap<number, RegionLore>;
  readonly #map: RegionMap;

  constructor(terrain: Terrain, regions: ReadonlyMap<number, RegionLore>) {
    this.#regions = regions;
    this.#map = makeRegionMap(terrain, [...regions.values()]);
  }

  /** From which level on one lives at a point, by the region's rule; 0 where no region says so. */
  levelAt({ x, y }: Point): number {
    const region = regionIn(this.#map, x * UNITS_PER_METRE, y * UNITS_PER_METRE);
    return this.#regions.get(region)?.level.min ?? 0;
  }
}
