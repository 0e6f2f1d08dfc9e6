/**
 * Areas of spawns: so many heads in each. While nobody is near they are a number that grows by a rule which needs no
 * steps; when somebody comes they get bodies, and when all have gone the bodies go and the number stays.
 *
 *     below min   one more in respawnSeconds
 *     below max   one more in breedSeconds / heads
 */
import { HEADING_COS, HEADING_SIN, UNITS_PER_METRE } from "../base/space.ts";
import { hashWords } from "../base/prng.ts";
import { allHoldInWorld } from "../almanac/mod.ts";
import { addBody, removeBody, setLevelShown, setSpecies } from "../bodies.ts";
import type { Creature, Numbered, Spawn } from "../content/mod.ts";
import { hasRoom, idAt, indexOf, isAlive } from "../entities.ts";
import { dropRow } from "../items/mod.ts";
import { KIND } from "../kinds.ts";
import { AWAKE_SECONDS, SPACE_OVERWORLD, WAKE_MARGIN_METRES, WORLD_UNITS } from "../limits.ts";
import { pointOf, regionSamplesOf, settlementsOf } from "../places/mod.ts";
import { GROUND } from "../terrain/types.ts";
import { seasonOf } from "../seasons.ts";
import { setHealth, setHealthMax } from "../vitals.ts";
import { positionX, positionY, type World } from "../world.ts";
import { MODE, rowFor } from "./state.ts";
import { healthOf } from "./sums.ts";
import { forgetThreat } from "./threat.ts";

/** Samples of the land that are looked at for one area. */
const TRIES = 300;
/**
 * Bodies that are made in one tick: the ground that they stand on may have to be made first. Where many play more are
 * wanted: one more for so many of them is some twice as many as they can fight.
 */
const BODIES_PER_TICK = 2;
const PLAYERS_FOR_ANOTHER = 250;
/** A body finds a free place this near to where it should be, in metres. */
const FREE_METRES = 6;
/** Those of a pack begin this near to their den, in metres. */
const DEN_METRES = 4;
/** Those who were called stay for so long after the fight, in seconds. */
const CALLED_SECONDS = 60;
/** Side of the squares by which areas are found, as a shift of units: 128 m. */
const SQUARE_SHIFT = 15;

/** The content's spawn of an area, or undefined if it is a relic. */
export function spawnOf(world: World, area: number): Numbered<Spawn> | undefined {
  return world.content.spawns.byNumber[world.spawns.areas.columns.spawn[area]!];
}

/** Makes the areas of a spawn; those that are there already stay as they are. */
export function layOutAreas(world: World, spawn: Numbered<Spawn>): void {
  const { areas } = world.spawns;
  const { columns } = areas;
  const known = new Set<number>();
  for (let row = 0; row < areas.length; row++) {
    if (columns.spawn[row] === spawn.number) known.add(columns.number[row]!);
  }
  const count = spawn.where.type === "region" ? spawn.where.areas : 1;
  for (let number = 0; number < count; number++) {
    if (known.has(number)) continue;
    const at = spawn.where.type === "region" ? findArea(world, spawn, number) : pointOf(world, spawn.where.place);
    const row = at === null ? -1 : rowFor(areas);
    if (at === null || row < 0) continue;
    columns.spawn[row] = spawn.number;
    columns.number[row] = number;
    columns.x[row] = at.x;
    columns.y[row] = at.y;
    columns.heads[row] = (spawn.population.min + spawn.population.max + 1) >> 1;
    columns.birthTick[row] = world.tick + birthTicks(world, spawn, columns.heads[row]!);
  }
}

/** A point of the region, in units, that is as the spawn wants it, by the overview of the land alone. */
function findArea(world: World, spawn: Numbered<Spawn>, number: number): { x: number; y: number } | null {
  if (spawn.where.type !== "region") return null;
  const { region, grounds, fromSettlements, fromRoads } = spawn.where;
  const wanted = grounds.map((name) => GROUND[name] as number);
  const map = regionSamplesOf(world);
  const regionNumber = world.content.regions.byId.get(region)?.number ?? 0;
  const { ground, size } = world.terrain.overview();
  const settlements = settlementsOf(world);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const hash = hashWords(world.facts.seed, spawn.number * 256 + number, attempt, 0x6172_6561);
    const sample = hash % (map.size * map.size);
    if (map.numberOf(sample) !== regionNumber) continue;
    const here = ground[sample]!;
    const suits = wanted.length > 0 ? wanted.includes(here) : here >= GROUND.sand && here <= GROUND.snow;
    if (!suits) continue;
    const x = ((sample % size) << 12) + 2048;
    const y = (Math.floor(sample / size) << 12) + 2048;
    const isNear = settlements.some((one) =>
      isWithin(one.x - x, one.y - y, one.radius + fromSettlements * UNITS_PER_METRE)
    );
    if (isNear || (fromRoads > 0 && isNearRoad(world, x, y, fromRoads))) continue;
    return { x, y };
  }
  return null;
}

function isNearRoad(world: World, x: number, y: number, metres: number): boolean {
  for (const { points } of world.terrain.layout.roads) {
    for (const point of points) {
      if (isWithin(point.x * UNITS_PER_METRE - x, point.y * UNITS_PER_METRE - y, metres * UNITS_PER_METRE)) return true;
    }
  }
  return false;
}

function isWithin(dx: number, dy: number, reach: number): boolean {
  return dx * dx + dy * dy < reach * reach;
}

/** Ticks from a tick until there is one more where there are so many; 1 at least. */
export function birthTicks(world: World, spawn: Spawn, heads: number, tick = world.tick): number {
  const { population, respawnSeconds, breedSeconds } = spawn;
  const season = seasonOf(world.content.seasons.all, tick, world.facts.dayTicks);
  const breeding = breedSeconds * 1000 / Math.max(1, season?.breedPermille ?? 1000);
  const seconds = heads < population.min || heads === 0 ? respawnSeconds : breeding / heads;
  return Math.max(1, Math.ceil(seconds * world.facts.tickRate));
}

/** Brings an area's number to the present. How often it is asked changes nothing. */
export function growArea(world: World, area: number): void {
  const { heads, birthTick } = world.spawns.areas.columns;
  const spawn = spawnOf(world, area);
  if (spawn === undefined) return;
  while (birthTick[area] !== 0 && birthTick[area]! <= world.tick) {
    if (heads[area]! >= spawn.population.max) {
      birthTick[area] = 0;
      return;
    }
    heads[area]!++;
    const isFull = heads[area]! >= spawn.population.max;
    birthTick[area] = isFull ? 0 : birthTick[area]! + birthTicks(world, spawn, heads[area]!, birthTick[area]!);
  }
}

/** One of an area's has died. */
export function thinOut(world: World, area: number): void {
  growArea(world, area);
  const { heads, birthTick } = world.spawns.areas.columns;
  const spawn = spawnOf(world, area);
  if (heads[area]! > 0) heads[area]!--;
  if (spawn === undefined) return;
  // Where there are too few now it is not waited for the young one of those who are left.
  const isScarce = heads[area]! < spawn.population.min || heads[area] === 0;
  const next = world.tick + birthTicks(world, spawn, heads[area]!);
  if (birthTick[area] === 0 || (isScarce && next < birthTick[area]!)) birthTick[area] = next;
}

/** Whether anybody lives in an area now. */
export function isInhabited({ spawns, tick }: World, area: number): boolean {
  const { heads, birthTick } = spawns.areas.columns;
  return heads[area]! > 0 || (birthTick[area] !== 0 && birthTick[area]! <= tick);
}

/** Areas by the squares that somebody in them wakes them from; follows from the table and the content. */
interface Squares {
  readonly content: unknown;
  readonly count: number;
  readonly areas: ReadonlyMap<number, readonly number[]>;
}
const squaresOf = new WeakMap<World, Squares>();

function squares(world: World): Squares["areas"] {
  const { areas } = world.spawns;
  const before = squaresOf.get(world);
  if (before !== undefined && before.content === world.content && before.count === areas.length) return before.areas;
  const found = new Map<number, number[]>();
  for (let area = 0; area < areas.length; area++) {
    const spawn = spawnOf(world, area);
    if (spawn === undefined) continue;
    const reach = (spawn.where.radiusMetres + WAKE_MARGIN_METRES) * UNITS_PER_METRE;
    const [x, y] = [areas.columns.x[area]!, areas.columns.y[area]!];
    for (let row = (y - reach) >> SQUARE_SHIFT; row <= (y + reach) >> SQUARE_SHIFT; row++) {
      for (let column = (x - reach) >> SQUARE_SHIFT; column <= (x + reach) >> SQUARE_SHIFT; column++) {
        const key = row * 256 + column;
        const list = found.get(key);
        if (list === undefined) found.set(key, [area]);
        else list.push(area);
      }
    }
  }
  squaresOf.set(world, { content: world.content, count: areas.length, areas: found });
  return found;
}

/** Wakes what somebody is near to, and puts to sleep what nobody is near to any more. */
export function wakeAreas(world: World): void {
  if (world.tick % Math.max(1, world.facts.tickRate >> 1) === 0) lookAround(world);
  keepNumbers(world);
}

/** Whether an area has anybody in it at present: some are there in a season, by an event, at night. */
export function isThere(world: World, area: number): boolean {
  const { when } = spawnOf(world, area)!;
  return when.length === 0 || allHoldInWorld(world, when);
}

function lookAround(world: World): void {
  const bySquare = squares(world);
  const seen = new Set<number>();
  const until = world.tick + AWAKE_SECONDS * world.facts.tickRate;
  const { awakeUntil } = world.spawns.areas.columns;
  const look = (index: number) => {
    const key = (positionY(world, index) >> SQUARE_SHIFT) * 256 + (positionX(world, index) >> SQUARE_SHIFT);
    if (seen.has(key)) return;
    seen.add(key);
    for (const area of bySquare.get(key) ?? []) if (isThere(world, area)) awakeUntil[area] = until;
  };
  for (const index of world.sessions.values()) look(index);
  for (let at = 0; at < world.lost.count; at++) look(world.lost.indexes[at]!);
}

/** As many bodies as there are heads where it is awake, none where it is not; a few in each tick. */
function keepNumbers(world: World): void {
  const { areas, creatures } = world.spawns;
  if (areas.length === 0) return;
  const { awakeUntil, heads } = areas.columns;
  const bodies = new Uint16Array(areas.length);
  for (let row = creatures.length - 1; row >= 0; row--) {
    const area = creatures.columns.area[row]! - 1;
    const entity = creatures.columns.entity[row]!;
    if (area < 0) {
      if (isForgotten(world, row)) removeCreature(world, entity);
      continue;
    }
    if (awakeUntil[area]! <= world.tick && creatures.columns.mode[row] === MODE.calm) removeCreature(world, entity);
    else bodies[area]!++;
  }
  let left = BODIES_PER_TICK + Math.floor(world.sessions.size / PLAYERS_FOR_ANOTHER);
  for (let area = 0; area < areas.length && left > 0; area++) {
    if (awakeUntil[area] === 0) continue;
    if (awakeUntil[area]! <= world.tick) {
      if (bodies[area] === 0) awakeUntil[area] = 0;
      continue;
    }
    growArea(world, area);
    for (let have = bodies[area]!; have < heads[area]! && left > 0; have++, left--) addOne(world, area, have);
  }
}

/** Who was called to a fight in the open land goes when nobody fights any more. */
function isForgotten(world: World, row: number): boolean {
  const { homeX, mode, busyTick } = world.spawns.creatures.columns;
  const isOld = world.tick - busyTick[row]! > CALLED_SECONDS * world.facts.tickRate;
  return homeX[row]! < WORLD_UNITS && mode[row] === MODE.calm && isOld;
}

/** Brings one of an area into the world, where `have` are about. Those that go in packs have a den for each pack. */
function addOne(world: World, area: number, have: number): void {
  const spawn = spawnOf(world, area);
  const entry = spawn === undefined ? undefined : world.content.creatures.byId.get(spawn.creature);
  if (spawn === undefined || entry === undefined) return;
  const { x, y } = world.spawns.areas.columns;
  const hash = hashWords(world.facts.seed, area, world.tick, world.spawns.creatures.length);
  const size = packSizeOf(entry, world.facts.seed, area);
  const den = size === 1 ? hash : hashWords(world.facts.seed, area, Math.floor(have / size), 0x6465_6e);
  const away = ((den >>> 8) % Math.max(1, spawn.where.radiusMetres)) * UNITS_PER_METRE;
  const aside = size === 1 ? 0 : ((hash >>> 16) & 255) * DEN_METRES;
  const inLand = (value: number) => Math.max(0, Math.min(WORLD_UNITS - 1, value));
  const at = world.terrain.nearestFree(
    inLand(x[area]! + ((HEADING_COS[den & 255]! * away + HEADING_COS[hash & 255]! * aside) >> 14)),
    inLand(y[area]! + ((HEADING_SIN[den & 255]! * away + HEADING_SIN[hash & 255]! * aside) >> 14)),
    FREE_METRES * UNITS_PER_METRE,
  );
  if (at !== null) addCreature(world, entry, { ...at, heading: hash >>> 24, area });
}

/** How many of a kind keep together in an area: the same for all packs of it. */
function packSizeOf({ pack }: Creature, seed: number, area: number): number {
  return pack.min + hashWords(seed, area, 0x7061_636b) % (pack.max - pack.min + 1);
}

/** Where a creature appears, and to which area it belongs; -1: to none. */
export interface NewCreature {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly area: number;
}

/** Brings a creature into the world. Its entity; 0 where there is no room. */
export function addCreature(world: World, entry: Numbered<Creature>, { x, y, heading, area }: NewCreature): number {
  const { creatures, rowOf } = world.spawns;
  const row = hasRoom(world.entities) ? rowFor(creatures) : -1;
  if (row < 0) return 0;
  const index = addBody(world, { kind: KIND.creature, space: SPACE_OVERWORLD, x, y, heading, name: "", look: 0 });
  const entity = idAt(world.entities, index);
  const range = entry.level.max - entry.level.min + 1;
  const level = entry.level.min + hashWords(world.facts.seed, entity, 0x6c76_6c) % range;
  setSpecies(world, index, entry.number);
  setLevelShown(world, index, level);
  setHealthMax(world, index, healthOf(world, entry, level));
  setHealth(world, index, world.entities.components.columns.healthMax[index]!);
  const { columns } = creatures;
  columns.entity[row] = entity;
  columns.area[row] = area + 1;
  columns.homeX[row] = x;
  columns.homeY[row] = y;
  columns.busyTick[row] = world.tick;
  columns.untilTick[row] = world.tick + (hashWords(entity, 7) % (6 * world.facts.tickRate));
  rowOf.set(entity, row);
  return entity;
}

/** A creature is not counted any more: it died, or goes. Its body stays. */
export function forgetCreature(world: World, entity: number): void {
  const { creatures, rowOf, waits } = world.spawns;
  const row = rowOf.get(entity);
  if (row === undefined) return;
  forgetThreat(world, entity);
  for (let at = waits.length - 1; at >= 0; at--) if (waits.columns.creature[at] === entity) dropRow(waits, at);
  rowOf.delete(entity);
  dropRow(creatures, row);
  if (row < creatures.length) rowOf.set(creatures.columns.entity[row]!, row);
}

/** One of the creatures has died: its area has one less. Others than those of areas are not known here. */
export function creatureDied(world: World, entity: number): void {
  const row = world.spawns.rowOf.get(entity);
  if (row === undefined) return;
  const area = world.spawns.creatures.columns.area[row]! - 1;
  forgetCreature(world, entity);
  if (area >= 0) thinOut(world, area);
}

function removeCreature(world: World, entity: number): void {
  forgetCreature(world, entity);
  if (isAlive(world.entities, entity)) removeBody(world, indexOf(entity));
}

/** Whether a creature is on its way home, and not to be fought. */
export function isEvading(world: World, entity: number): boolean {
  const row = world.spawns.rowOf.get(entity);
  return row !== undefined && world.spawns.creatures.columns.mode[row] === MODE.back;
}

/** Creatures of areas and species that the content does not have any more go. */
export function removeRelics(world: World): void {
  const { creatures, areas } = world.spawns;
  for (let row = creatures.length - 1; row >= 0; row--) {
    const entity = creatures.columns.entity[row]!;
    const area = creatures.columns.area[row]! - 1;
    const { species } = world.entities.components.columns;
    const isKnown = world.content.creatures.byNumber[species[indexOf(entity)]!] !== undefined;
    if (!isKnown || (area >= 0 && spawnOf(world, area) === undefined)) removeCreature(world, entity);
  }
  for (let area = 0; area < areas.length; area++) {
    if (spawnOf(world, area) === undefined) areas.columns.awakeUntil[area] = 0;
  }
}
