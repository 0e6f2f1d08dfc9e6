/** Painting terrain into pixels: ground colours, shading from the north-west, contour lines. Runs in the worker. */
import { type Chunk, CHUNK_METRES, GROUND, type Overview } from "../../../world/terrain/mod.ts";

type Rgb = readonly [number, number, number];

/** Colours of each ground by its number. */
const PALETTES: Readonly<Record<"light" | "dark", readonly Rgb[]>> = {
  light: palette("8ab1c8 a8cddb e8dcb9 bfd3a0 cfdcab 94b583 bdb6aa f4f5f3 dcc9a4 dacfba dcd092 c9b595"),
  dark: palette("12283a 1b3b4c 57503d 2f4230 384a34 22372a 474643 8b918f 6b5e48 5e564a 4f4c30 564b3b"),
};

/** Metres between two contour lines; heights are in quarters of a metre. */
const CONTOUR_METRES = 10;

/** Metres to each side over which a slope is taken. */
const SLOPE_REACH = 4;

/** The overview is painted this much finer than its samples. */
export const OVERVIEW_FINER = 4;

/** The whole world as RGBA, `size * OVERVIEW_FINER` to the side. Colours and shading run smoothly between samples. */
export function paintOverview(overview: Overview, theme: "light" | "dark"): Uint8ClampedArray<ArrayBuffer> {
  const { size, ground, heights } = overview;
  const side = size * OVERVIEW_FINER;
  const pixels = new Uint8ClampedArray(side * side * 4);
  const colours = PALETTES[theme];
  const shades = overviewShades(overview, theme);
  const clamp = (at: number) => at < 0 ? 0 : at >= size ? size - 1 : at;
  for (let py = 0; py < side; py++) {
    for (let px = 0; px < side; px++) {
      // A little off at random: the edges between grounds are ragged, not square.
      const gx = (px + 0.5) / OVERVIEW_FINER - 0.5 + (grain(px, py) - 0.5) * 0.7;
      const gy = (py + 0.5) / OVERVIEW_FINER - 0.5 + (grain(py + 7919, px) - 0.5) * 0.7;
      const y0 = clamp(Math.floor(gy)) * size;
      const y1 = clamp(Math.floor(gy) + 1) * size;
      const fy = gy - Math.floor(gy);
      const x0 = clamp(Math.floor(gx));
      const x1 = clamp(Math.floor(gx) + 1);
      const fx = gx - Math.floor(gx);
      const a = (1 - fx) * (1 - fy);
      const b = fx * (1 - fy);
      const c = (1 - fx) * fy;
      const d = fx * fy;
      const shade = shades[y0 + x0]! * a + shades[y0 + x1]! * b + shades[y1 + x0]! * c + shades[y1 + x1]! * d;
      const ca = colours[ground[y0 + x0]!]!;
      const cb = colours[ground[y0 + x1]!]!;
      const cc = colours[ground[y1 + x0]!]!;
      const cd = colours[ground[y1 + x1]!]!;
      const height = heights[y0 + x0]! * a + heights[y0 + x1]! * b + heights[y1 + x0]! * c + heights[y1 + x1]! * d;
      const right = heights[y0 + x1]! * (1 - fy) + heights[y1 + x1]! * fy;
      const line = isContour(height, height + (right - height) / OVERVIEW_FINER) ? 0.96 : 1;
      const at = (py * side + px) * 4;
      for (let channel = 0; channel < 3; channel++) {
        pixels[at + channel] = (ca[channel]! * a + cb[channel]! * b + cc[channel]! * c + cd[channel]! * d) * shade *
          line;
      }
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}

function overviewShades({ size, ground, heights }: Overview, theme: "light" | "dark"): Float32Array {
  const shades = new Float32Array(size * size);
  const strength = theme === "light" ? 0.011 : 0.016;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = y * size + x;
      const west = heights[x > 0 ? at - 1 : at]!;
      const east = heights[x < size - 1 ? at + 1 : at]!;
      const north = heights[y > 0 ? at - size : at]!;
      const south = heights[y < size - 1 ? at + size : at]!;
      shades[at] = isWater(ground[at]!)
        ? waterShade(heights[at]!)
        : slopeShade((east - west) + (south - north), strength);
    }
  }
  return shades;
}

/** A chunk is painted this much finer than its square metres. */
export const CHUNK_FINER = 2;

/** Ground of a chunk and of the metre around it, row by row: colours run on across the edges of chunks. */
export type BorderedGround = Uint8Array;
export const BORDERED = CHUNK_METRES + 2;

/** A chunk as RGBA, `CHUNK_METRES * CHUNK_FINER` to the side. */
export function paintChunk(
  chunk: Chunk,
  ground: BorderedGround,
  theme: "light" | "dark",
): Uint8ClampedArray<ArrayBuffer> {
  const side = CHUNK_METRES * CHUNK_FINER;
  const pixels = new Uint8ClampedArray(side * side * 4);
  const colours = PALETTES[theme];
  const shades = chunkShades(chunk, theme);
  for (let py = 0; py < side; py++) {
    const y = Math.floor(py / CHUNK_FINER);
    for (let px = 0; px < side; px++) {
      const x = Math.floor(px / CHUNK_FINER);
      const speck = grain(chunk.x * side + px, chunk.y * side + py);
      const gx = (px + 0.5) / CHUNK_FINER + 0.5 + (speck - 0.5) * 0.5;
      const gy = (py + 0.5) / CHUNK_FINER + 0.5 + (grain(chunk.y * side + py, chunk.x * side + px) - 0.5) * 0.5;
      const x0 = Math.floor(gx);
      const y0 = Math.floor(gy);
      const fx = gx - x0;
      const fy = gy - y0;
      const ca = colours[ground[y0 * BORDERED + x0]!]!;
      const cb = colours[ground[y0 * BORDERED + x0 + 1]!]!;
      const cc = colours[ground[(y0 + 1) * BORDERED + x0]!]!;
      const cd = colours[ground[(y0 + 1) * BORDERED + x0 + 1]!]!;
      // Grain: a meadow is not a sheet of paper.
      const shade = shades[y * CHUNK_METRES + x]! * (0.98 + speck * 0.04);
      const at = (py * side + px) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const north = ca[channel]! * (1 - fx) + cb[channel]! * fx;
        const south = cc[channel]! * (1 - fx) + cd[channel]! * fx;
        pixels[at + channel] = (north * (1 - fy) + south * fy) * shade;
      }
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}

/**
 * Shading of each square metre, by the slope over some metres around it: heights come in quarters of a metre, and the
 * steps between them would be stripes.
 */
function chunkShades({ ground, heights }: Chunk, theme: "light" | "dark"): Float32Array {
  const shades = new Float32Array(CHUNK_METRES * CHUNK_METRES);
  const strength = theme === "light" ? 0.055 : 0.08;
  const row = CHUNK_METRES + 1;
  for (let y = 0; y < CHUNK_METRES; y++) {
    for (let x = 0; x < CHUNK_METRES; x++) {
      const corner = y * row + x;
      const here = heights[corner]!;
      const east = heights[corner + 1]!;
      const south = heights[corner + row]!;
      const at = y * CHUNK_METRES + x;
      if (isWater(ground[at]!)) shades[at] = waterShade(here);
      else {
        const line = isContour(here, east) || isContour(here, south) ? 0.955 : 1;
        const [west, eastern] = [Math.max(0, x - SLOPE_REACH), Math.min(CHUNK_METRES, x + SLOPE_REACH)];
        const [north, southern] = [Math.max(0, y - SLOPE_REACH), Math.min(CHUNK_METRES, y + SLOPE_REACH)];
        const slopeX = (heights[y * row + eastern]! - heights[y * row + west]!) / (eastern - west);
        const slopeY = (heights[southern * row + x]! - heights[north * row + x]!) / (southern - north);
        shades[at] = slopeShade(slopeX + slopeY, strength) * line;
      }
    }
  }
  return shades;
}

function isWater(ground: number): boolean {
  return ground === GROUND.deepWater || ground === GROUND.shallowWater;
}

/** Deep water is darker, down to a limit. */
function waterShade(height: number): number {
  return 1 + Math.max(-0.16, height * 0.002);
}

function slopeShade(slope: number, strength: number): number {
  const shade = 1 + slope * strength;
  return shade < 0.72 ? 0.72 : shade > 1.1 ? 1.1 : shade;
}

function isContour(height: number, next: number): boolean {
  const step = CONTOUR_METRES * 4;
  return height > 0 && Math.floor(height / step) !== Math.floor(next / step);
}

function grain(x: number, y: number): number {
  const mixed = Math.imul(x, 0x27d4_eb2d) ^ Math.imul(y, 0x1656_67b1);
  return ((Math.imul(mixed ^ (mixed >>> 15), 0x85eb_ca6b) >>> 16) & 0xff) / 255;
}

function palette(colours: string): Rgb[] {
  return colours.split(" ").map((hex) => {
    const value = parseInt(hex, 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
  });
}
