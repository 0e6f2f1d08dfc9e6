/** Schedules of all who have one. */
import { travelled, velocityX, velocityY } from "../base/space.ts";
import { GROUP_TYPE, WAKEFULNESS } from "../groups.ts";
import { PLAN } from "../kinds.ts";
import { positionX, positionY, type World } from "../world.ts";
import { planFolk } from "./folk.ts";
import { planHerd } from "./herd.ts";
import { makePlanned, type Planned } from "./plan_at.ts";

/** Fills in where a member of a group is meant to be at a tick, whether it is there or not. */
export function planAt(world: World, index: number, tick: number, planned: Planned): void {
  const group = world.entities.components.columns.group[index]! - 1;
  if (world.groups.table.columns.type[group] === GROUP_TYPE.settlement) planFolk(world, index, tick, planned);
  else planHerd(world, index, tick, planned);
  if (planned.startTick < 0) beginAtFirstTick(planned, world.facts.tickRate);
}

/** A walk that began before the world did is told from tick 0 on: no column holds a tick before it. */
function beginAtFirstTick(planned: Planned, tickRate: number): void {
  const { heading, speed, startTick } = planned;
  planned.x += travelled(velocityX(heading, speed, tickRate), -startTick);
  planned.y += travelled(velocityY(heading, speed, tickRate), -startTick);
  planned.startTick = 0;
}

/** Whether an entity's group sleeps: its columns then tell of the past. */
export function isAsleep(world: World, index: number): boolean {
  const { group, plan } = world.entities.components.columns;
  if (group[index] === 0 || plan[index] !== PLAN.schedule) return false;
  return world.groups.table.columns.wakefulness[group[index]! - 1] !== WAKEFULNESS.awake;
}

const planned = makePlanned();

/** Where an entity is at the world's tick, asleep or not. */
export function truePosition(world: World, index: number): { x: number; y: number; space: number } {
  if (!isAsleep(world, index)) {
    const { space } = world.entities.components.columns;
    return { x: positionX(world, index), y: positionY(world, index), space: space[index]! };
  }
  planAt(world, index, world.tick, planned);
  world.life.walks.delete(index);
  const { heading, speed, space, startTick } = planned;
  const { tickRate } = world.facts;
  return {
    x: planned.x + travelled(velocityX(heading, speed, tickRate), world.tick - startTick),
    y: planned.y + travelled(velocityY(heading, speed, tickRate), world.tick - startTick),
    space,
  };
}
