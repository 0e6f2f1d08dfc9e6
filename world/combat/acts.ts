/** What an ability does when it comes off: its acts, in their order, to each that it meets. */
import { distance, HEADING_COS, HEADING_SIN, headingTowards } from "../base/space.ts";
import { setSegment, stopBody } from "../bodies.ts";
import type { Ability, AbilityAct, Numbered } from "../content/mod.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { dropRow, isDead, putRow, STAT, wearWeapon } from "../items/mod.ts";
import type { WorldOutput } from "../output.ts";
import { arriveAt, putAt } from "../places/mod.ts";
import { addThreat, angryAt } from "../spawns/mod.ts";
import { setEnergy } from "../vitals.ts";
import { positionX, positionY, type World } from "../world.ts";
import { reviveAt } from "./death.ts";
import { applyEffect, isLucky, removeEffects } from "./effects.ts";
import { critical, drawAmount, drawOutcome, schoolOfBlows } from "./formulas.ts";
import { fightBegins, harm, mend } from "./harm.ts";
import { breakCast } from "./interrupt.ts";
import { noteHelp, noteHurt } from "./pvp.ts";
import { statIn } from "./stats.ts";
import { type Aim, isHostile, metBy, unitsOf } from "./targets.ts";

/** One who charges stops so far from who is charged at, in centimetres. */
const CHARGE_STOP_CM = 120;
const STEP_CM = 25;

/** An ability comes off: it flies to its target first, if it flies. */
export function comeOff(
  world: World,
  index: number,
  at: number,
  ability: Numbered<Ability>,
  aim: Aim,
  output: WorldOutput,
): void {
  if (ability.acts.some(({ type }) => type === "damage") && ability.target !== "self") wearWeapon(world, index);
  const isFlown = ability.projectileCmPerSecond > 0 && at !== index && ability.area === null;
  if (!isFlown) return meet(world, index, at, ability, aim, output);
  const away = distance(positionX(world, at) - positionX(world, index), positionY(world, at) - positionY(world, index));
  const ticks = Math.ceil(away * world.facts.tickRate / Math.max(1, unitsOf(ability.projectileCmPerSecond)));
  const [source, target] = [idAt(world.entities, index), idAt(world.entities, at)];
  const atTick = world.tick + ticks;
  // Where too much flies, it is there at once.
  if (!putRow(world.combat.flights, { source, target, ability: ability.number, atTick })) {
    meet(world, index, at, ability, aim, output);
  }
}

/** It meets whom it meets. */
export function meet(
  world: World,
  index: number,
  at: number,
  ability: Numbered<Ability>,
  aim: Aim,
  output: WorldOutput,
): void {
  const met = metBy(world, index, at, ability, aim);
  // Whatever it does to them: who throws somebody off its feet has fought, too.
  if (isForEnemies(ability)) { for (const one of met) noteHurt(world, index, one); }
  const doer: Doer = { world, index, ability, output };
  for (const act of ability.acts) {
    if ("on" in act && act.on === "self") doAct(doer, index, act);
    else for (const one of met) doAct(doer, one, act);
  }
}

function isForEnemies({ target, area }: Ability): boolean {
  return area === null ? target === "enemy" : area.hits === "enemies";
}

interface Doer {
  readonly world: World;
  readonly index: number;
  readonly ability: Numbered<Ability>;
  readonly output: WorldOutput;
}

function doAct({ world, index, ability, output }: Doer, at: number, act: AbilityAct): void {
  if (isDead(world, at) && act.type !== "revive") return;
  const { columns } = world.entities.components;
  const source = idAt(world.entities, index);
  const entity = idAt(world.entities, at);
  const cause = { source, ability: ability.number, school: "physical", threatPermille: 1000 };
  switch (act.type) {
    case "damage": {
      const outcome = drawOutcome(world, index, at, act.avoidable);
      const amount = drawAmount(world, index, act.amount);
      const school = act.school ?? (act.amount.weaponPermille > 0 ? schoolOfBlows(world, index) : "physical");
      const sum = outcome === "critical" ? critical(amount) : amount;
      return harm(world, at, sum, { ...cause, school, threatPermille: act.threatPermille, outcome }, output);
    }
    case "drain": {
      const before = columns.health[at]!;
      harm(world, at, drawAmount(world, index, act.amount), { ...cause, school: act.school, outcome: "hit" }, output);
      const taken = Math.max(0, before - columns.health[at]!);
      return mend(world, index, Math.floor(taken * act.healPermille / 1000), cause, output);
    }
    case "heal": {
      noteHelp(world, index, at);
      const amount = drawAmount(world, index, act.amount);
      mend(world, at, amount, cause, output);
      return angerOf(world, index, at, amount);
    }
    case "apply": {
      const entry = world.content.effects.byId.get(act.effect);
      if (entry === undefined || !isLucky(world, act.chance)) return;
      if (!entry.harmful) noteHelp(world, index, at);
      else if (at !== index) fightBegins(world, index, at);
      const power = Math.max(statIn(world, index, STAT.attackPower), statIn(world, index, STAT.spellPower));
      applyEffect(world, at, entry, { entity: source, level: Math.max(1, columns.level[index]!), power });
      if (entry.harmful) addThreat(world, entity, columns.character[index]!, 5);
      if (entry.control === "taunt") taunt(world, index, entity);
      return;
    }
    case "remove":
      return removeEffects(world, at, (entry) => entry.id === act.effect);
    case "dispel": {
      const isFriend = at === index ||
        !isForEnemies(ability) && (ability.target !== "any" || !isHostile(world, index, at));
      if (isFriend) noteHelp(world, index, at);
      return removeEffects(world, at, (entry) => entry.dispel === act.dispel && entry.harmful === isFriend, act.count);
    }
    case "interrupt":
      return breakCast(world, at, act.lockMs);
    case "energy":
      if (act.amount > 0) noteHelp(world, index, at);
      return setEnergy(world, at, Math.max(0, columns.energy[at]! + act.amount));
    case "threat":
      return addThreat(world, entity, columns.character[index]!, act.amount);
    case "push":
      return push(world, index, at, act.cm);
    case "charge":
      return charge(world, index, at, output);
    case "leap":
      return slide(world, index, columns.heading[index]!, act.cm, output);
    case "revive":
      noteHelp(world, index, at);
      return reviveAt(world, at, act.healthPermille, output);
    case "bindTravel":
      return goHome(world, index, output);
  }
}

/** Curing somebody makes those angry who are at the cured. */
function angerOf(world: World, index: number, at: number, amount: number): void {
  const { character, kind } = world.entities.components.columns;
  if (kind[at] !== kind[index]) return;
  const { creatures } = world.spawns;
  for (let row = 0; row < creatures.length; row++) {
    const creature = creatures.columns.entity[row]!;
    if (!world.spawns.threatsOf.has(creature) || !angryAt(world, creature).includes(character[at]!)) continue;
    addThreat(world, creature, character[index]!, amount >> 1);
  }
}

/** It is angrier at this one than at all others. */
function taunt(world: World, index: number, creature: number): void {
  const { threats, threatsOf } = world.spawns;
  const most = Math.max(0, ...(threatsOf.get(creature) ?? []).map((row) => threats.columns.amount[row]!));
  addThreat(world, creature, world.entities.components.columns.character[index]!, most + 1);
}

function push(world: World, index: number, at: number, cm: number): void {
  const [dx, dy] = [positionX(world, at) - positionX(world, index), positionY(world, at) - positionY(world, index)];
  const away = distance(dx, dy);
  const wanted = cm < 0 ? Math.max(cm, Math.min(0, Math.floor(-away * 100 / 256) + CHARGE_STOP_CM)) : cm;
  const heading = dx === 0 && dy === 0 ? 0 : headingTowards(dx, dy);
  slide(world, at, cm < 0 ? (heading + 128) & 255 : heading, Math.abs(wanted), null);
}

function charge(world: World, index: number, at: number, output: WorldOutput): void {
  const [dx, dy] = [positionX(world, at) - positionX(world, index), positionY(world, at) - positionY(world, index)];
  const cm = Math.floor(distance(dx, dy) * 100 / 256) - CHARGE_STOP_CM;
  if (cm > 0) slide(world, index, headingTowards(dx, dy), cm, output);
}

/** Moves a body so far along a heading, as far as the way is free. Backward if `cm` is less than 0. */
function slide(world: World, index: number, heading: number, cm: number, output: WorldOutput | null): void {
  const way = cm < 0 ? (heading + 128) & 255 : heading;
  const [x, y] = [positionX(world, index), positionY(world, index)];
  let free = 0;
  const pointAt = (so: number) => {
    const units = unitsOf(so);
    return { x: x + ((HEADING_COS[way]! * units) >> 14), y: y + ((HEADING_SIN[way]! * units) >> 14) };
  };
  for (let so = STEP_CM; so <= Math.abs(cm); so += STEP_CM) {
    const to = pointAt(so);
    if (!world.terrain.isClear(x, y, to.x, to.y)) break;
    free = so;
  }
  if (free === 0) return;
  const to = pointAt(free);
  if (output !== null) return putAt(world, index, to.x, to.y, output);
  stopBody(world, index);
  setSegment(world, index, to.x, to.y, world.entities.components.columns.heading[index]!, 0, world.tick);
}

function goHome(world: World, index: number, output: WorldOutput): void {
  const row = world.roster.rowOf.get(world.entities.components.columns.character[index]!);
  if (row === undefined) return;
  const { bindX, bindY } = world.sheets.columns;
  const { spawnX, spawnY } = world.terrain.layout;
  const isBound = bindX[row] !== 0 || bindY[row] !== 0;
  arriveAt(world, index, isBound ? bindX[row]! : spawnX, isBound ? bindY[row]! : spawnY, output);
}

/** What has flown long enough meets its target, if both are there still. */
export function land(world: World, output: WorldOutput): void {
  const { flights } = world.combat;
  const { source, target, ability, atTick } = flights.columns;
  const due: { readonly source: number; readonly target: number; readonly ability: number }[] = [];
  for (let row = flights.length - 1; row >= 0; row--) {
    if (atTick[row]! > world.tick) continue;
    due.push({ source: source[row]!, target: target[row]!, ability: ability[row]! });
    dropRow(flights, row);
  }
  for (const flight of due) {
    const entry = world.content.abilities.byNumber[flight.ability];
    if (entry === undefined || !isAlive(world.entities, flight.source) || !isAlive(world.entities, flight.target)) {
      continue;
    }
    const [index, at] = [indexOf(flight.source), indexOf(flight.target)];
    if (!isDead(world, at)) meet(world, index, at, entry, { target: flight.target, x: 0, y: 0 }, output);
  }
}
