/** Conditions of the content that are about the world and nobody in it. */
import { calendarAt } from "../calendar.ts";
import type { Condition } from "../content/mod.ts";
import { seasonAt } from "../seasons.ts";
import type { World } from "../world.ts";
import { hasFlag } from "./flags.ts";
import { isRunning } from "./running.ts";
import { taskState } from "./tasks.ts";
import { prosperityOf } from "./towns.ts";

/** Whether all conditions hold in the world; `town` is where they are asked, -1 nowhere. Those about somebody do not. */
export function allHoldInWorld(world: World, conditions: readonly Condition[], town = -1): boolean {
  return conditions.every((condition) => (holdsInWorld(world, condition, town) ?? false) !== condition.not);
}

/** Whether a condition holds in the world; null if it is about somebody. */
export function holdsInWorld(world: World, condition: Condition, town: number): boolean | null {
  switch (condition.type) {
    case "flag":
      return hasFlag(world, condition.flag);
    case "season":
      return seasonAt(world)?.id === condition.season;
    case "event": {
      const event = world.content.events.byId.get(condition.event);
      return event !== undefined && isRunning(world, event.number);
    }
    case "worldQuest": {
      const task = world.content.worldQuests.byId.get(condition.worldQuest);
      return task !== undefined && taskState(world, task.number) === condition.state;
    }
    case "time": {
      const { minute } = calendarAt(world.tick, world.facts.dayTicks);
      const { fromMinute, toMinute } = condition;
      return fromMinute <= toMinute
        ? minute >= fromMinute && minute < toMinute
        : minute >= fromMinute || minute < toMinute;
    }
    case "prosperity": {
      const points = town < 0 ? 500 : prosperityOf(world, town);
      return points >= condition.min && points <= condition.max;
    }
    default:
      return null;
  }
}
