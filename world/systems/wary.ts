/**
 * Animals and players: who comes too near is fled from.
 *
 *   schedule ──somebody near──► flee ──nobody near──► calm ──some seconds──► back ──arrived──► schedule
 *                                ▲                     │                       │
 *                                └─────────────────────┴──── somebody near ────┘
 *
 * Each animal looks around four times a second, at ticks that its index gives.
 */
import { hashWords } from "../base/prng.ts";
import { distance, headingTowards, UNITS_PER_METRE } from "../base/space.ts";
import { setActivity, setWant, stopBody } from "../bodies.ts";
import { idAt } from "../entities.ts";
import { freeHeading } from "../free_heading.ts";
import type { Habits } from "../life/habits.ts";
import { habitsOf } from "../life/herd.ts";
import { makePlanned } from "../life/plan_at.ts";
import { planAt } from "../life/schedule.ts";
import { ACTIVITY, KIND, PLAN, STATUS } from "../kinds.ts";
import { isClearOf } from "../terrain/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { nearestPlayer } from "./near.ts";
import { dropRoute, requestRoute } from "./route_requests.ts";
import { followPlan } from "./schedules.ts";

const CALM_SECONDS = 4;
/** Straight ways back are tried up to this, in metres. */
const STRAIGHT_METRES_MAX = 80;
/** On the way back animals go faster than they graze, in steps of 1/8 m/s. */
const BACK_SPEED_MORE = 5;
/** An animal without a way back is put there once nobody is within this, in metres. */
const UNSEEN_METRES = 90;
const RETRY_SECONDS = 5;

const due: number[] = [];
const planned = makePlanned();

/** Lets animals notice players, and takes those home that calmed down. */
export function watchOut(world: World): void {
  lookAround(world);
  if (due.length > 0) goHome(world);
}

/**
 * Everybody awake, and who of them is due. A function of its own: with what is seldom done behind it, the engine would
 * compile it before that was ever done, and leave what it compiled in each tick.
 */
function lookAround(world: World): void {
  const { awake, tick, facts } = world;
  const { kind, plan, dueTick, status } = world.entities.components.columns;
  const period = Math.max(1, facts.tickRate >> 2);
  for (let at = 0; at < awake.count; at++) {
    const index = awake.indexes[at]!;
    const looks = (tick + index) % period === 0;
    // Most have nothing to do in most ticks: of those no more than this is read.
    if (!looks && plan[index] !== PLAN.back && plan[index] !== PLAN.calm) continue;
    if (kind[index] === KIND.townsfolk) continue;
    if (looks && (status[index]! & STATUS.dead) === 0) lookOut(world, index);
    if ((plan[index] === PLAN.back || plan[index] === PLAN.calm) && dueTick[index]! <= tick) due.push(index);
  }
}

/** Those who may go home, in the order of their indexes: requests for a way are answered in the order of asking. */
function goHome(world: World): void {
  const { plan } = world.entities.components.columns;
  due.sort((a, b) => a - b);
  for (const index of due) {
    if (plan[index] === PLAN.calm) plan[index] = PLAN.back;
    if (plan[index] === PLAN.back) goBack(world, index);
  }
  due.length = 0;
}

function lookOut(world: World, index: number): void {
  const { columns } = world.entities.components;
  const habits = habitsOf(world, columns.group[index]! - 1);
  const isFleeing = columns.plan[index] === PLAN.flee;
  const x = positionX(world, index);
  const y = positionY(world, index);
  const radius = (isFleeing ? habits.calmMetres : habits.waryMetres) * UNITS_PER_METRE;
  const player = nearestPlayer(world, x, y, radius);
  if (player >= 0) flee(world, index, player, habits);
  else if (isFleeing) {
    columns.plan[index] = PLAN.calm;
    columns.dueTick[index] = world.tick + CALM_SECONDS * world.facts.tickRate;
    stopBody(world, index);
    setActivity(world, index, ACTIVITY.idle);
  }
}

function flee(world: World, index: number, player: number, habits: Habits): void {
  const { columns } = world.entities.components;
  if (columns.plan[index] === PLAN.schedule) world.groups.disturbed[columns.group[index]! - 1]!++;
  if (columns.plan[index] !== PLAN.flee) {
    dropRoute(world, index);
    columns.plan[index] = PLAN.flee;
    setActivity(world, index, ACTIVITY.fleeing);
  }
  const x = positionX(world, index);
  const y = positionY(world, index);
  const dx = x - positionX(world, player);
  const dy = y - positionY(world, player);
  const away = dx === 0 && dy === 0 ? hashWords(world.facts.seed, index, world.tick) & 255 : headingTowards(dx, dy);
  setWant(world, index, freeHeading(world.walking, x, y, away), habits.fleeSpeed);
}

/** One decision on the way back to where the schedule has the animal rest. */
function goBack(world: World, index: number): void {
  const { tick, facts, walking } = world;
  const { columns } = world.entities.components;
  const habits = habitsOf(world, columns.group[index]! - 1);
  const speed = habits.walkSpeed + BACK_SPEED_MORE;
  const stepUnits = Math.ceil((speed * UNITS_PER_METRE) / (8 * facts.tickRate));
  planAt(world, index, tick, planned);
  const { end } = world.life.walks.get(index)!.way;
  const x = positionX(world, index);
  const y = positionY(world, index);
  const left = distance(end.x - x, end.y - y);
  if (left <= stepUnits + 16) {
    if (planned.speed === 0) return backOnSchedule(world, index);
    stopBody(world, index);
    setActivity(world, index, ACTIVITY.idle);
    columns.dueTick[index] = planned.until;
    return;
  }
  const isStuck = columns.wantSpeed[index]! > 0 && columns.speed[index] === 0;
  if (!isStuck && left <= STRAIGHT_METRES_MAX * UNITS_PER_METRE && isClearOf(walking, x, y, end.x, end.y)) {
    setActivity(world, index, ACTIVITY.walking);
    setWant(world, index, headingTowards(end.x - x, end.y - y), speed);
    columns.dueTick[index] = tick + Math.max(1, Math.min(facts.tickRate, Math.floor(left / stepUnits)));
    return;
  }
  stopBody(world, index);
  columns.dueTick[index] = 0xffff_ffff;
  requestRoute(world, { entity: idAt(world.entities, index), x: end.x, y: end.y, session: 0, sequence: 0 });
}

/** There is no way back: as soon as nobody sees it, the animal is where it should be. */
export function noWayBack(world: World, index: number): void {
  const { columns } = world.entities.components;
  const radius = UNSEEN_METRES * UNITS_PER_METRE;
  if (nearestPlayer(world, positionX(world, index), positionY(world, index), radius) < 0) {
    backOnSchedule(world, index);
    return;
  }
  columns.dueTick[index] = world.tick + RETRY_SECONDS * world.facts.tickRate;
}

function backOnSchedule(world: World, index: number): void {
  const { columns } = world.entities.components;
  stopBody(world, index);
  columns.plan[index] = PLAN.schedule;
  world.groups.disturbed[columns.group[index]! - 1]!--;
  followPlan(world, index);
}
