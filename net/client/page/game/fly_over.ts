/** A slow flight over the world behind the welcome: around the town, out to a village, and back. */
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import type { Layout } from "../../../../world/terrain/types.ts";

const METRES_PER_SECOND = 5;
const SIDE_METRES = 46;

/** Where the eye is after `seconds`, in metres. */
export function flyOver(layout: Layout, seconds: number): { x: number; y: number } {
  const stops = [{ x: layout.spawnX, y: layout.spawnY }, ...layout.settlements.slice(1)];
  const first = stops[0]!;
  const nearest = stops.slice(1).sort((a, b) => away(first, a) - away(first, b))[0] ?? first;
  const x = first.x / UNITS_PER_METRE;
  const y = first.y / UNITS_PER_METRE;
  const length = Math.sqrt(away(first, nearest)) / UNITS_PER_METRE;
  const alongX = length === 0 ? 1 : (nearest.x - first.x) / UNITS_PER_METRE / length;
  const alongY = length === 0 ? 0 : (nearest.y - first.y) / UNITS_PER_METRE / length;
  // To and fro along the way, swinging to its sides, slow where it turns.
  const part = (1 - Math.cos(seconds * METRES_PER_SECOND / Math.max(200, length) * Math.PI)) / 2;
  const side = Math.sin(seconds * 0.045) * SIDE_METRES;
  return { x: x + alongX * length * part - alongY * side, y: y + alongY * length * part + alongX * side };
}

function away(a: { readonly x: number; readonly y: number }, b: { readonly x: number; readonly y: number }): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}
