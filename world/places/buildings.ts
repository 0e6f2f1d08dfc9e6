/** Which building a point belongs to: a pure look-up in the layout, the same for the world and for who draws it. */
import { UNITS_PER_METRE } from "../base/space.ts";
import type { BuildingUse, Layout } from "../terrain/types.ts";
import { placeOf } from "./doors.ts";

/** Before a door counts as in the house, within this. */
const DOORSTEP_UNITS = 6 * UNITS_PER_METRE;

/** What the building is for in whose room a point is, or before whose door; null elsewhere. In units. */
export function buildingIn(layout: Layout, x: number, y: number): BuildingUse | null {
  const place = placeOf(layout, x, y);
  const house = place !== null && place.use.kind === "room" ? place.use.house : -1;
  for (const { buildings } of layout.settlements) {
    for (const building of buildings) {
      const [dx, dy] = [building.doorX - x, building.doorY - y];
      if (building.id === house || dx * dx + dy * dy <= DOORSTEP_UNITS * DOORSTEP_UNITS) return building.use;
    }
  }
  return null;
}
