/**
 * Ticks and the time of clocks. Between two points the world is taken to have gone on from the earlier one, tick after
 * tick, until it stood still: a server that was off for an hour has an hour without ticks before the later point.
 */
import type { TimePoint } from "./types.ts";

/** Points by tick, oldest first, and how long a tick takes. */
export interface PastClock {
  readonly points: readonly TimePoint[];
  readonly tickRate: number;
}

/** When a tick was, in milliseconds since 1970; null: nothing is known. */
export function timeOfTick({ points, tickRate }: PastClock, tick: number): number | null {
  if (points.length === 0) return null;
  const ms = 1000 / tickRate;
  const next = points.findIndex((point) => point.tick >= tick);
  if (next === 0) return points[0]!.at - (points[0]!.tick - tick) * ms;
  if (next < 0) {
    const last = points.at(-1)!;
    return last.at + (tick - last.tick) * ms;
  }
  const before = points[next - 1]!;
  const after = points[next]!;
  if (after.tick === tick) return after.at;
  return Math.min(before.at + (tick - before.tick) * ms, after.at);
}

/** The tick that the world was at at a time; null: nothing is known. */
export function tickAtTime({ points, tickRate }: PastClock, at: number): number | null {
  if (points.length === 0) return null;
  const perMs = tickRate / 1000;
  const next = points.findIndex((point) => point.at > at);
  if (next === 0) return Math.round(points[0]!.tick - (points[0]!.at - at) * perMs);
  const before = next < 0 ? points.at(-1)! : points[next - 1]!;
  const tick = Math.round(before.tick + (at - before.at) * perMs);
  return next < 0 ? tick : Math.min(tick, points[next]!.tick);
}

/** What somebody typed as a moment: a tick, or a time of some day. */
export type Moment = { readonly type: "tick"; readonly tick: number } | { readonly type: "time"; readonly at: number };

const TIME = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})[ T])?(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/**
 * Reads "123456" as a tick, "21:14" and "21:14:30" as the last time that clocks here showed it, and with "2031-03-09 "
 * before it as that of a day. Null: it is none.
 */
export function readMoment(text: string, now: Date): Moment | null {
  const trimmed = text.trim();
  const plain = trimmed.replace(/^tick\s+/i, "").replaceAll(/[ ,_](?=\d{3}\b)/g, "");
  if (/^\d{1,10}$/.test(plain) && Number(plain) <= 0xffff_ffff) return { type: "tick", tick: Number(plain) };
  const match = TIME.exec(trimmed);
  if (match === null) return null;
  const [hour, minute, second] = [match[4], match[5], match[6] ?? "0"].map(Number) as [number, number, number];
  if (hour > 23 || minute > 59 || second > 59) return null;
  if (match[1] === undefined) {
    const today = new Date(now.getFullYear(), now.getMonth(), now.getDate(), hour, minute, second);
    const isAhead = today.getTime() > now.getTime();
    const day = now.getDate() - (isAhead ? 1 : 0);
    return { type: "time", at: new Date(now.getFullYear(), now.getMonth(), day, hour, minute, second).getTime() };
  }
  const [year, month, day] = [match[1], match[2], match[3]].map(Number) as [number, number, number];
  const date = new Date(year, month - 1, day, hour, minute, second);
  // The 31st of February is no day: the calendar would make it one in March.
  return date.getMonth() === month - 1 && date.getDate() === day ? { type: "time", at: date.getTime() } : null;
}
