/** Moves what moves: bodies that steer freely find their way around what blocks, all are kept in their cells. */
import { followCell, setSegment } from "../bodies.ts";
import { part } from "../index_list.ts";
import { PLAN } from "../kinds.ts";
import { advance, type Body } from "../motion.ts";
import type { World } from "../world.ts";

const body: Body = { originX: 0, originY: 0, heading: 0, speed: 0, startTick: 0, wantHeading: 0, wantSpeed: 0 };

/** Decides the way of every mover from this tick to the next. What one does is nothing to another: order is free. */
export function moveBodies(world: World): void {
  const { movers, entities, tick, facts, isBlocked } = world;
  const { columns } = entities.components;
  // From the last to the first: whoever leaves the list is replaced by one who had its turn.
  for (let at = movers.count - 1; at >= 0; at--) {
    const index = movers.indexes[at]!;
    followCell(world, index);
    if (columns.plan[index] === PLAN.schedule) continue;
    body.originX = columns.originX[index]!;
    body.originY = columns.originY[index]!;
    body.heading = columns.heading[index]!;
    body.speed = columns.speed[index]!;
    body.startTick = columns.startTick[index]!;
    body.wantHeading = columns.wantHeading[index]!;
    body.wantSpeed = columns.wantSpeed[index]!;
    if (advance(body, tick, facts.tickRate, isBlocked)) {
      setSegment(world, index, body.originX, body.originY, body.heading, body.speed, body.startTick);
    } else if (body.speed === 0 && body.wantSpeed === 0) part(movers, entities, index);
  }
}
