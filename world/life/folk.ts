/**
 * Townsfolk: each person's day as a closed form of the tick. A day has five stays, at places of the settlement, with a
 * walk before each:
 *
 *   0 home, asleep and unseen    1 work    2 the square at noon    3 work    4 tavern or square    0 home
 *
 * A walk starts on the minute that person, day and stay give by hash, and has a time by which it is over: who has far
 * to go walks faster. Then the person potters about from spot to spot until the next walk. Ways between doors come
 * from path finding, a pure function of the ground (ground.ts), so they may be found whenever there is time and forgotten again.
 */
import { hashWords } from "../base/prng.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import { MINUTES_PER_DAY, ticksSinceMidnight } from "../calendar.ts";
import { ACTIVITY } from "../kinds.ts";
import { SPACE_INDOORS } from "../limits.ts";
import { findPath, type WayGround } from "../paths/mod.ts";
import type { Building, Settlement } from "../terrain/types.ts";
import { isLegClear, lengthOf, makeWay, planWalk, type Point, speedFor, type Way } from "../way.ts";
import type { World } from "../world.ts";
import { groundOfPlans } from "./ground.ts";
import type { Planned } from "./plan_at.ts";
import { spotAround, type SpotRules } from "./spots.ts";

/** Expansions that a way between two doors may cost. */
const DOOR_PATH_EXPANSIONS_MAX = 60_000;
/** Ways between doors that are remembered. */
export const DOOR_PATHS_MAX = 8192;
/** Seconds from one spot to the next while staying, and how far from the place's middle spots are, in metres. */
const POTTER_SECONDS = 24;
const POTTER_METRES = 5;
/** A walk takes at most this many seconds, and at most half of the time to the next one. */
const WALK_SECONDS_MAX = 110;
const FOLK_SPEED_MAX = 44;
/** Who cannot come out at a door, because something may stand there, comes out as near to it as this, in metres. */
const BESIDE_DOOR_METRES = 16;

/** First minute and spread in minutes of the walk to each stay. Stay 0's is last: home in the evening. */
const WALKS: readonly (readonly [minute: number, spread: number])[] = [
  [20 * 60 + 15, 105],
  [7 * 60 + 5, 80],
  [11 * 60 + 30, 30],
  [14 * 60, 30],
  [17 * 60, 70],
];

const LATEST_FIRST = [0, 4, 3, 2, 1] as const;

/** Where a person lives and works. */
export interface Person {
  readonly home: Point;
  readonly work: Point;
  readonly worksIndoors: boolean;
  readonly square: Point;
  readonly evening: Point;
  readonly eveningIndoors: boolean;
  readonly speed: number;
}

/** A stay of a day, and the walk to it. */
interface Stay {
  readonly number: number;
  /** Counts the stays of a life. */
  readonly key: number;
  readonly walkStart: number;
  /** By this tick the walk is over. */
  readonly walkEnd: number;
  readonly end: number;
}

/** Somebody's walk of an epoch or stay, kept while awake. */
export interface Walk {
  readonly key: number;
  readonly way: Way;
}

/** The places of a settlement's member, by its number: houses in their order, a few people in each. */
function personOf(world: World, group: number, member: number): Person {
  const key = group << 12 | member;
  let person = world.life.people.get(key);
  if (person === undefined) world.life.people.set(key, person = makePerson(world, group, member));
  return person;
}

function makePerson(world: World, group: number, member: number): Person {
  const { terrain, facts, groups } = world;
  const ground = groundOfPlans(world);
  const settlement = terrain.layout.settlements[groups.table.columns.settlement[group]!]!;
  const hash = hashWords(facts.seed, group, member, 0x666f_6c6b);
  const home = doorOf(ground, homesOf(settlement)[member % homesOf(settlement).length]!);
  const works = settlement.buildings.filter(({ use }) => use !== "house");
  const square = ground.nearestFree(settlement.x, settlement.y, 24 * UNITS_PER_METRE) ?? home;
  const work = works.length === 0 ? square : doorOf(ground, works[(hash >>> 4) % works.length]!);
  const tavern = settlement.buildings.find(({ use }) => use === "tavern");
  const toTavern = tavern !== undefined && (hash & 3) !== 0;
  return {
    home,
    work,
    worksIndoors: (hash >>> 12) % 100 < 30,
    square,
    evening: toTavern ? doorOf(ground, tavern) : square,
    eveningIndoors: toTavern && (hash >>> 20) % 100 < 45,
    speed: 10 + (hash >>> 28) % 5,
  };
}

function homesOf(settlement: Settlement): readonly Building[] {
  const houses = settlement.buildings.filter(({ use }) => use === "house");
  return houses.length > 0 ? houses : settlement.buildings;
}

function doorOf(ground: WayGround, { doorX, doorY }: Building): Point {
  return ground.nearestFree(doorX, doorY, BESIDE_DOOR_METRES * UNITS_PER_METRE) ?? { x: doorX, y: doorY };
}

/** The stay that a tick falls into. */
function stayAt(world: World, group: number, member: number, tick: number): Stay {
  const { dayTicks } = world.facts;
  const day = Math.floor(ticksSinceMidnight(tick, dayTicks) / dayTicks);
  for (const stay of LATEST_FIRST) {
    if (tick >= walkTick(world, group, member, day, stay)) return makeStay(world, group, member, day, stay);
  }
  // Before the first walk of the day: still at home since yesterday evening.
  return makeStay(world, group, member, day - 1, 0);
}

function makeStay(world: World, group: number, member: number, day: number, number: number): Stay {
  const { tickRate } = world.facts;
  const walkStart = walkTick(world, group, member, day, number);
  const next = number === 4 ? 0 : number + 1;
  const end = walkTick(world, group, member, number === 0 ? day + 1 : day, next);
  const window = Math.min(WALK_SECONDS_MAX * tickRate, (end - walkStart) >> 1);
  // Stays of a day in their order: 1, 2, 3, 4, then 0 as the fifth.
  const key = day * 5 + (number === 0 ? 5 : number);
  return { number, key, walkStart, walkEnd: walkStart + window, end };
}

/** The tick at which somebody sets out for a stay of a day (counted from the midnight before day 1). */
function walkTick(world: World, group: number, member: number, day: number, stay: number): number {
  const { dayTicks, seed } = world.facts;
  const [minute, spread] = WALKS[stay]!;
  const hash = hashWords(seed, group << 12 ^ member, day * 8 + stay, 0x7761_6c6b);
  const offset = (hash >>> 8) / 0x100_0000 * spread;
  const midnight = ticksSinceMidnight(0, dayTicks);
  return day * dayTicks - midnight + Math.floor((dayTicks * (minute + offset)) / MINUTES_PER_DAY);
}

function placeOf(person: Person, stay: number): Point {
  switch (stay) {
    case 0:
      return person.home;
    case 2:
      return person.square;
    case 4:
      return person.evening;
    default:
      return person.work;
  }
}

function isIndoors(person: Person, stay: number): boolean {
  return stay === 0 || (stay === 4 ? person.eveningIndoors : stay !== 2 && person.worksIndoors);
}

function rulesOf(world: World, person: Person): SpotRules {
  return { ground: groundOfPlans(world), speed: person.speed, tickRate: world.facts.tickRate, inWater: false };
}

/** The spot of a stay's nth pottering, each kept for three of them; the door where the stay is indoors. */
function spotOf(world: World, person: Person, index: number, stay: Stay, nth: number): Point {
  const place = placeOf(person, stay.number);
  if (isIndoors(person, stay.number)) return place;
  const hash = hashWords(world.facts.seed, index, stay.key, Math.floor((nth + index % 3) / 3));
  const metres = stay.number === 2 || stay.number === 4 ? POTTER_METRES * 2 : POTTER_METRES;
  return spotAround(rulesOf(world, person), place, metres * UNITS_PER_METRE, hash);
}

function potterTicks(world: World): number {
  return POTTER_SECONDS * world.facts.tickRate;
}

/** The last pottering of a stay: one that has its whole time before the next walk. */
function lastPotter(world: World, stay: Stay): number {
  return Math.max(0, Math.floor((stay.end - stay.walkEnd) / potterTicks(world)) - 1);
}

/** The pottering that a tick falls into; -1 before the first. Who is indoors stays at the first. */
function nthPotter(world: World, person: Person, stay: Stay, tick: number): number {
  if (tick < stay.walkEnd) return -1;
  if (isIndoors(person, stay.number)) return 0;
  return Math.min(lastPotter(world, stay), Math.floor((tick - stay.walkEnd) / potterTicks(world)));
}

/** The way from the last stay's last spot to this one's first; null if there is none. */
function wayTo(world: World, person: Person, group: number, member: number, index: number, stay: Stay): Way | null {
  const before = stayAt(world, group, member, stay.walkStart - 1);
  const from = placeOf(person, before.number);
  const to = placeOf(person, stay.number);
  const between = doorPath(world, from, to);
  if (between === null) return null;
  const last = spotOf(world, person, index, before, lastPotter(world, before));
  const first = spotOf(world, person, index, stay, 0);
  const points = [last, from, ...between, to, first].filter((point, at, all) =>
    at === 0 || point.x !== all[at - 1]!.x || point.y !== all[at - 1]!.y
  );
  const { tickRate } = world.facts;
  const speed = speedFor(lengthOf(points), stay.walkEnd - stay.walkStart - 2 * points.length, tickRate, person.speed);
  if (speed > FOLK_SPEED_MAX) return null;
  const way = makeWay(points, speed, tickRate);
  return way.ticks <= stay.walkEnd - stay.walkStart ? way : null;
}

/** Points between two doors, ends left out: found once, in one direction, for both. Null if there is no way. */
function doorPath(world: World, from: Point, to: Point): readonly Point[] | null {
  if (from.x === to.x && from.y === to.y) return [];
  const forward = from.x < to.x || (from.x === to.x && from.y < to.y);
  const [a, b] = forward ? [from, to] : [to, from];
  const key = `${a.x} ${a.y} ${b.x} ${b.y}`;
  const { doorPaths } = world.life;
  let path = doorPaths.get(key);
  if (path === undefined) {
    const options = { expansionsMax: DOOR_PATH_EXPANSIONS_MAX };
    const result = findPath(groundOfPlans(world), a.x, a.y, b.x, b.y, options);
    path = result.found ? result.points.slice(0, -1) : null;
    if (doorPaths.size >= DOOR_PATHS_MAX) doorPaths.clear();
    doorPaths.set(key, path);
  }
  return path === null || forward ? path : path.toReversed();
}

const NO_WAY: Way = { speed: 0, ticks: -1, starts: [], xs: [], ys: [], headings: [], end: { x: 0, y: 0 } };

/** Fills in where a member of a settlement is meant to be at a tick. */
export function planFolk(world: World, index: number, tick: number, planned: Planned): void {
  const { columns } = world.entities.components;
  const group = columns.group[index]! - 1;
  const member = columns.member[index]!;
  const person = personOf(world, group, member);
  const stay = stayAt(world, group, member, tick);
  const nth = nthPotter(world, person, stay, tick);
  const key = stay.key * 4096 + nth + 1;
  let walk = world.life.walks.get(index);
  if (walk === undefined || walk.key !== key) {
    const way = nth < 0
      ? wayTo(world, person, group, member, index, stay) ?? NO_WAY
      : potterWay(world, person, index, stay, nth);
    walk = { key, way };
    world.life.walks.set(index, walk);
  }
  const start = nth < 0 ? stay.walkStart : stay.walkEnd + nth * potterTicks(world);
  const nextPotter = nth < lastPotter(world, stay) ? stay.walkEnd + (nth + 1) * potterTicks(world) : stay.end;
  if (!planWalk(planned, walk.way, tick, start)) planned.until = nextPotter;
  if (planned.speed > 0) return;
  if (walk.way === NO_WAY) {
    // No way on foot: gone inside here, out again there.
    const spot = spotOf(world, person, index, stay, 0);
    planned.x = spot.x;
    planned.y = spot.y;
    planned.startTick = stay.walkStart;
    planned.space = SPACE_INDOORS;
  }
  if (isIndoors(person, stay.number)) {
    planned.space = SPACE_INDOORS;
    planned.until = stay.end;
  }
  planned.heading = hashWords(world.facts.seed, index, stay.key, nth) & 255;
  planned.activity = activityOf(world, person, index, stay, nth);
}

/** The way from one spot of a stay to the next; at the first, no way at all. */
function potterWay(world: World, person: Person, index: number, stay: Stay, nth: number): Way {
  const from = spotOf(world, person, index, stay, Math.max(0, nth - 1));
  const to = spotOf(world, person, index, stay, nth);
  const { tickRate } = world.facts;
  const direct = isLegClear(groundOfPlans(world), from, to, person.speed, tickRate);
  return makeWay(direct ? [from, to] : [from, placeOf(person, stay.number), to], person.speed, tickRate);
}

function activityOf(world: World, person: Person, index: number, stay: Stay, nth: number): number {
  const roll = (hashWords(world.facts.seed, index, stay.key, nth) >>> 8) % 100;
  switch (stay.number) {
    case 0:
      return ACTIVITY.asleep;
    case 2:
      return roll < 55 ? ACTIVITY.talking : ACTIVITY.idle;
    case 4:
      return person.evening === person.square ? (roll < 60 ? ACTIVITY.talking : ACTIVITY.idle) : ACTIVITY.drinking;
    default:
      return roll < 75 ? ACTIVITY.working : ACTIVITY.idle;
  }
}
