/** What the overview shows: the newest statistics and ten minutes of history, as the API answers them. */
import type { LogLine, StatsSample, WorldInfo } from "./ports.ts";

/** Series of the last ten minutes, one value each second, oldest first. Seconds without a report are null. */
export interface History {
  /** When each was taken, in milliseconds since 1970. */
  readonly at: readonly number[];
  readonly tickP50: readonly (number | null)[];
  readonly tickP99: readonly (number | null)[];
  readonly tickMax: readonly (number | null)[];
  readonly players: readonly (number | null)[];
  readonly framesOut: readonly (number | null)[];
  readonly bytesOut: readonly (number | null)[];
  readonly bytesIn: readonly (number | null)[];
  readonly memoryBytes: readonly (number | null)[];
}

/** The answer of GET /api/overview. */
export interface OverviewAnswer {
  readonly info: WorldInfo;
  readonly at: number;
  readonly sample: StatsSample;
  readonly history: History;
  readonly logs: readonly LogLine[];
}

/** The names of the series. */
export const SERIES = [
  "tickP50",
  "tickP99",
  "tickMax",
  "players",
  "framesOut",
  "bytesOut",
  "bytesIn",
  "memoryBytes",
] as const;
export type SeriesName = (typeof SERIES)[number];

/** One second of the history. */
export type HistoryPoint = { readonly [K in SeriesName]: number | null };

/** What of a sample goes into the history. API and console work it out alike. */
export function historyPoint(sample: StatsSample): HistoryPoint {
  const { world, gateways, process } = sample;
  const sum = (of: (gateway: StatsSample["gateways"][number]) => number) =>
    gateways.reduce((total, gateway) => total + of(gateway), 0);
  return {
    tickP50: world?.tickMs.p50 ?? null,
    tickP99: world?.tickMs.p99 ?? null,
    tickMax: world?.tickMs.max ?? null,
    players: world?.players ?? null,
    framesOut: sum((gateway) => gateway.framesPerSecond),
    bytesOut: sum((gateway) => gateway.bytesOutPerSecond),
    bytesIn: sum((gateway) => gateway.bytesInPerSecond),
    memoryBytes: process.memoryBytes,
  };
}
