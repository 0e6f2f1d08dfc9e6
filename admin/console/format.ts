/** Numbers, sizes, times and headings in words. */

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** "12,345". */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** A number and its unit, told apart so that the unit can be set smaller. */
export interface Quantity {
  readonly value: string;
  readonly unit: string;
}

/** Three figures at most: "0.42", "4.2", "42", "420". */
export function formatFigures(value: number): string {
  const size = Math.abs(value);
  if (size >= 100 || value === 0) return whole.format(value);
  return value.toFixed(size >= 10 ? 1 : 2);
}

/** Bytes in the unit that fits, by 1,000. */
export function bytesOf(bytes: number): Quantity {
  if (bytes < 1000) return { value: formatCount(bytes), unit: "B" };
  if (bytes < 1e6) return { value: formatFigures(bytes / 1e3), unit: "kB" };
  if (bytes < 1e9) return { value: formatFigures(bytes / 1e6), unit: "MB" };
  return { value: formatFigures(bytes / 1e9), unit: "GB" };
}

/** "1.42 MB". */
export function formatBytes(bytes: number): string {
  const { value, unit } = bytesOf(bytes);
  return `${value} ${unit}`;
}

/** Milliseconds: "0.42 ms". */
export function formatMs(ms: number): string {
  return `${formatFigures(ms)} ms`;
}

/** A length of time in its two largest units: "3 d 4 h", "12 min", "8 s". */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor(total / 3600) % 24;
  const minutes = Math.floor(total / 60) % 60;
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  if (minutes > 0) return minutes < 10 && total % 60 > 0 ? `${minutes} min ${total % 60} s` : `${minutes} min`;
  return `${total} s`;
}

/** How long ago, roughly: "just now", "12 s ago", "5 min ago". */
export function formatAgo(at: number, now: number): string {
  const seconds = Math.floor((now - at) / 1000);
  if (seconds < 3) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** "14:03:22". */
export function formatClock(at: number): string {
  return clock.format(at);
}

/** "3 Mar 2031, 14:03:22". */
export function formatMoment(at: number): string {
  return `${date.format(at)}, ${clock.format(at)}`;
}

/** "today", "yesterday" or the date. */
export function formatDay(at: number, now: number): string {
  const day = date.format(at);
  if (day === date.format(now)) return "Today";
  return day === date.format(now - 86_400_000) ? "Yesterday" : day;
}

const COMPASS = ["east", "south-east", "south", "south-west", "west", "north-west", "north", "north-east"];

/** A heading of 256 steps (0 east, 64 south) as degrees from north and a compass word: "90°, east". */
export function formatHeading(heading: number): string {
  const degrees = Math.round((heading * 360) / 256 + 90) % 360;
  return `${degrees}°, ${COMPASS[Math.round(heading / 32) % 8]}`;
}

/** Metres: "3.4 m", "1,204 m". */
export function formatMetres(metres: number): string {
  return `${Math.abs(metres) < 100 ? metres.toFixed(1) : whole.format(metres)} m`;
}

/** A count and its noun: "1 player", "3 players". */
export function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
