/** Keeps those who are awake and on schedule on their segments. Between two segments they cost nothing here. */
import { setActivity, setSegment, setSpace } from "../bodies.ts";
import { makePlanned } from "../life/plan_at.ts";
import { planAt } from "../life/schedule.ts";
import { PLAN } from "../kinds.ts";
import type { World } from "../world.ts";

const planned = makePlanned();

/** Puts everybody whose segment is over onto the next one. What one does is nothing to another: order is free. */
export function followSchedules(world: World): void {
  const { awake, tick } = world;
  const { plan, dueTick } = world.entities.components.columns;
  for (let at = 0; at < awake.count; at++) {
    const index = awake.indexes[at]!;
    if (dueTick[index]! <= tick && plan[index] === PLAN.schedule) followPlan(world, index);
  }
}

/** Puts somebody where its schedule says. */
export function followPlan(world: World, index: number): void {
  const { columns } = world.entities.components;
  planAt(world, index, world.tick, planned);
  const { x, y, heading, speed, startTick, activity, space, until } = planned;
  const isSame = columns.originX[index] === x && columns.originY[index] === y && columns.heading[index] === heading &&
    columns.speed[index] === speed && columns.startTick[index] === startTick;
  if (!isSame) setSegment(world, index, x, y, heading, speed, startTick);
  setSpace(world, index, space);
  setActivity(world, index, activity);
  columns.dueTick[index] = Math.max(until, world.tick + 1);
}
