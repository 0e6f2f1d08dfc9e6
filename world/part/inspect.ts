/** Everything about one entity, for the console's inspector. */
import { type ComponentName, COMPONENTS } from "../components.ts";
import { indexOf, isAlive } from "../entities.ts";
import { PLAN } from "../kinds.ts";
import { positionX, positionY, type World } from "../world.ts";
import type { EntityReport } from "./types.ts";

/** The report of an entity, or null if it is not in the world. */
export function inspectEntity(world: World, entity: number): EntityReport | null {
  if (!isAlive(world.entities, entity)) return null;
  const index = indexOf(entity);
  const { columns } = world.entities.components;
  return {
    entity,
    tick: world.tick,
    x: positionX(world, index),
    y: positionY(world, index),
    asleep: false,
    components: (Object.keys(COMPONENTS) as ComponentName[]).map((name) => ({
      name,
      label: COMPONENTS[name].label,
      unit: COMPONENTS[name].unit,
      value: columns[name][index]!,
    })),
    plan: planInWords(world, index),
  };
}

function planInWords(world: World, index: number): string {
  const { columns } = world.entities.components;
  if (columns.plan[index] === PLAN.route) return "follows the way that was found";
  return columns.wantSpeed[index] === 0 ? "stands" : "goes where it is steered";
}
