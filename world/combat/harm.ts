/** Harm and cure: what becomes of an amount when it meets somebody. */
import { setStatus } from "../bodies.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { isDead, STAT, wearArmour } from "../items/mod.ts";
import { KIND, OUTCOME, STATUS } from "../kinds.ts";
import type { WorldOutput } from "../output.ts";
import { addThreat } from "../spawns/mod.ts";
import { setHealth } from "../vitals.ts";
import type { World } from "../world.ts";
import { beginCreature, isCreature } from "./creatures.ts";
import { die } from "./death.ts";
import { absorb, removeEffects } from "./effects.ts";
import { adjusted, behindArmour, behindShield, type BlowOutcome } from "./formulas.ts";
import { noteHurt, whyNotHurt } from "./pvp.ts";
import { FIGHT } from "./state.ts";
import { statIn } from "./stats.ts";
import { wait } from "./waits.ts";

/** How long one fights after a blow. */
const FIGHT_MS = 6000;

/** Whose doing it is, and by what. */
export interface Cause {
  /** An entity; it may be gone by now. */
  readonly source: number;
  /** 0: an effect, or a blow without a name. */
  readonly ability: number;
  readonly school: string;
  readonly threatPermille: number;
}

/**
 * Does damage to a body, after armour and shields; it may die of it. Whether a player may hurt the other is asked here,
 * whatever the harm comes from, as of now: what was begun elsewhere, or against somebody else, comes to nothing.
 */
export function harm(
  world: World,
  at: number,
  amount: number,
  cause: Cause & { readonly outcome: BlowOutcome },
  output: WorldOutput,
): void {
  if (isDead(world, at)) return;
  const isThere = isAlive(world.entities, cause.source);
  const by = isThere ? indexOf(cause.source) : at;
  if (whyNotHurt(world, by, at) !== null) return;
  fightBegins(world, by, at);
  const isAvoided = cause.outcome === "miss" || cause.outcome === "dodge";
  const done = isThere ? statIn(world, by, STAT.damageDonePermille) : 0;
  const armour = statIn(world, at, cause.school === "physical" ? STAT.armour : STAT.ward);
  const behind = behindArmour(amount, armour);
  const meets = cause.outcome === "block" ? behindShield(behind) : behind;
  const met = isAvoided ? 0 : adjusted(meets, done, statIn(world, at, STAT.damageTakenPermille));
  const left = met === 0 ? 0 : absorb(world, at, met);
  const outcome = met > 0 && left === 0 ? "absorb" : cause.outcome;
  tell(world, at, { ...cause, amount: left, outcome: OUTCOME[outcome] }, output);
  const { health, character } = world.entities.components.columns;
  addThreat(world, idAt(world.entities, at), character[by]!, Math.floor((1 + met) * cause.threatPermille / 1000) + 1);
  if (left === 0) return;
  setHealth(world, at, Math.max(0, health[at]! - left));
  wearArmour(world, at);
  removeEffects(world, at, (entry) => entry.breaksAtDamage);
  if (health[at] === 0) die(world, at, by, output);
}

/** Gives health to a body. */
export function mend(world: World, at: number, amount: number, cause: Cause, output: WorldOutput): void {
  if (isDead(world, at) || amount <= 0) return;
  const by = isAlive(world.entities, cause.source) ? indexOf(cause.source) : at;
  const sum = adjusted(
    amount,
    statIn(world, by, STAT.healingDonePermille),
    statIn(world, at, STAT.healingTakenPermille),
  );
  const { health, healthMax } = world.entities.components.columns;
  const mended = Math.min(sum, healthMax[at]! - health[at]!);
  if (mended === 0) return;
  tell(world, at, { ...cause, amount: -mended, outcome: OUTCOME.hit }, output);
  setHealth(world, at, health[at]! + mended);
}

interface Told extends Cause {
  readonly amount: number;
  readonly outcome: number;
}

function tell(world: World, at: number, { source, ability, amount, outcome }: Told, output: WorldOutput): void {
  const cell = world.entities.derived.columns.cellPlusOne[at]! - 1;
  const target = idAt(world.entities, at);
  if (cell >= 0) output.happened(cell, { type: "struck", source, target, ability, amount, outcome });
}

/** A blow begins a fight for both. */
export function fightBegins(world: World, index: number, at: number): void {
  for (const one of [index, at]) {
    if (isCreature(world, one)) beginCreature(world, one);
    if (world.entities.components.columns.kind[one] !== KIND.player) continue;
    wait(world, one, FIGHT, FIGHT_MS);
    setStatus(world, one, STATUS.inCombat, true);
  }
  noteHurt(world, index, at);
}
