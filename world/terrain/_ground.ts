/** What covers the ground where nobody decided otherwise, from height, steepness and a few slow noises. */
import { DEEP_METRES } from "./limits.ts";
import { layered, makeNoise, noise, type NoiseTable } from "./_noise.ts";
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

/** How much a place is forest: above 0 it is one, the more the denser. `tame` (0 to 1) is how near people live. */
export function forestStrength(climate: Climate, height: number, x: number, y: number, tame: number): number {
  const shore = height < 3 ? (3 - height) * 0.2 : 0;
  const high = height > 44 ? (height - 44) * 0.02 : 0;
  return layered(climate.forests, x / 430, y / 430, 2) * 1.1 +
    0.32 * noise(climate.forests, x / 61 + 3.7, y / 61 + 8.2) +
    0.13 * noise(climate.meadows, x / 13 + 31.4, y / 13 + 27.2) - 0.04 - shore - high - tame * 0.6 + climate.wooded;
}

/** Ground at a height in metres, with the steepness as rise over run. */
export function naturalGround(
  climate: Climate,
  height: number,
  steepness: number,
  x: number,
  y: number,
  tame: number,
): Ground {
  if (height < 0) return height < DEEP_METRES ? GROUND.deepWater : GROUND.shallowWater;
  const ragged = noise(climate.meadows, x / 21 + 1.9, y / 21 + 6.3);
  if (height < BEACH_METRES + 0.55 * ragged) return GROUND.sand;
  if (height > climate.snow + 12 * ragged) return steepness > 1 ? GROUND.rock : GROUND.snow;
  if (steepness > climate.rockSteep || height > climate.rock + 14 * ragged) return GROUND.rock;
  if (forestStrength(climate, height, x, y, tame) > 0) return GROUND.forest;
  return noise(climate.meadows, x / 240, y / 240) + 0.3 * ragged > 0.22 ? GROUND.meadow : GROUND.grass;
}
