/**
 * The ground on which days are planned. A day is worked out long before and long after it is lived, so it may not hang
 * on what stands in the way just now: who sleeps could not catch up. It is planned around every place where something may
 * ever come to stand in the way; so what does come to stand is in nobody's way, and no plan changes by it.
 */
import { Barriers } from "../barriers.ts";
import { barriersToCome } from "../landmarks/ground.ts";
import { PLAN } from "../kinds.ts";
import { groundAround, type WayGround } from "../paths/mod.ts";
import type { World } from "../world.ts";

/** Plans keep so much further off than anybody has to, in units: two hops are not quite the straight line (way.ts). */
const FURTHER_OFF_UNITS = 384;

/** The terrain, and what the content may put on it. */
export function groundOfPlans(world: World): WayGround {
  return world.life.ground ??= makeGround(world);
}

function makeGround(world: World): WayGround {
  const barriers = new Barriers();
  barriers.set(barriersToCome(world).map((one) => ({ ...one, held: one.held + FURTHER_OFF_UNITS })));
  return groundAround(world.terrain, barriers);
}

/** Another content may put something else in the way: all plans are made anew, and who is awake takes its new one up. */
export function planAnew({ life, awake, entities }: World): void {
  life.ground = null;
  for (const cache of [life.anchors, life.people, life.doorPaths, life.walks, life.prepared]) cache.clear();
  const { dueTick, plan } = entities.components.columns;
  for (let at = 0; at < awake.count; at++) {
    const index = awake.indexes[at]!;
    if (plan[index] === PLAN.schedule) dueTick[index] = 0;
  }
}
