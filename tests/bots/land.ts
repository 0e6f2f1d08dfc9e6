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

  /** A point near another in land for this level; null if there is none about. */
  placeFor(level: number, from: Point): Point | null {
    for (let metres = 0; metres <= 4000; metres += 80) {
      for (let turn = 0; turn < 16; turn++) {
        const [x, y] = [from.x + Math.cos(turn * 0.393) * metres, from.y + Math.sin(turn * 0.393) * metres];
        const rule = this.#regions.get(regionIn(this.#map, x * UNITS_PER_METRE, y * UNITS_PER_METRE))?.level;
        const isFor = rule !== undefined && rule.max - rule.min < 10 && rule.min <= level && rule.max >= level - 1;
        if (isFor) return { x, y };
      }
    }
    return null;
  }

  /** From which level on one lives at a point, by the region's rule; 0 where no region says so. */
  levelAt({ x, y }: Point): number {
    const region = regionIn(this.#map, x * UNITS_PER_METRE, y * UNITS_PER_METRE);
    return this.#regions.get(region)?.level.min ?? 0;
  }
}
