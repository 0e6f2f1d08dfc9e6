/** A settlement on its site: streets, buildings, furniture, and the plot of ground they are drawn on. */
import { hashWords, Prng } from "../base/prng.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import { type BuildingSite, placeBuildings } from "./_buildings.ts";
import { furnish } from "./_furniture.ts";
import { TOWN_BUILDINGS_MAX, TOWN_BUILDINGS_MIN, VILLAGE_BUILDINGS_MAX, VILLAGE_BUILDINGS_MIN } from "./limits.ts";
import { makePlot, type Plot } from "./_plot.ts";
import type { Site } from "./_sites.ts";
import { layStreets } from "./_streets.ts";
import type { Surface } from "./_surface.ts";
import type { BuildingUse, Prop, Road, Settlement } from "./types.ts";

/** A settlement with what only chunks need: its ground and its furniture. */
export interface SettlementPlan {
  readonly settlement: Settlement;
  readonly plot: Plot;
  readonly props: readonly Prop[];
}

/** Builds settlement number `index` on its site. */
export function planSettlement(
  seed: number,
  surface: Surface,
  site: Site,
  index: number,
  name: string,
  roads: readonly Road[],
): SettlementPlan {
  const random = new Prng(hashWords(seed, index, 40));
  const plot = makePlot(site.x, site.y, site.radius);
  const streets = layStreets(surface, plot, site, roads, random);
  const place: BuildingSite = { surface, plot, site, index, random };
  const uses = site.kind === "town" ? townUses(random) : villageUses(random);
  const buildings = placeBuildings(place, streets.streets, uses);
  const props = furnish(place, streets);
  const settlement: Settlement = {
    index,
    kind: site.kind,
    name,
    x: site.x * UNITS_PER_METRE,
    y: site.y * UNITS_PER_METRE,
    radius: site.radius * UNITS_PER_METRE,
    buildings,
  };
  return { settlement, plot, props };
}

/** Uses from the square outward: what everybody needs first, then houses with a trade among them now and then. */
function townUses(random: Prng): BuildingUse[] {
  const uses: BuildingUse[] = ["market", "hall", "chapel", "tavern", "smithy", "workshop", "house", "house"];
  const count = TOWN_BUILDINGS_MIN + 12 + random.below(TOWN_BUILDINGS_MAX - TOWN_BUILDINGS_MIN - 11);
  while (uses.length < count) {
    const pick = random.below(100);
    if (uses.length === 30) uses.push("tavern");
    else if (uses.length === 48) uses.push("smithy");
    else if (uses.length > 55 && pick < 12) uses.push("barn");
    else if (pick < 26) uses.push("workshop");
    else uses.push("house");
  }
  return uses;
}

function villageUses(random: Prng): BuildingUse[] {
  const first: BuildingUse[] = [random.below(2) === 0 ? "tavern" : "chapel", "house", "house", "mill", "house", "barn"];
  const count = VILLAGE_BUILDINGS_MIN + 1 + random.below(VILLAGE_BUILDINGS_MAX - VILLAGE_BUILDINGS_MIN);
  while (first.length < count) {
    const pick = random.below(100);
    first.push(first.length === 7 && pick < 60 ? "smithy" : pick < 18 ? "barn" : pick < 30 ? "workshop" : "house");
  }
  return first;
}
