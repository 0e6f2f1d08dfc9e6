/** The action `chooseClass`: once, and for good. */
import type { ActionCommandOf } from "../commands.ts";
import type { WorldOutput } from "../output.ts";
import { giveBeginning, isDead } from "../items/mod.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import type { Refusal } from "../refusals.ts";
import { sheetOf } from "../sheets.ts";
import { energyMaxOf, healthMaxOf, refreshMost, setEnergy, setHealth } from "../vitals.ts";
import type { World } from "../world.ts";

/** Gives a character its class, with what it begins with, and all of its health and energy. */
export function chooseClass(
  world: World,
  index: number,
  { class: number }: ActionCommandOf<"chooseClass">,
  _output: WorldOutput,
): Refusal | null {
  const row = sheetOf(world, index);
  if (row < 0) return "unknown";
  if (isDead(world, index)) return "dead";
  if (world.sheets.columns.class[row] !== 0) return "already-done";
  const chosen = world.content.classes.byNumber[number];
  if (chosen === undefined || number > 0xff) return "unknown";
  world.sheets.columns.class[row] = number;
  giveBeginning(world, index);
  refreshMost(world, index);
  setHealth(world, index, healthMaxOf(world, row));
  setEnergy(world, index, energyMaxOf(world, row));
  for (const topic of ["abilities", "vitals"] as const) markOwn(world, index, topic, ALL_KEYS);
  return null;
}
