/** What using a thing does: the ability of the content, as far as it mends or strengthens who uses it. */
import type { Ability, Numbered } from "../content/mod.ts";
import type { WorldOutput } from "../output.ts";
import type { Refusal } from "../refusals.ts";
import { setEnergy, setHealth } from "../vitals.ts";
import type { World } from "../world.ts";
import { drawBetween } from "../chance.ts";

/** An ability that comes off by using a thing. */
export interface ItemCast {
  readonly ability: Numbered<Ability>;
  /** An entity, or 0: who uses it. */
  readonly target: number;
}

/** Does what an ability does, or says why not and changes nothing. */
export function castByItem(world: World, index: number, { ability }: ItemCast, _output: WorldOutput): Refusal | null {
  const acts = ability.acts.filter(({ type }) => type === "heal" || type === "energy");
  if (acts.length === 0) return "wrong-target";
  const { health, energy } = world.entities.components.columns;
  for (const act of acts) {
    if (act.type === "heal") {
      setHealth(world, index, health[index]! + drawBetween(world, act.amount.min, act.amount.max));
    }
    if (act.type === "energy") setEnergy(world, index, energy[index]! + act.amount);
  }
  return null;
}
