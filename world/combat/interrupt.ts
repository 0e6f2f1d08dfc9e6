/** Ending what somebody is about to do. */
import { setStatus } from "../bodies.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { dropRow } from "../items/mod.ts";
import { STATUS } from "../kinds.ts";
import { markOwn } from "../own_marks.ts";
import { ONLY_KEY } from "../topics.ts";
import { creatureWaitsUntil, setCreatureWait } from "../spawns/mod.ts";
import { LOCK } from "./state.ts";
import { ticksOf, wait, waitsUntil } from "./waits.ts";
import type { World } from "../world.ts";

/** Takes a cast out, by its row; the last row takes its place. */
export function endCast(world: World, row: number): void {
  const { casts, castRow } = world.combat;
  const { entity } = casts.columns;
  const who = entity[row]!;
  castRow.delete(who);
  dropRow(casts, row);
  if (row < casts.length) castRow.set(entity[row]!, row);
  if (!isAlive(world.entities, who)) return;
  setStatus(world, indexOf(who), STATUS.casting | STATUS.channelling, false);
  markOwn(world, indexOf(who), "casting", ONLY_KEY);
}

/** A body's cast comes to nothing, if it has one. */
export function interruptCast(world: World, index: number): void {
  const row = world.combat.castRow.get(idAt(world.entities, index));
  if (row !== undefined) endCast(world, row);
}

/** A body's blows do not go on by themselves any more. */
export function stopRepeating(world: World, index: number): void {
  const { repeats } = world.combat;
  const entity = idAt(world.entities, index);
  for (let row = repeats.length - 1; row >= 0; row--) if (repeats.columns.entity[row] === entity) dropRow(repeats, row);
}

/**
 * A body's cast is broken off, and it casts nothing for so many milliseconds. Nothing happens to who did not cast. A
 * player waits as for an ability (LOCK), a creature as its rules do, for ability 0, which is none.
 */
export function breakCast(world: World, index: number, lockMs: number): void {
  const entity = idAt(world.entities, index);
  if (!world.combat.castRow.has(entity)) return;
  interruptCast(world, index);
  if (lockMs === 0) return;
  if (world.entities.components.columns.character[index] !== 0) wait(world, index, LOCK, lockMs);
  else setCreatureWait(world, entity, 0, ticksOf(world, lockMs));
}

/** Whether a body casts nothing for a while, because its cast was broken off. */
export function isLocked(world: World, index: number): boolean {
  const character = world.entities.components.columns.character[index]!;
  const until = character === 0
    ? creatureWaitsUntil(world, idAt(world.entities, index), 0)
    : waitsUntil(world, character, LOCK);
  return until > world.tick;
}
