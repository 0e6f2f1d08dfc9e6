/** What creatures do in a fight: the best of their abilities that can be done, or a blow. */
import type { Ability, Creature, Numbered } from "../content/mod.ts";
import { distance } from "../base/space.ts";
import { idAt } from "../entities.ts";
import { isDead } from "../items/mod.ts";
import type { WorldOutput } from "../output.ts";
import { blowOf, creatureWaitsUntil, setCreatureWait } from "../spawns/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { comeOff } from "./acts.ts";
import { beginCast } from "./casts.ts";
import { creatureOf, isCreature } from "./creatures.ts";
import { isHeld } from "./holds.ts";
import { critical, drawBlow, drawOutcome } from "./formulas.ts";
import { harm } from "./harm.ts";
import { isLocked } from "./interrupt.ts";
import { aimOf, bodiesAround, metBy, reachOf } from "./targets.ts";
import { ticksOf } from "./waits.ts";

type Rule = Creature["abilities"][number];

/** A creature strikes somebody that it can reach. */
export function strikeBack(world: World, index: number, at: number, output: WorldOutput): void {
  const entry = creatureOf(world, index);
  if (entry === undefined || isHeld(world, index, "stun") || isHeld(world, index, "fear")) return;
  if (world.combat.castRow.has(idAt(world.entities, index))) return;
  for (const rule of rulesOf(world, index, entry).sort((a, b) => b.priority - a.priority)) {
    if (tryRule(world, index, at, rule, output)) return;
  }
  blow(world, index, at, entry, output);
}

/** What it may do by now: phases that have begun bring some and take others away. */
function rulesOf(world: World, index: number, entry: Creature): Rule[] {
  if (entry.phases.length === 0) return [...entry.abilities];
  const row = world.spawns.rowOf.get(idAt(world.entities, index));
  const done = row === undefined ? 0 : world.spawns.creatures.columns.done[row]!;
  const begun = entry.phases.filter((_, number) => (done & (2 << number)) !== 0);
  const without = new Set(begun.flatMap((phase) => phase.without));
  return [
    ...entry.abilities.filter(({ ability }) => !without.has(ability)),
    ...begun.flatMap((phase) => phase.abilities),
  ];
}

function blow(world: World, index: number, at: number, entry: Creature, output: WorldOutput): void {
  const level = Math.max(1, world.entities.components.columns.level[index]!);
  const outcome = drawOutcome(world, index, at, true);
  const amount = drawBlow(world, blowOf(world, entry, level));
  const cause = { source: idAt(world.entities, index), ability: 0, school: entry.school, threatPermille: 0, outcome };
  harm(world, at, outcome === "critical" ? critical(amount) : amount, cause, output);
}

/** Does an ability by its rule, if all that the rule says holds. */
function tryRule(world: World, index: number, at: number, rule: Rule, output: WorldOutput): boolean {
  const ability = world.content.abilities.byId.get(rule.ability);
  if (ability === undefined || isWaiting(world, index, ability.number, rule)) return false;
  const { health, healthMax } = world.entities.components.columns;
  const permille = (one: number) => Math.floor(health[one]! * 1000 / Math.max(1, healthMax[one]!));
  if (permille(index) > rule.healthBelowPermille || permille(at) > rule.targetHealthBelowPermille) return false;
  const away = distance(positionX(world, at) - positionX(world, index), positionY(world, at) - positionY(world, index));
  const cm = Math.floor(away * 100 / 256);
  if (cm > rule.targetWithinCm || cm < rule.targetBeyondCm) return false;
  if (ability.castMs > 0 && (isHeld(world, index, "silence") || isLocked(world, index))) return false;
  if (rule.targetCasts && !world.combat.castRow.has(idAt(world.entities, at))) return false;
  const target = targetOf(world, index, at, ability, rule);
  if (target < 0) return false;
  const aim = { target: idAt(world.entities, target), x: positionX(world, at), y: positionY(world, at) };
  const met = aimOf(world, index, ability, aim);
  if (typeof met === "string") return false;
  if (rule.targetsMin > 1 && metBy(world, index, met, ability, aim).length < rule.targetsMin) return false;
  setWaiting(world, index, ability.number, rule.everyMs);
  tellCast(world, index, met, ability, output);
  if (ability.castMs > 0 || ability.channel !== null) return beginCast(world, index, ability, aim);
  comeOff(world, index, met, ability, aim, output);
  return true;
}

/** Whom an ability is aimed at: the enemy, or who helps itself, or of its friends the one that is hurt most; -1: nobody. */
function targetOf(world: World, index: number, at: number, ability: Ability, rule: Rule): number {
  const isHelp = ability.target === "self" || ability.target === "friend" || ability.target === "any";
  if (!isHelp) return at;
  if (rule.friendHurtPermille >= 1000) return index;
  const { health, healthMax, space } = world.entities.components.columns;
  const around = bodiesAround(world, positionX(world, index), positionY(world, index), reachOf(world, index, ability));
  let [most, least] = [-1, rule.friendHurtPermille];
  for (const friend of ability.target === "self" ? [index] : around) {
    if (!isCreature(world, friend) || isDead(world, friend) || space[friend] !== space[index]) continue;
    const permille = Math.floor(health[friend]! * 1000 / Math.max(1, healthMax[friend]!));
    if (permille < least) [most, least] = [friend, permille];
  }
  return most;
}

function tellCast(world: World, index: number, at: number, ability: Numbered<Ability>, output: WorldOutput): void {
  const cell = world.entities.derived.columns.cellPlusOne[index]! - 1;
  const [entity, target] = [idAt(world.entities, index), idAt(world.entities, at)];
  const ticks = Math.min(0xffff, ticksOf(world, ability.castMs));
  if (cell >= 0) output.happened(cell, { type: "cast", entity, ability: ability.number, target, ticks });
}

/** Whether it is too early for an ability: since it was used last, or since the creature first could have. */
function isWaiting(world: World, index: number, ability: number, rule: Rule): boolean {
  const until = creatureWaitsUntil(world, idAt(world.entities, index), ability);
  if (until >= 0) return until > world.tick;
  setWaiting(world, index, ability, rule.firstAfterMs);
  return rule.firstAfterMs > 0;
}

function setWaiting(world: World, index: number, ability: number, ms: number): void {
  setCreatureWait(world, idAt(world.entities, index), ability, ticksOf(world, ms));
}
