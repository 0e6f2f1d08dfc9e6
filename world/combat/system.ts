/** What goes on in fights by itself: waits that end, the dead, and getting better out of a fight. */
import { setStatus } from "../bodies.ts";
import { classOf, dropRow, isDead, STAT, statsOfBody } from "../items/mod.ts";
import { STATUS } from "../kinds.ts";
import { markOwn } from "../own_marks.ts";
import type { WorldOutput } from "../output.ts";
import { bodyOf } from "../roster.ts";
import { sheetOf } from "../sheets.ts";
import { playersInTurn } from "../turns.ts";
import { setEnergy, setHealth } from "../vitals.ts";
import { GROUND } from "../terrain/types.ts";
import { positionX, positionY, type World } from "../world.ts";
import { goOnRepeating } from "./abilities.ts";
import { land } from "./acts.ts";
import { goOnCasting } from "./casts.ts";
import { clearFallen } from "./death.ts";
import { goOnEffects } from "./effect_ticks.ts";
import { pvpWaitEnded } from "./pvp.ts";
import { cooldownKey, FIGHT, isNoAbility } from "./state.ts";

/** Health that comes back out of a fight: of the most there is one part in so many, a second. */
const HEALTH_PARTS = 40;
/** Energy that comes back in a minute to who has no class. */
const ENERGY_PER_MINUTE = 150;

/** One step of all fights. */
export function goOnFighting(world: World, output: WorldOutput): void {
  endWaits(world);
  goOnCasting(world, output);
  goOnRepeating(world, output);
  land(world, output);
  goOnEffects(world, output);
  clearFallen(world);
  getBetter(world);
}

/** Ends the waits that are over. */
function endWaits(world: World): void {
  const { cooldowns, cooldownRow } = world.combat;
  const { character, ability, untilTick } = cooldowns.columns;
  for (let row = cooldowns.length - 1; row >= 0; row--) {
    if (untilTick[row]! > world.tick) continue;
    const [who, what] = [character[row]!, ability[row]!];
    cooldownRow.delete(cooldownKey(who, what));
    dropRow(cooldowns, row);
    if (row < cooldowns.length) cooldownRow.set(cooldownKey(character[row]!, ability[row]!), row);
    const index = bodyOf(world.roster, who);
    if (isNoAbility(what) && what !== FIGHT) pvpWaitEnded(world, who, what);
    else if (index < 0) continue;
    else if (what === FIGHT) setStatus(world, index, STATUS.inCombat, false);
    else markOwn(world, index, "cooldowns", String(what));
  }
}

/** Each player once a second, at ticks of its own. */
function getBetter(world: World): void {
  const { health, healthMax, energy, energyMax, status } = world.entities.components.columns;
  const second = Math.floor(world.tick / world.facts.tickRate);
  const swimCost = world.terrain.layout.recipe.footing.swimEnergyPerMinute;
  for (const index of playersInTurn(world)) {
    if (isDead(world, index)) continue;
    const fights = (status[index]! & STATUS.inCombat) !== 0;
    const own = classOf(world, sheetOf(world, index));
    const stats = statsOfBody(world, index)?.values;
    if (swimCost > 0 && isSwimming(world, index)) {
      setEnergy(world, index, energy[index]! - perSecond(swimCost, second));
    } else if (energy[index]! < energyMax[index]!) {
      const perMinute = own === undefined
        ? ENERGY_PER_MINUTE
        : fights
        ? own.energyPerMinute
        : own.energyPerMinuteRested;
      setEnergy(world, index, energy[index]! + perSecond(perMinute + (stats?.[STAT.energyPerMinute] ?? 0), second));
    }
    if (health[index]! >= healthMax[index]!) continue;
    const more = fights ? 0 : Math.ceil(healthMax[index]! / HEALTH_PARTS);
    const healed = more + perSecond(stats?.[STAT.healthPerMinute] ?? 0, second);
    if (healed > 0) setHealth(world, index, health[index]! + healed);
  }
}

/** Whether a body is where it is too deep to walk. */
function isSwimming(world: World, index: number): boolean {
  return world.terrain.groundAt(positionX(world, index), positionY(world, index)) === GROUND.deepWater;
}

/** What of so much a minute comes in this second of it, so that sixty seconds make the whole. */
function perSecond(perMinute: number, second: number): number {
  const at = second % 60;
  return Math.floor(perMinute * (at + 1) / 60) - Math.floor(perMinute * at / 60);
}
