/** The colour of each kind of ground at a point, from a few shared noises. */
import { GROUND, type Ground } from "../../../../world/terrain/types.ts";
import { hashPlace, makeTexture, pick, sample } from "./texture.ts";

/** Red, green, blue, 0 to 255, written in place so that a pixel costs no object. */
export type Colour = Float32Array;

/** Features of about 30 m, of 4 m and of 20 cm. */
const BROAD = makeTexture(11, 8, 3);
const MIDDLE = makeTexture(23, 16, 4);
const FINE = makeTexture(37, 64, 3);

/** The noises at one point, shared by all kinds that meet there. */
export const noises = { broad: 0, middle: 0, fine: 0, grain: 0 };

/** Looks the noises up at world metres (x, y). */
export function readNoises(x: number, y: number): void {
  noises.broad = sample(BROAD, x * 0.9, y * 0.9);
  noises.middle = sample(MIDDLE, x * 4 + 31, y * 4 + 7);
  noises.fine = sample(FINE, x * 9, y * 9);
  noises.grain = pick(FINE, Math.floor(x * 31), Math.floor(y * 31));
}

/** How far the edges of grounds stray from the metre grid at (x, y), along either axis, in metres. */
export function strayX(x: number, y: number): number {
  return (sample(MIDDLE, x * 5.1 + 90, y * 5.1) - 0.5) * 1.7 + (sample(FINE, x * 7, y * 7 + 50) - 0.5) * 0.35;
}

/** See `strayX`. */
export function strayY(x: number, y: number): number {
  return (sample(MIDDLE, x * 5.1, y * 5.1 + 140) - 0.5) * 1.7 + (sample(FINE, x * 7 + 120, y * 7) - 0.5) * 0.35;
}

/** Writes the colour of `kind` at world metres (x, y) into `colour`; `fineness` is pixels per metre. */
export function groundColour(kind: Ground, x: number, y: number, fineness: number, colour: Colour): void {
  const { broad, middle, fine, grain } = noises;
  switch (kind) {
    case GROUND.grass: {
      const warm = broad;
      const light = 0.86 + middle * 0.16 + fine * 0.1 + grain * 0.05;
      return put(colour, (104 + warm * 34) * light, (146 + warm * 16) * light, (72 + warm * 6) * light);
    }
    case GROUND.meadow: {
      const light = 0.88 + middle * 0.14 + fine * 0.1 + grain * 0.06;
      return put(colour, (136 + broad * 30) * light, (164 + broad * 10) * light, (78 + middle * 12) * light);
    }
    case GROUND.forest: {
      const litter = step(0.42, 0.68, middle * 0.7 + fine * 0.3);
      const light = 0.8 + fine * 0.24 + grain * 0.12;
      return put(
        colour,
        (74 + broad * 14 + litter * 34) * light,
        (102 + broad * 12 - litter * 6) * light,
        (58 + litter * 4) * light,
      );
    }
    case GROUND.sand: {
      const ripple = sample(FINE, x * 3 + middle * 14, y * 11 + middle * 20);
      const light = 0.93 + middle * 0.06 + ripple * 0.05 + grain * 0.04;
      return put(colour, 230 * light, (208 + broad * 8) * light, (160 + broad * 14) * light);
    }
    case GROUND.rock: {
      const crack = Math.abs(sample(MIDDLE, x * 7, y * 5) - 0.5);
      const light = (0.78 + fine * 0.2 + grain * 0.1 + broad * 0.1) * (crack < 0.045 ? 0.82 + crack * 4 : 1);
      const moss = step(0.62, 0.8, middle) * 0.5;
      return put(colour, (150 - moss * 34) * light, (147 - moss * 8) * light, (142 - moss * 48) * light);
    }
    case GROUND.snow: {
      const drift = sample(MIDDLE, x * 2.1 + 40, y * 3.4);
      const light = 0.93 + drift * 0.05 + fine * 0.02 + grain * 0.02;
      return put(colour, (233 + drift * 12) * light, (240 + drift * 9) * light, 252 * light);
    }
    case GROUND.road: {
      const pebble = grain > 0.74 ? 0.1 : 0;
      const light = 0.87 + middle * 0.12 + fine * 0.12 + pebble;
      return put(colour, (176 + broad * 12) * light, (149 + broad * 8) * light, (112 + broad * 4) * light);
    }
    case GROUND.plaza:
      return fineness < 12 ? distantCobbles(colour) : cobbles(x, y, colour);
    case GROUND.field:
      return furrows(x, y, colour);
    case GROUND.floor: {
      const light = 0.9 + fine * 0.12 + broad * 0.06;
      return put(colour, 164 * light, 150 * light, 126 * light);
    }
    case GROUND.shallowWater:
    case GROUND.deepWater:
      return put(colour, 214, 194, 146);
    case GROUND.void:
    case GROUND.wall:
    case GROUND.planks:
    case GROUND.cave:
      // Beside the land: paint_place.ts.
      return put(colour, 16, 14, 18);
  }
}

function put(colour: Colour, red: number, green: number, blue: number): void {
  colour[0] = red;
  colour[1] = green;
  colour[2] = blue;
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function step(low: number, high: number, value: number): number {
  const part = value <= low ? 0 : value >= high ? 1 : (value - low) / (high - low);
  return part * part * (3 - 2 * part);
}

function distantCobbles(colour: Colour): void {
  const light = 0.86 + noises.middle * 0.12 + noises.grain * 0.14;
  put(colour, 176 * light, 168 * light, 154 * light);
}

/** Stones of about half a metre: Steven Worley's cellular noise (1996) over a jittered grid of rows set off by half. */
function cobbles(x: number, y: number, colour: Colour): void {
  const scale = 1.9;
  const u = x * scale;
  const v = y * scale * 1.15;
  const row = Math.floor(v);
  let nearest = 9;
  let second = 9;
  let stone = 0;
  for (let atRow = row - 1; atRow <= row + 1; atRow++) {
    const shift = (atRow & 1) * 0.5;
    const column = Math.floor(u - shift);
    for (let atColumn = column - 1; atColumn <= column + 1; atColumn++) {
      const hash = hashPlace(atColumn, atRow, 5);
      const dx = atColumn + shift + 0.5 + ((hash & 255) / 255 - 0.5) * 0.5 - u;
      const dy = atRow + 0.5 + ((hash >>> 8 & 255) / 255 - 0.5) * 0.5 - v;
      const away = Math.sqrt(dx * dx + dy * dy);
      if (away < nearest) {
        second = nearest;
        nearest = away;
        stone = hash;
      } else if (away < second) second = away;
    }
  }
  const joint = step(0.02, 0.2, second - nearest);
  const tone = 0.9 + (stone >>> 16 & 255) / 255 * 0.13 + noises.fine * 0.07 - nearest * 0.1 + noises.broad * 0.1;
  const light = tone * (0.82 + joint * 0.18);
  const warm = (stone >>> 24) / 255 * 8;
  put(colour, (178 + warm) * light, 170 * light, (156 - warm) * light);
}

/** Ploughed rows, sown here and there: strips of some metres carry different crops. */
function furrows(x: number, y: number, colour: Colour): void {
  const strip = hashPlace(Math.floor(x / 32), Math.floor(y / 24), 9);
  const along = (strip & 1) === 0 ? y : x;
  const across = along + (noises.middle - 0.5) * 0.5;
  const wave = Math.abs(across % 1.25 / 1.25 * 2 - 1);
  const light = 0.84 + wave * 0.2 + noises.fine * 0.1 + noises.grain * 0.06;
  const crop = strip >>> 4 & 3;
  const grown = crop === 0 ? 0 : step(0.3, 0.62, wave + (noises.fine - 0.5) * 0.5);
  const soil = 1 - grown;
  const cropRed = crop === 1 ? 206 : crop === 2 ? 112 : 150;
  const cropGreen = crop === 1 ? 178 : crop === 2 ? 146 : 160;
  const cropBlue = crop === 1 ? 92 : crop === 2 ? 66 : 74;
  put(
    colour,
    (140 * soil + cropRed * grown) * light,
    (108 * soil + cropGreen * grown) * light,
    (76 * soil + cropBlue * grown) * light,
  );
}
