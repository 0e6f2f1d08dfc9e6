/**
 * The minds of creatures that are about. Each thinks five times a second, at ticks that its index gives.
 *
 *   calm ──sees an enemy, or is struck──► fight ──little health, once──► flee ──► fight
 *    ▲                                      │
 *    └──── back, whole again ◄──────────────┘ nobody left to fight, too far from home, cannot get there
 */
import { hashWords } from "../base/prng.ts";
import { distance, HEADING_COS, HEADING_SIN, headingTowards, UNITS_PER_METRE } from "../base/space.ts";
import { setActivity, setStatus, setWant, stopBody } from "../bodies.ts";
import { applyEffect, bodiesAround, creatureOf, fearedBy, isInSight, sayOne, strikeBack } from "../combat/mod.ts";
import { lightAt } from "../calendar.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { isDead } from "../items/mod.ts";
import { ACTIVITY, STATUS } from "../kinds.ts";
import type { WorldOutput } from "../output.ts";
import { bodyOf } from "../roster.ts";
import { addCreature, addThreat, angerOf, angryAt, forgetThreat, MODE } from "../spawns/mod.ts";
import { nearestPlayer } from "../systems/near.ts";
import { setHealth } from "../vitals.ts";
import { positionX, positionY, type World } from "../world.ts";
import { goTowards, headingBeside, isOnWay, leaveWay, runFrom, type Self } from "./ways.ts";

/** Thoughts a second. */
const THOUGHTS = 5;
/** A fight in which nobody was struck for so long is given up, in seconds. */
const PATIENCE_SECONDS = 8;
/** Of the time that one is on a way around something so many quarters do not count: it gets there in the end. */
const SPARED_QUARTERS = 3;
/** Who is not home by then lives where it is. */
const BACK_SECONDS = 20;
/** Bodies keep this far apart when they fight, in centimetres less than the reach. */
const REACH_SLACK_CM = 40;
/** From here on it is home again, in metres. */
const HOME_METRES = 1.5;
/** A target is followed up to so many times the leash from home. */
const FOLLOW_FACTOR = 2;
/** It is never so far below an enemy's level that it sees nothing, in metres. */
const SIGHT_METRES_MIN = 2;
/** How angry one is that was called. */
const CALLED_ANGER = 1;
const HAS_FLED = 1;
const AHEAD_UNITS = 2 * UNITS_PER_METRE;

/** Lets creatures think whose turn it is. */
export function thinkCreatures(world: World, output: WorldOutput): void {
  const { creatures } = world.spawns;
  const period = periodOf(world);
  // In the order of entities and not of rows, which are an accident of who went.
  const turn: number[] = [];
  for (let row = 0; row < creatures.length; row++) {
    const entity = creatures.columns.entity[row]!;
    if ((world.tick + indexOf(entity)) % period === 0) turn.push(entity);
  }
  turn.sort((a, b) => a - b);
  for (const entity of turn) {
    const row = world.spawns.rowOf.get(entity);
    if (row === undefined || !isAlive(world.entities, entity)) continue;
    const index = indexOf(entity);
    const entry = creatureOf(world, index);
    if (entry === undefined || isDead(world, index)) continue;
    think({ world, output, row, index, entity, entry, x: positionX(world, index), y: positionY(world, index) });
  }
}

/** Ticks from one thought to the next. */
function periodOf({ facts }: World): number {
  return Math.max(1, Math.floor(facts.tickRate / THOUGHTS));
}

/** Ticks since the last thought that do not count, as it was on its way around something. */
function sparedTicks(self: Self): number {
  return isOnWay(self) ? Math.floor(periodOf(self.world) * SPARED_QUARTERS / 4) : 0;
}

function think(self: Self): void {
  const feared = fearedBy(self.world, self.index);
  if (feared !== 0) return beAfraid(self, feared);
  const { mode } = self.world.spawns.creatures.columns;
  switch (mode[self.row]) {
    case MODE.fight:
      return fight(self);
    case MODE.flee:
      return flee(self);
    case MODE.back:
      return goBack(self);
    default:
      return beCalm(self);
  }
}

/** Runs from who it is afraid of, or on if that is gone, and thinks of nothing else. */
function beAfraid(self: Self, feared: number): void {
  const { world, row, x, y } = self;
  world.spawns.creatures.columns.busyTick[row] = world.tick;
  const isThere = isAlive(world.entities, feared);
  const from = indexOf(feared);
  if (isThere) runFrom(self, positionX(world, from), positionY(world, from));
  else runFrom(self, x, y);
}

function beCalm(self: Self): void {
  const { world, entity } = self;
  // Who was only called does not call others in its turn.
  const anger = angerOf(world, entity);
  if (anger > 0) return beginFight(self, anger > CALLED_ANGER);
  if (!isAwake(self)) return rest(self);
  const enemy = enemyInSight(self);
  if (enemy >= 0) {
    addThreat(world, entity, world.entities.components.columns.character[enemy]!, 1);
    return beginFight(self, true);
  }
  stroll(self);
}

/** Daylight from which on it is day for creatures; and between which, morning and evening, it is dusk. */
const DAY_LIGHT = 100;
const DUSK_LIGHT = { from: 17, below: 235 } as const;

/** Whether it is its time of the day. Outside of it a creature rests: it sees nobody and stays where it is. */
function isAwake({ world, entry }: Self): boolean {
  if (entry.active === "always") return true;
  const light = lightAt(world.tick, world.facts.dayTicks);
  if (entry.active === "dusk") return light >= DUSK_LIGHT.from && light < DUSK_LIGHT.below;
  return (light >= DAY_LIGHT) === (entry.active === "day");
}

function rest({ world, index }: Self): void {
  if (world.entities.components.columns.wantSpeed[index]! > 0) stopBody(world, index);
  setActivity(world, index, ACTIVITY.idle);
}

/** The nearest player that a hostile creature sees and may reach, or -1. */
function enemyInSight({ world, entry, index, x, y }: Self): number {
  if (entry.attitude !== "hostile" || entry.sight.metres === 0) return -1;
  const player = nearestPlayer(world, x, y, entry.sight.metres * UNITS_PER_METRE);
  if (player < 0 || isDead(world, player)) return -1;
  const { level, space } = world.entities.components.columns;
  if (space[player] !== space[index]) return -1;
  const above = Math.max(0, level[player]! - level[index]!);
  const sees = Math.max(SIGHT_METRES_MIN, entry.sight.metres - above * entry.sight.perLevelMetres);
  const [toX, toY] = [positionX(world, player), positionY(world, player)];
  const isNear = distance(toX - x, toY - y) <= sees * UNITS_PER_METRE;
  return isNear && isInSight(world, x, y, toX, toY) ? player : -1;
}

/** Walks about its home, with rests between. */
function stroll(self: Self): void {
  const { world, row, index, entity, entry, x, y } = self;
  const { untilTick, homeX, homeY } = world.spawns.creatures.columns;
  if (untilTick[row]! > world.tick) return;
  const { wantSpeed } = world.entities.components.columns;
  const hash = hashWords(world.facts.seed, entity, world.tick);
  if (wantSpeed[index]! > 0 || entry.roamMetres === 0 || entry.walkSpeed === 0) {
    if (wantSpeed[index]! > 0) stopBody(world, index);
    setActivity(world, index, ACTIVITY.idle);
    untilTick[row] = world.tick + (2 + (hash >>> 16) % 8) * world.facts.tickRate;
    return;
  }
  const isFar = distance(homeX[row]! - x, homeY[row]! - y) > entry.roamMetres * UNITS_PER_METRE;
  const wanted = isFar ? headingTowards(homeX[row]! - x, homeY[row]! - y) : hash & 255;
  setActivity(world, index, ACTIVITY.walking);
  setWant(world, index, headingBeside(self, wanted), entry.walkSpeed);
  untilTick[row] = world.tick + (1 + (hash >>> 16) % 4) * world.facts.tickRate;
}

function beginFight(self: Self, callsHelp: boolean): void {
  const { world, row, index, entry, output } = self;
  const { columns } = world.spawns.creatures;
  columns.mode[row] = MODE.fight;
  columns.busyTick[row] = world.tick;
  columns.swingTick[row] = Math.max(columns.swingTick[row]!, world.tick + (world.facts.tickRate >> 1));
  setStatus(world, index, STATUS.inCombat, true);
  sayOne(world, index, entry.says.fight, output);
  if (callsHelp) callHelp(self);
}

/** Those near that help it take on its enemies. They do not call others in their turn. */
function callHelp({ world, entity, entry, index, x, y }: Self): void {
  if (entry.help === null) return;
  const { mode } = world.spawns.creatures.columns;
  const enemies = angryAt(world, entity);
  const { species, space } = world.entities.components.columns;
  for (const at of bodiesAround(world, x, y, entry.help.metres * UNITS_PER_METRE)) {
    const other = idAt(world.entities, at);
    const row = world.spawns.rowOf.get(other);
    if (row === undefined || other === entity || mode[row] !== MODE.calm) continue;
    if (space[at] !== space[index] || isDead(world, at)) continue;
    const family = creatureOf(world, at)?.family;
    const helps = entry.help.families.length === 0
      ? species[at] === species[index]
      : family !== undefined && entry.help.families.includes(family);
    if (!helps) continue;
    for (const character of enemies) addThreat(world, other, character, CALLED_ANGER);
  }
}

/** Whom it is after: the one that it is angriest at of those that are there, near enough and alive; or -1. */
function targetOf({ world, row, index, entity, entry }: Self): number {
  const { homeX, homeY } = world.spawns.creatures.columns;
  const { space } = world.entities.components.columns;
  const far = entry.leashMetres * FOLLOW_FACTOR * UNITS_PER_METRE;
  for (const character of angryAt(world, entity)) {
    const at = bodyOf(world.roster, character);
    const isThere = at >= 0 && !isDead(world, at) && space[at] === space[index] &&
      distance(positionX(world, at) - homeX[row]!, positionY(world, at) - homeY[row]!) <= far;
    if (isThere) return at;
    forgetThreat(world, entity, character);
  }
  return -1;
}

function fight(self: Self): void {
  const { world, row, index, entry, x, y, output } = self;
  const { columns } = world.spawns.creatures;
  const { health, healthMax, target } = world.entities.components.columns;
  const enemy = targetOf(self);
  const fromHome = distance(x - columns.homeX[row]!, y - columns.homeY[row]!);
  const isTooFar = fromHome > entry.leashMetres * UNITS_PER_METRE;
  columns.busyTick[row]! += sparedTicks(self);
  const isTired = world.tick - columns.busyTick[row]! > PATIENCE_SECONDS * world.facts.tickRate;
  if (enemy < 0 || isTooFar || isTired) return giveUp(self);
  target[index] = idAt(world.entities, enemy);
  const permille = Math.floor(health[index]! * 1000 / Math.max(1, healthMax[index]!));
  beginPhases(self, enemy, permille);
  const mayFlee = (columns.done[row]! & HAS_FLED) === 0;
  if ((entry.flee !== null && mayFlee && permille < entry.flee.belowHealthPermille) || entry.attitude === "timid") {
    columns.done[row]! |= HAS_FLED;
    columns.mode[row] = MODE.flee;
    columns.untilTick[row] = world.tick + (entry.flee?.seconds ?? PATIENCE_SECONDS) * world.facts.tickRate;
    callHelp(self);
    leaveWay(self);
    return flee(self);
  }
  const [toX, toY] = [positionX(world, enemy), positionY(world, enemy)];
  const reach = Math.max(60, entry.rangeCm - REACH_SLACK_CM) * UNITS_PER_METRE / 100;
  const isInReach = distance(toX - x, toY - y) <= reach && isInSight(world, x, y, toX, toY);
  if (!isInReach) return chase(self, toX, toY);
  leaveWay(self);
  if (world.entities.components.columns.wantSpeed[index]! > 0) {
    stopBody(world, index);
    setActivity(world, index, ACTIVITY.idle);
  }
  if (columns.swingTick[row]! > world.tick) return;
  columns.busyTick[row] = world.tick;
  columns.swingTick[row] = world.tick + Math.ceil(entry.attackMs * world.facts.tickRate / 1000);
  strikeBack(world, index, enemy, output);
}

/** A boss goes on to its next phases, each once in a fight: what it says, what comes over it, whom it calls. */
function beginPhases(self: Self, enemy: number, permille: number): void {
  const { world, output, row, index, entity, entry, x, y } = self;
  const { done } = world.spawns.creatures.columns;
  for (const [number, phase] of entry.phases.entries()) {
    const bit = HAS_FLED << (number + 1);
    if ((done[row]! & bit) !== 0 || permille >= phase.belowHealthPermille) continue;
    done[row]! |= bit;
    if (phase.say !== null) sayOne(world, index, [phase.say], output);
    const effect = phase.effect === null ? undefined : world.content.effects.byId.get(phase.effect);
    const level = world.entities.components.columns.level[index]!;
    if (effect !== undefined) applyEffect(world, index, effect, { entity, level, power: 0 });
    const called = phase.summon === null ? undefined : world.content.creatures.byId.get(phase.summon.creature);
    for (let one = 0; called !== undefined && one < phase.summon!.count; one++) {
      const heading = (one * 97 + 31) & 255;
      const at = world.terrain.nearestFree(
        x + ((HEADING_COS[heading]! * AHEAD_UNITS) >> 14),
        y + ((HEADING_SIN[heading]! * AHEAD_UNITS) >> 14),
        AHEAD_UNITS,
      ) ?? { x, y };
      const other = addCreature(world, called, { ...at, heading, area: -1 });
      if (other !== 0) addThreat(world, other, world.entities.components.columns.character[enemy]!, 2);
    }
  }
}

/** Runs after somebody, around what is in the way. */
function chase(self: Self, toX: number, toY: number): void {
  const { world, row, index } = self;
  setActivity(world, index, ACTIVITY.walking);
  goTowards(self, toX, toY);
  const { swingTick } = world.spawns.creatures.columns;
  swingTick[row] = Math.max(swingTick[row]!, world.tick + 2);
}

function flee(self: Self): void {
  const { world, row, entry } = self;
  const { columns } = world.spawns.creatures;
  const enemy = targetOf(self);
  if (enemy < 0) return giveUp(self);
  if (columns.untilTick[row]! <= world.tick) {
    if (entry.attitude === "timid") return giveUp(self);
    leaveWay(self);
    columns.mode[row] = MODE.fight;
    columns.busyTick[row] = world.tick;
    return;
  }
  runFrom(self, positionX(world, enemy), positionY(world, enemy));
}

function giveUp(self: Self): void {
  const { world, row, index, entity } = self;
  const { columns } = world.spawns.creatures;
  forgetThreat(world, entity);
  leaveWay(self);
  columns.mode[row] = MODE.back;
  columns.done[row] = 0;
  columns.untilTick[row] = world.tick + BACK_SECONDS * world.facts.tickRate;
  world.entities.components.columns.target[index] = 0;
  setStatus(world, index, STATUS.inCombat, false);
  goBack(self);
}

/** Home, and whole again; who finds no way there lives where it is from then on. */
function goBack(self: Self): void {
  const { world, row, index, x, y } = self;
  const { columns } = world.spawns.creatures;
  const { healthMax } = world.entities.components.columns;
  const [homeX, homeY] = [columns.homeX[row]!, columns.homeY[row]!];
  const isThere = distance(homeX - x, homeY - y) <= HOME_METRES * UNITS_PER_METRE;
  columns.untilTick[row]! += sparedTicks(self);
  if (!isThere && columns.untilTick[row]! > world.tick) {
    setActivity(world, index, ACTIVITY.walking);
    return goTowards(self, homeX, homeY);
  }
  leaveWay(self);
  if (!isThere) [columns.homeX[row], columns.homeY[row]] = [x, y];
  stopBody(world, index);
  setActivity(world, index, ACTIVITY.idle);
  setHealth(world, index, healthMax[index]!);
  columns.mode[row] = MODE.calm;
  columns.untilTick[row] = world.tick + world.facts.tickRate;
}
