/** What has happened in a world, for whoever comes later: the newest lines are kept. */
import { addRow, copyRow } from "../base/table.ts";
import { settlementOf } from "../places/mod.ts";
import type { World } from "../world.ts";
import { LINE, LINES_MAX } from "./state.ts";

/** Adds a line. `about`: a number of the content, or a town's; `part`: which phase. */
export function note(world: World, line: number, about: number, part = 0): void {
  const { timeline } = world.almanac;
  const { columns } = timeline;
  const last = timeline.length === 0 ? 0 : columns.number[timeline.length - 1]!;
  let row = timeline.length;
  if (row === LINES_MAX) {
    for (let at = 1; at < LINES_MAX; at++) copyRow(timeline, at, at - 1);
    row = LINES_MAX - 1;
  } else row = addRow(timeline);
  const { number, tick, line: lines, about: abouts, part: parts } = timeline.columns;
  [number[row], tick[row], lines[row], abouts[row], parts[row]] = [last + 1, world.tick, line, about, part];
}

/** What a line says; "" where the content has nothing of it any more. */
export function textOfLine(world: World, row: number): string {
  const { line, about, part } = world.almanac.timeline.columns;
  const { content } = world;
  const town = () => settlementOf(world, about[row]!)?.name ?? "A town";
  switch (line[row]) {
    case LINE.season: {
      const season = content.seasons.byNumber[about[row]!];
      return season === undefined ? "" : `${season.name} has come. ${season.text}`;
    }
    case LINE.phase: {
      const event = content.events.byNumber[about[row]!];
      return event === undefined ? "" : placed(world, event.phases[part[row]!]?.announce ?? event.text);
    }
    case LINE.eventOver: {
      const event = content.events.byNumber[about[row]!];
      return event === undefined ? "" : `${event.name} is over.`;
    }
    case LINE.taskBegun: {
      const task = content.worldQuests.byNumber[about[row]!];
      return task === undefined ? "" : `${task.name}: ${placed(world, task.text)}`;
    }
    case LINE.taskDone:
      return placed(world, content.worldQuests.byNumber[about[row]!]?.done.text ?? "");
    case LINE.taskFailed:
      return placed(world, content.worldQuests.byNumber[about[row]!]?.failed?.text ?? "");
    case LINE.stakeWon:
    case LINE.stakeLost: {
      const stake = content.events.byNumber[about[row]!]?.phases[part[row]!]?.stake ?? null;
      return placed(world, (line[row] === LINE.stakeWon ? stake?.won.text : stake?.lost.text) ?? "");
    }
    case LINE.townRich:
      return `${town()} does well: things are a little cheaper there.`;
    case LINE.townPoor:
      return `${town()} has fallen on hard times: less is paid there.`;
    default:
      return "";
  }
}

/** A text of the content with the names of places that this world has. */
export function placed(world: World, text: string): string {
  return text.replace(/\{(town|village([1-6]))\}/g, (whole, _name, village: string | undefined) => {
    return settlementOf(world, village === undefined ? 0 : Number(village))?.name ?? whole;
  });
}
