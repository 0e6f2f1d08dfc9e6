/** Steers those who are on a way from point to point. */
import { distance, headingTowards, UNITS_PER_METRE } from "../base/space.ts";
import { gaitOf, isKept, setActivity, setWant, stopBody } from "../bodies.ts";
import { ACTIVITY, PLAN } from "../kinds.ts";
import { gaitSpeed } from "../motion.ts";
import type { Route } from "../routes.ts";
import { positionX, positionY, type World } from "../world.ts";

/** Aims without coming nearer before a way is given up. */
const TRIES_MAX = 4;

/** Aims anew where it is time to. What one does is nothing to another: order is free. */
export function followRoutes(world: World): void {
  for (const [index, route] of world.routes.byIndex) if (route.aimTick <= world.tick) aim(world, index, route);
}

function aim(world: World, index: number, route: Route): void {
  const { tick, facts } = world;
  if (isKept(world, index)) {
    route.aimTick = tick + 1;
    return;
  }
  const x = positionX(world, index);
  const y = positionY(world, index);
  const speed = gaitSpeed(route.speed, gaitOf(world, index));
  const stepUnits = Math.max(1, Math.floor((speed * UNITS_PER_METRE) / (8 * facts.tickRate)));
  for (; route.next < route.points.length; route.next += 2) {
    const dx = route.points[route.next]! - x;
    const dy = route.points[route.next + 1]! - y;
    const left = distance(dx, dy);
    if (left <= stepUnits) {
      route.left = 0xffff_ffff;
      route.tries = 0;
      continue;
    }
    if (left < route.left) route.tries = 0;
    else if (++route.tries > TRIES_MAX) break;
    route.left = left;
    setWant(world, index, headingTowards(dx, dy), route.speed);
    if (world.entities.components.columns.plan[index] === PLAN.back) setActivity(world, index, ACTIVITY.walking);
    // A second at most: a heading is never quite right, corners turn a body aside, and on a road it is quicker.
    route.aimTick = tick + Math.max(1, Math.min(facts.tickRate, Math.floor(left * 8 / (stepUnits * world.paceMax))));
    return;
  }
  endRoute(world, index);
}

function endRoute(world: World, index: number): void {
  const { columns } = world.entities.components;
  world.routes.byIndex.delete(index);
  stopBody(world, index);
  if (columns.plan[index] === PLAN.route) columns.plan[index] = PLAN.none;
  else if (columns.plan[index] === PLAN.back) columns.dueTick[index] = world.tick;
}
