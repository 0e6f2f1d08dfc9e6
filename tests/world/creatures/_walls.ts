/** Flat ground with walls on it, players and creatures beside them. Metres count from the middle of the test's ground. */
import { setSegment } from "../../../world/bodies.ts";
import { indexOf } from "../../../world/entities.ts";
import { createWorld, positionX, positionY, type World } from "../../../world/mod.ts";
import { addCreature } from "../../../world/spawns/mod.ts";
import type { Terrain } from "../../../world/terrain/mod.ts";
import { findNearestFree, isClearOf } from "../../../world/terrain/walk.ts";
import { makeFlat, SPAWN } from "../_flat.ts";
import { enter, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";

/** From and to, east and south, in metres. */
export type Wall = readonly [left: number, top: number, right: number, bottom: number];

/** Open to the west: who is in it and wants east has to go back first. */
export const U: readonly Wall[] = [[6, -9, 7, 9], [-4, -9, 7, -8], [-4, 8, 7, 9]];

/** Flat ground where nothing but these walls stands. */
export function walled(walls: readonly Wall[]): Terrain {
  const obstacles = {
    isBlocked: (x: number, y: number) => {
      const [east, south] = [(x - SPAWN.x) / 256, (y - SPAWN.y) / 256];
      return walls.some(([left, top, right, bottom]) => east >= left && east < right && south >= top && south < bottom);
    },
  };
  return {
    ...makeFlat(),
    ...obstacles,
    isSolid: obstacles.isBlocked,
    isClear: (fromX, fromY, toX, toY) => isClearOf(obstacles, fromX, fromY, toX, toY),
    nearestFree: (x, y, radius) => findNearestFree(obstacles, x, y, radius),
  };
}

/** A world on a terrain with so many players in it. */
export function makeWorldOn(terrain: Terrain, players = 1): World {
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, defaultPack());
  step(world, Array.from({ length: players }, (_, at) => enter(at + 1)));
  return world;
}

/** Puts a player somewhere. */
export function stand(world: World, session: number, east: number, south: number): void {
  setSegment(world, world.sessions.get(session)!, SPAWN.x + east * 256, SPAWN.y + south * 256, 0, 0, world.tick);
}

/** A creature of the default pack. Its entity. */
export function place(world: World, id: string, east: number, south: number): number {
  const at = { x: SPAWN.x + east * 256, y: SPAWN.y + south * 256 };
  return addCreature(world, world.content.creatures.byId.get(id)!, { ...at, heading: 0, area: -1 });
}

/** Where an entity is, in metres. */
export function whereIs(world: World, entity: number): { readonly east: number; readonly south: number } {
  const index = indexOf(entity);
  return { east: (positionX(world, index) - SPAWN.x) / 256, south: (positionY(world, index) - SPAWN.y) / 256 };
}
