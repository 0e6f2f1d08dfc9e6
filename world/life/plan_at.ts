/** Where somebody on schedule is meant to be: a segment and what comes with it, good until a tick. */

/** Filled by schedules; one object is used again and again. */
export interface Planned {
  x: number;
  y: number;
  heading: number;
  speed: number;
  startTick: number;
  activity: number;
  space: number;
  /** From this tick on something else holds. */
  until: number;
}

/** A blank one. */
export function makePlanned(): Planned {
  return { x: 0, y: 0, heading: 0, speed: 0, startTick: 0, activity: 0, space: 0, until: 0 };
}
