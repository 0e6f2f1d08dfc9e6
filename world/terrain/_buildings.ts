/** Houses along streets: from the middle outward, each where its walls, a yard and a way to its door have room. */
import type { Prng } from "../base/prng.ts";
import { cellAt, contains, fillRect, isFree, isPaved, NATURAL, type Plot, type Rect, setCell, YARD } from "./_plot.ts";
import type { Site } from "./_sites.ts";
import type { Street } from "./_streets.ts";
import { heightPoint, type Surface } from "./_surface.ts";
import { type Building, type BuildingUse, GROUND } from "./types.ts";

/** Where a house could stand: a point of a street and the direction away from it, a unit vector. */
interface Stand {
  readonly x: number;
  readonly y: number;
  readonly outX: number;
  readonly outY: number;
  readonly width: number;
  readonly rank: number;
}

/** What is needed to place a building. */
export interface BuildingSite {
  readonly surface: Surface;
  readonly plot: Plot;
  readonly site: Site;
  readonly index: number;
  readonly random: Prng;
  /** So many buildings are worth another look for room. */
  readonly enough: number;
}

const STAND_METRES = 3;
const LOOKS_MAX = 4;
const DOOR_WAY_METRES_MAX = 11;
const DOOR_OUT_UNITS = 192;
const LEVEL_METRES_MAX = 2.8;
const DRY_METRES = 0.8;

/** Frontage and depth of each use in metres: least, and how much more it may be. */
const SIZES: Record<BuildingUse, readonly [number, number, number, number]> = {
  house: [7, 4, 6, 4],
  tavern: [12, 3, 10, 2],
  smithy: [9, 2, 8, 2],
  mill: [8, 1, 8, 1],
  market: [17, 4, 11, 2],
  chapel: [9, 2, 14, 3],
  hall: [14, 4, 11, 3],
  barn: [12, 4, 8, 3],
  workshop: [9, 3, 7, 3],
};

/** Places buildings of the uses given, in this order, as far as there is room. Gaps that are left get a second look. */
export function placeBuildings(place: BuildingSite, streets: readonly Street[], uses: BuildingUse[]): Building[] {
  const placed: Building[] = [];
  const enough = Math.min(uses.length, place.enough);
  for (let look = 0; look === 0 || look < LOOKS_MAX && placed.length < enough; look++) {
    const stands = streets.flatMap((street) => standsAlong(place, street));
    stands.sort((a, b) => a.rank - b.rank || a.x - b.x || a.y - b.y);
    for (const stand of stands) {
      const use = uses[placed.length];
      if (use === undefined) break;
      const building = tryStand(place, stand, use, placed.length);
      if (building !== null) placed.push(building);
    }
  }
  return placed;
}

function standsAlong(place: BuildingSite, street: Street): Stand[] {
  const { site, random } = place;
  const stands: Stand[] = [];
  const spread = site.kind === "town" ? 24 : 40;
  for (let index = 0; index + 1 < street.points.length; index++) {
    const a = street.points[index]!;
    const b = street.points[index + 1]!;
    const length = Math.sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
    if (length === 0) continue;
    const alongX = (b.x - a.x) / length;
    const alongY = (b.y - a.y) / length;
    for (let gone = 1; gone < length; gone += STAND_METRES) {
      const x = a.x + alongX * gone;
      const y = a.y + alongY * gone;
      const away = Math.sqrt((x - site.x) * (x - site.x) + (y - site.y) * (y - site.y));
      if (away > site.radius - 26) continue;
      const rank = Math.floor(away) + random.below(spread);
      // The square's edges run clockwise: outside is on the left, where (x, y) turns to (y, -x).
      stands.push({ x, y, outX: alongY, outY: -alongX, width: street.width, rank });
      if (street.bothSides) stands.push({ x, y, outX: -alongY, outY: alongX, width: street.width, rank: rank + 1 });
    }
  }
  return stands;
}

function tryStand(place: BuildingSite, stand: Stand, use: BuildingUse, number: number): Building | null {
  const { random } = place;
  const [frontMin, frontMore, depthMin, depthMore] = SIZES[use];
  const front = frontMin + random.below(frontMore + 1);
  const depth = depthMin + random.below(depthMore + 1);
  const setback = use === "house" ? 1 + random.below(place.site.kind === "town" ? 2 : 4) : 1 + random.below(2);
  const across = Math.abs(stand.outX) >= Math.abs(stand.outY);
  const lean = Math.max(Math.abs(stand.outX), Math.abs(stand.outY));
  const other = Math.min(Math.abs(stand.outX), Math.abs(stand.outY));
  // Along a slanting street the nearer corner would stand in it: further back by what the street gains on half the front.
  const off = stand.width / 2 / lean + setback + front / 2 * other / lean;
  const alongX = Math.floor(stand.x - front / 2);
  const alongY = Math.floor(stand.y - front / 2);
  if (across) {
    const east = stand.outX > 0;
    const x = east ? Math.ceil(stand.x + off) : Math.floor(stand.x - off) - depth;
    const rect = { x, y: alongY, width: depth, height: front };
    return raise(place, rect, east ? "west" : "east", use, number);
  }
  const south = stand.outY > 0;
  const y = south ? Math.ceil(stand.y + off) : Math.floor(stand.y - off) - depth;
  return raise(place, { x: alongX, y, width: front, height: depth }, south ? "north" : "south", use, number);
}

/** Puts a building up if everything about it is in order: room, ground, and a way from its door to a street. */
function raise(
  place: BuildingSite,
  rect: Rect,
  doorSide: Building["doorSide"],
  use: BuildingUse,
  number: number,
): Building | null {
  const { surface, plot, site, index, random } = place;
  if (!isFree(plot, rect, 1, true) || contains(plot, rect, 2, GROUND.floor)) return null;
  if (!within(site, rect) || !isLevel(surface, rect)) return null;
  const stepX = doorSide === "east" ? 1 : doorSide === "west" ? -1 : 0;
  const stepY = doorSide === "south" ? 1 : doorSide === "north" ? -1 : 0;
  const doorColumn = rect.x + (stepX > 0 ? rect.width : stepX < 0 ? -1 : rect.width >> 1);
  const doorRow = rect.y + (stepY > 0 ? rect.height : stepY < 0 ? -1 : rect.height >> 1);
  const way = doorWay(plot, doorColumn, doorRow, stepX, stepY);
  if (way < 0) return null;
  fillRect(plot, rect, 0, GROUND.floor, false);
  fillRect(plot, rect, 2, YARD, true);
  // The doorstep is floor: its half by the wall blocks, and on road ground nothing does.
  setCell(plot, doorColumn, doorRow, GROUND.floor);
  for (let gone = 1; gone < way; gone++) setCell(plot, doorColumn + stepX * gone, doorRow + stepY * gone, GROUND.road);
  // The middle of the cell before the door, and a quarter of a metre further from the wall.
  const doorX = doorColumn * 256 + 128 + stepX * (DOOR_OUT_UNITS - 128);
  const doorY = doorRow * 256 + 128 + stepY * (DOOR_OUT_UNITS - 128);
  return { id: index * 256 + number, use, ...rect, doorX, doorY, doorSide, variant: random.u32() & 255 };
}

/** Cells from the door to paved ground; -1 if something is in between or it is too far. */
function doorWay(plot: Plot, column: number, row: number, stepX: number, stepY: number): number {
  for (let gone = 0; gone <= DOOR_WAY_METRES_MAX; gone++) {
    const cell = cellAt(plot, column + stepX * gone, row + stepY * gone);
    if (isPaved(cell)) return gone;
    if (cell !== NATURAL && cell !== YARD) return -1;
  }
  return -1;
}

function within(site: Site, rect: Rect): boolean {
  const dx = Math.max(Math.abs(rect.x - site.x), Math.abs(rect.x + rect.width - site.x)) + 2;
  const dy = Math.max(Math.abs(rect.y - site.y), Math.abs(rect.y + rect.height - site.y)) + 2;
  return dx * dx + dy * dy < site.radius * site.radius;
}

/** Whether the ground under a rectangle and two metres around it is dry and nearly level. */
function isLevel(surface: Surface, rect: Rect): boolean {
  let least = Infinity;
  let most = -Infinity;
  for (let y = rect.y - 2; y <= rect.y + rect.height + 2; y += 3) {
    for (let x = rect.x - 2; x <= rect.x + rect.width + 2; x += 3) {
      const height = heightPoint(surface, x, y);
      if (height < least) least = height;
      if (height > most) most = height;
      if (least < DRY_METRES || most - least > LEVEL_METRES_MAX) return false;
    }
  }
  return true;
}
