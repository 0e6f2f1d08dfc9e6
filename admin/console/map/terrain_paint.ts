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
    const gy = (py + 0.5) / OVERVIEW_FINER - 0.5;
    const y0 = clamp(Math.floor(gy)) * size;
    const y1 = clamp(Math.floor(gy) + 1) * size;
    const fy = gy - Math.floor(gy);
    for (let px = 0; px < side; px++) {
      const gx = (px + 0.5) / OVERVIEW_FINER - 0.5;
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

/** A chunk as RGBA, a pixel for each square metre. */
export function paintChunk(chunk: Chunk, theme: "light" | "dark"): Uint8ClampedArray<ArrayBuffer> {
  const side = CHUNK_METRES;
  const pixels = new Uint8ClampedArray(side * side * 4);
  const colours = PALETTES[theme];
  const strength = theme === "light" ? 0.055 : 0.08;
  const { ground, heights } = chunk;
  const row = side + 1;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const kind = ground[y * side + x]!;
      const corner = y * row + x;
      const here = heights[corner]!;
      const east = heights[corner + 1]!;
      const south = heights[corner + row]!;
      let shade = isWater(kind) ? waterShade(here) : slopeShade(east - here + (south - here), strength);
      if (!isWater(kind)) {
        // Grain: a meadow is not a sheet of paper.
        shade *= 1 + (grain(chunk.x * side + x, chunk.y * side + y) - 0.5) * 0.05;
        if (isContour(here, east) || isContour(here, south)) shade *= 0.955;
      }
      const colour = colours[kind]!;
      const at = (y * side + x) * 4;
      pixels[at] = colour[0] * shade;
      pixels[at + 1] = colour[1] * shade;
      pixels[at + 2] = colour[2] * shade;
      pixels[at + 3] = 255;
    }
  }
  return pixels;
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
  return shade < 0.72 ? 0.72 : shade > 1.16 ? 1.16 : shade;
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
