/** The action `useAbility`: what a character knows, whether it can be done now, and what comes of it. */
import type { Ability, Numbered } from "../content/mod.ts";
import type { ActionCommandOf } from "../commands.ts";
import { setStatus } from "../bodies.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { classOf, findRow, isDead, putRow, STAT, statsOfBody, wearArmour, wearWeapon } from "../items/mod.ts";
import { KIND, OUTCOME, STATUS } from "../kinds.ts";
import { markOwn } from "../own_marks.ts";
import type { WorldOutput } from "../output.ts";
import { regionAt } from "../places/mod.ts";
import type { Refusal } from "../refusals.ts";
import { sheetOf } from "../sheets.ts";
import { setEnergy, setHealth } from "../vitals.ts";
import { positionX, positionY, type World } from "../world.ts";
import { beginCreature, isCreature } from "./creatures.ts";
import { die } from "./death.ts";
import { behindArmour, critical, drawAmount, drawOutcome } from "./formulas.ts";
import { FIGHT, PAUSE } from "./state.ts";

/** The pause between any two abilities, and how long one fights after a blow. */
const PAUSE_MS = 1000;
const FIGHT_MS = 6000;
/** From one blow of bare hands to the next. */
const SWING_MS = 2000;
/** Reach of bare hands and of abilities without a range. */
const REACH_CM = 300;

/** What a character can do: of its class (the first without one) by its level, as far as it comes off at once. */
export function knownAbilities(world: World, index: number): Numbered<Ability>[] {
  const row = sheetOf(world, index);
  if (row < 0) return [];
  const ofClass = classOf(world, row) ?? world.content.classes.all[0];
  if (ofClass === undefined) return [];
  const level = world.sheets.columns.level[row]!;
  const ids = [ofClass.attack, ...ofClass.abilities.filter((one) => one.level <= level).map(({ ability }) => ability)];
  return ids.map((id) => world.content.abilities.byId.get(id)!).filter((one) => one.level <= level && isAtOnce(one));
}

/** Whether an ability is a blow or a cure of one that comes off at once. */
function isAtOnce({ castMs, channel, area, target, acts }: Ability): boolean {
  return castMs === 0 && channel === null && area === null && target !== "place" && target !== "dead friend" &&
    acts.every(({ type }) => type === "damage" || type === "heal");
}

/** Until when a character waits for an ability, PAUSE or FIGHT; a tick that has passed if it does not. */
function waitsUntil(world: World, character: number, ability: number): number {
  const row = findRow(world.combat.cooldowns, { character, ability });
  return row < 0 ? 0 : world.combat.cooldowns.columns.untilTick[row]!;
}

function wait(world: World, index: number, ability: number, ms: number): void {
  if (ms === 0) return;
  const { cooldowns } = world.combat;
  const character = world.entities.components.columns.character[index]!;
  const untilTick = world.tick + Math.ceil(ms * world.facts.tickRate / 1000);
  const row = findRow(cooldowns, { character, ability });
  if (row >= 0) cooldowns.columns.untilTick[row] = untilTick;
  else putRow(cooldowns, { character, ability, untilTick });
  if (ability !== FIGHT) markOwn(world, index, "cooldowns", String(ability));
}

/** Does an ability, or says why not and changes nothing. */
export function useAbility(
  world: World,
  index: number,
  { ability: number, target }: ActionCommandOf<"useAbility">,
  output: WorldOutput,
): Refusal | null {
  if (isDead(world, index)) return "dead";
  const ability = knownAbilities(world, index).find((one) => one.number === number);
  if (ability === undefined) return "unknown";
  const { character, energy } = world.entities.components.columns;
  const pause = ability.offGlobal ? 0 : waitsUntil(world, character[index]!, PAUSE);
  if (Math.max(pause, waitsUntil(world, character[index]!, number)) > world.tick) return "not-ready";
  if (energy[index]! < ability.cost) return "not-enough";
  const at = targetOf(world, index, ability, target);
  if (typeof at === "string") return at;
  setEnergy(world, index, energy[index]! - ability.cost);
  const swing = ability.repeats ? statsOfBody(world, index)?.weapon?.speedMs ?? SWING_MS : 0;
  wait(world, index, number, Math.max(ability.cooldownMs, swing));
  if (!ability.offGlobal) wait(world, index, PAUSE, PAUSE_MS);
  const cell = world.entities.derived.columns.cellPlusOne[index]! - 1;
  const [entity, met] = [idAt(world.entities, index), idAt(world.entities, at)];
  if (cell >= 0) output.happened(cell, { type: "cast", entity, ability: number, target: met, ticks: 0 });
  for (const act of ability.acts) doAct(world, { index, at, ability: number }, act, output);
  return null;
}

/** Whom an ability meets, or why it cannot. */
function targetOf(world: World, index: number, ability: Ability, target: number): number | Refusal {
  const isHelp = ability.target === "friend" || ability.target === "any";
  if (ability.target === "self" || (isHelp && target === 0)) return index;
  const at = indexOf(target);
  if (!isAlive(world.entities, target) || isDead(world, at)) return "gone";
  if (!mayMeet(world, index, at, ability)) return "wrong-target";
  if (at === index) return at;
  const { space } = world.entities.components.columns;
  const [x, y, toX, toY] = [
    positionX(world, index),
    positionY(world, index),
    positionX(world, at),
    positionY(world, at),
  ];
  const reach = (ability.rangeCm === 0 ? REACH_CM : ability.rangeCm) * UNITS_PER_METRE / 100;
  const [dx, dy] = [toX - x, toY - y];
  if (space[index] !== space[at] || dx * dx + dy * dy > reach * reach) return "too-far";
  return ability.lineOfSight && !world.terrain.isClear(x, y, toX, toY) ? "not-here" : at;
}

/** Players are helped and not harmed, but where all fight; creatures are harmed and not helped. */
function mayMeet(world: World, index: number, at: number, { acts }: Ability): boolean {
  const isPlayer = world.entities.components.columns.kind[at] === KIND.player;
  if (!isPlayer && !isCreature(world, at)) return false;
  return acts.every((act) => {
    if (act.type !== "damage" && act.type !== "heal" || act.on === "self") return true;
    if (act.type === "heal") return isPlayer;
    return isPlayer ? at !== index && isFree(world, index) && isFree(world, at) : true;
  });
}

function isFree(world: World, index: number): boolean {
  const region = regionAt(world, positionX(world, index), positionY(world, index));
  return world.content.regions.byNumber[region]?.pvp === "free";
}

interface Meeting {
  readonly index: number;
  readonly at: number;
  readonly ability: number;
}

function doAct(world: World, meeting: Meeting, act: Ability["acts"][number], output: WorldOutput): void {
  if (act.type !== "damage" && act.type !== "heal") return;
  const { index } = meeting;
  const at = act.on === "self" ? index : meeting.at;
  if (isDead(world, at)) return;
  if (act.type === "damage") beginCreatureOrPlayer(world, index, at);
  const { health } = world.entities.components.columns;
  const outcome = drawOutcome(world, index, act.type === "damage" && act.avoidable);
  let amount = outcome === "miss" ? 0 : drawAmount(world, index, act.amount);
  if (outcome === "critical") amount = critical(amount);
  if (act.type === "damage" && amount > 0 && act.school === "physical") {
    amount = behindArmour(amount, statsOfBody(world, at)?.values[STAT.armour] ?? 0);
  }
  const signed = act.type === "heal" ? -amount : amount;
  const cell = world.entities.derived.columns.cellPlusOne[at]! - 1;
  const [source, target] = [idAt(world.entities, index), idAt(world.entities, at)];
  const struck = { source, target, ability: meeting.ability, amount: signed, outcome: OUTCOME[outcome] };
  if (cell >= 0) output.happened(cell, { type: "struck", ...struck });
  setHealth(world, at, health[at]! - signed);
  if (act.type === "damage" && outcome !== "miss") {
    wearWeapon(world, index);
    wearArmour(world, at);
  }
  if (health[at] === 0) die(world, at, index, output);
}

/** A blow begins a fight for both. */
function beginCreatureOrPlayer(world: World, index: number, at: number): void {
  if (isCreature(world, at)) beginCreature(world, at);
  for (const one of [index, at]) {
    if (world.entities.components.columns.kind[one] !== KIND.player) continue;
    wait(world, one, FIGHT, FIGHT_MS);
    setStatus(world, one, STATUS.inCombat, true);
  }
}
