/** What goes on in fights by itself: waits that end, the dead, and getting better out of a fight. */
import { classOf, isDead, STAT, statsOfBody } from "../items/mod.ts";
import { STATUS } from "../kinds.ts";
import type { WorldOutput } from "../output.ts";
import { sheetOf } from "../sheets.ts";
import { setEnergy, setHealth } from "../vitals.ts";
import type { World } from "../world.ts";
import { goOnRepeating } from "./abilities.ts";
import { land } from "./acts.ts";
import { goOnCasting } from "./casts.ts";
import { clearFallen } from "./death.ts";
import { goOnEffects } from "./effect_ticks.ts";
import { endWaits } from "./waits.ts";

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
  if (world.tick % world.facts.tickRate === 0) getBetter(world);
}

function getBetter(world: World): void {
  const { health, healthMax, energy, energyMax, status } = world.entities.components.columns;
  const second = Math.floor(world.tick / world.facts.tickRate);
  for (const index of [...world.sessions.values()].sort((a, b) => a - b)) {
    if (isDead(world, index)) continue;
    const fights = (status[index]! & STATUS.inCombat) !== 0;
    const own = classOf(world, sheetOf(world, index));
    const stats = statsOfBody(world, index)?.values;
    if (energy[index]! < energyMax[index]!) {
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

/** What of so much a minute comes in this second of it, so that sixty seconds make the whole. */
function perSecond(perMinute: number, second: number): number {
  const at = second % 60;
  return Math.floor(perMinute * (at + 1) / 60) - Math.floor(perMinute * at / 60);
}
