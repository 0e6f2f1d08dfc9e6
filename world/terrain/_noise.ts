/**
 * Gradient noise (Ken Perlin, "Improving Noise", 2002) on a table shuffled by the seed. Only + - * and floor on
 * doubles and integers, in a fixed order: the same bits on every engine.
 */
import { hashWords, Prng } from "../base/prng.ts";
import { HEADING_COS, HEADING_SIN } from "../base/space.ts";

/** The numbers 0 to 255 in an order of their own, twice. */
export type NoiseTable = Uint8Array;

// Sixteen directions. Divisions by 2^14 are exact. 1.5 stretches the usual range of the sum to about -1..1.
const GRADIENT_X = new Float64Array(16);
const GRADIENT_Y = new Float64Array(16);
for (let index = 0; index < 16; index++) {
  GRADIENT_X[index] = 1.5 * (HEADING_COS[index * 16 + 5]! / 16384);
  GRADIENT_Y[index] = 1.5 * (HEADING_SIN[index * 16 + 5]! / 16384);
}

/** The table of one purpose of one seed. */
export function makeNoise(seed: number, purpose: number): NoiseTable {
  const table = new Uint8Array(512);
  const random = new Prng(hashWords(seed, purpose, 0x6e6f_6973));
  for (let index = 0; index < 256; index++) table[index] = index;
  for (let index = 255; index > 0; index--) {
    const other = random.below(index + 1);
    const kept = table[index]!;
    table[index] = table[other]!;
    table[other] = kept;
  }
  table.copyWithin(256, 0, 256);
  return table;
}

/** Noise at (x, y), about -1 to 1, 0 at whole numbers; repeats each 256. */
export function noise(table: NoiseTable, x: number, y: number): number {
  const wholeX = Math.floor(x);
  const wholeY = Math.floor(y);
  const column = wholeX & 255;
  const row = wholeY & 255;
  const right = x - wholeX;
  const down = y - wholeY;
  const west = table[column]! + row;
  const east = table[column + 1]! + row;
  const northWest = table[west]! & 15;
  const northEast = table[east]! & 15;
  const southWest = table[west + 1]! & 15;
  const southEast = table[east + 1]! & 15;
  const across = right * right * right * (right * (right * 6 - 15) + 10);
  const along = down * down * down * (down * (down * 6 - 15) + 10);
  const a = GRADIENT_X[northWest]! * right + GRADIENT_Y[northWest]! * down;
  const b = GRADIENT_X[northEast]! * (right - 1) + GRADIENT_Y[northEast]! * down;
  const c = GRADIENT_X[southWest]! * right + GRADIENT_Y[southWest]! * (down - 1);
  const d = GRADIENT_X[southEast]! * (right - 1) + GRADIENT_Y[southEast]! * (down - 1);
  const top = a + (b - a) * across;
  const bottom = c + (d - c) * across;
  return top + (bottom - top) * along;
}

let columns = new Uint8Array(0);
let rights = new Float64Array(0);
let acrosses = new Float64Array(0);

/**
 * Noise at each of `xs` in each of `ys`, row by row, into `into`: the same bits as `noise`, in less than half of the
 * time. What follows from x alone is worked out once for all rows, and the directions once for each cell of the noise.
 */
export function noiseRect(table: NoiseTable, xs: Float64Array, ys: Float64Array, into: Float64Array): void {
  const side = xs.length;
  if (columns.length < side) {
    columns = new Uint8Array(side);
    rights = new Float64Array(side);
    acrosses = new Float64Array(side);
  }
  for (let column = 0; column < side; column++) {
    const whole = Math.floor(xs[column]!);
    const right = xs[column]! - whole;
    columns[column] = whole & 255;
    rights[column] = right;
    acrosses[column] = right * right * right * (right * (right * 6 - 15) + 10);
  }
  for (let row = 0; row < ys.length; row++) noiseRow(table, ys[row]!, side, into, row * side);
}

function noiseRow(table: NoiseTable, y: number, side: number, into: Float64Array, first: number): void {
  const whole = Math.floor(y);
  const row = whole & 255;
  const down = y - whole;
  const along = down * down * down * (down * (down * 6 - 15) + 10);
  for (let at = 0; at < side;) {
    const column = columns[at]!;
    const west = table[column]! + row;
    const east = table[column + 1]! + row;
    const northWest = table[west]! & 15;
    const northEast = table[east]! & 15;
    const southWest = table[west + 1]! & 15;
    const southEast = table[east + 1]! & 15;
    const aX = GRADIENT_X[northWest]!;
    const bX = GRADIENT_X[northEast]!;
    const cX = GRADIENT_X[southWest]!;
    const dX = GRADIENT_X[southEast]!;
    const aY = GRADIENT_Y[northWest]! * down;
    const bY = GRADIENT_Y[northEast]! * down;
    const cY = GRADIENT_Y[southWest]! * (down - 1);
    const dY = GRADIENT_Y[southEast]! * (down - 1);
    do {
      const right = rights[at]!;
      const across = acrosses[at]!;
      const a = aX * right + aY;
      const b = bX * (right - 1) + bY;
      const c = cX * right + cY;
      const d = dX * (right - 1) + dY;
      const top = a + (b - a) * across;
      const bottom = c + (d - c) * across;
      into[first + at] = top + (bottom - top) * along;
    } while (++at < side && columns[at] === column);
  }
}

/** A sum of `octaves` of noise, each twice as fine and half as strong; about -1 to 1. */
export function layered(table: NoiseTable, x: number, y: number, octaves: number): number {
  return layers(table, x, y, 0, octaves) / layerSum(octaves);
}

/** The part of `layered` from octave `first` up to before `end`, not yet divided by `layerSum`. */
export function layers(table: NoiseTable, x: number, y: number, first: number, end: number): number {
  let sum = 0;
  let strength = 1;
  for (let octave = 0; octave < end; octave++) {
    if (octave >= first) sum += strength * noise(table, x, y);
    strength *= 0.5;
    x = x * 2 + 37.4;
    y = y * 2 + 11.8;
  }
  return sum;
}

/** The strengths of so many octaves together: 1 + 1/2 + 1/4 and so on. */
export function layerSum(octaves: number): number {
  let sum = 0;
  for (let octave = 0, strength = 1; octave < octaves; octave++, strength *= 0.5) sum += strength;
  return sum;
}

/** Sharp crests at 1, broad valleys towards 0: noise folded at zero, fine layers only upon crests. */
export function ridged(table: NoiseTable, x: number, y: number, octaves: number): number {
  let sum = 0;
  let strength = 1;
  let total = 0;
  let weight = 1;
  for (let octave = 0; octave < octaves; octave++) {
    const value = noise(table, x, y);
    const crest = 1 - (value < 0 ? -value : value);
    const squared = crest * crest * weight;
    weight = squared < 1 ? squared : 1;
    sum += strength * squared;
    total += strength;
    strength *= 0.5;
    x = x * 2 + 53.1;
    y = y * 2 + 29.7;
  }
  return sum / total;
}

/** 0 below `low`, 1 above `high`, a smooth step between. `low` may be above `high`: then it falls. */
export function smoothStep(low: number, high: number, value: number): number {
  let part = (value - low) / (high - low);
  if (part <= 0) return 0;
  if (part >= 1) return 1;
  part = part * part * (3 - 2 * part);
  return part;
}
