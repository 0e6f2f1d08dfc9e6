/** The action `useAbility`: what a character knows, whether it can be done now, and what comes of it. */
import type { Ability, Numbered } from "../content/mod.ts";
import type { ActionCommandOf } from "../commands.ts";
import { endWork } from "../crafts/mod.ts";
import { idAt, indexOf } from "../entities.ts";
import { classOf, dropRow, isDead, putRow, STAT, statsOfBody, useThing } from "../items/mod.ts";
import { STATUS } from "../kinds.ts";
import type { WorldOutput } from "../output.ts";
import type { Refusal } from "../refusals.ts";
import { sheetOf } from "../sheets.ts";
import { taughtAbilities } from "../skills/mod.ts";
import { setEnergy } from "../vitals.ts";
import { positionX, positionY, type World } from "../world.ts";
import { comeOff } from "./acts.ts";
import { beginCast } from "./casts.ts";
import { isHeld } from "./holds.ts";
import { interruptCast, isLocked, stopRepeating } from "./interrupt.ts";
import { noteAttack, whyNotHurt } from "./pvp.ts";
import { PAUSE } from "./state.ts";
import { statIn } from "./stats.ts";
import { type Aim, aimOf } from "./targets.ts";
import { ticksOf, wait, waitsUntil } from "./waits.ts";

/** The pause between any two abilities. */
const PAUSE_MS = 1000;
/** From one blow of bare hands to the next. */
const SWING_MS = 2000;
/** Blows that go on by themselves end when the target is this far away, in units: 40 m. */
const REPEAT_UNITS = 40 * 256;

/** What a character can do: of its class (the first without one) by its level, and what it was taught. */
export function knownAbilities(world: World, index: number): Numbered<Ability>[] {
  const row = sheetOf(world, index);
  if (row < 0) return [];
  const ofClass = classOf(world, row) ?? world.content.classes.all[0];
  if (ofClass === undefined) return [];
  const { abilities } = world.content;
  const level = world.sheets.columns.level[row]!;
  const ids = [ofClass.attack, ...ofClass.abilities.filter((one) => one.level <= level).map(({ ability }) => ability)];
  const known = new Set(ids.map((id) => abilities.byId.get(id)!));
  for (const number of taughtAbilities(world, world.entities.components.columns.character[index]!)) {
    const ability = abilities.byNumber[number];
    if (ability !== undefined) known.add(ability);
  }
  return [...known].filter((one) => one.level <= level);
}

/** Does an ability, or says why not and changes nothing. */
export function useAbility(
  world: World,
  index: number,
  { ability: number, target, x, y }: ActionCommandOf<"useAbility">,
  output: WorldOutput,
): Refusal | null {
  const ability = knownAbilities(world, index).find((one) => one.number === number);
  const aim: Aim = { target, x: positionX(world, index) + x, y: positionY(world, index) + y };
  const refused = ability === undefined
    ? (isDead(world, index) ? "dead" : "unknown")
    : tryAbility(world, index, ability, aim, output);
  if (refused === null && ability?.repeats === true) repeat(world, index, ability.number, target);
  return refused;
}

/** Does an ability of a player's body, or says why not and changes nothing. */
function tryAbility(
  world: World,
  index: number,
  ability: Numbered<Ability>,
  aim: Aim,
  output: WorldOutput,
): Refusal | null {
  const refused = whyNot(world, index, ability);
  if (refused !== null) return refused;
  const at = aimOf(world, index, ability, aim);
  if (typeof at === "string") return at;
  if (ability.target === "enemy") noteAttack(world, index, at);
  const { energy } = world.entities.components.columns;
  const isCast = ability.castMs > 0 || ability.channel !== null;
  if (isCast && !beginCast(world, index, ability, aim)) return "busy";
  setEnergy(world, index, energy[index]! - ability.cost);
  const swing = ability.repeats ? swingMs(world, index) : 0;
  wait(world, index, ability.number, Math.max(ability.cooldownMs, swing));
  if (ability.cooldownGroup !== "") waitForGroup(world, index, ability);
  if (!ability.offGlobal) wait(world, index, PAUSE, PAUSE_MS);
  tellCast(world, index, at, ability, output);
  if (!isCast) comeOff(world, index, at, ability, aim, output);
  return null;
}

/** The action `useItem`: what a thing does is an ability, that costs nothing but the thing. */
export function useItem(
  world: World,
  index: number,
  { what, target, x, y }: ActionCommandOf<"useItem">,
  output: WorldOutput,
): Refusal | null {
  // What is for a place goes to where somebody stands who is aimed at.
  const at = bodyOfEntity(world, target);
  const aim: Aim = at < 0
    ? { target, x: positionX(world, index) + x, y: positionY(world, index) + y }
    : { target, x: positionX(world, at), y: positionY(world, at) };
  return useThing(world, index, what, (ability) => doByThing(world, index, ability, aim, output));
}

/** Does the ability of a thing, or says why not and changes nothing. */
function doByThing(
  world: World,
  index: number,
  ability: Numbered<Ability>,
  aim: Aim,
  output: WorldOutput,
): Refusal | null {
  const { status } = world.entities.components.columns;
  if (isHeld(world, index, "stun") || isHeld(world, index, "fear")) return "held";
  if (world.combat.castRow.has(idAt(world.entities, index))) return "busy";
  if (ability.outOfCombat && (status[index]! & STATUS.inCombat) !== 0) return "busy";
  const isCast = ability.castMs > 0 || ability.channel !== null;
  if (isCast && !ability.whileMoving && isMoving(world, index)) return "moving";
  const at = aimOf(world, index, ability, aim);
  if (typeof at === "string") return at;
  if (ability.target === "enemy") noteAttack(world, index, at);
  if (isCast && !beginCast(world, index, ability, aim)) return "busy";
  tellCast(world, index, at, ability, output);
  if (!isCast) comeOff(world, index, at, ability, aim, output);
  return null;
}

function isMoving(world: World, index: number): boolean {
  const { speed, wantSpeed } = world.entities.components.columns;
  return speed[index]! > 0 || wantSpeed[index]! > 0;
}

/** Why a character cannot do this now, whatever it is aimed at. */
function whyNot(world: World, index: number, ability: Numbered<Ability>): Refusal | null {
  if (isDead(world, index) && !ability.whileDead) return "dead";
  const { character, energy, status } = world.entities.components.columns;
  if (isHeld(world, index, "stun") || isHeld(world, index, "fear")) return "held";
  if (ability.castMs > 0 && (isHeld(world, index, "silence") || isLocked(world, index))) return "held";
  if (
    isHeld(world, index, "disarm") && ability.acts.some((act) => act.type === "damage" && act.amount.weaponPermille > 0)
  ) return "held";
  if (world.combat.castRow.has(idAt(world.entities, index))) return "busy";
  const pause = ability.offGlobal ? 0 : waitsUntil(world, character[index]!, PAUSE);
  if (Math.max(pause, waitsUntil(world, character[index]!, ability.number)) > world.tick) return "not-ready";
  if (energy[index]! < ability.cost) return "not-enough";
  if (ability.outOfCombat && (status[index]! & STATUS.inCombat) !== 0) return "busy";
  const isCast = ability.castMs > 0 || ability.channel !== null;
  if (isCast && !ability.whileMoving && isMoving(world, index)) return "moving";
  if (ability.weapons.length > 0) {
    const weapon = statsOfBody(world, index)?.weapon;
    if (weapon === undefined || weapon === null || !ability.weapons.includes(weapon.type)) return "wrong-weapon";
  }
  if (ability.needsEffect !== null && !hasEffect(world, index, ability.needsEffect)) return "not-ready";
  return null;
}

function hasEffect(world: World, index: number, id: string): boolean {
  const number = world.content.effects.byId.get(id)?.number;
  const { effect } = world.combat.effects.columns;
  return (world.combat.effectRows.get(idAt(world.entities, index)) ?? []).some((row) => effect[row] === number);
}

function swingMs(world: World, index: number): number {
  const ms = statsOfBody(world, index)?.weapon?.speedMs ?? SWING_MS;
  return Math.floor(ms * 1000 / Math.max(500, 1000 + statIn(world, index, STAT.hastePermille)));
}

function waitForGroup(world: World, index: number, ability: Numbered<Ability>): void {
  for (const other of knownAbilities(world, index)) {
    if (other.cooldownGroup === ability.cooldownGroup) wait(world, index, other.number, ability.cooldownMs);
  }
}

function tellCast(world: World, index: number, at: number, ability: Numbered<Ability>, output: WorldOutput): void {
  const cell = world.entities.derived.columns.cellPlusOne[index]! - 1;
  const [entity, target] = [idAt(world.entities, index), idAt(world.entities, at)];
  const ticks = Math.min(0xffff, ticksOf(world, ability.castMs));
  if (cell >= 0) output.happened(cell, { type: "cast", entity, ability: ability.number, target, ticks });
}

function repeat(world: World, index: number, ability: number, target: number): void {
  stopRepeating(world, index);
  putRow(world.combat.repeats, { entity: idAt(world.entities, index), ability, target });
}

/** Blows that go on by themselves: each as soon as it can be done. */
export function goOnRepeating(world: World, output: WorldOutput): void {
  const { repeats } = world.combat;
  const { entity, ability, target } = repeats.columns;
  const rows = Array.from({ length: repeats.length }, (_, row) => ({
    entity: entity[row]!,
    ability: ability[row]!,
    target: target[row]!,
  })).sort((a, b) => a.entity - b.entity);
  for (const one of rows) {
    const index = bodyOfEntity(world, one.entity);
    const entry = world.content.abilities.byNumber[one.ability];
    const isOver = index < 0 || entry === undefined || isDead(world, index) || isLost(world, index, one.target);
    if (isOver) drop(world, one.entity);
    else if (waitsUntil(world, world.entities.components.columns.character[index]!, one.ability) <= world.tick) {
      tryAbility(world, index, entry, { target: one.target, x: 0, y: 0 }, output);
    }
  }
}

function bodyOfEntity({ entities }: World, entity: number): number {
  const index = indexOf(entity);
  return idAt(entities, index) === entity ? index : -1;
}

function isLost(world: World, index: number, target: number): boolean {
  const at = bodyOfEntity(world, target);
  // Who comes to be spared is not struck on when that is over.
  if (at < 0 || isDead(world, at) || whyNotHurt(world, index, at) !== null) return true;
  const [dx, dy] = [positionX(world, at) - positionX(world, index), positionY(world, at) - positionY(world, index)];
  return dx * dx + dy * dy > REPEAT_UNITS * REPEAT_UNITS;
}

function drop({ combat }: World, who: number): void {
  const { repeats } = combat;
  for (let row = repeats.length - 1; row >= 0; row--) if (repeats.columns.entity[row] === who) dropRow(repeats, row);
}

/** The action `stop`: what one casts or holds comes to nothing, and blows do not go on. */
export function stop(world: World, index: number): Refusal | null {
  interruptCast(world, index);
  stopRepeating(world, index);
  endWork(world, world.entities.components.columns.character[index]!);
  return null;
}
