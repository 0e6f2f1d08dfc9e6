/**
 * The ground of a world for the SDK, apart from it because it is large and not everyone needs it: with it the own
 * character is predicted to stop where the server stops it.
 *
 * ```ts
 * const { makeIsBlocked } = await import("weald-client/terrain");
 * const client = connect({ url, client: "my-bot/1", makeIsBlocked });
 * ```
 */
import type { IsBlocked } from "../../../world/motion.ts";
import { makeTerrain, TERRAIN_VERSION } from "../../../world/terrain/mod.ts";

export { TERRAIN_VERSION };

/**
 * What blocks a walker in the world of a seed: asked with a position in metres. Of another version of the terrain
 * than this one nothing is known, and nothing blocks: the server's word comes a little later.
 */
export function makeIsBlocked(seed: number, terrainVersion: number): IsBlocked {
  if (terrainVersion !== TERRAIN_VERSION) return () => false;
  const terrain = makeTerrain(seed);
  return (x, y) => terrain.isBlocked(x, y);
}
