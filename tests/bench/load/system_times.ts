/** Where a tick's time goes: what each system of the world takes, and its share of the whole. */
import { mean, percentile, rounded } from "./numbers.ts";

/** Of one system, in milliseconds a tick. */
export interface SystemTimes {
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Of what each tick took. */
export function timesOf(ms: readonly number[]): SystemTimes {
  const at = (part: number) => rounded(percentile(ms, part), 3);
  return { mean: rounded(mean(ms), 4), p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** A table for people, the dearest first. Systems of less than a thousandth of the whole are left out. */
export function systemTimesTable(systems: Readonly<Record<string, SystemTimes>>): string {
  const whole = Object.values(systems).reduce((sum, { mean }) => sum + mean, 0);
  const rows = Object.entries(systems).sort(([, a], [, b]) => b.mean - a.mean).filter(([, { mean }]) =>
    mean >= whole / 1000
  ).map(([name, { mean, p50, p99, max }]) => [
    ...[name, mean.toFixed(3), p50.toFixed(3), p99.toFixed(2), max.toFixed(2)],
    `${(mean / whole * 100).toFixed(1)} %`,
  ]);
  const lines = [["system", "mean ms", "p50", "p99", "max", "share"], ["---", ...Array(5).fill("---:")], ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
