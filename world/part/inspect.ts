/** Everything about one entity, for the console's inspector. */
import { type ComponentName, COMPONENTS } from "../components.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { isDead } from "../items/mod.ts";
import { KIND, PLANS } from "../kinds.ts";
import { isAsleep, truePosition } from "../life/schedule.ts";
import { MODE } from "../spawns/mod.ts";
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
    plan: contentInWords(world, index) ?? planInWords(world, index),
  };
}

/** Who a creature or person of the content is, and what it is about; null: the content does not say. */
function contentInWords(world: World, index: number): string | null {
  const { kind, species } = world.entities.components.columns;
  const number = species[index]!;
  if (kind[index] === KIND.npc) {
    const person = world.content.npcs.byNumber[number];
    return person === undefined ? null : `${person.name} (${person.id}) is at its place`;
  }
  const creature = kind[index] === KIND.creature ? world.content.creatures.byNumber[number] : undefined;
  return creature === undefined ? null : `${creature.name} (${creature.id}) ${mindInWords(world, index)}`;
}

function mindInWords(world: World, index: number): string {
  if (isDead(world, index)) return "is dead";
  const row = world.spawns.rowOf.get(idAt(world.entities, index));
  switch (row === undefined ? undefined : world.spawns.creatures.columns.mode[row]) {
    case MODE.fight:
      return "fights";
    case MODE.flee:
      return "flees";
    case MODE.back:
      return "goes home and cannot be fought on the way";
    default:
      return "is about its home";
  }
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
    case "led":
      return "runs for fear";
    case "none":
      return columns.wantSpeed[index] === 0 ? "stands" : "goes where it is steered";
  }
}
