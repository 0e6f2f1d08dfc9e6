/** Death: what becomes of who has no health left, what the killer has of it, and coming back to life. */
import { removeBody, setStatus, stopBody } from "../bodies.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { dropRow, endCorpse, isLying, leaveLoot, putRow } from "../items/mod.ts";
import { eventPermille } from "../almanac/mod.ts";
import { EVENT, PLAN, STATUS } from "../kinds.ts";
import { markOwn } from "../own_marks.ts";
import type { WorldOutput } from "../output.ts";
import { companyOf } from "../parties/mod.ts";
import { regionAt } from "../places/mod.ts";
import { sheetOf, xpNextOf } from "../sheets.ts";
import { dropInputs } from "../systems/inputs.ts";
import { dropRoute } from "../systems/route_requests.ts";
import { setHealth, setLevel, setXp } from "../vitals.ts";
import { ONLY_KEY } from "../topics.ts";
import { positionX, positionY, type World } from "../world.ts";
import { creatureDied, xpOf } from "../spawns/mod.ts";
import { creatureOf, WILD } from "./creatures.ts";
import { endEffectsOfDead } from "./effects.ts";
import { interruptCast, stopRepeating } from "./interrupt.ts";
import { sayOne } from "./says.ts";
import { sharersOf } from "./sharing.ts";

/** Seconds that a player stays dead at least where the content says nothing, and that a creature lies there then. */
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
  interruptCast(world, index);
  stopRepeating(world, index);
  endEffectsOfDead(world, index);
  stopBody(world, index);
  tellEvent(world, index, EVENT.died, idAt(world.entities, killer), output);
  const row = sheetOf(world, index);
  if (row >= 0) {
    columns.plan[index] = PLAN.none;
    world.sheets.columns.deadUntil[row] = world.tick +
      (world.content.economy.all[0]?.reviveSeconds ?? DEAD_SECONDS) * world.facts.tickRate;
    markOwn(world, index, "death", ONLY_KEY);
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
  const entity = idAt(world.entities, index);
  if (entry !== undefined) sayOne(world, index, entry.says.death, output);
  const { sharers, looters, fought } = sharersOf(world, index, killer);
  creatureDied(world, entity);
  // Where too many lie about, one is gone at once.
  if (!putRow(world.combat.fallen, { entity, untilTick })) return removeBody(world, index);
  if (entry !== undefined && entry.loot !== null && looters.length > 0) leaveLoot(world, index, entry.loot, looters);
  const level = columns.level[index]!;
  const whole = Math.floor(xpOf(world, entry ?? WILD, level) * eventPermille(world, "xpPermille") / 1000);
  const region = regionAt(world, positionX(world, index), positionY(world, index));
  for (const one of sharers) {
    const character = columns.character[one]!;
    const party = companyOf(world.parties, character).filter((mate) => looters.includes(mate)).length;
    if (entry !== undefined) {
      world.news.push({
        type: "killed",
        character,
        creature: world.content.creatures.byId.get(entry.id)!.number,
        isFirst: one === sharers[0],
        hasFought: fought.has(character),
        party,
        region,
      });
    }
  }
  for (const one of sharers) gainXp(world, one, xpFor(whole, level, columns.level[one]!, sharers.length), output);
}

/** Levels below one at which nothing is learnt any more, and thousandths less for each level below. */
const XP_LEVELS_BELOW = 8;
/** Each beyond the first makes the whole larger by so many tenths. */
const XP_MORE_EACH = 3;

/** What one of several has of a kill: less for each level that the creature is below. */
export function xpFor(whole: number, level: number, own: number, count: number): number {
  const below = Math.max(0, own - level - 1);
  if (below >= XP_LEVELS_BELOW) return 0;
  const shared = Math.floor(whole * (10 + XP_MORE_EACH * (count - 1)) / (10 * count));
  return Math.floor(shared * (XP_LEVELS_BELOW - below) / XP_LEVELS_BELOW);
}

/** Gives a player experience, and the levels that it is enough for. */
export function gainXp(world: World, index: number, gained: number, output: WorldOutput): void {
  const row = sheetOf(world, index);
  if (row < 0) return;
  const { level, xp } = world.sheets.columns;
  let sum = xp[row]! + gained;
  for (let next = xpNextOf(world, level[row]!); next > 0 && sum >= next; next = xpNextOf(world, level[row]!)) {
    sum -= next;
    setLevel(world, index, level[row]! + 1);
    world.news.push({ type: "levelled", character: world.entities.components.columns.character[index]! });
    tellEvent(world, index, EVENT.levelled, level[row]!, output);
  }
  setXp(world, index, xpNextOf(world, level[row]!) === 0 ? 0 : sum);
}

/** A dead player is brought back where it lies, with a part of its health in thousandths. */
export function reviveAt(world: World, index: number, permille: number, output: WorldOutput): void {
  const row = sheetOf(world, index);
  // A spirit has left what could be brought back.
  if (row < 0 || !isLying(world, index)) return;
  standUp(world, index, row, Math.floor(world.entities.components.columns.healthMax[index]! * permille / 1000), output);
}

/** Gives a dead player or a spirit its life back, with so much health. */
export function standUp(world: World, index: number, row: number, health: number, output: WorldOutput): void {
  const { deadUntil, corpseX, corpseY } = world.sheets.columns;
  deadUntil[row] = corpseX[row] = corpseY[row] = 0;
  setStatus(world, index, STATUS.dead | STATUS.spirit, false);
  setHealth(world, index, Math.max(1, health));
  markOwn(world, index, "death", ONLY_KEY);
  tellEvent(world, index, EVENT.revived, 0, output);
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
