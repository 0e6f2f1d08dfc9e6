/**
 * The full run behind docs/performance.md: every scenario, the growth from few players to many, the floor and the peer.
 * Its tables are written between the marks in the document, its plot beside it; nothing there is typed by hand.
 */
import { measureSleeping } from "../sleeping.ts";
import { compareBudgets } from "./budgets.ts";
import { measureFloor } from "./floor.ts";
import { type Progress, runLoad } from "./load_run.ts";
import { machineText } from "./machine.ts";
import type { LoadOptions } from "./options.ts";
import { measurePeer } from "./peer.ts";
import { drawCharts } from "./plot.ts";
import type { LoadResult } from "./result.ts";
import type { ScenarioName } from "./scenarios.ts";
import { writeTables } from "./report_tables.ts";

const DOCUMENT = new URL("../../../docs/performance.md", import.meta.url);
const PLOT = new URL("../../../docs/performance.svg", import.meta.url);

/** A run of the report: what was asked for, and what came of it. */
export interface ReportRun {
  readonly scenario: ScenarioName;
  readonly players: number;
  /** A sentence about why there is no result. */
  readonly result: LoadResult | string;
}

/** What is run, at 8,000 players; smaller reports take the same parts of their number. */
const PLAN: readonly { scenario: ScenarioName; players: number; floor?: true; peer?: true }[] = [
  { scenario: "spread", players: 500 },
  { scenario: "spread", players: 1_000 },
  { scenario: "spread", players: 2_000, floor: true, peer: true },
  { scenario: "spread", players: 4_000 },
  { scenario: "spread", players: 6_000 },
  { scenario: "spread", players: 8_000, floor: true },
  { scenario: "towns", players: 2_000 },
  { scenario: "crowd", players: 1_300, floor: true },
  { scenario: "crowd", players: 5_000 },
  { scenario: "churn", players: 2_000 },
  { scenario: "storm", players: 2_000 },
  { scenario: "deaf", players: 2_000 },
  { scenario: "idle", players: 8_000 },
  { scenario: "play", players: 2_000 },
];
const PLAYERS_FULL = 8_000;
const SLEEPERS = 100_000;
const SLEEPING_TICKS = 2_000;

/** Runs the plan and writes the document. `options.players` is the largest number. */
export async function writeReport(options: LoadOptions, progress: Progress): Promise<void> {
  const runs: ReportRun[] = [];
  for (const { scenario, players: atFull, floor, peer } of PLAN) {
    const players = Math.max(2, Math.round(atFull * options.players / PLAYERS_FULL));
    const own = { ...options, scenario, players, fullClients: Math.min(options.fullClients, players & ~1) };
    progress(`${scenario}, ${players} players`);
    runs.push({ scenario, players, result: await runOne(own, floor === true, peer === true, progress) });
  }
  progress(`${SLEEPERS} sleeping creatures`);
  const sleepingShare = measureSleeping(SLEEPERS, SLEEPING_TICKS).coreShare;
  const budgets = compareBudgets({ runs, sleepingShare }, options.players / PLAYERS_FULL);
  const growth = runs.flatMap(({ scenario, result }) =>
    scenario === "spread" && typeof result !== "string" ? [result] : []
  );
  await Deno.writeTextFile(PLOT, plotOf(growth));
  await Deno.writeTextFile(DOCUMENT, writeTables(await Deno.readTextFile(DOCUMENT), runs, budgets, machineText()));
  // Columns of tables are aligned by the formatter.
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", DOCUMENT.pathname] }).output();
}

async function runOne(
  options: LoadOptions,
  withFloor: boolean,
  withPeer: boolean,
  progress: Progress,
): Promise<LoadResult | string> {
  try {
    const played = await runLoad(options, progress);
    const floor = withFloor && options.floor ? await measureFloor(options, played, progress) : null;
    const peer = withPeer ? await measurePeer(options, played, progress) : null;
    return { ...played, floor, peer };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    progress(`no result: ${error.message}`);
    return error.message.split("\n")[0]!.slice(0, 300);
  }
}

function plotOf(runs: readonly LoadResult[]): string {
  const line = (name: string, colour: string, of: (result: LoadResult) => number) => ({
    name,
    colour,
    points: runs.map((result) => ({ x: result.players, y: of(result) })),
  });
  return drawCharts([
    {
      title: "Processor",
      unit: "cores",
      series: [
        line("whole server", "#2b5d8a", ({ serverCores }) => serverCores.total),
        line("gateway", "#c0702b", ({ serverCores }) => serverCores.gateways),
        line("world", "#4b8a3f", ({ serverCores }) => serverCores.world),
        line("generator", "#999999", ({ generatorCores }) => generatorCores),
      ],
    },
    {
      title: "Time",
      unit: "ms",
      series: [
        line("input to seen, p99", "#8a2b5d", ({ inputToSeenMsP99 }) => inputToSeenMsP99),
        line("tick, p99", "#4b8a3f", ({ tickMsP99 }) => tickMsP99),
      ],
    },
    {
      title: "Bytes for each player",
      unit: "B/s",
      series: [
        line("mean", "#2b5d8a", ({ bytesPerPlayerPerSecond }) => bytesPerPlayerPerSecond.mean),
        line("p99", "#c0702b", ({ bytesPerPlayerPerSecond }) => bytesPerPlayerPerSecond.p99),
      ],
    },
  ], "players");
}
