/** Death: what becomes of who has no health left, what the killer has of it, and coming back to life. */
import { removeBody, setStatus, stopBody } from "../bodies.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { dropRow, endCorpse, isDead, leaveLoot, putRow } from "../items/mod.ts";
import { EVENT, PLAN, STATUS } from "../kinds.ts";
import { newcomerPlace } from "../newcomers.ts";
import type { WorldOutput } from "../output.ts";
import { putAt } from "../places/mod.ts";
import type { Refusal } from "../refusals.ts";
import { sheetOf, xpNextOf } from "../sheets.ts";
import { dropInputs } from "../systems/inputs.ts";
import { dropRoute } from "../systems/route_requests.ts";
import { setHealth, setLevel, setXp } from "../vitals.ts";
import type { World } from "../world.ts";
import { creatureOf } from "./creatures.ts";
import { creatureXp } from "./formulas.ts";

/** Seconds that a player stays dead at least, and that a creature of which the content says nothing lies there. */
const DEAD_SECONDS = 5;
const LIES_SECONDS = 60;

/** Tells those near what became of somebody. */
function tellEvent(world: World, index: number, what: number, value: number, output: WorldOutput): void {
  const cell = world.entities.derived.columns.cellPlusOne[index]! - 1;
  if (cell >= 0) output.happened(cell, { type: "event", entity: idAt(world.entities, index), what, value });
}

/** Ends a life that `killer` took. */
export function die(world: World, index: number, killer: number, output: WorldOutput): void {
  const { columns } = world.entities.components;
  dropInputs(world, index);
  dropRoute(world, index);
  setStatus(world, index, STATUS.dead, true);
  setStatus(world, index, STATUS.inCombat, false);
  stopBody(world, index);
  tellEvent(world, index, EVENT.died, idAt(world.entities, killer), output);
  const row = sheetOf(world, index);
  if (row >= 0) {
    columns.plan[index] = PLAN.none;
    world.sheets.columns.deadUntil[row] = world.tick + DEAD_SECONDS * world.facts.tickRate;
    return;
  }
  const entry = creatureOf(world, index);
  const untilTick = world.tick + (entry?.corpseSeconds ?? LIES_SECONDS) * world.facts.tickRate;
  // One of a herd lies there until its time is over, and goes back to the others then (systems/wary.ts).
  if (columns.group[index] !== 0) {
    if (columns.plan[index] === PLAN.schedule) world.groups.disturbed[columns.group[index]! - 1]!++;
    columns.plan[index] = PLAN.calm;
    columns.dueTick[index] = untilTick;
  }
  putRow(world.combat.fallen, { entity: idAt(world.entities, index), untilTick });
  if (entry !== undefined && entry.loot !== null) leaveLoot(world, index, entry.loot, [columns.character[killer]!]);
  gainXp(world, killer, creatureXp(columns.level[index]!, entry?.xpPermille ?? 1000), output);
}

/** Gives a player experience, and the levels that it is enough for. */
function gainXp(world: World, index: number, gained: number, output: WorldOutput): void {
  const row = sheetOf(world, index);
  if (row < 0) return;
  const { level, xp } = world.sheets.columns;
  let sum = xp[row]! + gained;
  for (let next = xpNextOf(level[row]!); next > 0 && sum >= next; next = xpNextOf(level[row]!)) {
    sum -= next;
    setLevel(world, index, level[row]! + 1);
    tellEvent(world, index, EVENT.levelled, level[row]!, output);
  }
  setXp(world, index, xpNextOf(level[row]!) === 0 ? 0 : sum);
}

/** The action `revive`: back to life with half of one's health, where one is bound to or newcomers appear. */
export function revive(world: World, index: number, _action: unknown, output: WorldOutput): Refusal | null {
  const row = sheetOf(world, index);
  if (row < 0 || !isDead(world, index)) return "already-done";
  const { deadUntil, bindX, bindY } = world.sheets.columns;
  if (deadUntil[row]! > world.tick) return "not-ready";
  const { character, healthMax } = world.entities.components.columns;
  const isBound = bindX[row] !== 0 || bindY[row] !== 0;
  const at = isBound ? { x: bindX[row]!, y: bindY[row]! } : newcomerPlace(world, character[index]!);
  deadUntil[row] = 0;
  setStatus(world, index, STATUS.dead, false);
  setHealth(world, index, Math.max(1, healthMax[index]! >> 1));
  putAt(world, index, at.x, at.y, output);
  tellEvent(world, index, EVENT.revived, 0, output);
  return null;
}

/** Creatures whose time is over: those of a herd live again, the others are gone. */
export function clearFallen(world: World): void {
  const { fallen } = world.combat;
  const { columns } = world.entities.components;
  for (let row = fallen.length - 1; row >= 0; row--) {
    if (fallen.columns.untilTick[row]! > world.tick) continue;
    const entity = fallen.columns.entity[row]!;
    dropRow(fallen, row);
    if (!isAlive(world.entities, entity)) continue;
    const index = indexOf(entity);
    endCorpse(world, entity);
    if (columns.group[index] === 0) {
      removeBody(world, index);
      continue;
    }
    setStatus(world, index, STATUS.dead | STATUS.looted, false);
    setHealth(world, index, columns.healthMax[index]!);
  }
}
