/** Wakes groups that somebody comes near, and lets those sleep that nobody is near any more. */
import { UNITS_PER_METRE } from "../base/space.ts";
import { setSegment } from "../bodies.ts";
import { GROUP_TYPE, regionAt, WAKEFULNESS } from "../groups.ts";
import { join, part } from "../index_list.ts";
import { anchorsOf } from "../life/herd.ts";
import { makePlanned } from "../life/plan_at.ts";
import { planAt } from "../life/schedule.ts";
import { PLAN } from "../kinds.ts";
import { AWAKE_SECONDS, STIR_SECONDS, WAKE_AT_ONCE_METRES } from "../limits.ts";
import { CHUNK_METRES } from "../terrain/types.ts";
import { positionX, positionY, type World } from "../world.ts";
import { followPlan } from "./schedules.ts";

/** Chunks of terrain made ahead in one tick for groups that stir, and people whose walks are worked out. */
const CHUNKS_PER_TICK = 2;
const WALKS_PER_TICK = 3;
/** People of the sleeping town whose walks are looked at in a second. */
const WARM_WALKS_PER_SECOND = 8;
const CHUNK_UNITS = CHUNK_METRES * UNITS_PER_METRE;

/** Looks around every half second; lets those who stirred long enough be awake. */
export function wakeGroups(world: World): void {
  if (world.tick % Math.max(1, world.facts.tickRate >> 1) === 0) lookAround(world);
  const { stirring, table } = world.groups;
  if (stirring.length === 0) return warmUp(world);
  prepare(world, stirring);
  const { wakeTick } = table.columns;
  for (let at = stirring.length - 1; at >= 0; at--) {
    const group = stirring[at]!;
    if (wakeTick[group]! <= world.tick) wakeUp(world, group);
  }
}

function lookAround(world: World): void {
  const { groups, tick, facts } = world;
  const round = ++groups.round;
  for (const index of world.sessions.values()) wantAround(world, index, round);
  for (let at = 0; at < world.lost.count; at++) wantAround(world, world.lost.indexes[at]!, round);
  const { awakeUntil } = groups.table.columns;
  for (let at = groups.awake.length - 1; at >= 0; at--) {
    const group = groups.awake[at]!;
    if (groups.wanted[group] === round) awakeUntil[group] = tick + AWAKE_SECONDS * facts.tickRate;
    else if (awakeUntil[group]! <= tick && groups.disturbed[group] === 0 && !world.sleepless) fallAsleep(world, group);
  }
}

function wantAround(world: World, index: number, round: number): void {
  const { groups } = world;
  const region = regionAt(positionX(world, index), positionY(world, index));
  if (groups.regionSeen[region] === round) return;
  groups.regionSeen[region] = round;
  const { wakefulness } = groups.table.columns;
  for (let at = groups.regionStart[region]!; at < groups.regionStart[region + 1]!; at++) {
    const group = groups.regionGroups[at]!;
    groups.wanted[group] = round;
    if (wakefulness[group] === WAKEFULNESS.asleep) stir(world, group);
  }
}

function stir(world: World, group: number): void {
  const { groups, tick, facts } = world;
  groups.table.columns.wakefulness[group] = WAKEFULNESS.stirring;
  groups.table.columns.wakeTick[group] = tick + STIR_SECONDS * facts.tickRate;
  groups.stirring.push(group);
}

/** Makes, a little at a time, what waking up will need. Whether it was made changes nothing but the time it takes. */
function prepare(world: World, toPrepare: readonly number[]): void {
  const { groups, life } = world;
  const { x, y, range, members, type } = groups.table.columns;
  let chunks = CHUNKS_PER_TICK;
  let walks = WALKS_PER_TICK;
  for (const group of toPrepare) {
    if (chunks === 0 && walks === 0) return;
    const side = chunksAcross(range[group]!);
    let done = life.prepared.get(group) ?? 0;
    for (; done < side * side && chunks > 0; done++, chunks--) {
      const right = (done % side) - (side >> 1);
      const down = Math.floor(done / side) - (side >> 1);
      world.isBlocked(x[group]! + right * CHUNK_UNITS, y[group]! + down * CHUNK_UNITS);
    }
    if (done >= side * side && type[group] === GROUP_TYPE.settlement) {
      for (; done < side * side + members[group]! && walks > 0; done++, walks--) {
        const index = groups.memberIndexes[groups.memberStart[group]! + done - side * side]!;
        planAt(world, index, world.tick + STIR_SECONDS * world.facts.tickRate, planned);
      }
    } else if (done === side * side) {
      anchorsOf(world, group);
      done += members[group]!;
    }
    life.prepared.set(group, done);
  }
}

const planned = makePlanned();
/** The town is the first group of all: newcomers appear there. */
const TOWN_GROUP = 0;
const townOnly: readonly number[] = [TOWN_GROUP];

/** While there is nothing else to prepare: the town, so that its first visitor of the day finds it ready. */
function warmUp(world: World): void {
  const { groups, life, tick, facts } = world;
  const { range, members, wakefulness } = groups.table.columns;
  if (groups.table.length === 0 || wakefulness[TOWN_GROUP] === WAKEFULNESS.awake) return;
  const side = chunksAcross(range[TOWN_GROUP]!);
  const chunks = side * side;
  const done = life.prepared.get(TOWN_GROUP) ?? 0;
  if (done < chunks + members[TOWN_GROUP]!) return prepare(world, townOnly);
  // Then over and over, at leisure: people set out on new walks all day.
  if (tick % facts.tickRate !== 0) return;
  for (let more = 0; more < WARM_WALKS_PER_SECOND; more++) {
    const member = (done - chunks + more) % members[TOWN_GROUP]!;
    planAt(world, groups.memberIndexes[groups.memberStart[TOWN_GROUP]! + member]!, tick, planned);
  }
  life.prepared.set(TOWN_GROUP, done + WARM_WALKS_PER_SECOND);
}

/** Side of the square of chunks around a group, an odd number. */
function chunksAcross(range: number): number {
  return 2 * Math.ceil(range / CHUNK_UNITS) + 1;
}

/** Catches up, however long it was: every member on schedule is put where it is by now. */
function wakeUp(world: World, group: number): void {
  const { groups, entities } = world;
  const { wakefulness } = groups.table.columns;
  const at = groups.stirring.indexOf(group);
  if (at >= 0) groups.stirring.splice(at, 1);
  world.life.prepared.delete(group);
  wakefulness[group] = WAKEFULNESS.awake;
  groups.awake.push(group);
  for (let place = groups.memberStart[group]!; place < groups.memberStart[group + 1]!; place++) {
    const index = groups.memberIndexes[place]!;
    join(world.awake, entities, index);
    if (entities.components.columns.plan[index] === PLAN.schedule) followPlan(world, index);
  }
}

function fallAsleep(world: World, group: number): void {
  const { groups, entities } = world;
  groups.table.columns.wakefulness[group] = WAKEFULNESS.asleep;
  groups.awake.splice(groups.awake.indexOf(group), 1);
  const { columns } = entities.components;
  for (let place = groups.memberStart[group]!; place < groups.memberStart[group + 1]!; place++) {
    const index = groups.memberIndexes[place]!;
    part(world.awake, entities, index);
    world.life.walks.delete(index);
    columns.dueTick[index] = 0;
    if (columns.speed[index] === 0) continue;
    // Who sleeps stands still for those who still watch from afar.
    const x = positionX(world, index);
    const y = positionY(world, index);
    setSegment(world, index, x, y, columns.heading[index]!, 0, world.tick);
  }
}

/** Somebody appears at a point: groups that may have to do with it at once are woken at once. */
export function wakeAround(world: World, x: number, y: number): void {
  const { groups } = world;
  const columns = groups.table.columns;
  const region = regionAt(x, y);
  for (let at = groups.regionStart[region]!; at < groups.regionStart[region + 1]!; at++) {
    const group = groups.regionGroups[at]!;
    if (columns.wakefulness[group] === WAKEFULNESS.awake) continue;
    const dx = columns.x[group]! - x;
    const dy = columns.y[group]! - y;
    const reach = columns.range[group]! + WAKE_AT_ONCE_METRES * UNITS_PER_METRE;
    if (dx * dx + dy * dy <= reach * reach) wakeUp(world, group);
    else if (columns.wakefulness[group] === WAKEFULNESS.asleep) stir(world, group);
  }
}

/** Staff look at a place: groups there wake, and stay awake for some seconds. */
export function observe(world: World, x: number, y: number, radius: number): void {
  const { groups, tick, facts } = world;
  const columns = groups.table.columns;
  for (let group = 0; group < groups.table.length; group++) {
    const dx = columns.x[group]! - x;
    const dy = columns.y[group]! - y;
    const reach = columns.range[group]! + radius;
    if (dx * dx + dy * dy > reach * reach) continue;
    columns.awakeUntil[group] = tick + AWAKE_SECONDS * facts.tickRate;
    if (columns.wakefulness[group] === WAKEFULNESS.asleep) stir(world, group);
  }
}

/** Wakes every group for good: the measure for whether sleep can be seen. For tests. */
export function forbidSleep(world: World): void {
  world.sleepless = true;
  for (let group = 0; group < world.groups.table.length; group++) {
    if (world.groups.table.columns.wakefulness[group] !== WAKEFULNESS.awake) wakeUp(world, group);
  }
}
