/** Ending what somebody is about to do. */
import { setStatus } from "../bodies.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { dropRow } from "../items/mod.ts";
import { STATUS } from "../kinds.ts";
import { markOwn } from "../own_marks.ts";
import { ONLY_KEY } from "../topics.ts";
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
