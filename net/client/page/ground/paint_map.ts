/** Paints the map of the whole world from its coarse picture: borders strayed by noise, slopes lit, depths shaded. */
import { GROUND, type Overview } from "../../../../world/terrain/types.ts";
import { makeTexture, sample } from "./texture.ts";

type Rgb = readonly [number, number, number];

/** Pixels along the side of the map. */
export const MAP_PIXELS = 1024;

const COLOURS: readonly Rgb[] = [
  [64, 118, 146],
  [104, 160, 174],
  [228, 211, 166],
  [150, 178, 108],
  [176, 190, 116],
  [98, 136, 84],
  [160, 154, 146],
  [240, 244, 248],
  [196, 170, 130],
  [190, 180, 162],
  [184, 156, 104],
  [172, 154, 132],
];

const WARP = makeTexture(211, 32, 3);
const GRAIN = makeTexture(223, 64, 2);
/** Metres of one sample of the overview. */
const SAMPLE_METRES = 16;

/** Paints the map. Takes about a tenth of a second. */
export function paintMap({ size, ground, heights }: Overview): ImageData {
  const pixels = new ImageData(MAP_PIXELS, MAP_PIXELS);
  const step = size / MAP_PIXELS;
  const wet = Float32Array.from(ground, (kind) => kind <= GROUND.shallowWater ? 1 : 0);
  for (let row = 0; row < MAP_PIXELS; row++) {
    for (let column = 0; column < MAP_PIXELS; column++) {
      const u = (column + 0.5) * step - 0.5;
      const v = (row + 0.5) * step - 0.5;
      const strayX = u + (sample(WARP, column * 0.5, row * 0.5) - 0.5) * 1.5;
      const strayY = v + (sample(WARP, column * 0.5 + 99, row * 0.5 + 57) - 0.5) * 1.5;
      const water = blend(wet, size, u + (strayX - u) * 0.5, v + (strayY - v) * 0.5);
      const height = blend(heights, size, u, v) / 4;
      let kind = strongest(ground, size, strayX, strayY);
      if (water >= 0.5) kind = GROUND.deepWater;
      else if (kind <= GROUND.shallowWater) kind = GROUND.sand;
      const grain = 0.96 + sample(GRAIN, column, row) * 0.08;
      put(pixels.data, (row * MAP_PIXELS + column) * 4, kind, water, height, grain, slope(heights, size, u, v));
    }
  }
  return pixels;
}

function put(
  data: Uint8ClampedArray,
  at: number,
  kind: number,
  water: number,
  height: number,
  grain: number,
  rise: number,
): void {
  const [red, green, blue] = COLOURS[kind]!;
  let light = grain * (1 + 0.62 * rise / (1 + Math.abs(rise)));
  if (kind <= GROUND.shallowWater) {
    // Shallows along the shore are brighter; the sea darkens with its depth.
    light = grain * (1 + Math.max(0, 0.62 - water) * 1.5 + Math.max(-0.26, Math.min(0, height / 60)));
  } else if (water > 0.36) light *= 1 - (water - 0.36) * 1.4;
  data[at] = red * light;
  data[at + 1] = green * light;
  data[at + 2] = blue * light;
  data[at + 3] = 255;
}

const votes = new Float32Array(16);

/** The kind with the most weight among the nine samples around, by the quadratic B-spline: its borders are curves. */
function strongest(ground: Uint8Array, size: number, u: number, v: number): number {
  const column = Math.max(1, Math.min(size - 2, Math.round(u)));
  const row = Math.max(1, Math.min(size - 2, Math.round(v)));
  const right = u - column;
  const down = v - row;
  votes.fill(0);
  let best = 0;
  for (let y = -1; y <= 1; y++) {
    const along = y === 0 ? 0.75 - down * down : (0.5 + y * down) * (0.5 + y * down) / 2;
    for (let x = -1; x <= 1; x++) {
      const across = x === 0 ? 0.75 - right * right : (0.5 + x * right) * (0.5 + x * right) / 2;
      const kind = ground[(row + y) * size + column + x]!;
      votes[kind]! += along * across;
      if (votes[kind]! > votes[best]!) best = kind;
    }
  }
  return best;
}

function blend(field: ArrayLike<number>, size: number, u: number, v: number): number {
  const column = Math.max(0, Math.min(size - 2, Math.floor(u)));
  const row = Math.max(0, Math.min(size - 2, Math.floor(v)));
  const right = Math.max(0, Math.min(1, u - column));
  const down = Math.max(0, Math.min(1, v - row));
  const at = row * size + column;
  const top = field[at]! + (field[at + 1]! - field[at]!) * right;
  const bottom = field[at + size]! + (field[at + size + 1]! - field[at + size]!) * right;
  return top + (bottom - top) * down;
}

/** How steeply the ground rises to the south-east, away from the light. */
function slope(heights: Int16Array, size: number, u: number, v: number): number {
  const here = blend(heights, size, u, v);
  return (blend(heights, size, u + 1, v) + blend(heights, size, u, v + 1) - 2 * here) / 4 / SAMPLE_METRES * 2;
}
