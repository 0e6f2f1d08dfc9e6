/**
 * Herds: where every animal of one is at any tick, as a closed form of the tick. So a herd may sleep for a year and be
 * where it would have been.
 *
 * A herd has anchors, each in a clear straight line from the one before; the herd stays around one for some epochs and
 * then goes on to the next, to the last and back again. In each epoch each member walks to a spot of its own around the
 * present anchor and rests there: `spot(g)` is a function of seed, herd, member and epoch `g`. From spot to spot it
 * goes straight if that is clear, else by way of the anchors, which always is. Epochs are counted over the hours that
 * the kind is up, so the first walk of a morning starts where the last of the evening ended.
 */
import { hashWords } from "../base/prng.ts";
import { HEADING_COS, HEADING_SIN, UNITS_PER_METRE } from "../base/space.ts";
import { MINUTES_PER_DAY, ticksSinceMidnight } from "../calendar.ts";
import { KINDS } from "../components.ts";
import { ACTIVITY } from "../kinds.ts";
import { isLegClear, lengthOf, makeWay, planWalk, type Point, speedFor, type Way } from "../way.ts";
import type { World } from "../world.ts";
import { type AnimalKind, HABITS, type Habits } from "./habits.ts";
import type { Walk } from "./folk.ts";
import { groundOfPlans } from "./ground.ts";
import type { Planned } from "./plan_at.ts";
import { isGoodGround, isWalkClear, spotAround, type SpotRules } from "./spots.ts";

const ANCHORS_MAX = 12;
const ANCHOR_TRIES = 14;
const ANCHOR_METRES_MIN = 12;
const ANCHOR_METRES_MAX = 26;

const HABITS_OF_KIND = KINDS.map((kind) => HABITS[kind as AnimalKind]);

/** The habits of a group's kind. */
export function habitsOf(world: World, group: number): Habits {
  return HABITS_OF_KIND[world.groups.table.columns.kind[group]!]!;
}

function rulesOf(world: World, habits: Habits): SpotRules {
  return {
    ground: groundOfPlans(world),
    speed: habits.walkSpeed,
    tickRate: world.facts.tickRate,
    inWater: habits.wades,
  };
}

/** The anchors of a herd: a function of seed and herd, made when first needed. */
export function anchorsOf(world: World, group: number): readonly Point[] {
  let anchors = world.life.anchors.get(group);
  if (anchors === undefined) world.life.anchors.set(group, anchors = makeAnchors(world, group));
  return anchors;
}

function makeAnchors(world: World, group: number): Point[] {
  const { groups, facts } = world;
  const habits = habitsOf(world, group);
  const rules = rulesOf(world, habits);
  const home = { x: groups.table.columns.x[group]!, y: groups.table.columns.y[group]! };
  const first = rules.ground.nearestFree(home.x, home.y, 12 * UNITS_PER_METRE) ?? home;
  const anchors = [first];
  const roam = habits.roamMetres * UNITS_PER_METRE;
  for (let attempt = 0; attempt < ANCHORS_MAX * ANCHOR_TRIES && anchors.length < ANCHORS_MAX; attempt++) {
    const hash = hashWords(facts.seed, group, attempt, 0x616e_6368);
    const heading = hash & 255;
    const metres = ANCHOR_METRES_MIN + (hash >>> 8) % (ANCHOR_METRES_MAX - ANCHOR_METRES_MIN + 1);
    const last = anchors[anchors.length - 1]!;
    const next = {
      x: last.x + ((HEADING_COS[heading]! * metres * UNITS_PER_METRE) >> 14),
      y: last.y + ((HEADING_SIN[heading]! * metres * UNITS_PER_METRE) >> 14),
    };
    const dx = next.x - home.x;
    const dy = next.y - home.y;
    if (dx * dx + dy * dy > roam * roam || !isGoodGround(rules.ground, next.x, next.y, rules.inWater)) continue;
    if (isWalkClear(rules, last, next)) anchors.push(next);
  }
  return anchors;
}

/** Epochs of a member at a tick. */
interface Epoch {
  /** Number of the epoch, counted over all days. */
  number: number;
  /** The tick at which it began, and those at which its walk must be over, its wake time ends, and the next begins. */
  start: number;
  ticks: number;
  sleep: number;
  end: number;
}

const epoch: Epoch = { number: 0, start: 0, ticks: 0, sleep: 0, end: 0 };

function epochAt(world: World, group: number, member: number, tick: number): Epoch {
  const { dayTicks, tickRate, seed } = world.facts;
  const habits = habitsOf(world, group);
  const up = Math.max(2, Math.floor((dayTicks * habits.upMinutes) / MINUTES_PER_DAY));
  const ticks = Math.max(1, Math.min(habits.epochSeconds * tickRate, up >> 1));
  const count = Math.floor(up / ticks);
  const phase = hashWords(seed, group, member, 0x7068_6173) % Math.max(1, ticks >> 1);
  const dayStart = Math.floor((dayTicks * habits.wakeMinute) / MINUTES_PER_DAY) + phase;
  const since = ticksSinceMidnight(tick, dayTicks) - dayStart;
  const day = Math.floor(since / dayTicks);
  const dayTick = tick - (since - day * dayTicks);
  const place = Math.min(count - 1, Math.floor((tick - dayTick) / ticks));
  epoch.number = day * count + place;
  epoch.start = dayTick + place * ticks;
  epoch.ticks = ticks;
  epoch.sleep = dayTick + up;
  epoch.end = place === count - 1 ? dayTick + dayTicks : epoch.start + ticks;
  return epoch;
}

/** The anchor that a herd stays around in an epoch: to the last and back again. */
function anchorAt(world: World, group: number, number: number): Point {
  const anchors = anchorsOf(world, group);
  const stays = habitsOf(world, group).staysEpochs;
  if (anchors.length === 1) return anchors[0]!;
  const round = 2 * (anchors.length - 1);
  const step = Math.floor((number + (hashWords(world.facts.seed, group, 1) & 0xff)) / stays);
  const place = step - Math.floor(step / round) * round;
  return anchors[place < anchors.length ? place : round - place]!;
}

function spotAt(world: World, group: number, member: number, number: number): Point {
  const habits = habitsOf(world, group);
  const hash = hashWords(world.facts.seed, group << 12 ^ member, number, 0x7370_6f74);
  const spread = habits.spreadMetres * UNITS_PER_METRE;
  return spotAround(rulesOf(world, habits), anchorAt(world, group, number), spread, hash);
}

/** The walk of an epoch: from the spot of the one before, where that walk ended if it is known, to its own. */
function walkOf(
  world: World,
  group: number,
  member: number,
  number: number,
  ticks: number,
  before: Walk | undefined,
): Way {
  const habits = habitsOf(world, group);
  const { tickRate } = world.facts;
  const from = before?.key === number - 1 ? before.way.end : spotAt(world, group, member, number - 1);
  const to = spotAt(world, group, member, number);
  const direct = isLegClear(groundOfPlans(world), from, to, habits.walkSpeed, tickRate);
  const points = direct ? [from, to] : [from, anchorAt(world, group, number - 1), anchorAt(world, group, number), to];
  // Most of an epoch is rest; a long way is walked faster.
  const speed = Math.min(60, speedFor(lengthOf(points), Math.floor(ticks * 0.6), tickRate, habits.walkSpeed));
  return makeWay(points, speed, tickRate);
}

/** Fills in where a member of a herd is meant to be at a tick. */
export function planHerd(world: World, index: number, tick: number, planned: Planned): void {
  const { columns } = world.entities.components;
  const group = columns.group[index]! - 1;
  const member = columns.member[index]!;
  const { number, start, ticks, sleep, end } = epochAt(world, group, member, tick);
  let walk = world.life.walks.get(index);
  if (walk === undefined || walk.key !== number) {
    walk = { key: number, way: walkOf(world, group, member, number, ticks, walk) };
    world.life.walks.set(index, walk);
  }
  const { way } = walk;
  if (planWalk(planned, way, tick, start)) return;
  const hash = hashWords(world.facts.seed, group << 12 ^ member, number, 0x7265_7374);
  planned.heading = hash & 255;
  if (end > sleep && tick >= sleep) {
    planned.activity = ACTIVITY.asleep;
    planned.until = end;
    return;
  }
  planned.until = end > sleep && sleep > tick ? sleep : end;
  planned.activity = restActivity(world, group, hash >>> 8);
}

function restActivity(world: World, group: number, hash: number): number {
  const roll = hash & 255;
  if (roll < habitsOf(world, group).feeding) return ACTIVITY.grazing;
  return roll & 1 ? ACTIVITY.resting : ACTIVITY.idle;
}
