/** The limits of path finding, each with its unit. */
import { assert } from "../base/assert.ts";

/** Side of the window a search works in, in half metres (512 m); a target must lie within half of it. */
export const WINDOW_CELLS = 1024;
/** Straight-line distance to a target that a local search takes on, in units: 240 m. Further: `findRoute`. */
export const PATH_UNITS_MAX = 240 * 256;
/** A start inside something (a walker pushed into a wall) is moved to a free place this near, in units: 2 m. */
export const START_SNAP_UNITS = 512;
/** A target inside something is moved to a free place this near, in units: 1.5 m. */
export const GOAL_SNAP_UNITS = 384;
/** With a target deep inside something, the search goes to the nearest free place within this, in units: 16 m. */
export const GOAL_NEAR_UNITS = 16 * 256;
/** A pocket around the target of fewer half metres than this, with no way out, is found before the long search. */
export const POCKET_CELLS = 400;

assert(PATH_UNITS_MAX + 2 * 128 < WINDOW_CELLS / 2 * 128, "targets lie within the window: 240 m < 256 m");
