/**
 * Where characters appear that were never here before. The rule is a fact of the world, so the same character of the
 * same world always begins at the same place.
 *
 *   town      around the town's square
 *   towns     four of five in the larger settlements, the others anywhere
 *   anywhere  somewhere in a square around the town's, evenly over the ground that can be walked on
 *
 * Anywhere, characters come in twos: those numbered 2n and 2n + 1 begin some steps from each other, so that nobody
 * is sure to begin alone.
 */
import { hashWords } from "./base/prng.ts";
import { HEADING_COS, HEADING_SIN, UNITS_PER_METRE } from "./base/space.ts";
import { GROUND } from "./terrain/types.ts";
import { SPAWN_SPREAD_METRES, WORLD_UNITS } from "./limits.ts";
import type { World } from "./world.ts";

/** The rules by name. */
export const NEWCOMERS = ["town", "towns", "anywhere"] as const;
export type Newcomers = (typeof NEWCOMERS)[number];

/** A place on the ground plane, in units. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Settlements that count as the larger ones, in the order of the layout: the town and three villages. */
const LARGER_SETTLEMENTS = 4;
/** Places looked at before one that is not walkable is taken and the nearest free one used. */
const TRIES = 24;
/** How far from the place of the two each begins. */
const TWO_METRES = 4;
const NEAREST_FREE_METRES = 16;

// One number for each use of the hash, so that they have nothing to do with one another.
const PURPOSE_TOWN = 0x656e_7465;
const PURPOSE_SETTLEMENT = 0x7365_7474;
const PURPOSE_ANYWHERE = 0x616e_7977;

/** Where a new character of this number appears: a free place. */
export function newcomerPlace(world: World, character: number): Place {
  const { layout } = world.terrain;
  const town = { x: layout.spawnX, y: layout.spawnY };
  switch (world.facts.newcomers) {
    case "town":
      return around(world, town, SPAWN_SPREAD_METRES, character, PURPOSE_TOWN);
    case "towns":
      return inTowns(world, character);
    case "anywhere":
      return anywhere(world, character);
  }
}

function inTowns(world: World, character: number): Place {
  const { settlements } = world.terrain.layout;
  const hash = hashWords(world.facts.seed, character >>> 1, PURPOSE_SETTLEMENT);
  if (settlements.length === 0 || hash % 5 === 0) return anywhere(world, character);
  const settlement = settlements[(hash >>> 8) % Math.min(LARGER_SETTLEMENTS, settlements.length)]!;
  const metres = Math.floor(settlement.radius / (2 * UNITS_PER_METRE));
  const two = around(world, settlement, metres, character >>> 1, PURPOSE_SETTLEMENT + 1);
  return around(world, two, TWO_METRES, character, PURPOSE_SETTLEMENT + 2);
}

function anywhere(world: World, character: number): Place {
  const { facts, terrain } = world;
  const { spawnX, spawnY } = terrain.layout;
  const side = Math.min(WORLD_UNITS, facts.newcomersMetres * UNITS_PER_METRE);
  // The square lies around the town as far as the world's edges let it.
  const left = Math.max(0, Math.min(WORLD_UNITS - side, spawnX - (side >> 1)));
  const top = Math.max(0, Math.min(WORLD_UNITS - side, spawnY - (side >> 1)));
  let x = spawnX;
  let y = spawnY;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const hash = hashWords(facts.seed, character >>> 1, PURPOSE_ANYWHERE, attempt);
    x = left + Math.floor((hash & 0xffff) / 0x1_0000 * side);
    y = top + Math.floor((hash >>> 16) / 0x1_0000 * side);
    if (!terrain.isBlocked(x, y) && terrain.groundAt(x, y) !== GROUND.shallowWater) break;
  }
  return around(world, { x, y }, TWO_METRES, character, PURPOSE_ANYWHERE + 1);
}

/** A free place within `metres` of another: the hash's own, or the nearest to it. */
function around(world: World, middle: Place, metres: number, number: number, purpose: number): Place {
  const hash = hashWords(world.facts.seed, number, purpose);
  const heading = hash & 255;
  // The root spreads evenly over the disc's area.
  const away = Math.floor(Math.sqrt((hash >>> 8) / 0x100_0000) * metres * UNITS_PER_METRE);
  const x = clampToWorld(middle.x + ((HEADING_COS[heading]! * away) >> 14));
  const y = clampToWorld(middle.y + ((HEADING_SIN[heading]! * away) >> 14));
  const { layout } = world.terrain;
  return world.terrain.nearestFree(x, y, NEAREST_FREE_METRES * UNITS_PER_METRE) ??
    { x: layout.spawnX, y: layout.spawnY };
}

function clampToWorld(value: number): number {
  return value < 0 ? 0 : value >= WORLD_UNITS ? WORLD_UNITS - 1 : value;
}
