/**
 * How a person steers: a new heading about twice a second, at intervals of an exponential distribution, mostly a small
 * turn, sometimes a new direction, sometimes a stop. A walker keeps near its home by its own reckoning, so that the
 * density of a scenario stays what it was set up to be.
 */
import { HEADING_COS, HEADING_SIN, HEADINGS, headingTowards } from "../../../../world/base/space.ts";
import { RUN_SPEED, WALK_SPEED } from "../../../../world/limits.ts";

/** Changes of heading per second. */
export const TURNS_PER_SECOND = 2;

/** A walker's mind. x and y are metres from its home, by dead reckoning. */
export interface Walker {
  x: number;
  y: number;
  heading: number;
  speed: number;
  /** When heading and speed were chosen, milliseconds of `performance.now`. */
  since: number;
}

/** Somebody who stands at home. */
export function newWalker(): Walker {
  return { x: 0, y: 0, heading: Math.floor(Math.random() * HEADINGS), speed: 0, since: performance.now() };
}

/** Milliseconds until the next change of heading. */
export function nextTurnMs(): number {
  return -Math.log(1 - Math.random()) * 1000 / TURNS_PER_SECOND;
}

/** Chooses the next heading and speed, which always differ from the last. `roamMetres`: how far from home at most. */
export function turn(walker: Walker, roamMetres: number): void {
  const now = performance.now();
  const metres = walker.speed / 8 * (now - walker.since) / 1000;
  walker.x += HEADING_COS[walker.heading]! / 16_384 * metres;
  walker.y += HEADING_SIN[walker.heading]! / 16_384 * metres;
  walker.since = now;
  const before = walker.heading;
  const chance = Math.random();
  if (Math.hypot(walker.x, walker.y) > roamMetres) {
    walker.heading = headingTowards(Math.round(-walker.x * 256), Math.round(-walker.y * 256));
  } else if (chance < 0.8) walker.heading += Math.round((Math.random() - 0.5) * HEADINGS / 3);
  else walker.heading = Math.floor(Math.random() * HEADINGS);
  walker.heading &= HEADINGS - 1;
  if (walker.heading === before) walker.heading = (before + 1) & (HEADINGS - 1);
  const pace = Math.random();
  walker.speed = pace < 0.1 ? 0 : pace < 0.8 ? WALK_SPEED : RUN_SPEED;
}
