/**
 * The large shapes: an island continent with sea all around, hills, one mountain range and some lakes. Shapes are
 * drawn on the macro grid in metres; each has its own noise, so that a change of one leaves the others.
 */
import { hashWords, Prng } from "../base/prng.ts";
import { HEADING_COS, HEADING_SIN } from "../base/space.ts";
import { WORLD_METRES } from "../limits.ts";
import { MACRO_METRES, MACRO_SIDE } from "./limits.ts";
import type { Macro } from "./_macro.ts";
import type { LandRules } from "./rules.ts";
import { layered, layers, layerSum, makeNoise, noise, type NoiseTable, ridged, smoothStep } from "./_noise.ts";

/** A lake: its middle and its usual radius, in metres. */
export interface Lake {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const HALF = WORLD_METRES / 2;
const COARSE_SIDE = (MACRO_SIDE - 1) / 4 + 2;
/** Wavelengths of the slowest octaves, in metres. */
const BEND_METRES = 1100;
const COAST_METRES = 900;
/** How far noise moves the coast, as part of half the map, and the strengths it is divided by. */
const COAST = 0.62;
const BEND = 0.2 / 1.5;
const COAST_SUM = layerSum(5);
const HILLS_SUM = layerSum(4);
const LAKE_TRIES = 160;

/** Draws the continent into the grid and returns its lakes, the first of which lies at the foot of the mountains. */
export function shapeContinent(seed: number, macro: Macro, rules: LandRules["ground"]): Lake[] {
  const mountains = drawLand(seed, macro, rules);
  return drawLakes(seed, macro, mountains, rules.lakes);
}

/** What one vertex of land is made of. */
interface Land {
  readonly rules: LandRules["ground"];
  readonly macro: Macro;
  readonly mountains: Float64Array;
  readonly range: Range;
  readonly coast: NoiseTable;
  readonly hills: NoiseTable;
  readonly crests: NoiseTable;
  readonly bentX: Float64Array;
  readonly bentY: Float64Array;
  readonly coastBroad: Float64Array;
  readonly hillsBroad: Float64Array;
}

/** Fills heights and roughness; returns how much each vertex belongs to the mountains, 0 to 1. */
function drawLand(seed: number, macro: Macro, rules: LandRules["ground"]): Float64Array {
  const coast = makeNoise(seed, 3);
  const hills = makeNoise(seed, 4);
  const land: Land = {
    rules,
    macro,
    mountains: new Float64Array(MACRO_SIDE * MACRO_SIDE),
    range: makeRange(seed),
    coast,
    hills,
    crests: makeNoise(seed, 5),
    bentX: coarse(makeNoise(seed, 1), BEND_METRES, 2),
    bentY: coarse(makeNoise(seed, 2), BEND_METRES, 2),
    coastBroad: coarse(coast, COAST_METRES, 3),
    hillsBroad: coarse(hills, rules.hillMetres, 2),
  };
  for (let row = 0; row < MACRO_SIDE; row++) {
    for (let column = 0; column < MACRO_SIDE; column++) drawVertex(land, column, row);
  }
  return land.mountains;
}

function drawVertex(land: Land, column: number, row: number): void {
  const { macro, rules } = land;
  const sea = rules.seaLevelCm / 100;
  const rough = rules.roughPermille / 1000;
  const at = row * MACRO_SIDE + column;
  const x = column * MACRO_METRES;
  const y = row * MACRO_METRES;
  // What the fine octaves can add is within 0.09: further out all is open sea, and only its depth is left to say.
  const broad = inlandMargin(land, column, row) + COAST * coarseAt(land.coastBroad, column, row) / COAST_SUM;
  const inland = broad < -0.21
    ? broad
    : broad + COAST * layers(land.coast, x / COAST_METRES, y / COAST_METRES, 3, 5) / COAST_SUM;
  if (inland < -0.12) {
    macro.heights[at] = (inland * 60 < -30 ? -30 : inland * 60) - sea;
    macro.roughness[at] = 0.4 * rough;
    return;
  }
  const fine = layers(land.hills, x / rules.hillMetres, y / rules.hillMetres, 2, 4);
  const rolling = (coarseAt(land.hillsBroad, column, row) + fine) / HILLS_SUM;
  const hilliness = smoothStep(0.04, 0.3, inland);
  const base = inland < 0 ? inland * 60 : inland < 0.3 ? inland * 34 : 10.2 + (inland - 0.3) * 8;
  const hills = hilliness * (11 * rolling + 12 * smoothStep(0.1, 0.7, rolling) + 2);
  const hilly = base + hills * (rules.hillPermille / 1000);
  const mountain = mountainAt(land, x, y) * smoothStep(0.03, 0.3, inland);
  const high = rules.mountainPermille / 1000;
  const height = mountain <= 0
    ? hilly
    : hilly + mountain * (26 + 150 * ridged(land.crests, x / 640 + 9.3, y / 640 + 4.1, 5)) * high;
  macro.heights[at] = height - sea;
  macro.roughness[at] = (0.55 + 0.8 * smoothStep(6, 30, height) + 5 * mountain * mountain * high) * rough;
  land.mountains[at] = mountain;
}

/** How far a vertex is inland before the noise of the coast: about 0.8 in the middle, 0 at the shore, below it at sea. */
function inlandMargin({ bentX, bentY }: Land, column: number, row: number): number {
  const u = column * MACRO_METRES / HALF - 1;
  const v = row * MACRO_METRES / HALF - 1;
  const absU = u < 0 ? -u : u;
  const absV = v < 0 ? -v : v;
  const edge = absU > absV ? absU : absV;
  const wu = u + BEND * coarseAt(bentX, column, row);
  const wv = v + BEND * coarseAt(bentY, column, row);
  // Between a circle and a square, so that the corners of the map are used.
  const squares = wu * wu + wv * wv;
  const outward = Math.sqrt(Math.sqrt(0.6 * squares * squares + 0.4 * (wu * wu * wu * wu + wv * wv * wv * wv)));
  const bentU = wu < 0 ? -wu : wu;
  const bentV = wv < 0 ? -wv : wv;
  const bentEdge = bentU > bentV ? bentU : bentV;
  return 0.8 - outward - smoothStep(0.7, 0.98, bentEdge) * 0.5 - smoothStep(0.84, 0.98, edge) * 0.8;
}

function mountainAt({ range, crests }: Land, x: number, y: number): number {
  const off = rangeDistance(range, x, y);
  return off > 800 ? 0 : smoothStep(620, 120, off + 170 * layered(crests, x / 330, y / 330, 3));
}

/** A slow noise at every fourth vertex. */
function coarse(table: NoiseTable, metres: number, octaves: number): Float64Array {
  const values = new Float64Array(COARSE_SIDE * COARSE_SIDE);
  for (let row = 0; row < COARSE_SIDE; row++) {
    for (let column = 0; column < COARSE_SIDE; column++) {
      const x = column * 4 * MACRO_METRES / metres;
      const y = row * 4 * MACRO_METRES / metres;
      values[row * COARSE_SIDE + column] = layers(table, x, y, 0, octaves);
    }
  }
  return values;
}

/** A slow noise at a vertex, straight between those that have it. */
function coarseAt(values: Float64Array, column: number, row: number): number {
  const at = (row >> 2) * COARSE_SIDE + (column >> 2);
  const right = (column & 3) / 4;
  const down = (row & 3) / 4;
  const top = values[at]! + (values[at + 1]! - values[at]!) * right;
  const bottom = values[at + COARSE_SIDE]! + (values[at + COARSE_SIDE + 1]! - values[at + COARSE_SIDE]!) * right;
  return top + (bottom - top) * down;
}

interface Range {
  readonly x: number;
  readonly y: number;
  readonly towardsX: number;
  readonly towardsY: number;
}

/** The range is a line of about 1.4 km, off the middle of the continent, across the way to the coast. */
function makeRange(seed: number): Range {
  const random = new Prng(hashWords(seed, 6));
  const heading = random.below(256);
  const along = heading + 64 + random.below(41) - 20 & 255;
  const out = 620 + random.below(260);
  const half = 560 + random.below(240);
  const towardsX = HEADING_COS[along]! / 16384 * half;
  const towardsY = HEADING_SIN[along]! / 16384 * half;
  return {
    x: HALF + HEADING_COS[heading]! / 16384 * out - towardsX,
    y: HALF + HEADING_SIN[heading]! / 16384 * out - towardsY,
    towardsX: towardsX * 2,
    towardsY: towardsY * 2,
  };
}

function rangeDistance(range: Range, x: number, y: number): number {
  return segmentDistance(x - range.x, y - range.y, range.towardsX, range.towardsY);
}

/** Distance of (x, y) from the line between (0, 0) and (towardsX, towardsY). */
export function segmentDistance(x: number, y: number, towardsX: number, towardsY: number): number {
  const length = towardsX * towardsX + towardsY * towardsY;
  let part = length === 0 ? 0 : (x * towardsX + y * towardsY) / length;
  part = part < 0 ? 0 : part > 1 ? 1 : part;
  const dx = x - part * towardsX;
  const dy = y - part * towardsY;
  return Math.sqrt(dx * dx + dy * dy);
}

function drawLakes(seed: number, macro: Macro, mountains: Float64Array, wanted: number): Lake[] {
  const random = new Prng(hashWords(seed, 7));
  const shape = makeNoise(seed, 8);
  const lakes: Lake[] = [];
  for (let attempt = 0; attempt < LAKE_TRIES && lakes.length < wanted; attempt++) {
    const column = 48 + random.below(MACRO_SIDE - 96);
    const row = 48 + random.below(MACRO_SIDE - 96);
    const size = random.below(100);
    const at = row * MACRO_SIDE + column;
    const mountain = mountains[at]!;
    const atFoot = lakes.length === 0 && attempt < LAKE_TRIES / 2;
    if (atFoot ? mountain < 0.08 || mountain > 0.35 : mountain > 0.05) continue;
    const height = macro.heights[at]!;
    if (height < 4 || height > (atFoot ? 40 : 16)) continue;
    const lake = { x: column * MACRO_METRES, y: row * MACRO_METRES, radius: 55 + size };
    if (lakes.some((other) => segmentDistance(lake.x - other.x, lake.y - other.y, 0, 0) < 620)) continue;
    lakes.push(lake);
  }
  for (const lake of lakes) sinkLake(macro, lake, shape);
  return lakes;
}

function sinkLake(macro: Macro, lake: Lake, shape: Uint8Array): void {
  const reach = Math.ceil(lake.radius * 2.6 / MACRO_METRES);
  const middleColumn = lake.x / MACRO_METRES;
  const middleRow = lake.y / MACRO_METRES;
  for (let row = middleRow - reach; row <= middleRow + reach; row++) {
    for (let column = middleColumn - reach; column <= middleColumn + reach; column++) {
      if (row < 0 || column < 0 || row >= MACRO_SIDE || column >= MACRO_SIDE) continue;
      const x = column * MACRO_METRES;
      const y = row * MACRO_METRES;
      const away = segmentDistance(x - lake.x, y - lake.y, 0, 0) / lake.radius +
        0.5 * noise(shape, x / 150, y / 150) + 0.25 * noise(shape, x / 60, y / 60);
      const at = row * MACRO_SIDE + column;
      const height = macro.heights[at]!;
      const basin = away < 1 ? -5 + 5 * away : 3 * (away - 1);
      if (basin < height) macro.heights[at] = basin + (height - basin) * smoothStep(0.9, 2.1, away);
    }
  }
}
