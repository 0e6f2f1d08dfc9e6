/** Who of a party is near enough to have a part in what one of it does. */
import { UNITS_PER_METRE } from "../base/space.ts";
import { bodyOf } from "../roster.ts";
import { positionX, positionY, type World } from "../world.ts";
import { companyOf } from "./parties.ts";

const SHARE_METRES = 60;

/** Whether two bodies are near enough for the one to have a part in what becomes of the other. */
export function isNearEnough(world: World, at: number, index: number): boolean {
  const { space } = world.entities.components.columns;
  const [dx, dy] = [positionX(world, at) - positionX(world, index), positionY(world, at) - positionY(world, index)];
  const reach = SHARE_METRES * UNITS_PER_METRE;
  return space[at] === space[index] && dx * dx + dy * dy <= reach * reach;
}

/** The others of a character's party that are near it, in the order in which they joined. */
export function matesNear(world: World, character: number): number[] {
  const body = bodyOf(world.roster, character);
  if (body < 0) return [];
  return companyOf(world.parties, character).filter((mate) => {
    const at = bodyOf(world.roster, mate);
    return mate !== character && at >= 0 && isNearEnough(world, at, body);
  });
}
