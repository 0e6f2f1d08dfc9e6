/** What places are called: by their settlement, else by the nearest one, or by the house whose room it is. */
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { WORLD_METRES } from "../../../../world/limits.ts";
import type { Layout, Place, Settlement } from "../../../../world/terrain/types.ts";

/** In metres. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Whether a point, in metres, is in a settlement, of which so many parts of the radius count. */
export function isWithin({ x, y, radius }: Settlement, at: Point, parts: number): boolean {
  return Math.hypot(x - at.x * UNITS_PER_METRE, y - at.y * UNITS_PER_METRE) < radius * parts;
}

/** The settlement at a point, in metres, or null in none. */
export function settlementAt({ settlements }: Layout, at: Point): Settlement | null {
  return settlements.find((one) => isWithin(one, at, 0.95)) ?? null;
}

/** What a place is called, wherever it is. */
export function placeName(layout: Layout, at: Point): string {
  return settlementAt(layout, at)?.name ?? nameOutside(layout, at);
}

/** The name of a place in no settlement. */
export function nameOutside(layout: Layout, eye: Point): string {
  return eye.x >= WORLD_METRES ? roomName(layout, eye) : nearestPlace(layout, eye);
}

/** The room or copy of a dungeon at a point; undefined on the land, and in the darkness between. */
export function placeAt({ metres, places }: Layout, eye: Point): Place | undefined {
  if (eye.x < metres) return undefined;
  return places.find(({ x, y, width, height }) => eye.x >= x && eye.x < x + width && eye.y >= y && eye.y < y + height);
}

/** What a room is called: the house's use and the settlement that it stands in. */
function roomName(layout: Layout, eye: Point): string {
  const { settlements } = layout;
  const place = placeAt(layout, eye);
  if (place === undefined) return "";
  if (place.use.kind === "dungeon") return "Underground";
  const { house } = place.use;
  const settlement = settlements.find(({ buildings }) => buildings.some(({ id }) => id === house));
  const use = settlement?.buildings.find(({ id }) => id === house)?.use ?? "house";
  return `${use[0]!.toUpperCase()}${use.slice(1)} in ${settlement?.name ?? "nowhere"}`;
}

function nearestPlace({ settlements }: Layout, eye: Point): string {
  let best = "";
  let least = Infinity;
  for (const { name, x, y } of settlements) {
    const away = Math.hypot(x / UNITS_PER_METRE - eye.x, y / UNITS_PER_METRE - eye.y);
    if (away < least) [best, least] = [name, away];
  }
  return best === "" ? "" : `${Math.round(least / 50) * 50} m from ${best}`;
}
