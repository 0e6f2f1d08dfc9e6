/**
 * What the ground does to who goes on it: where one cannot be, and how much quicker or slower one gets along. The world
 * and the players' pages ask the same functions, so that a swimmer's way is predicted as a walker's is.
 */
import type { Footing } from "./motion.ts";
import { GROUND, type Ground, type Terrain } from "./terrain/types.ts";

/** Eighths of the wanted speed on each kind of ground. What is not named here changes nothing. */
const PACES: Readonly<Partial<Record<Ground, number>>> = {
  [GROUND.road]: 9,
  [GROUND.rock]: 6,
  [GROUND.snow]: 6,
  [GROUND.shallowWater]: 5,
  [GROUND.deepWater]: 3,
};

/** The pace by ground, for a look-up without a branch. */
export const PACE_OF_GROUND: Uint8Array = Uint8Array.from(
  { length: 32 },
  (_, ground) => PACES[ground as Ground] ?? 8,
);

/** How one gets along who walks: deep water blocks. */
export function walkingOn(terrain: Terrain): Footing {
  return {
    isBlocked: (x, y) => terrain.isBlocked(x, y),
    pace: (x, y) => PACE_OF_GROUND[terrain.groundAt(x, y)]!,
  };
}

/** How a creature gets along that is at home in the water: as quick there as on land. */
export function atHomeInWater(terrain: Terrain): Footing {
  return {
    isBlocked: (x, y) => terrain.isSolid(x, y),
    pace: (x, y) => {
      const ground = terrain.groundAt(x, y);
      return ground === GROUND.deepWater || ground === GROUND.shallowWater ? 8 : PACE_OF_GROUND[ground]!;
    },
  };
}

/** How one gets along who swims where it is too deep to walk: every player. */
export function swimmingOn(terrain: Terrain): Footing {
  return {
    isBlocked: (x, y) => terrain.isSolid(x, y),
    pace: (x, y) => PACE_OF_GROUND[terrain.groundAt(x, y)]!,
  };
}
