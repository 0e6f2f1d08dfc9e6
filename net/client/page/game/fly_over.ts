/** A slow flight over the town behind the welcome. */
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import type { Layout } from "../../../../world/terrain/types.ts";
import type { Sky } from "../scene/sky.ts";

/** How far the flight leads from the town's square, in metres. */
const REACH_X = 105;
const REACH_Y = 80;

/** The welcome is always in the gold of a late afternoon, whatever the hour of the world. */
export const WELCOME_SKY: Sky = { minute: 1070, daylight: 0.92, rain: 0, snow: 0, fog: 0, clouds: 0.35, wind: 1.5 };

/** Where the eye is after `seconds`, in metres: a curve that never quite repeats (Jules Lissajous, 1857). */
export function flyOver(layout: Layout, seconds: number): { x: number; y: number } {
  return {
    x: layout.spawnX / UNITS_PER_METRE + REACH_X * Math.sin(seconds * 0.023),
    y: layout.spawnY / UNITS_PER_METRE + REACH_Y * Math.sin(seconds * 0.031 + 0.6),
  };
}
