/** The coarse picture of the world: one sample each 16 m, from the macro grid and the plan, without any chunk. */
import { WORLD_METRES } from "../limits.ts";
import { type Climate, fillCover, makeCover, naturalGround } from "./_ground.ts";
import { MACRO_METRES, MACRO_SIDE } from "./limits.ts";
import type { Plan } from "./_plan.ts";
import { NATURAL, type Plot, YARD } from "./_plot.ts";
import { GROUND, type Overview } from "./types.ts";

const SIZE = WORLD_METRES / MACRO_METRES;
/** A sample shows what people made of it if that is at least this much of it, in sixteenths. */
const DRAWN_MIN = 5;

/** Makes the picture. */
export function makeOverview(plan: Plan, climate: Climate): Overview {
  const ground = new Uint8Array(SIZE * SIZE);
  const heights = new Int16Array(SIZE * SIZE);
  const cover = makeCover(SIZE);
  fillCover(climate, MACRO_METRES / 2, MACRO_METRES / 2, MACRO_METRES, cover);
  const vertices = plan.surface.macro.heights;
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++) {
      const vertex = row * MACRO_SIDE + column;
      const a = vertices[vertex]!;
      const b = vertices[vertex + 1]!;
      const c = vertices[vertex + MACRO_SIDE]!;
      const d = vertices[vertex + MACRO_SIDE + 1]!;
      const height = (a + b + c + d) / 4;
      const steepness = (Math.max(a, b, c, d) - Math.min(a, b, c, d)) / MACRO_METRES;
      ground[row * SIZE + column] = naturalGround(climate, cover, row * SIZE + column, height, steepness, 0);
      heights[row * SIZE + column] = Math.floor(height * 4 + 0.5);
    }
  }
  for (const river of plan.rivers) {
    for (const { x, y } of river) {
      const at = sampleAt(x, y);
      if (ground[at]! > GROUND.shallowWater) ground[at] = GROUND.shallowWater;
    }
  }
  const bridge = Math.floor(plan.layout.recipe.land.roads.bridgeCm / 25 + 0.5);
  for (const { points } of plan.layout.roads) {
    for (let index = 0; index + 1 < points.length; index++) {
      const a = points[index]!;
      const b = points[index + 1]!;
      for (let part = 0; part < 8; part++) {
        const at = sampleAt(a.x + (b.x - a.x) * part / 8, a.y + (b.y - a.y) * part / 8);
        ground[at] = GROUND.road;
        if (heights[at]! < bridge) heights[at] = bridge;
      }
    }
  }
  for (const { plot } of plan.settlements) drawPlot(plot, ground);
  return { size: SIZE, ground, heights };
}

function sampleAt(x: number, y: number): number {
  return Math.floor(y / MACRO_METRES) * SIZE + Math.floor(x / MACRO_METRES);
}

function drawPlot(plot: Plot, ground: Uint8Array): void {
  for (let row = plot.y >> 4; row <= (plot.y + plot.side) >> 4; row++) {
    for (let column = plot.x >> 4; column <= (plot.x + plot.side) >> 4; column++) {
      const most = mostDrawn(plot, column, row);
      if (most !== NOT_DRAWN) ground[row * SIZE + column] = most;
    }
  }
}

const NOT_DRAWN = -1;
const counts = new Uint8Array(256);

/** What most of a sample is drawn as. A function of its own: the engine leaves a loop within loops slowly. */
function mostDrawn(plot: Plot, column: number, row: number): number {
  counts.fill(0);
  let drawn = 0;
  let most: number = NATURAL;
  for (let part = 0; part < 16; part++) {
    const x = column * MACRO_METRES + (part & 3) * 4 + 2 - plot.x;
    const y = row * MACRO_METRES + (part >> 2) * 4 + 2 - plot.y;
    if (x < 0 || y < 0 || x >= plot.side || y >= plot.side) continue;
    const cell = plot.cells[y * plot.side + x]!;
    if (cell >= YARD) continue;
    drawn++;
    counts[cell]!++;
    if (counts[cell]! > counts[most]!) most = cell;
  }
  return drawn >= DRAWN_MIN ? most : NOT_DRAWN;
}
