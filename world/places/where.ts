/** Where in a world is what content says by rule: regions, and the points of places. Worked out at first use. */
import { hashWords } from "../base/prng.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import type { Content, PlaceRule } from "../content/mod.ts";
import { type BuildingUse, GROUND, type Place, type Settlement, type Terrain } from "../terrain/types.ts";
import type { World } from "../world.ts";
import { buildingIn } from "./buildings.ts";
import { placeOf } from "./doors.ts";
import { type RegionSamples, regionSamplesBy, settlementsInOrder } from "./regions.ts";

/** A point in units, where somebody can stand. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What was worked out for a terrain and a content. */
interface Where {
  readonly terrain: Terrain;
  readonly content: Content;
  readonly regions: RegionSamples;
  readonly settlements: readonly Settlement[];
  readonly points: Map<string, Point | null>;
}

/** By world; it follows from the world's terrain and content, and is no part of the state. */
const known = new WeakMap<World, Where>();

function whereOf(world: World): Where {
  const { terrain, content } = world;
  const before = known.get(world);
  if (before !== undefined && before.terrain === terrain && before.content === content) return before;
  const regions = regionSamplesBy(terrain, content.regions.all);
  const where = { terrain, content, regions, settlements: settlementsInOrder(terrain.layout), points: new Map() };
  known.set(world, where);
  return where;
}

/** The number of the region at a point, in units; of a room or a dungeon that of its door. 0: none. */
export function regionAt(world: World, x: number, y: number): number {
  return regionOf(whereOf(world), x, y);
}

/** `regionAt` for who asks about many points. */
export function regionsOf(world: World): (x: number, y: number) => number {
  const where = whereOf(world);
  return (x, y) => regionOf(where, x, y);
}

function regionOf({ regions, terrain }: Where, x: number, y: number): number {
  const number = regions.at(x, y);
  if (number !== 0) return number;
  const place = placeOf(terrain.layout, x, y);
  const out = place === null ? undefined : wayOut(terrain, place);
  return out === undefined ? 0 : regions.at(out.x, out.y);
}

/** What the building is for in whose room a point is, or before whose door; null elsewhere. In units. */
export function buildingAt(world: World, x: number, y: number): BuildingUse | null {
  return buildingIn(world.terrain.layout, x, y);
}

/** Which region each sample of the land belongs to. */
export function regionSamplesOf(world: World): RegionSamples {
  return whereOf(world).regions;
}

/** The settlements that content counts, in their order. */
export function settlementsOf(world: World): readonly Settlement[] {
  return whereOf(world).settlements;
}

/** The settlement that content counts by this number, or null in a world that has fewer. */
export function settlementOf(world: World, number: number): Settlement | null {
  return whereOf(world).settlements[number] ?? null;
}

/** The point of a place; null if this world has none such. The same rule is the same point for a world's life. */
export function pointOf(world: World, rule: PlaceRule): Point | null {
  const where = whereOf(world);
  const key = JSON.stringify(rule);
  let point = where.points.get(key);
  if (point === undefined) where.points.set(key, point = findPoint(world, where, rule));
  return point;
}

function findPoint(world: World, where: Where, rule: PlaceRule): Point | null {
  const { terrain } = world;
  switch (rule.type) {
    case "square": {
      const settlement = where.settlements[rule.settlement];
      return settlement === undefined ? null : terrain.nearestFree(settlement.x, settlement.y, 30 * UNITS_PER_METRE);
    }
    case "building":
      return buildingPoint(terrain, where.settlements[rule.settlement], rule);
    case "dungeon": {
      const number = where.content.dungeons.all.findIndex(({ id }) => id === rule.dungeon);
      const { places } = terrain.layout;
      const place = places.find(({ use }) => use.kind === "dungeon" && use.dungeon === number);
      return place === undefined ? null : wayOut(terrain, place) ?? null;
    }
    case "spot":
      return spotPoint(world, where, rule);
  }
}

/**
 * A point as a map shows it to who stands at another: what is in a room or a dungeon is at its door, unless one is in
 * there too.
 */
export function onTheMap(world: World, point: Point, near: Point): Point {
  const { layout } = world.terrain;
  const place = placeOf(layout, point.x, point.y);
  if (place === null || placeOf(layout, near.x, near.y) === place) return point;
  return wayOut(world.terrain, place) ?? point;
}

/** Where one comes out of a room or a dungeon. */
function wayOut({ layout }: Terrain, place: Place): Point | undefined {
  const copy = place.use.kind === "dungeon" ? place.use.copy : 0;
  const out = layout.portals.find((portal) => !portal.inward && portal.place === place.number) ??
    layout.portals.find((portal) => !portal.inward && portal.place === place.number - copy);
  return out === undefined ? undefined : { x: out.toX, y: out.toY };
}

function buildingPoint(
  terrain: Terrain,
  settlement: Settlement | undefined,
  { use, number, inside }: Extract<PlaceRule, { type: "building" }>,
): Point | null {
  if (settlement === undefined) return null;
  const fitting = settlement.buildings.filter((building) => building.use === use);
  // Villages have no hall, say: then a house will do.
  const building = fitting[Math.min(number, fitting.length - 1)] ??
    settlement.buildings[number % settlement.buildings.length];
  if (building === undefined) return null;
  const room = inside ? roomOf(terrain, building.id) : undefined;
  if (room === undefined) {
    return terrain.nearestFree(building.doorX, building.doorY, 4 * UNITS_PER_METRE) ??
      { x: building.doorX, y: building.doorY };
  }
  const [x, y] = [room.x + (room.width >> 1), room.y + (room.height >> 1)];
  return terrain.nearestFree(x * UNITS_PER_METRE, y * UNITS_PER_METRE, 8 * UNITS_PER_METRE);
}

/** The room behind the door of a building; there are rooms for most. */
function roomOf({ layout }: Terrain, building: number): Place | undefined {
  return layout.places.find(({ use }) => use.kind === "room" && use.house === building);
}

const SPOT_TRIES = 400;
/** Spots keep away from settlements, and from what is too steep or wet to stand on. */
const SPOT_FREE_METRES = 6;

/** A point in the region, by chance of the seed, the region and the number of the spot. */
function spotPoint(
  world: World,
  { regions, content, settlements }: Where,
  { region, spot, grounds }: Extract<PlaceRule, { type: "spot" }>,
): Point | null {
  const { terrain, facts } = world;
  const number = content.regions.byId.get(region)?.number ?? 0;
  const wanted = grounds.map((name) => GROUND[name] as number);
  let seen = 0;
  for (const letter of region) seen = hashWords(seen, letter.charCodeAt(0));
  for (let attempt = 0; attempt < SPOT_TRIES; attempt++) {
    const hash = hashWords(facts.seed, seen, spot, attempt);
    const sample = hash % (regions.size * regions.size);
    if (regions.numberOf(sample) !== number) continue;
    const x = ((sample % regions.size) << 12) + (hashWords(hash, 1) & 4095);
    const y = (Math.floor(sample / regions.size) << 12) + (hashWords(hash, 2) & 4095);
    if (settlements.some((one) => isWithin(one, x, y))) continue;
    const ground = terrain.groundAt(x, y);
    const suits = wanted.length > 0 ? wanted.includes(ground) : ground >= GROUND.sand && ground !== GROUND.road;
    if (!suits) continue;
    const free = terrain.nearestFree(x, y, SPOT_FREE_METRES * UNITS_PER_METRE);
    if (free !== null) return free;
  }
  return wanted.length > 0
    ? spotPoint(world, { ...whereOf(world) }, { type: "spot", region, spot, grounds: [] })
    : null;
}

function isWithin({ x, y, radius }: Settlement, atX: number, atY: number): boolean {
  const [dx, dy] = [atX - x, atY - y];
  return dx * dx + dy * dy < radius * radius;
}
