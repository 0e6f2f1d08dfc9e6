/**
 * What the ground does to who goes on it: where one cannot be, and how much quicker or slower one gets along. The world
 * and the players' pages ask the same functions of the same rules, which the terrain brings along, so that a swimmer's
 * way is predicted as a walker's is.
 */
import type { Footing } from "./motion.ts";
import { PACED_GROUNDS, type TerrainRecipe } from "./terrain/rules.ts";
import { GROUND, type Terrain } from "./terrain/types.ts";

/** Ground up to this number can be steep: roads, squares and floors are made to be walked. */
const NATURAL_MAX = GROUND.snow;
/** A rise is known in quarters of a metre. */
const RISE_CM = 25;

/** What the paces of a recipe come to, in eighths of the wanted speed. */
interface Paces {
  /** By ground, for a look-up without a branch. */
  readonly ofGround: Uint8Array;
  /** By the rise of a square metre in quarters of a metre; null where steepness changes nothing. */
  readonly ofRise: Uint8Array | null;
}

function pacesOf({ footing: { paces, slopes } }: TerrainRecipe): Paces {
  const ofGround = new Uint8Array(32).fill(8);
  for (const kind of PACED_GROUNDS) ofGround[GROUND[kind]] = paces[kind];
  if (slopes.length === 0) return { ofGround, ofRise: null };
  const ofRise = new Uint8Array(256).fill(255);
  for (let rise = 0; rise < ofRise.length; rise++) {
    for (const { riseCm, pace } of slopes) {
      if (rise * RISE_CM >= riseCm && pace < ofRise[rise]!) ofRise[rise] = pace;
    }
  }
  return { ofGround, ofRise };
}

/** The quickest that anybody gets along on this terrain, in eighths of the wanted speed. */
export function paceMaxOf(terrain: Terrain): number {
  return Math.max(...pacesOf(terrain.layout.recipe).ofGround);
}

function paceOn(terrain: Terrain): Footing["pace"] {
  const { ofGround, ofRise } = pacesOf(terrain.layout.recipe);
  if (ofRise === null) return (x, y) => ofGround[terrain.groundAt(x, y)]!;
  return (x, y) => {
    const ground = terrain.groundAt(x, y);
    const pace = ofGround[ground]!;
    // Under water nobody walks uphill.
    if (ground > NATURAL_MAX || ground <= GROUND.shallowWater) return pace;
    const uphill = ofRise[terrain.riseAt(x, y)]!;
    return uphill < pace ? uphill : pace;
  };
}

/** How one gets along who walks: deep water blocks. */
export function walkingOn(terrain: Terrain): Footing {
  return { isBlocked: (x, y) => terrain.isBlocked(x, y), pace: paceOn(terrain) };
}

/** How a creature gets along that is at home in the water: as quick there as on land. */
export function atHomeInWater(terrain: Terrain): Footing {
  const pace = paceOn(terrain);
  return {
    isBlocked: (x, y) => terrain.isSolid(x, y),
    pace: (x, y) => terrain.groundAt(x, y) <= GROUND.shallowWater ? 8 : pace(x, y),
  };
}

/** How a player gets along, who swims where it is too deep to walk, unless nobody does in this world. */
export function swimmingOn(terrain: Terrain): Footing {
  if (!terrain.layout.recipe.footing.swim) return walkingOn(terrain);
  return { isBlocked: (x, y) => terrain.isSolid(x, y), pace: paceOn(terrain) };
}
