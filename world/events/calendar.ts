/**
 * Events of the calendar: whether one begins on a day is a question to the content and the seed, and the same for every
 * day that ever comes. What goes on is a row, with the phase that it is in.
 */
import { addRow } from "../base/table.ts";
import { allHoldInWorld, LINE, note, placed, runningRow, setFlag } from "../almanac/mod.ts";
import { hashWords } from "../base/prng.ts";
import { FIRST_MINUTE, MINUTES_PER_DAY } from "../calendar.ts";
import type { CalendarEvent, Numbered } from "../content/mod.ts";
import { dropRow } from "../items/mod.ts";
import type { WorldOutput } from "../output.ts";
import { seasonAt } from "../seasons.ts";
import type { World } from "../world.ts";
import { markAll } from "./marks.ts";
import { endStake, noteDefender } from "./stakes.ts";

/** Chances are of this many. */
const CHANCES = 10_000;

/** Begins what is due within the last `ticks` ticks, and goes on with what is. */
export function followCalendar(world: World, ticks: number, output: WorldOutput): void {
  for (const event of world.content.events.all) {
    const row = runningRow(world, event.number);
    if (row < 0) {
      if (isDue(world, event, ticks)) beginPhase(world, event, 0, output);
    } else if (isPhaseOver(world, event, row)) {
      const at = world.almanac.running.columns.phase[row]!;
      endStake(world, event, at, isDriven(world, event, row), output);
      const next = at + 1;
      if (next < event.phases.length) beginPhase(world, event, next, output);
      else endEvent(world, event, row, output);
    }
  }
  dropRelics(world);
}

/** Whether an event begins within the last `ticks` ticks. */
function isDue(world: World, event: Numbered<CalendarEvent>, ticks: number): boolean {
  const { everyDays, fromDay, minute, chance, seasons } = event.calendar;
  const { dayTicks, seed } = world.facts;
  // Ticks from the midnight before day 1.
  const now = world.tick + Math.floor(dayTicks * FIRST_MINUTE / MINUTES_PER_DAY);
  const day = Math.floor(now / dayTicks) + 1;
  const begins = (day - 1) * dayTicks + Math.floor(dayTicks * minute / MINUTES_PER_DAY);
  if (begins > now || begins <= now - ticks) return false;
  if (day < fromDay || (day - fromDay) % everyDays !== 0) return false;
  if (hashWords(seed, event.number, day, 0x6576_6e74) % CHANCES >= chance) return false;
  const season = seasonAt(world);
  if (seasons.length > 0 && (season === null || !seasons.includes(season.id))) return false;
  return allHoldInWorld(world, event.when);
}

function isPhaseOver(world: World, event: Numbered<CalendarEvent>, row: number): boolean {
  return world.almanac.running.columns.untilTick[row]! <= world.tick || isDriven(world, event, row);
}

/** Whether as many were killed as end the phase before its time. */
function isDriven(world: World, event: Numbered<CalendarEvent>, row: number): boolean {
  const { killed, phase } = world.almanac.running.columns;
  const until = event.phases[phase[row]!]?.until ?? null;
  return until !== null && killed[row]! >= until.count;
}

/** Begins a phase of an event, and tells everybody. */
export function beginPhase(world: World, event: Numbered<CalendarEvent>, at: number, output: WorldOutput): void {
  const { running } = world.almanac;
  const phase = event.phases[at]!;
  let row = runningRow(world, event.number);
  if (row < 0) {
    if (running.length >= running.rowsMax) return;
    row = addRow(running);
  }
  const { columns } = running;
  columns.event[row] = event.number;
  columns.phase[row] = at;
  columns.sinceTick[row] = world.tick;
  columns.untilTick[row] = world.tick + Math.max(1, Math.floor(phase.minutes * world.facts.dayTicks / MINUTES_PER_DAY));
  columns.killed[row] = 0;
  if (phase.announce !== null) output.line(0, "notice", event.name, placed(world, phase.announce));
  if (phase.announce !== null || at === 0) note(world, LINE.phase, event.number, at);
  for (const deed of phase.does) setFlag(world, deed.flag, deed.on);
  markAll(world, "events", String(event.number));
  markAll(world, "timeline", "");
}

function endEvent(world: World, event: Numbered<CalendarEvent>, row: number, output: WorldOutput): void {
  dropRow(world.almanac.running, row);
  output.line(0, "notice", event.name, `${event.name} is over.`);
  note(world, LINE.eventOver, event.number);
  markAll(world, "events", String(event.number));
  markAll(world, "timeline", "");
}

/** Events that the content does not have any more are over without a word. */
function dropRelics(world: World): void {
  const { running } = world.almanac;
  for (let row = running.length - 1; row >= 0; row--) {
    if (world.content.events.byNumber[running.columns.event[row]!] === undefined) dropRow(running, row);
  }
}

/** Somebody had a part in a creature's death: it may have defended a settlement. */
export function countDefender(world: World, creature: string, character: number): void {
  const { columns, length } = world.almanac.running;
  for (let row = 0; row < length; row++) {
    const phase = world.content.events.byNumber[columns.event[row]!]?.phases[columns.phase[row]!];
    if (phase === undefined || phase.stake === null || phase.until === null) continue;
    if (phase.until.creatures.includes(creature)) noteDefender(world, columns.event[row]!, character);
  }
}

/** A creature was killed: it may be one of those whose end ends a phase. */
export function countKill(world: World, creature: string): void {
  const { columns, length } = world.almanac.running;
  for (let row = 0; row < length; row++) {
    const until = world.content.events.byNumber[columns.event[row]!]?.phases[columns.phase[row]!]?.until ?? null;
    if (until !== null && until.creatures.includes(creature) && columns.killed[row]! < 0xffff) columns.killed[row]!++;
  }
}
