/** What `deno task bench` measures: start and stop, an idle server, walking players. */
import { Child, denoRun } from "./load/child.ts";
import { percentile, rounded } from "./load/numbers.ts";
import { StatisticsCollector } from "./load/statistics.ts";
import { coresByPart } from "./load/weald_server.ts";
import { coresBetween, readProcessorTime } from "./load/processor_time.ts";
import { type BenchServer, startServer } from "./server.ts";
import type { WalkersResult } from "../bots/walkers.ts";

/** How much to measure. */
export interface BenchSizes {
  /** Until what the start leaves behind is over: the engine compiles what runs often, and the first creatures come. */
  readonly settleSeconds: number;
  /** How long it is watched from then on: until just before the first backup, a minute after the start. */
  readonly idleSeconds: number;
  readonly players: number;
  readonly walkSeconds: number;
  /** Starts and stops, of which the median counts. */
  readonly starts: number;
}

export const FULL_SIZES: BenchSizes = { settleSeconds: 30, idleSeconds: 25, players: 200, walkSeconds: 20, starts: 5 };
/** For the gate: everything runs, nothing is judged by its time. */
export const SMALL_SIZES: BenchSizes = { settleSeconds: 1, idleSeconds: 1, players: 20, walkSeconds: 2, starts: 1 };

/** All results. Times in milliseconds, cores in processor seconds per second. */
export interface BenchResult {
  readonly start: { readonly newWorldMs: number; readonly savedWorldMs: number; readonly stopMs: number };
  readonly idle: {
    readonly seconds: number;
    readonly memoryBytes: number;
    /** While it settles, and from then on. */
    readonly settlingCores: number;
    readonly cores: number;
  };
  readonly walking: {
    readonly players: number;
    readonly walkers: WalkersResult;
    readonly tickMsP50: number;
    readonly tickMsP99: number;
    readonly tickMsMax: number;
    readonly simulationHz: number;
    readonly ticksLate: number;
    readonly memoryBytes: number;
    readonly serverCores: Readonly<ReturnType<typeof coresByPart>>;
    readonly walkersCores: number;
  };
}

const WALKERS = new URL("../bots/walkers.ts", import.meta.url).pathname;

/** Measures everything, one thing after the other, on worlds of their own. */
export async function measureAll(sizes: BenchSizes, progress: (line: string) => void): Promise<BenchResult> {
  const folder = await Deno.makeTempDir({ prefix: "weald-bench-" });
  try {
    progress("start and stop");
    const start = await measureStarts(folder, sizes.starts);
    const server = await startServer(`${folder}/world`);
    try {
      progress(`idle for ${sizes.settleSeconds} s and ${sizes.idleSeconds} s more`);
      const idle = await measureIdle(server, sizes);
      progress(`${sizes.players} walking players for ${sizes.walkSeconds} s`);
      const walking = await measureWalking(server, sizes);
      return { start, idle, walking };
    } finally {
      await server.stop();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function measureStarts(folder: string, count: number): Promise<BenchResult["start"]> {
  const times = { newWorldMs: [] as number[], savedWorldMs: [] as number[], stopMs: [] as number[] };
  for (let index = 0; index < count; index++) {
    for (const name of ["newWorldMs", "savedWorldMs"] as const) {
      const server = await startServer(`${folder}/start-${index}`);
      times[name].push(server.readyMs);
      times.stopMs.push(await server.stop());
    }
  }
  const median = (values: number[]) => rounded(percentile(values, 0.5));
  return {
    newWorldMs: median(times.newWorldMs),
    savedWorldMs: median(times.savedWorldMs),
    stopMs: median(times.stopMs),
  };
}

async function measureIdle(
  server: BenchServer,
  { settleSeconds, idleSeconds }: BenchSizes,
): Promise<BenchResult["idle"]> {
  const started = server.processorTime();
  await sleep(settleSeconds * 1000);
  const settled = server.processorTime();
  await sleep(idleSeconds * 1000);
  const { total } = coresBetween(settled, server.processorTime());
  return {
    seconds: idleSeconds,
    memoryBytes: server.memoryBytes(),
    settlingCores: rounded(coresBetween(started, settled).total, 4),
    cores: rounded(total, 4),
  };
}

async function measureWalking(server: BenchServer, sizes: BenchSizes): Promise<BenchResult["walking"]> {
  const { players, walkSeconds } = sizes;
  // The walkers walk longer than is measured: until they are told to stop.
  const url = `ws://127.0.0.1:${server.port}`;
  const child = new Child(denoRun(WALKERS, "--url", url, "--players", String(players), "--seconds", "0", "--json"));
  const answered = child.find("the walkers' result", (line) => line.startsWith("{") ? line : null);
  answered.catch(() => {
    // It is awaited below; until then a failure shows in child.ended.
  });
  const until = performance.now() + 60_000;
  while (await playersOn(server) < players) {
    if (child.ended) await answered;
    if (performance.now() > until) throw new Error(`let ${players} walkers in: not within 60 s`);
    await sleep(100);
  }
  await sleep(1000);
  const statistics = new StatisticsCollector(server.console);
  statistics.start();
  const serverBefore = server.processorTime();
  const walkersBefore = readProcessorTime(child.pid);
  await sleep(walkSeconds * 1000);
  const serverCores = coresByPart(serverBefore, server.processorTime());
  const walkersCores = coresBetween(walkersBefore, readProcessorTime(child.pid)).total;
  const memoryBytes = server.memoryBytes();
  const known = statistics.stop();
  Deno.kill(child.pid, "SIGINT");
  const walkers = JSON.parse(await answered) as WalkersResult;
  await child.stop();
  return {
    ...{ players, walkers, memoryBytes, walkersCores: rounded(walkersCores, 3) },
    tickMsP50: rounded(known.tickMsP50, 3),
    tickMsP99: rounded(known.tickMsP99, 3),
    tickMsMax: rounded(known.tickMsMax, 3),
    simulationHz: rounded(known.simulationHz, 2),
    ticksLate: known.ticksLate,
    serverCores: Object.fromEntries(
      Object.entries(serverCores).map(([name, cores]) => [name, rounded(cores, 4)]),
    ) as unknown as ReturnType<typeof coresByPart>,
  };
}

async function playersOn(server: BenchServer): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${server.port}/status`);
  return (await response.json() as { online: number }).online;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
