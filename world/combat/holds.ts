/** What holds a body back. */
import type { Effect } from "../content/mod.ts";
import { idAt } from "../entities.ts";
import type { World } from "../world.ts";

/** Whether a body is held back in a way. */
export function isHeld(world: World, index: number, control: NonNullable<Effect["control"]>): boolean {
  const { effect } = world.combat.effects.columns;
  const rows = world.combat.effectRows.get(idAt(world.entities, index)) ?? [];
  return rows.some((row) => world.content.effects.byNumber[effect[row]!]?.control === control);
}
