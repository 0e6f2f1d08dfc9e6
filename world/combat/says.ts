/** What creatures say. */
import { hashWords } from "../base/prng.ts";
import { idAt } from "../entities.ts";
import type { WorldOutput } from "../output.ts";
import type { World } from "../world.ts";

/** Somebody says one of these lines, if there are any, to whoever is near. */
export function sayOne(world: World, index: number, lines: readonly string[], output: WorldOutput): void {
  if (lines.length === 0) return;
  const entity = idAt(world.entities, index);
  const cell = world.entities.derived.columns.cellPlusOne[index]! - 1;
  const text = lines[hashWords(entity, world.tick) % lines.length]!;
  if (cell >= 0) output.happened(cell, { type: "said", entity, text });
}
