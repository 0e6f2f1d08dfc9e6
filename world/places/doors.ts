/** Doors: where they are, and going through one. A pure look-up in the layout, sorted by cell once for each world. */
import { distance } from "../base/space.ts";
import { cellAt } from "../spatial.ts";
import type { Layout, Place, Portal } from "../terrain/mod.ts";
import { CELL_COLUMNS, DOOR_REACH_UNITS } from "../limits.ts";

/** The doors of a world by cell. Lives as long as its terrain. */
export type Doors = ReadonlyMap<number, readonly Portal[]>;

/** Sorts a layout's doors. */
export function sortDoors({ portals }: Layout): Doors {
  const doors = new Map<number, Portal[]>();
  for (const portal of portals) {
    const cell = cellAt(portal.x, portal.y);
    const known = doors.get(cell);
    if (known === undefined) doors.set(cell, [portal]);
    else known.push(portal);
  }
  return doors;
}

/** The door within reach that is nearest to a point, in units, or null. */
export function doorNear(doors: Doors, x: number, y: number): Portal | null {
  let nearest: Portal | null = null;
  let least = DOOR_REACH_UNITS + 1;
  const cell = cellAt(x, y);
  for (const row of [-CELL_COLUMNS, 0, CELL_COLUMNS]) {
    for (const column of [-1, 0, 1]) {
      for (const door of doors.get(cell + row + column) ?? []) {
        const away = distance(door.x - x, door.y - y);
        if (away < least) [nearest, least] = [door, away];
      }
    }
  }
  return nearest;
}

/** The place that a point lies in, or null on the land and where nothing is. */
export function placeOf({ places }: Layout, x: number, y: number): Place | null {
  const [metreX, metreY] = [x >> 8, y >> 8];
  return places.find((place) =>
    metreX >= place.x && metreY >= place.y && metreX < place.x + place.width && metreY < place.y + place.height
  ) ?? null;
}
