/** Where there is room for a landmark: as near as can be to where the content wants it. */
import { HEADING_COS, HEADING_SIN, UNITS_PER_METRE } from "../base/space.ts";
import { type Barrier, barrierOf } from "../barriers.ts";
import type { Landmark } from "../content/mod.ts";
import { type Point, pointOf } from "../places/where.ts";
import { GROUND, type Terrain } from "../terrain/mod.ts";
import type { World } from "../world.ts";

/** Rings around the wanted point on which room is looked for, and points of each. */
const RING_METRES = 2;
const RINGS = 14;
const RING_POINTS = 16;
/** So much around a landmark is to be free, at most: a long wall may stand between trees. */
const ROOM_METRES_MAX = 3;
/** Points around it that are looked at. */
const ROOM_POINTS = 8;

/** Where a landmark stands, in units; null if this world has no such place. Always the same for the same land. */
export function groundOf(world: World, { place, aside, sizeMetres }: Landmark): Point | null {
  const at = pointOf(world, place);
  if (at === null) return null;
  const wanted = {
    x: at.x + aside.eastMetres * UNITS_PER_METRE,
    y: at.y + aside.southMetres * UNITS_PER_METRE,
  };
  const room = Math.min(ROOM_METRES_MAX * UNITS_PER_METRE, sizeMetres * UNITS_PER_METRE >> 1);
  for (let ring = 0; ring < RINGS; ring++) {
    for (let point = 0; point < (ring === 0 ? 1 : RING_POINTS); point++) {
      const tried = around(wanted, point * (256 / RING_POINTS), ring * RING_METRES * UNITS_PER_METRE);
      if (hasRoomAt(world.terrain, tried, room)) return tried;
    }
  }
  return world.terrain.nearestFree(wanted.x, wanted.y, RINGS * RING_METRES * UNITS_PER_METRE);
}

/** Where a landmark faces: one of 256 headings. */
export function headingOf({ headingDegrees }: Landmark): number {
  return Math.floor((headingDegrees * 256 + 180) / 360) & 255;
}

/** All that may ever come to stand in the way by this content, where it would. */
export function barriersToCome(world: World): Barrier[] {
  const barriers: Barrier[] = [];
  for (const entry of world.content.landmarks.all) {
    const at = entry.holdMetres === 0 ? null : groundOf(world, entry);
    if (at !== null) barriers.push(barrierOf(entry, { ...at, heading: headingOf(entry) })!);
  }
  return barriers;
}

/** Dry ground beside the roads, with nothing on it. */
function hasRoomAt(terrain: Terrain, at: Point, room: number): boolean {
  if (!isGood(terrain, at)) return false;
  for (let point = 0; point < ROOM_POINTS; point++) {
    if (!isGood(terrain, around(at, point * (256 / ROOM_POINTS), room))) return false;
  }
  return true;
}

function isGood(terrain: Terrain, { x, y }: Point): boolean {
  if (terrain.isSolid(x, y)) return false;
  const ground = terrain.groundAt(x, y);
  return ground >= GROUND.sand && ground !== GROUND.road && ground < GROUND.void;
}

/** The point so far from another, in units. */
export function around({ x, y }: Point, heading: number, away: number): Point {
  return { x: x + (HEADING_COS[heading]! * away >> 14), y: y + (HEADING_SIN[heading]! * away >> 14) };
}
