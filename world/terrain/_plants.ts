/**
 * Trees, bushes, boulders and flowers. Each square of 2 m has one candidate at a hashed place with a hashed rank. One
 * that outranks all others nearby may become a tree or a boulder, so these keep apart without any order of growing
 * (dart throwing by rank; Bertil Matérn's second hard-core process, 1960). The rest may become small plants.
 */
import { hash32, hashWords } from "../base/prng.ts";
import { type Climate, type Cover, forestStrength } from "./_ground.ts";
import { WALKER_RADIUS_UNITS } from "./limits.ts";
import { noise } from "./_noise.ts";
import { cellAt, isPaved, NATURAL, type Plot } from "./_plot.ts";
import { GROUND, type Ground, PROP, type Prop, type PropKind } from "./types.ts";

/** What plants grow on: ground and what is drawn over it for a chunk with its margin, and a height in metres. */
export interface Soil {
  readonly climate: Climate;
  /** Of each metre, as the ground. */
  readonly cover: Cover;
  /** Ground of each metre. */
  readonly ground: Plot;
  /** What people drew: `NATURAL` where they left it alone. */
  readonly drawn: Plot;
  heightAt(x: number, y: number): number;
  tameAt(x: number, y: number): number;
}

const SQUARE_METRES = 2;
const SQUARE_UNITS = SQUARE_METRES * 256;
const APART_UNITS = 660;
/** A rank is compared with those two squares away: further ones are more than 4 m - 2 m off, nearer than apart only here. */
const LOOK = 2;

let candidateX = new Int32Array(0);
let candidateY = new Int32Array(0);
let candidateRank = new Uint32Array(0);

/** Adds the plants whose middle lies in the soil's square to `props`. */
export function growPlants(soil: Soil, props: Prop[]): void {
  const { ground } = soil;
  const first = { x: Math.floor(ground.x / SQUARE_METRES), y: Math.floor(ground.y / SQUARE_METRES) };
  const squares = ground.side / SQUARE_METRES;
  const side = squares + 2 * LOOK;
  throwCandidates(soil.climate.seed, first.x - LOOK, first.y - LOOK, side);
  for (let row = LOOK; row < side - LOOK; row++) {
    for (let column = LOOK; column < side - LOOK; column++) {
      const at = row * side + column;
      const x = candidateX[at]!;
      const y = candidateY[at]!;
      if (cellAt(soil.drawn, x >> 8, y >> 8) !== NATURAL) continue;
      const chance = hash32(candidateRank[at]! ^ 0x7061_6e74);
      const prop = isFirstNearby(at, side) ? growLarge(soil, x, y, chance) : growSmall(soil, x, y, chance);
      if (prop !== null && !crowdsPaving(soil.ground, prop)) props.push(prop);
    }
  }
}

function throwCandidates(seed: number, firstX: number, firstY: number, side: number): void {
  if (candidateX.length < side * side) {
    candidateX = new Int32Array(side * side);
    candidateY = new Int32Array(side * side);
    candidateRank = new Uint32Array(side * side);
  }
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = row * side + column;
      const hash = hashWords(seed, firstX + column, firstY + row, 62);
      candidateX[at] = (firstX + column) * SQUARE_UNITS + (hash & 511);
      candidateY[at] = (firstY + row) * SQUARE_UNITS + (hash >>> 9 & 511);
      candidateRank[at] = hash32(hash);
    }
  }
}

function isFirstNearby(at: number, side: number): boolean {
  const x = candidateX[at]!;
  const y = candidateY[at]!;
  const rank = candidateRank[at]!;
  for (let row = -LOOK; row <= LOOK; row++) {
    for (let column = -LOOK; column <= LOOK; column++) {
      const other = at + row * side + column;
      if (candidateRank[other]! <= rank) continue;
      const dx = candidateX[other]! - x;
      const dy = candidateY[other]! - y;
      if (dx * dx + dy * dy < APART_UNITS * APART_UNITS) return false;
    }
  }
  return true;
}

function growLarge(soil: Soil, x: number, y: number, chance: number): Prop | null {
  const { climate, cover, ground } = soil;
  const metreX = x >> 8;
  const metreY = y >> 8;
  const percent = chance % 1000 / 10;
  switch (cellAt(soil.ground, metreX, metreY) as Ground) {
    case GROUND.forest: {
      const at = (metreY - ground.y) * ground.side + metreX - ground.x;
      const strength = forestStrength(climate, cover, at, soil.heightAt(metreX, metreY), soil.tameAt(metreX, metreY));
      const clearing = noise(climate.meadows, metreX / 34 + 13.7, metreY / 34 + 2.9) > 0.5;
      if (clearing || percent > 38 + strength * 260) return percent > 90 ? smallPlant(PROP.bush, x, y, chance) : null;
      if (percent < 1.2) return tree(PROP.deadTree, x, y, chance);
      if (percent < 2.2) return tree(PROP.boulder, x, y, chance);
      return tree(woodOf(soil, metreX, metreY, chance), x, y, chance);
    }
    case GROUND.grass:
      if (percent < 2.6) return tree(percent < 1.5 ? PROP.oak : PROP.birch, x, y, chance);
      if (percent < 3.2) return tree(PROP.boulder, x, y, chance);
      return percent < 7 ? smallPlant(PROP.bush, x, y, chance) : null;
    case GROUND.meadow:
      if (percent < 1.2) return tree(PROP.oak, x, y, chance);
      return percent < 4 ? smallPlant(PROP.bush, x, y, chance) : null;
    case GROUND.rock:
      if (percent < 7) return tree(PROP.boulder, x, y, chance);
      return percent < 16 && soil.heightAt(metreX, metreY) > 30 ? tree(PROP.snowPine, x, y, chance) : null;
    case GROUND.snow:
      return percent < 2 ? tree(PROP.boulder, x, y, chance) : percent < 9 ? tree(PROP.snowPine, x, y, chance) : null;
    case GROUND.sand:
      return percent < 1.2 ? tree(PROP.boulder, x, y, chance) : growReeds(soil, x, y, chance);
    case GROUND.shallowWater:
      return growReeds(soil, x, y, chance);
    default:
      return null;
  }
}

function growSmall(soil: Soil, x: number, y: number, chance: number): Prop | null {
  const percent = chance % 1000 / 10;
  switch (cellAt(soil.ground, x >> 8, y >> 8) as Ground) {
    case GROUND.meadow: {
      const patch = noise(soil.climate.meadows, (x >> 8) / 13 + 4.4, (y >> 8) / 13 + 9.1);
      return percent < 8 + patch * 50 ? smallPlant(PROP.flowers, x, y, chance) : null;
    }
    case GROUND.grass:
      return percent < 1.6 ? smallPlant(PROP.flowers, x, y, chance) : null;
    case GROUND.forest:
      return percent < 3 ? smallPlant(PROP.bush, x, y, chance) : null;
    case GROUND.sand:
    case GROUND.shallowWater:
      return growReeds(soil, x, y, chance);
    default:
      return null;
  }
}

/** Reeds stand in thick patches along the water's edge. */
function growReeds(soil: Soil, x: number, y: number, chance: number): Prop | null {
  const height = soil.heightAt(x >> 8, y >> 8);
  if (height < -0.55 || height > 0.25) return null;
  const patch = noise(soil.climate.meadows, (x >> 8) / 37 + 7.7, (y >> 8) / 37 + 3.3);
  return patch > 0.15 && chance % 100 < 62 ? smallPlant(PROP.reeds, x, y, chance) : null;
}

/** Which tree grows in a forest: pines on heights and in their own stretches, birches in others, oaks elsewhere. */
function woodOf(soil: Soil, metreX: number, metreY: number, chance: number): PropKind {
  const height = soil.heightAt(metreX, metreY);
  const stretch = noise(soil.climate.forests, metreX / 150 + 21.3, metreY / 150 + 5.9) + (chance >>> 20 & 255) / 640 -
    0.2;
  if (height > 52) return PROP.snowPine;
  if (stretch > 0.2 || height > 34) return PROP.pine;
  return stretch < -0.28 ? PROP.birch : PROP.oak;
}

/** Least radius drawn, how much more it may be, least radius that blocks, how much more: in units. */
const LARGE: Partial<Record<PropKind, readonly [number, number, number, number]>> = {
  [PROP.oak]: [520, 380, 80, 50],
  [PROP.pine]: [380, 240, 64, 30],
  [PROP.birch]: [340, 220, 50, 24],
  [PROP.deadTree]: [260, 160, 60, 30],
  [PROP.snowPine]: [340, 220, 60, 30],
  [PROP.boulder]: [150, 230, 120, 184],
};

function tree(kind: PropKind, x: number, y: number, chance: number): Prop {
  const [least, more, blockLeast, blockMore] = LARGE[kind]!;
  const size = chance >>> 12 & 255;
  return {
    kind,
    x,
    y,
    radius: least + (more * size >> 8),
    blockRadius: blockLeast + (blockMore * size >> 8),
    variant: chance >>> 24,
  };
}

function smallPlant(kind: PropKind, x: number, y: number, chance: number): Prop {
  return { kind, x, y, radius: 120 + (chance >>> 14 & 127), blockRadius: 0, variant: chance >>> 24 };
}

/** Whether what the prop blocks comes near ground that must stay open. */
function crowdsPaving(ground: Plot, prop: Prop): boolean {
  if (prop.blockRadius === 0) return false;
  const reach = prop.blockRadius + WALKER_RADIUS_UNITS + 64;
  for (let y = (prop.y - reach) >> 8; y <= (prop.y + reach) >> 8; y++) {
    for (let x = (prop.x - reach) >> 8; x <= (prop.x + reach) >> 8; x++) {
      if (isPaved(cellAt(ground, x, y))) return true;
    }
  }
  return false;
}
