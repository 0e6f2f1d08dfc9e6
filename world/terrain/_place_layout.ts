/**
 * Places beside the land: where on the plane's eastern half each room and each copy of a dungeon lies, and the doors
 * between them and the land.
 *
 *   rooms      32 x 16 lots of 128 m, one cell of room in each: 3 empty cells to the next, more than anybody sees
 *   dungeons   16 x 8 lots of 256 m, at most 4 x 4 cells of dungeon in each: 4 empty cells to the next
 *
 * Everything is decided with the layout, so who makes the terrain knows every place, and an instance of a dungeon is
 * the number of a copy that nobody else is in.
 */
import { assert } from "../base/assert.ts";
import { hashWords } from "../base/prng.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import { CELL_METRES, PLANE_WIDTH_METRES, WORLD_METRES } from "../limits.ts";
import type { Building, Place, Portal, Settlement } from "./types.ts";
import { doorOf, type Floorplan, lettersOf } from "./floorplan.ts";
import { roomPlan } from "./_room_plan.ts";

const ROOM_LOT_METRES = 128;
const ROOM_INSET_METRES = CELL_METRES;
const ROOM_COLUMNS = (PLANE_WIDTH_METRES - WORLD_METRES) / ROOM_LOT_METRES;
const ROOM_ROWS = WORLD_METRES / 2 / ROOM_LOT_METRES;

const DUNGEON_LOT_METRES = 256;
const DUNGEON_INSET_METRES = 2 * CELL_METRES;
const DUNGEON_COLUMNS = (PLANE_WIDTH_METRES - WORLD_METRES) / DUNGEON_LOT_METRES;
const DUNGEON_ROWS = WORLD_METRES / 2 / DUNGEON_LOT_METRES;

/** Side of a dungeon at most, in metres. */
export const DUNGEON_METRES_MAX = 4 * CELL_METRES;
/** Copies of each dungeon: so many parties can be in it at once. */
export const DUNGEON_COPIES = DUNGEON_COLUMNS;
/** Dungeons of a world. */
export const DUNGEONS_MAX = DUNGEON_ROWS;
/** Rooms of a world. */
export const ROOMS_MAX = ROOM_COLUMNS * ROOM_ROWS;

assert(ROOM_INSET_METRES + CELL_METRES <= ROOM_LOT_METRES / 2, "a room leaves two cells on each side: 32 + 32 <= 64");
assert(DUNGEON_INSET_METRES + DUNGEON_METRES_MAX <= DUNGEON_LOT_METRES, "a dungeon fits its lot: 64 + 128 <= 256");

/** A dungeon as the layout needs it: its plan, and where on the land its entrance is, in units. */
export interface DungeonSite {
  readonly plan: Floorplan;
  readonly entrance: { readonly x: number; readonly y: number };
}

/** Who comes out of a door stands this far from it, in units: 1.25 m, so that both are within reach of a hand. */
const OUT_UNITS = 320;

/** All places and portals of a world. Rooms in the order of the settlements' houses, then dungeons, copy by copy. */
export function layOutPlaces(
  settlements: readonly Settlement[],
  dungeons: readonly DungeonSite[],
): { places: Place[]; portals: Portal[] } {
  assert(dungeons.length <= DUNGEONS_MAX, `a world has at most ${DUNGEONS_MAX} dungeons, not ${dungeons.length}`);
  const places: Place[] = [];
  const portals: Portal[] = [];
  const houses = settlements.flatMap(({ buildings }) => buildings);
  houses.slice(0, ROOMS_MAX).forEach((house, room) => {
    const place = makePlace(places.length, { kind: "room", house: house.id }, roomPlan(house), {
      x: WORLD_METRES + room % ROOM_COLUMNS * ROOM_LOT_METRES + ROOM_INSET_METRES,
      y: Math.floor(room / ROOM_COLUMNS) * ROOM_LOT_METRES + ROOM_INSET_METRES,
    });
    places.push(place);
    portals.push(portalInto(place, { x: house.doorX, y: house.doorY }), portalOut(place, outOf(house)));
  });
  dungeons.forEach(({ plan, entrance }, dungeon) => {
    for (let copy = 0; copy < DUNGEON_COPIES; copy++) {
      const place = makePlace(places.length, { kind: "dungeon", dungeon, copy }, plan, {
        x: WORLD_METRES + copy * DUNGEON_LOT_METRES + DUNGEON_INSET_METRES,
        y: WORLD_METRES / 2 + dungeon * DUNGEON_LOT_METRES + DUNGEON_INSET_METRES,
      });
      places.push(place);
      if (copy === 0) portals.push(portalInto(place, entrance));
      portals.push(portalOut(place, entrance));
    }
  });
  return { places, portals };
}

function makePlace(
  number: number,
  use: Place["use"],
  plan: Floorplan,
  corner: { readonly x: number; readonly y: number },
): Place {
  const { x, y } = corner;
  const width = lettersOf(plan.rows[0]!).length;
  const door = doorOf(plan);
  // One steps from the door towards the middle of the plan.
  const height = plan.rows.length;
  const inX = door.x === 0 ? 1 : door.x === width - 1 ? -1 : 0;
  const inY = inX !== 0 ? 0 : door.y === height - 1 ? -1 : 1;
  return {
    number,
    use,
    x,
    y,
    width,
    height,
    rows: plan.rows,
    doorX: (x + door.x) * UNITS_PER_METRE + 128,
    doorY: (y + door.y) * UNITS_PER_METRE + 128,
    insideX: (x + door.x + inX) * UNITS_PER_METRE + 128,
    insideY: (y + door.y + inY) * UNITS_PER_METRE + 128,
    variant: hashWords(number, x, y) & 255,
  };
}

function portalInto(place: Place, at: { readonly x: number; readonly y: number }): Portal {
  return { x: at.x, y: at.y, place: place.number, inward: true, toX: place.insideX, toY: place.insideY };
}

function portalOut(place: Place, to: { readonly x: number; readonly y: number }): Portal {
  return { x: place.doorX, y: place.doorY, place: place.number, inward: false, toX: to.x, toY: to.y };
}

/** Where one stands who came out of a house. */
function outOf({ doorX, doorY, doorSide }: Building): { x: number; y: number } {
  const stepX = doorSide === "east" ? 1 : doorSide === "west" ? -1 : 0;
  const stepY = doorSide === "south" ? 1 : doorSide === "north" ? -1 : 0;
  return { x: doorX + stepX * OUT_UNITS, y: doorY + stepY * OUT_UNITS };
}

/** The place that a chunk beside the land belongs to, or null: by the lot that the chunk lies in. */
export function placeAt(
  places: readonly Place[],
  lots: ReadonlyMap<number, number>,
  x: number,
  y: number,
): Place | null {
  const number = lots.get(lotOf(x, y));
  return number === undefined ? null : places[number] ?? null;
}

/** The number of the lot at a point, in metres. */
export function lotOf(x: number, y: number): number {
  const east = x - WORLD_METRES;
  if (y < WORLD_METRES / 2) {
    return Math.floor(y / ROOM_LOT_METRES) * ROOM_COLUMNS + Math.floor(east / ROOM_LOT_METRES);
  }
  const row = Math.floor((y - WORLD_METRES / 2) / DUNGEON_LOT_METRES);
  return ROOMS_MAX + row * DUNGEON_COLUMNS + Math.floor(east / DUNGEON_LOT_METRES);
}

/** Places by lot. */
export function sortByLot(places: readonly Place[]): Map<number, number> {
  return new Map(places.map(({ number, x, y }) => [lotOf(x, y), number]));
}
