/** Effects from tick to tick. */
import type { Effect, Numbered } from "../content/mod.ts";
import { indexOf, isAlive } from "../entities.ts";
import { dropRow, isDead } from "../items/mod.ts";
import { STATUS } from "../kinds.ts";
import type { WorldOutput } from "../output.ts";
import { setEnergy } from "../vitals.ts";
import type { World } from "../world.ts";
import { endEffect } from "./effects.ts";
import { drawPlain } from "./formulas.ts";
import { harm, mend } from "./harm.ts";
import { ticksOf } from "./waits.ts";

/** One step of all effects: those that are over end, those whose time it is do what they do. */
export function goOnEffects(world: World, output: WorldOutput): void {
  const { effects, resistances } = world.combat;
  for (let row = effects.length - 1; row >= 0; row--) {
    // One that ended may have taken others with it.
    if (row >= effects.length) continue;
    const { bearer, untilTick, nextTick } = effects.columns;
    const entry = world.content.effects.byNumber[effects.columns.effect[row]!];
    const isThere = isAlive(world.entities, bearer[row]!);
    if (!isThere || entry === undefined || (untilTick[row] !== 0 && untilTick[row]! < world.tick)) {
      endEffect(world, row);
      continue;
    }
    const index = indexOf(bearer[row]!);
    const { status, speed } = world.entities.components.columns;
    const isOver = (entry.endsByMoving && speed[index]! > 0) ||
      (entry.endsInCombat && (status[index]! & STATUS.inCombat) !== 0);
    if (isOver) endEffect(world, row);
    else if (nextTick[row] !== 0 && nextTick[row]! <= world.tick) happen(world, row, entry, output);
  }
  for (let row = resistances.length - 1; row >= 0; row--) {
    if (resistances.columns.untilTick[row]! <= world.tick) dropRow(resistances, row);
  }
}

function happen(world: World, row: number, entry: Numbered<Effect>, output: WorldOutput): void {
  const { bearer, source, stacks, level, power, nextTick } = world.combat.effects.columns;
  nextTick[row] = nextTick[row]! + ticksOf(world, entry.tickMs);
  const index = indexOf(bearer[row]!);
  if (isDead(world, index)) return;
  const by = { entity: source[row]!, level: level[row]!, power: power[row]! };
  const count = stacks[row]!;
  if (entry.energy !== 0) {
    setEnergy(world, index, world.entities.components.columns.energy[index]! + entry.energy * count);
  }
  const cause = { source: by.entity, ability: 0, school: entry.school, threatPermille: 1000 };
  if (entry.heal !== null) mend(world, index, drawPlain(world, by, entry.heal) * count, cause, output);
  if (entry.damage !== null) {
    harm(world, index, drawPlain(world, by, entry.damage) * count, { ...cause, outcome: "hit" }, output);
  }
}
