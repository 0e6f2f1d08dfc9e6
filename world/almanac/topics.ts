/** The topics `events`, `tasks`, `towns` and `timeline`: the same for everybody, but for one's own share. */
import { settlementOf } from "../places/mod.ts";
import type { TopicReader } from "../systems/topic_readers.ts";
import { WEATHERS } from "../weather.ts";
import type { World } from "../world.ts";
import { runningRow } from "./running.ts";
import { goalCount, shareRow, taskRow, taskState } from "./tasks.ts";
import { textOfLine } from "./timeline.ts";
import { prosperityOf } from "./towns.ts";

/** Lines that are told of what happened. */
const LINES_TOLD = 24;

/** Events of the calendar that go on. */
export const EVENTS_TOPIC: TopicReader<"events"> = {
  keys: ({ almanac }) => Array.from(almanac.running.columns.event.subarray(0, almanac.running.length), String),
  read: (world, _index, key) => {
    const row = runningRow(world, Number(key));
    if (row < 0) return null;
    const { phase, untilTick } = world.almanac.running.columns;
    const entry = world.content.events.byNumber[Number(key)]?.phases[phase[row]!];
    const weather = (entry?.weather ?? null) === null ? 0 : WEATHERS.indexOf(entry!.weather!) + 1;
    return { phase: phase[row]!, untilTick: untilTick[row]!, weather };
  },
};

/** Tasks for everybody that have begun. */
export const TASKS_TOPIC: TopicReader<"tasks"> = {
  keys: ({ almanac }) => Array.from(almanac.tasks.columns.task.subarray(0, almanac.tasks.length), String),
  read: (world, index, key) => {
    const task = world.content.worldQuests.byNumber[Number(key)];
    if (task === undefined || taskRow(world, task.number) < 0) return null;
    const share = shareRow(world, task.number, world.entities.components.columns.character[index]!);
    return {
      state: taskState(world, task.number),
      counts: task.goals.map((_, goal) => goalCount(world, task.number, goal)).join(","),
      mine: share < 0 ? 0 : world.almanac.shares.columns.amount[share]!,
    };
  },
};

/** How towns do. */
export const TOWNS_TOPIC: TopicReader<"towns"> = {
  keys: ({ almanac }) => Array.from({ length: almanac.towns.length }, (_, town) => String(town)),
  read: (world, _index, key) => {
    const town = Number(key);
    const name = settlementOf(world, town)?.name;
    return name === undefined ? null : { name, prosperity: prosperityOf(world, town) };
  },
};

/** What has happened, the newest lines. */
export const TIMELINE_TOPIC: TopicReader<"timeline"> = {
  keys: ({ almanac }) => {
    const { columns, length } = almanac.timeline;
    return Array.from(columns.number.subarray(Math.max(0, length - LINES_TOLD), length), String);
  },
  read: (world, _index, key) => {
    const row = rowOfLine(world, Number(key));
    return row < 0 ? null : { tick: world.almanac.timeline.columns.tick[row]!, text: textOfLine(world, row) };
  },
};

function rowOfLine({ almanac }: World, number: number): number {
  const { columns, length } = almanac.timeline;
  return columns.number.subarray(0, length).indexOf(number);
}
