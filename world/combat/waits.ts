/** Waits: of abilities that were used, of any two abilities, and of the end of a fight. */
import { putRow } from "../items/mod.ts";
import { markOwn } from "../own_marks.ts";
import type { World } from "../world.ts";
import { cooldownKey, isNoAbility } from "./state.ts";

/** Until when a character waits for an ability, PAUSE or FIGHT; 0 if it does not. */
export function waitsUntil({ combat }: World, character: number, ability: number): number {
  const row = combat.cooldownRow.get(cooldownKey(character, ability));
  return row === undefined ? 0 : combat.cooldowns.columns.untilTick[row]!;
}

/** Ticks that come to so many milliseconds, rounded up. */
export function ticksOf(world: World, ms: number): number {
  return Math.ceil(ms * world.facts.tickRate / 1000);
}

/** Lets the character of a body wait; a wait that is longer already stays. Bodies without a character do not wait. */
export function wait(world: World, index: number, ability: number, ms: number): void {
  const character = world.entities.components.columns.character[index]!;
  if (ms === 0 || character === 0) return;
  const { cooldowns, cooldownRow } = world.combat;
  const untilTick = world.tick + ticksOf(world, ms);
  const key = cooldownKey(character, ability);
  const row = cooldownRow.get(key);
  if (row !== undefined) cooldowns.columns.untilTick[row] = Math.max(cooldowns.columns.untilTick[row]!, untilTick);
  else if (putRow(cooldowns, { character, ability, untilTick })) cooldownRow.set(key, cooldowns.length - 1);
  if (!isNoAbility(ability)) markOwn(world, index, "cooldowns", String(ability));
}

/** Ends a wait before its time. */
export function endWait({ combat, tick }: World, character: number, ability: number): void {
  const row = combat.cooldownRow.get(cooldownKey(character, ability));
  if (row !== undefined) combat.cooldowns.columns.untilTick[row] = tick;
}
