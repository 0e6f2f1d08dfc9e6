/** Moves what moves: bodies that steer freely find their way around what blocks, all are kept in their cells. */
import { travelled } from "../base/space.ts";
import { followCell, setSegment } from "../bodies.ts";
import { part } from "../index_list.ts";
import { KIND, PLAN } from "../kinds.ts";
import { advance, type Body, type Footing, isStepFree, pacedSpeed } from "../motion.ts";
import { cellAt } from "../spatial.ts";
import type { World } from "../world.ts";

const body: Body = { originX: 0, originY: 0, heading: 0, speed: 0, startTick: 0, wantHeading: 0, wantSpeed: 0 };

/** Decides the way of every mover from this tick to the next. What one does is nothing to another: order is free. */
export function moveBodies(world: World): void {
  const { movers, entities, tick, facts } = world;
  // Nobody is made in here, so the columns stay the ones they are.
  const { originX, originY, heading, speed, startTick, wantHeading, wantSpeed, plan } = entities.components.columns;
  const { velocityX, velocityY, cellPlusOne } = entities.derived.columns;
  // From the last to the first: whoever leaves the list is replaced by one who had its turn.
  for (let at = movers.count - 1; at >= 0; at--) {
    const index = movers.indexes[at]!;
    const ticks = tick - startTick[index]!;
    const x = originX[index]! + travelled(velocityX[index]!, ticks);
    const y = originY[index]! + travelled(velocityY[index]!, ticks);
    if (cellAt(x, y) + 1 !== cellPlusOne[index]) followCell(world, index);
    if (plan[index] === PLAN.schedule) continue;
    const footing = footingOf(world, index);
    const wanted = wantSpeed[index]!;
    if (
      wanted > 0 && heading[index] === wantHeading[index] && speed[index] === pacedSpeed(wanted, footing.pace(x, y))
    ) {
      // What nearly all do nearly always: it goes as it wants, and the next step is free. As in `advance`, but quick.
      const nextX = originX[index]! + travelled(velocityX[index]!, ticks + 1);
      const nextY = originY[index]! + travelled(velocityY[index]!, ticks + 1);
      if (isStepFree(x, y, nextX, nextY, footing.isBlocked)) continue;
    }
    body.originX = originX[index]!;
    body.originY = originY[index]!;
    body.heading = heading[index]!;
    body.speed = speed[index]!;
    body.startTick = startTick[index]!;
    body.wantHeading = wantHeading[index]!;
    body.wantSpeed = wanted;
    if (advance(body, tick, facts.tickRate, footing)) {
      setSegment(world, index, body.originX, body.originY, body.heading, body.speed, body.startTick);
    } else if (body.speed === 0 && body.wantSpeed === 0) part(movers, entities, index);
  }
}

/** How a body gets along: players swim, creatures if they are at home in the water. */
function footingOf(world: World, index: number): Footing {
  const { kind, species } = world.entities.components.columns;
  if (kind[index] === KIND.player) return world.swimming;
  const swims = kind[index] === KIND.creature && world.content.creatures.byNumber[species[index]!]?.swims === true;
  return swims ? world.inWater : world.walking;
}
