/** Everything about one entity, for the console's inspector. */
import { type ComponentName, COMPONENTS } from "../components.ts";
import { indexOf, isAlive } from "../entities.ts";
import { PLANS } from "../kinds.ts";
import { isAsleep, truePosition } from "../life/schedule.ts";
import type { World } from "../world.ts";
import type { EntityReport } from "./types.ts";

/** The report of an entity, or null if it is not in the world. */
export function inspectEntity(world: World, entity: number): EntityReport | null {
  if (!isAlive(world.entities, entity)) return null;
  const index = indexOf(entity);
  const { columns } = world.entities.components;
  const { x, y } = truePosition(world, index);
  return {
    entity,
    tick: world.tick,
    x,
    y,
    asleep: isAsleep(world, index),
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
  switch (PLANS[columns.plan[index]!]!) {
    case "schedule":
      return isAsleep(world, index)
        ? "keeps to its daily round; asleep while nobody is near"
        : "keeps to its daily round";
    case "flee":
      return "runs from somebody who came too near";
    case "calm":
      return "stands until it is sure that nobody follows";
    case "back":
      return "goes back to its daily round";
    case "route":
      return "follows the way that was found";
    case "none":
      return columns.wantSpeed[index] === 0 ? "stands" : "goes where it is steered";
  }
}
