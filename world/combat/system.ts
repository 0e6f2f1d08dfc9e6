/** What goes on in fights by itself: waits that end, the dead, and getting better out of a fight. */
import { setStatus } from "../bodies.ts";
import { dropRow, isDead } from "../items/mod.ts";
import { STATUS } from "../kinds.ts";
import { markOwn } from "../own_marks.ts";
import { bodyOf } from "../roster.ts";
import { setEnergy, setHealth } from "../vitals.ts";
import type { World } from "../world.ts";
import { clearFallen } from "./death.ts";
import { FIGHT } from "./state.ts";

/** Of the most there is, a second: out of a fight one part in so many. */
const PARTS = 40;

/** One step of all fights. */
export function goOnFighting(world: World): void {
  endWaits(world);
  clearFallen(world);
  if (world.tick % world.facts.tickRate === 0) getBetter(world);
}

function endWaits(world: World): void {
  const { cooldowns } = world.combat;
  const { character, ability, untilTick } = cooldowns.columns;
  for (let row = cooldowns.length - 1; row >= 0; row--) {
    if (untilTick[row]! > world.tick) continue;
    const [who, what] = [character[row]!, ability[row]!];
    dropRow(cooldowns, row);
    const index = bodyOf(world.roster, who);
    if (index < 0) continue;
    if (what === FIGHT) setStatus(world, index, STATUS.inCombat, false);
    else markOwn(world, index, "cooldowns", String(what));
  }
}

function getBetter(world: World): void {
  const { health, healthMax, energy, energyMax, status } = world.entities.components.columns;
  for (const index of [...world.sessions.values()].sort((a, b) => a - b)) {
    if (isDead(world, index)) continue;
    const more = (most: number) => Math.ceil(most / PARTS);
    if (energy[index]! < energyMax[index]!) setEnergy(world, index, energy[index]! + more(energyMax[index]!));
    if ((status[index]! & STATUS.inCombat) !== 0 || health[index]! >= healthMax[index]!) continue;
    setHealth(world, index, health[index]! + more(healthMax[index]!));
  }
}
