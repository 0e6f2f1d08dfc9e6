/** Where the entrances of dungeons are: off the middle of a road, at the end of a path of their own, on dry even ground. */
import { hashWords } from "../base/prng.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import type { Line } from "./_plot.ts";
import { heightPoint, type Surface } from "./_surface.ts";
import type { Road } from "./types.ts";
import type { Floorplan } from "./floorplan.ts";
import type { DungeonSite } from "./_place_layout.ts";

/** A dungeon's place on the land, with the path that leads to it. */
export interface SitedDungeon extends DungeonSite {
  readonly path: Line;
}

const PATH_METRES_MAX = 74;
const PATH_METRES_MIN = 34;
const PATH_WIDTH_METRES = 2;
const LOOKS = 24;
/** A path is dry, and rises less than this from one metre to the next. */
const DRY_METRES = 1.2;
const RISE_METRES_MAX = 0.9;

/** Finds an entrance for each dungeon, each at another road while there are enough. A function of its arguments. */
export function siteDungeons(
  seed: number,
  roads: readonly Road[],
  surface: Surface,
  dungeons: readonly Floorplan[],
): SitedDungeon[] {
  return dungeons.map((plan, dungeon) => {
    const first = hashWords(seed, 0x6475_6e67);
    let best: Line | null = null;
    let bestRise = Infinity;
    for (let look = 0; look < LOOKS; look++) {
      const road = roads[(first + dungeon + Math.floor(look / 8) * dungeons.length) % roads.length]!;
      const path = pathOff(road, hashWords(seed, dungeon, look));
      const rise = roughness(surface, path);
      if (rise < bestRise) [best, bestRise] = [path, rise];
      if (bestRise < RISE_METRES_MAX) break;
    }
    const path = best!;
    const entrance = {
      x: Math.floor(path.bx * UNITS_PER_METRE) + 128,
      y: Math.floor(path.by * UNITS_PER_METRE) + 128,
    };
    return { plan, entrance, path };
  });
}

/** A path that leaves a road in its middle third, to one side. */
function pathOff({ points }: Road, hash: number): Line {
  const third = Math.floor(points.length / 3);
  const at = Math.min(points.length - 2, third + hash % Math.max(1, third));
  const a = points[at]!;
  const b = points[at + 1]!;
  const length = Math.max(1, Math.sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)));
  const side = (hash & 0x100) === 0 ? 1 : -1;
  const away = PATH_METRES_MIN + (hash >>> 12) % (PATH_METRES_MAX - PATH_METRES_MIN);
  return {
    ax: a.x,
    ay: a.y,
    bx: Math.floor(a.x - side * away * (b.y - a.y) / length),
    by: Math.floor(a.y + side * away * (b.x - a.x) / length),
    width: PATH_WIDTH_METRES,
  };
}

/** The steepest metre of a path; without end if any of it is wet. */
function roughness(surface: Surface, { ax, ay, bx, by }: Line): number {
  const steps = PATH_METRES_MAX;
  let most = 0;
  let last = heightPoint(surface, ax, ay);
  for (let step = 1; step <= steps; step++) {
    const x = Math.floor(ax + (bx - ax) * step / steps);
    const y = Math.floor(ay + (by - ay) * step / steps);
    const height = heightPoint(surface, x, y);
    // The first metres are the road's own, which may be a bridge.
    if (height < DRY_METRES && step > 6) return Infinity;
    most = Math.max(most, Math.abs(height - last));
    last = height;
  }
  return most;
}
