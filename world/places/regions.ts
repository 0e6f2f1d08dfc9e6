/**
 * Regions of the land, by the rules of content: which one a point belongs to, and where the settlements are that content
 * counts. A function of terrain and regions, worked out in steps of 16 m; pages use it as well.
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

/** The last regions of a terrain, and the rules that they follow from: worlds that are loaded again ask for the same. */
const lastRegions = new WeakMap<Terrain, { readonly rules: string; readonly samples: RegionSamples }>();

/** The regions of a terrain by these rules, as long as the same is asked for. */
export function regionSamplesBy(terrain: Terrain, regions: readonly RegionRule[]): RegionSamples {
  const rules = JSON.stringify(regions.map(({ number, priority, shape }) => [number, priority, shape]));
  const last = lastRegions.get(terrain);
  if (last?.rules === rules) return last.samples;
  const samples = new RegionSamples(terrain, regions);
  lastRegions.set(terrain, { rules, samples });
  return samples;
}

/** Works out the whole map. */
export function makeRegionMap(terrain: Terrain, regions: readonly RegionRule[]): RegionMap {
  const samples = new RegionSamples(terrain, regions);
  const { size } = samples;
  const numbers = new Uint16Array(size * size);
  for (let at = 0; at < numbers.length; at++) numbers[at] = samples.numberOf(at);
  return { size, numbers };
}

/** The number of the region at a point of the land, in units; 0: none, or not on the land. */
export function regionIn({ size, numbers }: RegionMap, x: number, y: number): number {
  const at = sampleAt(size, x, y);
  return at < 0 ? 0 : numbers[at]!;
}

/** The place in a map of the sample that a point is in, in units; -1 beside the land. */
function sampleAt(size: number, x: number, y: number): number {
  const column = x >> SAMPLE_SHIFT;
  const row = y >> SAMPLE_SHIFT;
  return column < 0 || row < 0 || column >= size || row >= size ? -1 : row * size + column;
}

/** Of a sample that nobody asked about yet. */
const UNKNOWN = 0xffff;

/**
 * Which region each sample belongs to, worked out for each when it is first asked about: a world knows the regions at
 * once and needs few of its tens of thousands of samples.
 */
export class RegionSamples {
  /** Samples of a side. */
  readonly size: number;
  readonly #ground: Uint8Array;
  readonly #settlements: readonly Settlement[];
  /** Of several regions that claim a sample it belongs to the highest priority, then to the first. */
  readonly #inOrder: readonly RegionRule[];
  readonly #numbers: Uint16Array;
  /** One object for all samples. */
  readonly #sample = { x: 0, y: 0, ground: 0, nearest: -1 };

  constructor(terrain: Terrain, regions: readonly RegionRule[]) {
    const { size, ground } = terrain.overview();
    this.size = size;
    this.#ground = ground;
    this.#settlements = settlementsInOrder(terrain.layout);
    this.#inOrder = [...regions].sort((a, b) => b.priority - a.priority || a.number - b.number);
    this.#numbers = new Uint16Array(size * size).fill(UNKNOWN);
  }

  /** The number of the region at a point of the land, in units; 0: none, or not on the land. */
  at(x: number, y: number): number {
    const at = sampleAt(this.size, x, y);
    return at < 0 ? 0 : this.numberOf(at);
  }

  /** The number of the region of a sample, by its place in the map; 0: none. */
  numberOf(at: number): number {
    const known = this.#numbers[at]!;
    return known !== UNKNOWN ? known : this.#numbers[at] = this.#find(at);
  }

  #find(at: number): number {
    const sample = this.#sample;
    sample.x = (at % this.size << SAMPLE_SHIFT) + 2048;
    sample.y = (Math.floor(at / this.size) << SAMPLE_SHIFT) + 2048;
    sample.ground = this.#ground[at]!;
    sample.nearest = nearestOf(this.#settlements, sample.x, sample.y);
    for (const { shape, number } of this.#inOrder) if (claims(shape, sample, this.#settlements)) return number;
    return 0;
  }
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
