/** The host started with another pack of content than the world has. */
import { UNITS_PER_METRE } from "../base/space.ts";
import { indexContent, isSameRecipe, landChanges, NO_PACK, readPack, recipeOf } from "../content/mod.ts";
import { indexEnd } from "../entities.ts";
import { showGear } from "../items/mod.ts";
import { KIND } from "../kinds.ts";
import { planAnew } from "../life/ground.ts";
import { SPACE_OVERWORLD } from "../limits.ts";
import type { WorldOutput } from "../output.ts";
import { bodyOf } from "../roster.ts";
import { putAt } from "../places/mod.ts";
import { makeTerrain } from "../terrain/mod.ts";
import { positionX, positionY, standOn, type World } from "../world.ts";

/**
 * Whoever stands in a wall of another floor plan, or in water that is swum no more, is put on the nearest free place
 * within this, or else on the square.
 */
const FREE_METRES = 40;

/**
 * Gives the world its new content. Entries keep their numbers, new ones get theirs, and what the pack has no more are
 * relics: what there is of them stays, and nothing is done with it.
 */
export function useContent(world: World, bytes: Uint8Array, output: WorldOutput): void {
  const pack = readPack(bytes);
  // It was checked before it became a command; what cannot be read all the same changes nothing.
  if (pack === NO_PACK) return;
  const recipe = recipeOf(pack, world.content.numbers);
  // Land stays as it was made. The host was refused before such a pack could become a command.
  if (landChanges(world.terrain.layout.recipe.land, recipe.land).length > 0) return;
  world.content = indexContent(pack, world.content.numbers);
  // Regions may lie elsewhere now: where players are is looked for anew (combat/pvp.ts).
  world.entities.components.columns.region.fill(0);
  // So may gates and water be, and who can swim: every mover is looked at anew.
  world.entities.derived.columns.steadyUntil.fill(0);
  showAllGear(world);
  planAnew(world);
  if (isSameRecipe(recipe, world.terrain.layout.recipe)) return;
  standOn(world, makeTerrain(world.facts.seed, recipe));
  freeBodies(world, output);
}

/** What is worn is seen by its place among the content's things. */
function showAllGear(world: World): void {
  const { character } = world.roster.table.columns;
  for (let row = 0; row < world.roster.table.length; row++) {
    const body = bodyOf(world.roster, character[row]!);
    if (body >= 0) showGear(world, body, character[row]!);
  }
}

function freeBodies(world: World, output: WorldOutput): void {
  const { terrain, entities } = world;
  const { space, kind } = entities.components.columns;
  const { alive } = entities.identity.columns;
  for (let index = 0; index < indexEnd(entities); index++) {
    if (alive[index] !== 1 || space[index] !== SPACE_OVERWORLD) continue;
    const [x, y] = [positionX(world, index), positionY(world, index)];
    const footing = kind[index] === KIND.player ? world.swimming : world.inWater;
    if (!footing.isBlocked(x, y)) continue;
    const free = terrain.nearestFree(x, y, FREE_METRES * UNITS_PER_METRE);
    const { spawnX, spawnY } = terrain.layout;
    putAt(world, index, free?.x ?? spawnX, free?.y ?? spawnY, output);
  }
}
