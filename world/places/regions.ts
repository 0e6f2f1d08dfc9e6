/**
 * Regions of the land, by the rules of content: which one a point belongs to, and where the settlements are that content
 * counts. A function of terrain and regions, worked out once for both, in steps of 16 m; pages use it as well.
 */
import { distance, UNITS_PER_METRE } from "../base/space.ts";
import type { Numbered, Region } from "../content/mod.ts";
import { GROUND, type Layout, type Settlement, type Terrain } from "../terrain/types.ts";

/** Settlements that content counts: the town, and the six villages that are nearest to it. */
export const SETTLEMENTS_COUNTED = 7;

/** What is known of a region to find it. */
export type RegionRule = Pick<Numbered<Region>, "number" | "shape" | "priority">;

/** Which region each sample of the land belongs to. */
export interface RegionMap {
  /** Samples of a side, as the terrain's overview has them. */
  readonly size: number;
  /** Numbers of regions, row by row; 0: none. */
  readonly numbers: Uint16Array;
}

const SAMPLE_SHIFT = 12;

/** The settlements that content counts, the town first and then the nearest to it; of the same distance, by index. */
export function settlementsInOrder({ settlements }: Layout): readonly Settlement[] {
  const town = settlements[0];
  if (town === undefined) return [];
  const away = ({ x, y }: Settlement) => distance(x - town.x, y - town.y);
  return [...settlements].sort((a, b) => away(a) - away(b) || a.index - b.index).slice(0, SETTLEMENTS_COUNTED);
}

/** The last map of a terrain, and the rules that it follows from: worlds that are loaded again ask for the same. */
const lastMaps = new WeakMap<Terrain, { readonly rules: string; readonly map: RegionMap }>();

/** The map of a terrain by these rules. Worked out once, as long as the same is asked for. */
export function regionMapBy(terrain: Terrain, regions: readonly RegionRule[]): RegionMap {
  const rules = JSON.stringify(regions.map(({ number, priority, shape }) => [number, priority, shape]));
  const last = lastMaps.get(terrain);
  if (last?.rules === rules) return last.map;
  const map = makeRegionMap(terrain, regions);
  lastMaps.set(terrain, { rules, map });
  return map;
}

/** Works out the map. Of several regions that claim a sample it belongs to the highest priority, then to the first. */
export function makeRegionMap(terrain: Terrain, regions: readonly RegionRule[]): RegionMap {
  const { size, ground } = terrain.overview();
  const settlements = settlementsInOrder(terrain.layout);
  const inOrder = [...regions].sort((a, b) => b.priority - a.priority || a.number - b.number);
  const numbers = new Uint16Array(size * size);
  // A map has tens of thousands of samples: nothing is made for each.
  const sample = { x: 0, y: 0, ground: 0, nearest: -1 };
  for (let at = 0; at < numbers.length; at++) {
    sample.x = (at % size << SAMPLE_SHIFT) + 2048;
    sample.y = (Math.floor(at / size) << SAMPLE_SHIFT) + 2048;
    sample.ground = ground[at]!;
    sample.nearest = nearestOf(settlements, sample.x, sample.y);
    for (const { shape, number } of inOrder) {
      if (!claims(shape, sample, settlements)) continue;
      numbers[at] = number;
      break;
    }
  }
  return { size, numbers };
}

/** The number of the region at a point of the land, in units; 0: none, or not on the land. */
export function regionIn({ size, numbers }: RegionMap, x: number, y: number): number {
  const [column, row] = [x >> SAMPLE_SHIFT, y >> SAMPLE_SHIFT];
  return column < 0 || row < 0 || column >= size || row >= size ? 0 : numbers[row * size + column]!;
}

interface Sample {
  readonly x: number;
  readonly y: number;
  readonly ground: number;
  /** The settlement that is nearest, by its place in their order. */
  readonly nearest: number;
}

function claims(
  shape: Region["shape"],
  { x, y, ground, nearest }: Sample,
  settlements: readonly Settlement[],
): boolean {
  switch (shape.type) {
    case "everywhere":
      return true;
    case "nearest":
      return ground !== GROUND.deepWater && shape.settlements.includes(nearest);
    case "ground":
      return shape.grounds.some((name) => GROUND[name] === ground);
    case "around": {
      const middle = settlements[shape.settlement];
      return middle !== undefined && distance(x - middle.x, y - middle.y) <= shape.metres * UNITS_PER_METRE;
    }
  }
}

/** Which of the settlements is nearest; the squares of units would leave the safe integers only beyond 90,000 km. */
function nearestOf(settlements: readonly Settlement[], x: number, y: number): number {
  let nearest = -1;
  let least = Infinity;
  for (let at = 0; at < settlements.length; at++) {
    const dx = settlements[at]!.x - x;
    const dy = settlements[at]!.y - y;
    const away = dx * dx + dy * dy;
    if (away < least) {
      nearest = at;
      least = away;
    }
  }
  return nearest;
}
