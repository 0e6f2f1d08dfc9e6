/** A small flat world drawn with letters: each is one half metre, `#` is blocked, all around is blocked. */
import { findNearestFree, isClearOf } from "../../../world/terrain/walk.ts";
import type { Terrain } from "../../../world/terrain/mod.ts";

/** What paths need of a terrain. */
export function drawnTerrain(rows: readonly string[]): Terrain {
  const obstacles = {
    isBlocked: (x: number, y: number) => (rows[Math.floor(y / 128)]?.[Math.floor(x / 128)] ?? "#") === "#",
  };
  return {
    ...obstacles,
    isClear: (fromX: number, fromY: number, toX: number, toY: number) => isClearOf(obstacles, fromX, fromY, toX, toY),
    nearestFree: (x: number, y: number, radius: number) => findNearestFree(obstacles, x, y, radius),
  } as Terrain;
}

/** The middle of a half metre, in units. */
export function at(column: number, row: number): { x: number; y: number } {
  return { x: column * 128 + 64, y: row * 128 + 64 };
}
