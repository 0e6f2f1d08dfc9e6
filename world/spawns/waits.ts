/** Waits of creatures: until when one does not use an ability again. Those of who is gone go with it. */
import { putRow } from "../items/mod.ts";
import type { World } from "../world.ts";

/** Until when a creature waits for an ability, as a tick; -1: it never has. */
export function creatureWaitsUntil(world: World, creature: number, ability: number): number {
  const row = rowOf(world, creature, ability);
  return row < 0 ? -1 : world.spawns.waits.columns.untilTick[row]!;
}

/** Lets a creature wait for an ability, so many ticks from now on. */
export function setCreatureWait(world: World, creature: number, ability: number, ticks: number): void {
  const { waits } = world.spawns;
  const untilTick = world.tick + ticks;
  const row = rowOf(world, creature, ability);
  if (row >= 0) waits.columns.untilTick[row] = untilTick;
  else putRow(waits, { creature, ability, untilTick });
}

function rowOf({ spawns }: World, creature: number, ability: number): number {
  const { columns, length } = spawns.waits;
  for (let row = 0; row < length; row++) {
    if (columns.creature[row] === creature && columns.ability[row] === ability) return row;
  }
  return -1;
}
