/**
 * How creatures get somewhere: straight where the whole way is clear; else along a way that is searched for, as for
 * players who touch the ground (systems/find_ways.ts). Until that is found, and where there is none, as far as they see.
 */
import { hashWords } from "../base/prng.ts";
import { distance, HEADING_COS, HEADING_SIN, headingTowards, UNITS_PER_METRE } from "../base/space.ts";
import { setActivity, setWant } from "../bodies.ts";
import { creatureOf } from "../combat/mod.ts";
import type { Creature } from "../content/mod.ts";
import { idAt } from "../entities.ts";
import { freeHeading, isFreeAhead } from "../free_heading.ts";
import { PATH_REQUESTS_OF_CREATURES_MAX } from "../limits.ts";
import { ACTIVITY } from "../kinds.ts";
import type { Footing } from "../motion.ts";
import type { WorldOutput } from "../output.ts";
import type { PathResult } from "../paths/mod.ts";
import type { Route } from "../routes.ts";
import { MODE } from "../spawns/mod.ts";
import { dropRoute, requestRoute } from "../systems/route_requests.ts";
import { isClearOf } from "../terrain/mod.ts";
import type { World } from "../world.ts";

/** One creature while it thinks. */
export interface Self {
  readonly world: World;
  readonly output: WorldOutput;
  readonly row: number;
  readonly index: number;
  readonly entity: number;
  readonly entry: Creature;
  readonly x: number;
  readonly y: number;
}

/** A way that was asked for is asked for anew after so long at the soonest, in milliseconds; and where there was none. */
const ASK_MS = 500;
const NONE_MS = 3000;
/** A way still leads there if that has moved no further than this, in metres, or than this part of what is left. */
const MOVED_METRES = 2;
const MOVED_PART = 4;
/** Where somebody flees to that walls are in the way of, in metres, and how far beside that it may be free. */
const REFUGE_METRES = 16;
const BESIDE_METRES = 8;

/** Goes towards a place at a run, around what is in the way. */
export function goTowards(self: Self, toX: number, toY: number): void {
  const { world, index, entity, entry, x, y } = self;
  const { speed, wantSpeed } = world.entities.components.columns;
  const straight = headingTowards(toX - x, toY - y);
  const isStuck = wantSpeed[index]! > 0 && speed[index] === 0;
  const isClear = isClearOf(footingOf(self), x, y, toX, toY);
  if (isClear) leaveWay(self);
  else if (followWay(self, toX, toY)) return;
  // Who is stuck tries a side for a while: which one, its number says.
  const side = (hashWords(entity, world.tick >> 5) & 1) === 0 ? 64 : -64;
  const heading = isStuck ? (straight + side) & 255 : isClear ? straight : headingBeside(self, straight);
  setWant(world, index, heading, entry.runSpeed);
}

/** Runs away from a place, and out of a corner by a way around what is there. */
export function runFrom(self: Self, fromX: number, fromY: number): void {
  const { world, index, entry, x, y } = self;
  setActivity(world, index, ACTIVITY.fleeing);
  if (isOnWay(self)) return;
  const away = x === fromX && y === fromY
    ? world.entities.components.columns.heading[index]!
    : headingTowards(x - fromX, y - fromY);
  const heading = headingBeside(self, away);
  if (!isFreeAhead(footingOf(self), x, y, heading)) {
    const far = REFUGE_METRES * UNITS_PER_METRE;
    const [toX, toY] = [x + ((HEADING_COS[away]! * far) >> 14), y + ((HEADING_SIN[away]! * far) >> 14)];
    const refuge = world.terrain.nearestFree(toX, toY, BESIDE_METRES * UNITS_PER_METRE);
    if (refuge !== null) askWay(self, refuge.x, refuge.y);
  }
  setWant(world, index, heading, entry.runSpeed);
}

/** Whether it is on a way that was found for it. */
export function isOnWay({ world, index }: Self): boolean {
  return world.routes.byIndex.has(index);
}

/** Forgets its way, found or asked for: it is about something else. */
export function leaveWay({ world, index }: Self): void {
  dropRoute(world, index);
}

/** Goes on along its way there, or asks for one. False as long as it has none. */
function followWay(self: Self, toX: number, toY: number): boolean {
  const { world, index } = self;
  const route = world.routes.byIndex.get(index);
  if (route === undefined || !leadsTo(self, route, toX, toY)) askWay(self, toX, toY);
  // What led to where somebody was is gone on along until there is a better one.
  return route !== undefined;
}

/** Whether a way ends near enough to a place; the further off it is, the less that has to be exact. */
function leadsTo({ x, y }: Self, { points }: Route, toX: number, toY: number): boolean {
  const moved = distance(points.at(-2)! - toX, points.at(-1)! - toY);
  return moved <= Math.max(MOVED_METRES * UNITS_PER_METRE, Math.floor(distance(toX - x, toY - y) / MOVED_PART));
}

function askWay({ world, row, entity }: Self, x: number, y: number): void {
  const { wayTick } = world.spawns.creatures.columns;
  if (wayTick[row]! > world.tick || world.routes.requests.length >= PATH_REQUESTS_OF_CREATURES_MAX) return;
  wayTick[row] = world.tick + ticksOf(world, ASK_MS);
  requestRoute(world, { entity, x, y, session: 0, sequence: 0 });
}

/** What was found for a creature that asked. Where no way leads there, it goes as near as it comes. */
export function takeWay(world: World, index: number, result: PathResult): void {
  const row = world.spawns.rowOf.get(idAt(world.entities, index));
  const entry = creatureOf(world, index);
  if (row === undefined || entry === undefined) return;
  const { mode, wayTick } = world.spawns.creatures.columns;
  if (mode[row] === MODE.calm) return;
  if (!result.found) wayTick[row] = world.tick + ticksOf(world, NONE_MS);
  const points = (result.found ? result.points : result.nearest).flatMap(({ x, y }) => [x, y]);
  if (points.length === 0) return;
  const speed = entry.runSpeed;
  world.routes.byIndex.set(index, { points, next: 0, speed, aimTick: world.tick, left: 0xffff_ffff, tries: 0 });
}

/** The first heading beside `wanted` that is free for some steps. */
export function headingBeside(self: Self, wanted: number): number {
  return freeHeading(footingOf(self), self.x, self.y, wanted);
}

function footingOf({ world, entry }: Self): Footing {
  return entry.swims ? world.inWater : world.walking;
}

function ticksOf(world: World, ms: number): number {
  return Math.ceil(ms * world.facts.tickRate / 1000);
}
