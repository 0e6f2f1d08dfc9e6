/** The places that are overfull, for the console: views that overlap are one place. */
import { CELL_METRES } from "../../world/limits.ts";
import type { CrowdedPlace } from "../../world/part/types.ts";
import type { CrowdedView } from "./crowds.ts";

/** Views whose middles are so many cells apart at most are of one place. */
const SAME_PLACE_CELLS = 4;

/** Lists the places, the fullest first. */
export function listCrowds(views: Iterable<CrowdedView>, nowMs: number): CrowdedPlace[] {
  const full = [...views].flatMap((view) => view.crowd?.isFull ? [{ view, crowd: view.crowd }] : []);
  full.sort((a, b) => b.crowd.count - a.crowd.count);
  const places: { cellX: number; cellY: number; inView: number; sinceMs: number }[] = [];
  for (const { view: { cellX, cellY }, crowd: { count, sinceMs } } of full) {
    const known = places.find((place) =>
      Math.max(Math.abs(place.cellX - cellX), Math.abs(place.cellY - cellY)) <= SAME_PLACE_CELLS
    );
    if (known === undefined) places.push({ cellX, cellY, inView: count, sinceMs });
    else known.sinceMs = Math.min(known.sinceMs, sinceMs);
  }
  return places.map(({ cellX, cellY, inView, sinceMs }) => ({
    x: (cellX + 0.5) * CELL_METRES,
    y: (cellY + 0.5) * CELL_METRES,
    inView,
    seconds: Math.round((nowMs - sinceMs) / 1000),
  }));
}
