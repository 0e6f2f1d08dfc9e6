/** Worlds on real terrain, and characters put where a test needs them. */
import { createWorld, makeTerrain, type World } from "../../../world/mod.ts";
import { rosterRow } from "../../../world/roster.ts";
import type { Terrain } from "../../../world/terrain/types.ts";
import { defaultPack } from "../_pack.ts";

const terrains = new Map<number, Terrain>();

/** One terrain a seed for all tests of a file: its chunks are made once. */
export function terrainOf(seed: number): Terrain {
  let terrain = terrains.get(seed);
  if (terrain === undefined) terrains.set(seed, terrain = makeTerrain(seed));
  return terrain;
}

/** A populated world. A day of 10 minutes has 12,000 ticks. */
export function makeLivingWorld(options: { seed?: number; dayMinutes?: number; life?: number } = {}): World {
  const { seed = 7, dayMinutes = 10, life = 1 } = options;
  return createWorld({ seed, tickRate: 20, dayMinutes, life }, terrainOf(seed), defaultPack());
}

/** Writes into the roster that a character was last seen at a place, so that it appears there. */
export function placeCharacter(world: World, character: number, x: number, y: number): void {
  const row = rosterRow(world.roster, character);
  const { columns } = world.roster.table;
  columns.name[row] = `Person ${character}`;
  columns.lastSeenTick[row] = 1;
  columns.x[row] = x;
  columns.y[row] = y;
}

/** Homes of the groups of a kind. */
export function homesOf(world: World, kind: number): { x: number; y: number; group: number }[] {
  const { columns, length } = world.groups.table;
  const homes: { x: number; y: number; group: number }[] = [];
  for (let group = 0; group < length; group++) {
    if (columns.kind[group] === kind) homes.push({ x: columns.x[group]!, y: columns.y[group]!, group });
  }
  return homes;
}
