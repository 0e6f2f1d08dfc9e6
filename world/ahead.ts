/**
 * Makes terrain ahead of those who move, in time that is left over after a tick. It changes nothing but when the
 * terrain is made: without it the motion system would make it in the tick in which somebody first steps on it.
 */
import { travelled } from "./base/space.ts";
import { positionX, positionY, type World } from "./world.ts";

/** Seconds of walking that are looked ahead. */
const AHEAD_SECONDS = 4;
/** Movers looked at between two questions whether there is time. */
const MOVERS_PER_LOOK = 4;

/** Looks ahead of up to `count` movers from place `cursor` of their list on; returns where to go on the next time. */
export function makeAhead(world: World, cursor: number, count: number, isTimeLeft: () => boolean): number {
  const { movers, isBlocked, facts } = world;
  const { velocityX, velocityY } = world.entities.derived.columns;
  const ticks = AHEAD_SECONDS * facts.tickRate;
  const looks = Math.min(count, movers.count);
  let at = cursor;
  for (let look = 0; look < looks; look++) {
    if (look % MOVERS_PER_LOOK === 0 && !isTimeLeft()) break;
    if (at >= movers.count) at = 0;
    const index = movers.indexes[at++]!;
    isBlocked(
      positionX(world, index) + travelled(velocityX[index]!, ticks),
      positionY(world, index) + travelled(velocityY[index]!, ticks),
    );
  }
  return at;
}
