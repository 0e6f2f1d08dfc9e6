/**
 * The world's own chance: a generator whose state is saved. It begins with the first throw, from the seed, so that worlds
 * from before there was one go on as they were saved.
 */
import { Prng } from "./base/prng.ts";
import type { World } from "./world.ts";

/** A generator that has not begun: all zeros. */
export function makeChance(): Prng {
  const chance = new Prng(0);
  chance.state.fill(0);
  return chance;
}

/** A whole number from 0 to `count - 1`. */
export function drawBelow(world: World, count: number): number {
  const { chance, facts } = world;
  if (chance.state.every((word) => word === 0)) chance.state.set(new Prng(facts.seed ^ 0x6368_616e).state);
  return chance.below(count);
}

/** A whole number from `min` to `max`, both included. */
export function drawBetween(world: World, min: number, max: number): number {
  return min + drawBelow(world, max - min + 1);
}
