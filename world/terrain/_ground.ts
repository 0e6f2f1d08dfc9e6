/** What covers the ground where nobody decided otherwise, from height, steepness and a few slow noises. */
import { DEEP_METRES } from "./limits.ts";
import { layerSum, makeNoise, noiseRect, type NoiseTable } from "./_noise.ts";
import type { LandRules } from "./rules.ts";
import { GROUND, type Ground } from "./types.ts";

/** The noises that say where forests and meadows are, and the heights of what covers the land, in metres. */
export interface Climate {
  readonly seed: number;
  readonly forests: NoiseTable;
  readonly meadows: NoiseTable;
  /** Added to the strength of forests. */
  readonly wooded: number;
  readonly rock: number;
  readonly rockSteep: number;
  readonly snow: number;
}

/** The climate of a seed. */
export function makeClimate(seed: number, { ground }: LandRules): Climate {
  return {
    seed,
    forests: makeNoise(seed, 60),
    meadows: makeNoise(seed, 61),
    wooded: (ground.forestPermille - 1000) / 1000 * WOODED,
    rock: ground.rockMetres,
    rockSteep: ground.rockSteepPermille / 1000,
    snow: ground.snowMetres,
  };
}

const BEACH_METRES = 0.95;
/** The noises of forests come to no more than this, nearly everywhere. */
const WOODED = 1.3;

/** What the noises of a climate say of a square of samples, row by row. */
export interface Cover {
  /** Frays the edges between grounds. */
  readonly ragged: Float64Array;
  /** How much it is forest, before height and people are asked. */
  readonly wooded: Float64Array;
  /** How much what is no forest is meadow. */
  readonly open: Float64Array;
}

/** A cover of so many samples a side, to be filled again and again. */
export function makeCover(side: number): Cover {
  const make = () => new Float64Array(side * side);
  return { ragged: make(), wooded: make(), open: make() };
}

/** Fills a cover with samples each `step` metres from (x, y). */
export function fillCover({ forests, meadows }: Climate, x: number, y: number, step: number, cover: Cover): void {
  const { ragged, wooded, open } = cover;
  const count = ragged.length;
  const side = Math.sqrt(count);
  const [xs, ys] = [new Float64Array(side), new Float64Array(side)];
  if (scratch.length < count) scratch = new Float64Array(count);
  const layer = scratch;
  /** Noise of this wavelength; each octave after the first is twice as fine, as in `layers`. */
  const sample = (
    table: NoiseTable,
    metres: number,
    right: number,
    down: number,
    octave: 0 | 1,
    into: Float64Array,
  ) => {
    for (let at = 0; at < side; at++) {
      xs[at] = (x + at * step) / metres + right;
      ys[at] = (y + at * step) / metres + down;
      if (octave === 1) [xs[at], ys[at]] = [xs[at]! * 2 + 37.4, ys[at]! * 2 + 11.8];
    }
    noiseRect(table, xs, ys, into);
  };
  sample(forests, 430, 0, 0, 0, wooded);
  sample(forests, 430, 0, 0, 1, layer);
  blend(wooded, layer, 0.5);
  scale(wooded);
  sample(forests, 61, 3.7, 8.2, 0, layer);
  blend(wooded, layer, 0.32);
  sample(meadows, 13, 31.4, 27.2, 0, layer);
  blend(wooded, layer, 0.13);
  lower(wooded);
  sample(meadows, 21, 1.9, 6.3, 0, ragged);
  sample(meadows, 240, 0, 0, 0, open);
  blend(open, ragged, 0.3);
}

// Loops of their own: several in one function are compiled while the later ones never ran, and left at each of those.

function blend(into: Float64Array, layer: Float64Array, part: number): void {
  for (let at = 0; at < into.length; at++) into[at] = into[at]! + part * layer[at]!;
}

function scale(wooded: Float64Array): void {
  for (let at = 0; at < wooded.length; at++) wooded[at] = wooded[at]! / WOODED_SUM * 1.1;
}

function lower(wooded: Float64Array): void {
  for (let at = 0; at < wooded.length; at++) wooded[at] = wooded[at]! - 0.04;
}

let scratch = new Float64Array(0);
const WOODED_SUM = layerSum(2);

/** How much a sample is forest: above 0 it is one, the more the denser. `tame` (0 to 1) is how near people live. */
export function forestStrength(climate: Climate, cover: Cover, at: number, height: number, tame: number): number {
  const shore = height < 3 ? (3 - height) * 0.2 : 0;
  const high = height > 44 ? (height - 44) * 0.02 : 0;
  return cover.wooded[at]! - shore - high - tame * 0.6 + climate.wooded;
}

/** Ground of a sample at a height in metres, with the steepness as rise over run. */
export function naturalGround(
  climate: Climate,
  cover: Cover,
  at: number,
  height: number,
  steepness: number,
  tame: number,
): Ground {
  if (height < 0) return height < DEEP_METRES ? GROUND.deepWater : GROUND.shallowWater;
  const ragged = cover.ragged[at]!;
  if (height < BEACH_METRES + 0.55 * ragged) return GROUND.sand;
  if (height > climate.snow + 12 * ragged) return steepness > 1 ? GROUND.rock : GROUND.snow;
  if (steepness > climate.rockSteep || height > climate.rock + 14 * ragged) return GROUND.rock;
  if (forestStrength(climate, cover, at, height, tame) > 0) return GROUND.forest;
  return cover.open[at]! > 0.22 ? GROUND.meadow : GROUND.grass;
}
