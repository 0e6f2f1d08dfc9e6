/** Everything that is decided for the whole world at once: shapes, rivers, sites, roads, settlements. */
import { hashWords } from "../base/prng.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import { WORLD_METRES } from "../limits.ts";
import { shapeContinent } from "./_continent.ts";
import { CHUNKS_PER_SIDE } from "./limits.ts";
import { makeMacro } from "./_macro.ts";
import { makePlaceName } from "./names.ts";
import type { Line, Plot } from "./_plot.ts";
import { layOutPlaces } from "./_place_layout.ts";
import type { TerrainRecipe } from "./rules.ts";
import { siteDungeons } from "./_dungeon_sites.ts";
import { carveRivers, type River } from "./_rivers.ts";
import { buildRoads } from "./_roads.ts";
import { planSettlement, type SettlementPlan } from "./_settlement.ts";
import { chooseSites } from "./_sites.ts";
import { eachChunkNear, makeSurface, type Surface } from "./_surface.ts";
import type { Building, Layout, Prop } from "./types.ts";

/** What of the plan may matter to one chunk and its margin. */
export interface ChunkPlan {
  readonly lines: Line[];
  readonly plots: Plot[];
  readonly buildings: Building[];
  readonly props: Prop[];
}

/** The plan of a world. Lives as long as its terrain. */
export interface Plan {
  readonly layout: Layout;
  readonly surface: Surface;
  readonly rivers: readonly River[];
  readonly settlements: readonly SettlementPlan[];
  /** By chunk; null where nature is alone. */
  readonly chunks: readonly (ChunkPlan | null)[];
}

const REACH_METRES = 6;

/** Decides a world. */
export function makePlan(seed: number, recipe: TerrainRecipe): Plan {
  const { plans, land: { ground, settlements: rules, roads: ways } } = recipe;
  const macro = makeMacro();
  const lakes = shapeContinent(seed, macro, ground);
  const rivers = carveRivers(seed, macro, lakes, ground);
  const sites = chooseSites(seed, macro, rules);
  const roads = buildRoads(seed, macro, sites, ways);
  const surface = makeSurface(seed, macro, rivers);
  const names: string[] = [];
  const settlements = sites.map((site, index) => {
    const name = makePlaceName(hashWords(seed, index, 50), site.near, names);
    names.push(name);
    return planSettlement({ seed, surface, site, index, name, roads, rules });
  });
  const town = settlements[0]!.settlement;
  const sited = siteDungeons(seed, roads, surface, plans);
  const built = settlements.map(({ settlement }) => settlement);
  const layout: Layout = {
    seed,
    metres: WORLD_METRES,
    settlements: built,
    roads,
    ...layOutPlaces(built, sited),
    recipe,
    spawnX: town.x,
    spawnY: town.y + 3 * UNITS_PER_METRE,
  };
  return {
    layout,
    surface,
    rivers,
    settlements,
    chunks: sortByChunk(layout, settlements, sited.map(({ path }) => path)),
  };
}

function sortByChunk(
  layout: Layout,
  settlements: readonly SettlementPlan[],
  paths: readonly Line[],
): (ChunkPlan | null)[] {
  const chunks: (ChunkPlan | null)[] = new Array(CHUNKS_PER_SIDE * CHUNKS_PER_SIDE).fill(null);
  const planOf = (chunk: number): ChunkPlan => {
    let plan = chunks[chunk] ?? null;
    if (plan === null) chunks[chunk] = plan = { lines: [], plots: [], buildings: [], props: [] };
    return plan;
  };
  for (const { points, width } of layout.roads) {
    for (let index = 0; index + 1 < points.length; index++) {
      const a = points[index]!;
      const b = points[index + 1]!;
      const line = { ax: a.x, ay: a.y, bx: b.x, by: b.y, width };
      eachChunkNear(a, b, REACH_METRES, (chunk) => planOf(chunk).lines.push(line));
    }
  }
  for (const path of paths) {
    const ends = [{ x: path.ax, y: path.ay }, { x: path.bx, y: path.by }] as const;
    eachChunkNear(ends[0], ends[1], REACH_METRES, (chunk) => planOf(chunk).lines.push(path));
  }
  for (const { settlement, plot, props } of settlements) {
    const end = { x: plot.x + plot.side, y: plot.y + plot.side };
    eachChunkNear(plot, end, REACH_METRES, (chunk) => planOf(chunk).plots.push(plot));
    for (const building of settlement.buildings) {
      const corner = { x: building.x + building.width, y: building.y + building.height };
      eachChunkNear(building, corner, REACH_METRES, (chunk) => planOf(chunk).buildings.push(building));
    }
    for (const prop of props) {
      const at = { x: prop.x / UNITS_PER_METRE, y: prop.y / UNITS_PER_METRE };
      eachChunkNear(at, at, REACH_METRES, (chunk) => planOf(chunk).props.push(prop));
    }
  }
  return chunks;
}
