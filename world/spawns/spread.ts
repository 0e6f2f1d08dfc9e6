/**
 * Creatures spread: in an area that is full, what would be too many sets out, and some of it comes to the nearest area of
 * the same spawn that has room. So a place that was hunted empty fills from its neighbours, sooner than by itself.
 */
import { hashWords } from "../base/prng.ts";
import type { World } from "../world.ts";
import { birthTicks, growArea, isThere, spawnOf } from "./areas.ts";

/** Each area is asked so often, and not all in the same tick. */
const ASKED_SECONDS = 60;
/** Chances are counted in millionths. */
const WHOLE = 1_000_000;

/** Lets some of each full area whose turn it is go where there is room. */
export function spreadAreas(world: World): void {
  const period = ASKED_SECONDS * world.facts.tickRate;
  for (let area = world.tick % period; area < world.spawns.areas.length; area += period) {
    spreadFrom(world, area, period);
  }
}

function spreadFrom(world: World, area: number, period: number): void {
  const spawn = spawnOf(world, area);
  if (spawn === undefined || spawn.spreadPermille === 0 || !isThere(world, area)) return;
  growArea(world, area);
  const { heads, birthTick } = world.spawns.areas.columns;
  if (heads[area]! < spawn.population.max) return;
  const births = period / birthTicks(world, spawn, heads[area]!);
  const wanted = Math.floor(births * spawn.spreadPermille * (WHOLE / 1000));
  const lot = hashWords(world.facts.seed, area, world.tick, 0x7370_7264) % WHOLE;
  for (let left = Math.floor((wanted + lot) / WHOLE); left > 0; left--) {
    const to = nearestWithRoom(world, area);
    if (to < 0) return;
    heads[to]!++;
    if (heads[to]! >= spawn.population.max) birthTick[to] = 0;
  }
}

/** The nearest area of the same spawn that has room, the first of those as near; -1 where all are full. */
function nearestWithRoom(world: World, from: number): number {
  const { columns, length } = world.spawns.areas;
  const { max } = spawnOf(world, from)!.population;
  let nearest = -1;
  let least = Infinity;
  for (let area = 0; area < length; area++) {
    if (area === from || columns.spawn[area] !== columns.spawn[from]) continue;
    growArea(world, area);
    const dx = columns.x[area]! - columns.x[from]!;
    const dy = columns.y[area]! - columns.y[from]!;
    if (columns.heads[area]! >= max || dx * dx + dy * dy >= least) continue;
    [nearest, least] = [area, dx * dx + dy * dy];
  }
  return nearest;
}
