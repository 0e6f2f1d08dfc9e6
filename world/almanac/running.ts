/** Events of the calendar that go on, and what they change. */
import type { CalendarEvent } from "../content/mod.ts";
import { type Weather, weatherAt, weatherOf, WEATHERS } from "../weather.ts";
import { spellsOf } from "../seasons.ts";
import type { World } from "../world.ts";

type Phase = CalendarEvent["phases"][number];

/** The row of an event that goes on, or -1. */
export function runningRow({ almanac }: World, event: number): number {
  const { columns, length } = almanac.running;
  return columns.event.subarray(0, length).indexOf(event);
}

/** Whether an event goes on. */
export function isRunning(world: World, event: number): boolean {
  return runningRow(world, event) >= 0;
}

/** The phases that there are just now. */
export function phasesNow(world: World): Phase[] {
  const { columns, length } = world.almanac.running;
  const phases: Phase[] = [];
  for (let row = 0; row < length; row++) {
    const phase = world.content.events.byNumber[columns.event[row]!]?.phases[columns.phase[row]!];
    if (phase !== undefined) phases.push(phase);
  }
  return phases;
}

/** What the events that go on make of something, in thousandths, all together. */
export function eventPermille(world: World, of: "xpPermille" | "harvestPermille" | "pricesPermille"): number {
  if (world.almanac.running.length === 0) return 1000;
  return phasesNow(world).reduce((permille, phase) => Math.floor(permille * phase[of] / 1000), 1000);
}

/** Whether a spawn of the content is there only by an event, and whether it is. */
export function spawnsNow(world: World, spawn: string): boolean {
  return phasesNow(world).some(({ spawns }) => spawns.includes(spawn));
}

/** The weather of the tick, as the season and the events want it. */
export function weatherNow(world: World): Weather {
  const { seed, dayTicks } = world.facts;
  const weather = weatherAt(seed, world.tick, dayTicks, spellsOf(world.content.seasons.all));
  const wanted = phasesNow(world).find((phase) => phase.weather !== null)?.weather ?? null;
  return wanted === null ? weather : weatherOf(WEATHERS.indexOf(wanted), weather);
}
