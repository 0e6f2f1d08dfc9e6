/** A settlement on its site: streets, buildings, furniture, and the plot of ground they are drawn on. */
import { hashWords, Prng } from "../base/prng.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import { type BuildingSite, placeBuildings } from "./_buildings.ts";
import { furnish } from "./_furniture.ts";
import { makePlot, type Plot } from "./_plot.ts";
import type { Site } from "./_sites.ts";
import { layStreets } from "./_streets.ts";
import type { LandRules, Span } from "./rules.ts";
import type { Surface } from "./_surface.ts";
import type { BuildingUse, Prop, Road, Settlement } from "./types.ts";

/** A settlement with what only chunks need: its ground and its furniture. */
export interface SettlementPlan {
  readonly settlement: Settlement;
  readonly plot: Plot;
  readonly props: readonly Prop[];
}

/** What a settlement is built from. */
export interface SettlementSite {
  readonly seed: number;
  readonly surface: Surface;
  readonly site: Site;
  readonly index: number;
  readonly name: string;
  readonly roads: readonly Road[];
  readonly rules: LandRules["settlements"];
}

/** Builds settlement number `index` on its site. */
export function planSettlement({ seed, surface, site, index, name, roads, rules }: SettlementSite): SettlementPlan {
  const random = new Prng(hashWords(seed, index, 40));
  const plot = makePlot(site.x, site.y, site.radius);
  const streets = layStreets(surface, plot, site, roads, random);
  const buildingsWanted = site.kind === "town" ? rules.townBuildings : rules.villageBuildings;
  const place: BuildingSite = { surface, plot, site, index, random, enough: buildingsWanted.min };
  const uses = site.kind === "town" ? townUses(random, buildingsWanted) : villageUses(random, buildingsWanted);
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
function townUses(random: Prng, { min, max }: Span): BuildingUse[] {
  const uses: BuildingUse[] = ["market", "hall", "chapel", "tavern", "smithy", "workshop", "house", "house"];
  // A dozen more than the fewest, because not each finds a place.
  const count = Math.min(max, min + 12 + random.below(Math.max(1, max - min - 11)));
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

function villageUses(random: Prng, { min, max }: Span): BuildingUse[] {
  const first: BuildingUse[] = [random.below(2) === 0 ? "tavern" : "chapel", "house", "house", "mill", "house", "barn"];
  const count = Math.min(max, min + 1 + random.below(Math.max(1, max - min)));
  while (first.length < count) {
    const pick = random.below(100);
    first.push(first.length === 7 && pick < 60 ? "smithy" : pick < 18 ? "barn" : pick < 30 ? "workshop" : "house");
  }
  return first;
}
