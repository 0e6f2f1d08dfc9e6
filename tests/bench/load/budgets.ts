/** What Weald is to hold on two cores with the generators beside it, and what a report measured of that. */
import type { ReportRun } from "./report.ts";
import type { LoadResult } from "./result.ts";
import type { ScenarioName } from "./scenarios.ts";

/** One number that is wanted. */
export interface Budget {
  readonly what: string;
  readonly wanted: string;
  /** As it was measured, and whether that is enough; null where there is no such number. */
  readonly measured: { readonly text: string; readonly met: boolean } | null;
}

/** What the report has measured. */
export interface Measured {
  readonly runs: readonly ReportRun[];
  /** Of a core, by 100,000 creatures that sleep. */
  readonly sleepingShare: number;
}

interface Row {
  readonly of: string;
  readonly wanted: number;
  readonly most: boolean;
  readonly unit: string;
  readonly read: (result: LoadResult) => number | null | undefined;
}

const atMost = (of: string, wanted: number, unit: string, read: Row["read"]): Row => ({
  ...{ of, wanted, most: true, unit, read },
});
const atLeast = (of: string, wanted: number, unit: string, read: Row["read"]): Row => ({
  ...{ of, wanted, most: false, unit, read },
});

const dropped = (result: LoadResult) => Object.values(result.dropped).reduce((sum, count) => sum + count, 0);
const tickP99 = (most: number) => atMost("tick, p99", most, "ms", (result) => result.tickMsP99);
const frames = (wanted: number) =>
  atLeast("frames each", wanted, "a second", ({ framesPerPlayerPerSecond }) => framesPerPlayerPerSecond.mean);
const noticed = (most: number) =>
  atMost(
    "input to seen, p99 after ÷ before",
    most,
    "",
    ({ disturbance: one }) => one && one.inputToSeenMsP99During / Math.max(1, one.inputToSeenMsP99Before),
  );

/** By scenario and the number of players at full size. */
const ROWS: readonly { readonly scenario: ScenarioName; readonly players: number; readonly rows: readonly Row[] }[] = [
  {
    scenario: "spread",
    players: 8_000,
    rows: [
      frames(5),
      tickP99(25),
      atMost("input to seen, p99", 300, "ms", (result) => result.inputToSeenMsP99),
      atMost("dropped", 0, "", dropped),
      atMost("bytes each, mean", 400, "B/s", ({ bytesPerPlayerPerSecond }) => bytesPerPlayerPerSecond.mean),
      atMost("bytes each, p99", 2_500, "B/s", ({ bytesPerPlayerPerSecond }) => bytesPerPlayerPerSecond.p99),
      atMost("memory each", 25, "kB", ({ memoryBytesPerPlayer }) => memoryBytesPerPlayer / 1000),
    ],
  },
  { scenario: "crowd", players: 1_300, rows: [frames(9.9), tickP99(25)] },
  {
    scenario: "crowd",
    players: 5_000,
    rows: [
      atLeast("ticks", 19.9, "a second", (result) => result.simulationHz),
      frames(9.9),
      atMost("bytes each, mean", 8_000, "B/s", ({ bytesPerPlayerPerSecond }) => bytesPerPlayerPerSecond.mean),
      atMost("missing", 0, "", ({ findings }) => findings.missing),
      tickP99(50),
    ],
  },
  {
    scenario: "spread",
    players: 2_000,
    rows: [
      atMost("gateway's time a frame ÷ broadcast with inputs", 1.2, "", ({ floor }) => floor?.gatewayRatio),
      atLeast("players a core ÷ peer's", 4, "", ({ peer }) => peer?.playersPerCoreRatio),
      atMost("bytes each ÷ peer's", 1 / 6, "", ({ peer }) => peer?.bytesRatio),
    ],
  },
  {
    scenario: "storm",
    players: 2_000,
    rows: [
      atMost("all back after", 10, "s", ({ disturbance }) => disturbance && disturbance.allBackMs! / 1000),
      noticed(2),
    ],
  },
  { scenario: "deaf", players: 2_000, rows: [noticed(1.2)] },
  { scenario: "play", players: 2_000, rows: [tickP99(25)] },
];

const SLEEPING_SHARE_MAX = 0.02;

/** All that is wanted, with what was measured of it; `factor`: the size of the report, 1 for the full one. */
export function compareBudgets({ runs, sleepingShare }: Measured, factor: number): Budget[] {
  const budgets = ROWS.flatMap(({ scenario, players: atFull, rows }) => {
    const players = Math.max(2, Math.round(atFull * factor));
    const run = runs.find((one) => one.scenario === scenario && one.players === players);
    const result = run === undefined || typeof run.result === "string" ? null : run.result;
    return rows.map((row) => compareRow(`${scenario}, ${players} players: ${row.of}`, row, result));
  });
  const met = sleepingShare <= SLEEPING_SHARE_MAX;
  const text = `${round(sleepingShare * 100)} % of a core`;
  return [...budgets, { what: "100,000 sleeping creatures", wanted: "at most 2 % of a core", measured: { text, met } }];
}

function compareRow(what: string, { wanted, most, unit, read }: Row, result: LoadResult | null): Budget {
  const value = result === null ? null : read(result) ?? null;
  const wantedText = `${most ? "at most" : "at least"} ${round(wanted)} ${unit}`.trim();
  if (value === null) return { what, wanted: wantedText, measured: null };
  const met = most ? value <= wanted : value >= wanted;
  return { what, wanted: wantedText, measured: { text: `${round(value)} ${unit}`.trim(), met } };
}

function round(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
