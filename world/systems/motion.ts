/** Moves what moves: bodies that steer freely find their way around what blocks, all are kept in their cells. */
import { travelled } from "../base/space.ts";
import { followCell, gaitOf, isKept, setSegment } from "../bodies.ts";
import { part } from "../index_list.ts";
import { KIND, PLAN } from "../kinds.ts";
import { CELL_POSITION_BITS } from "../limits.ts";
import { advance, type Body, type Footing, gaitSpeed, isStepFree, pacedSpeed } from "../motion.ts";
import { cellAt } from "../spatial.ts";
import type { World } from "../world.ts";

/** Steps of a free body that are looked at together: players change their minds about twice a second. */
const STEPS_AHEAD = 8;
/** Whatever of the terrain blocks or slows is as large as this, as a shift of units: half a metre. */
const SQUARE_SHIFT = 7;
const CELL_MASK = (1 << CELL_POSITION_BITS) - 1;

const body: Body = {
  originX: 0,
  originY: 0,
  heading: 0,
  speed: 0,
  startTick: 0,
  wantHeading: 0,
  wantSpeed: 0,
  gait: 1000,
};

/**
 * Decides the way of every mover from this tick to the next. What one does is nothing to another: order is free. Nearly
 * all go on as they do nearly always, and for how many ticks can be told ahead: so long they cost a look at one column.
 */
export function moveBodies(world: World): void {
  const { movers, entities, tick, facts } = world;
  // Nobody is made in here, so the columns stay the ones they are.
  const { originX, originY, heading, speed, startTick, wantHeading, wantSpeed, plan } = entities.components.columns;
  const { velocityX, velocityY, cellPlusOne, steadyUntil } = entities.derived.columns;
  // From the last to the first: whoever leaves the list is replaced by one who had its turn.
  for (let at = movers.count - 1; at >= 0; at--) {
    const index = movers.indexes[at]!;
    if (steadyUntil[index]! > tick) continue;
    const ticks = tick - startTick[index]!;
    const x = originX[index]! + travelled(velocityX[index]!, ticks);
    const y = originY[index]! + travelled(velocityY[index]!, ticks);
    if (cellAt(x, y) + 1 !== cellPlusOne[index]) followCell(world, index);
    const inCell = Math.min(ticksInCell(x, velocityX[index]!), ticksInCell(y, velocityY[index]!));
    if (plan[index] === PLAN.schedule) {
      steadyUntil[index] = tick + 1 + inCell;
      continue;
    }
    const footing = footingOf(world, index);
    // Who is kept goes on with what it wants when it is free again.
    body.wantSpeed = isKept(world, index) ? 0 : wantSpeed[index]!;
    body.gait = gaitOf(world, index);
    const wanted = gaitSpeed(body.wantSpeed, body.gait);
    if (wanted > 0 && heading[index] === wantHeading[index]) {
      const steps = freeSteps(world, index, wanted, x, y, Math.min(STEPS_AHEAD, 1 + inCell), footing);
      steadyUntil[index] = tick + steps;
      if (steps > 0) continue;
    }
    body.originX = originX[index]!;
    body.originY = originY[index]!;
    body.heading = heading[index]!;
    body.speed = speed[index]!;
    body.startTick = startTick[index]!;
    body.wantHeading = wantHeading[index]!;
    if (advance(body, tick, facts.tickRate, footing)) {
      setSegment(world, index, body.originX, body.originY, body.heading, body.speed, body.startTick);
    } else if (body.speed === 0 && wantSpeed[index] === 0) part(movers, entities, index);
  }
}

/** For how many ticks to come something stays in its cell for certain, along one axis. */
function ticksInCell(position: number, velocity: number): number {
  if (velocity === 0) return 0xffff;
  const into = position & CELL_MASK;
  // A position is rounded down, so it may be one unit further than the velocity says.
  const units = (velocity > 0 ? CELL_MASK - into : into) - 1;
  return units <= 0 ? 0 : Math.floor((units << 8) / Math.abs(velocity));
}

/**
 * How many steps from (x, y), where it is now, a body goes on as it wants because each is free and as quick as it goes:
 * what `advance` would say tick after tick. `wanted` is what its gait leaves of what it wants. At most `most`.
 */
function freeSteps(
  world: World,
  index: number,
  wanted: number,
  x: number,
  y: number,
  most: number,
  footing: Footing,
): number {
  const { originX, originY, speed, startTick } = world.entities.components.columns;
  const { velocityX, velocityY } = world.entities.derived.columns;
  let ticks = world.tick - startTick[index]!;
  let isKnown = false;
  for (let steps = 0; steps < most; steps++) {
    // Ground that was looked at already is left alone.
    if (!isKnown && speed[index] !== pacedSpeed(wanted, footing.pace(x, y))) return steps;
    ticks++;
    const nextX = originX[index]! + travelled(velocityX[index]!, ticks);
    const nextY = originY[index]! + travelled(velocityY[index]!, ticks);
    const isSame = ((x ^ nextX) | (y ^ nextY)) >> SQUARE_SHIFT === 0;
    // The first step is looked at in any case: who stands in what blocks is not stopped by where it is, but by this.
    if (!(isSame && steps > 0) && !isStepFree(x, y, nextX, nextY, footing.isBlocked)) return steps;
    isKnown = isSame;
    x = nextX;
    y = nextY;
  }
  return most;
}

/** How a body gets along: players swim, creatures if they are at home in the water. */
function footingOf(world: World, index: number): Footing {
  const { kind, species } = world.entities.components.columns;
  if (kind[index] === KIND.player) return world.swimming;
  const swims = kind[index] === KIND.creature && world.content.creatures.byNumber[species[index]!]?.swims === true;
  return swims ? world.inWater : world.walking;
}
