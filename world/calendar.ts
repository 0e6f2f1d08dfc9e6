/**
 * The calendar: time of day, day number and daylight as functions of the tick. Tick 0 is seven in the morning of day 1.
 */

/** Minutes of a day, and the minute of day that tick 0 is. */
export const MINUTES_PER_DAY = 1440;
export const FIRST_MINUTE = 7 * 60;

/** Where a tick lies in the days of the world. */
export interface CalendarTime {
  /** 1 for the first day. */
  readonly day: number;
  /** Minute of the day, 0 to 1439. */
  readonly minute: number;
  /** Daylight: 0 is darkest night, 255 full day. */
  readonly light: number;
}

/** Ticks of a day of `dayMinutes` real minutes. */
export function dayTicksOf(dayMinutes: number, tickRate: number): number {
  return Math.max(1, Math.round(dayMinutes * 60 * tickRate));
}

/** Ticks since the midnight before day 1. */
export function ticksSinceMidnight(tick: number, dayTicks: number): number {
  return tick + Math.floor((dayTicks * FIRST_MINUTE) / MINUTES_PER_DAY);
}

/** Day and minute of a tick. */
export function calendarAt(tick: number, dayTicks: number): CalendarTime {
  const since = ticksSinceMidnight(tick, dayTicks);
  const days = Math.floor(since / dayTicks);
  const minute = Math.floor(((since - days * dayTicks) * MINUTES_PER_DAY) / dayTicks);
  return { day: days + 1, minute, light: lightAt(tick, dayTicks) };
}

// Daylight by minute of day: straight lines between these.
const LIGHT: readonly (readonly [minute: number, light: number])[] = [
  [0, 16],
  [4 * 60 + 30, 16],
  [5 * 60 + 30, 90],
  [7 * 60, 235],
  [9 * 60, 255],
  [16 * 60, 255],
  [18 * 60 + 30, 220],
  [20 * 60, 100],
  [21 * 60 + 30, 16],
  [MINUTES_PER_DAY, 16],
];

/** Daylight at a tick, 0 to 255, finer than minutes so that the light never jumps. */
export function lightAt(tick: number, dayTicks: number): number {
  const since = ticksSinceMidnight(tick, dayTicks) % dayTicks;
  const minute = (since * MINUTES_PER_DAY) / dayTicks;
  for (let at = 1; at < LIGHT.length; at++) {
    const [endMinute, endLight] = LIGHT[at]!;
    if (minute > endMinute) continue;
    const [startMinute, startLight] = LIGHT[at - 1]!;
    return Math.floor(startLight + ((endLight - startLight) * (minute - startMinute)) / (endMinute - startMinute));
  }
  return LIGHT[0]![1];
}

/** A minute of the day as people write it: "07:05". */
export function formatMinute(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
