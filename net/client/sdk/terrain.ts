/**
 * The ground of a world for the SDK, apart from it because it is large and not everyone needs it: with it the own
 * character is predicted to stop where the server stops it, and to be slow where it is slow.
 *
 * ```ts
 * const { makeFooting } = await import("weald-client/terrain");
 * const client = connect({ url, client: "my-bot/1", makeFooting });
 * ```
 */
import { recipeOfCatalog } from "../../../world/content/mod.ts";
import type { Catalog } from "../../../world/content/types.ts";
import { swimmingOn } from "../../../world/footing.ts";
import { EVEN_FOOTING, type Footing } from "../../../world/motion.ts";
import { makeTerrain, TERRAIN_VERSION } from "../../../world/terrain/mod.ts";

export { TERRAIN_VERSION };

/**
 * What the ground does to a player in the world of a seed: asked with positions in units of 1/256 m. Of another version
 * of the terrain than this one nothing is known, and nothing blocks: the server's word comes a little later. So it is
 * without the world's catalog, which has the rules of its land and the floor plans of its dungeons.
 */
export function makeFooting(
  seed: number,
  terrainVersion: number,
  catalog: Pick<Catalog, "kinds"> | null,
): Footing {
  if (terrainVersion !== TERRAIN_VERSION || catalog === null) return EVEN_FOOTING;
  return swimmingOn(makeTerrain(seed, recipeOfCatalog(catalog)));
}
