/** The lands of the content on the large map: a border in each one's colour, and where its name stands. */
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { makeRegionMap } from "../../../../world/places/regions.ts";
import { GROUND, type Terrain } from "../../../../world/terrain/types.ts";
import type { MapRegion } from "./map.ts";

/** What is laid over the map. */
export interface RegionPicture {
  /** A pixel for each sample of the land. */
  readonly picture: OffscreenCanvas;
  /** In metres. */
  readonly names: readonly { readonly region: MapRegion; readonly x: number; readonly y: number }[];
}

/** How much of a colour is laid over a border, and over what is inside, of 255. */
const BORDER_ALPHA = 150;
const INSIDE_ALPHA = 20;
/** A land smaller than this many samples has no name on the map. */
const NAMED_SAMPLES = 60;
/** Two names that are nearer to each other than this, in samples, would stand on one another. */
const NAME_WIDE = 50;
const NAME_TALL = 13;

/** A land's colour as its name has it: light enough to be read on any ground. */
export function nameColour(colour: string): string {
  const value = Number.parseInt(colour.slice(1), 16);
  const light = (part: number) => Math.round(part * 0.35 + 255 * 0.65);
  return `rgb(${light(value >> 16)}, ${light(value >> 8 & 255)}, ${light(value & 255)})`;
}

/** Paints it. */
export function paintRegions(terrain: Terrain, regions: readonly MapRegion[]): RegionPicture {
  const { size, numbers } = makeRegionMap(terrain, regions);
  const { ground } = terrain.overview();
  const picture = new OffscreenCanvas(size, size);
  const context = picture.getContext("2d")!;
  const image = context.createImageData(size, size);
  const isLand = (at: number) => ground[at] !== GROUND.deepWater;
  for (let at = 0; at < numbers.length; at++) {
    const region = isLand(at) ? regions.find(({ number }) => number === numbers[at]) : undefined;
    if (region === undefined) continue;
    const isBorder = [1, -1, size, -size].some((step) => numbers[at + step] !== numbers[at] && isLand(at + step));
    const colour = Number.parseInt(region.colour.slice(1), 16);
    const alpha = isBorder ? BORDER_ALPHA : INSIDE_ALPHA;
    image.data.set([colour >> 16, colour >> 8 & 255, colour & 255, alpha], at * 4);
  }
  context.putImageData(image, 0, 0);
  const metres = terrain.layout.metres / size;
  // Names of settlements stand above them, and those of lands keep away from all others.
  const taken: Sample[] = terrain.layout.settlements.map(({ x, y, radius }) => ({
    x: x / UNITS_PER_METRE / metres,
    y: (y - radius) / UNITS_PER_METRE / metres,
  }));
  const names = regions.flatMap((region) => {
    const at = placeOfName(numbers, size, region.number, isLand, taken);
    if (at === null) return [];
    taken.push(at);
    return [{ region, x: (at.x + 0.5) * metres, y: (at.y + 0.5) * metres }];
  });
  return { picture, names };
}

interface Sample {
  readonly x: number;
  readonly y: number;
}

/** Where a land's name stands: near the middle of it, and on no other name; null for one too small to be named. */
function placeOfName(
  numbers: Uint16Array,
  size: number,
  number: number,
  isLand: (at: number) => boolean,
  taken: readonly Sample[],
): Sample | null {
  const own: Sample[] = [];
  for (let at = 0; at < numbers.length; at++) {
    if (numbers[at] === number && isLand(at)) own.push({ x: at % size, y: Math.floor(at / size) });
  }
  if (own.length < NAMED_SAMPLES) return null;
  const x = own.reduce((sum, one) => sum + one.x, 0) / own.length;
  const y = own.reduce((sum, one) => sum + one.y, 0) / own.length;
  const cost = (one: Sample) => {
    const meets = taken.filter((name) => Math.abs(name.x - one.x) < NAME_WIDE && Math.abs(name.y - one.y) < NAME_TALL);
    return Math.hypot(one.x - x, one.y - y) + meets.length * size;
  };
  return own.reduce((best, one) => cost(one) < cost(best) ? one : best);
}
