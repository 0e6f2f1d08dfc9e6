/**
 * The peer: Colyseus with the same number of players in view, the same changes of heading and ten patches a second
 * (tests/bench/peer/room.js), at rising numbers of players until its patches come late.
 *
 * Its packages are pinned by a manifest and a lock of their own, and installed into a temporary folder: nothing of them
 * is in the project's dependencies.
 */
import { THREAD_ENVIRONMENT } from "../../../admin/supervisor/parts.ts";
import { Child } from "./child.ts";
import type { PopulationOptions } from "./generator/population.ts";
import { GeneratorProcess, sleep } from "./generator_process.ts";
import { mean, percentile, rounded } from "./numbers.ts";
import type { LoadOptions } from "./options.ts";
import { coresBetween, readProcessorTime, residentBytes } from "./processor_time.ts";
import type { LoadResult, PeerResult, PeerStep } from "./result.ts";
import type { Progress } from "./load_run.ts";

const FOLDER = new URL("../peer/", import.meta.url).pathname;
const FILES = ["package.json", "deno.lock", "room.js"];

/** Numbers of players that are tried. */
const STEPS = [250, 500, 750, 1_000, 1_250, 1_500, 1_750, 2_000, 2_500, 3_000, 4_000];
const PATCHES_PER_SECOND = 10;
/** Patches are on time if this part of them comes, for the mean player and for 99 of 100. */
const ON_TIME_PART = 0.95;
const SETTLE_MS = 3_000;
const SECONDS = 10;
const VIEW_SQUARE_METRES = 160 * 160;

/** Measures the peer and compares it with a run of Weald. */
export async function measurePeer(options: LoadOptions, weald: LoadResult, progress: Progress): Promise<PeerResult> {
  const folder = await Deno.makeTempDir({ prefix: "weald-peer-" });
  try {
    await install(folder);
    const steps: PeerStep[] = [];
    for (const players of STEPS) {
      const inView = Math.max(1, weald.playersInView);
      let step = await measureStep(options, folder, players, inView);
      // Something else on the machine may have been in its way: once late is not late.
      if (!step.onTime) step = await measureStep(options, folder, players, inView);
      steps.push(step);
      progress(
        `peer: ${players} players, ${step.cores.toFixed(2)} cores, ${step.patchesPerPlayerPerSecond.mean} patches/s, ` +
          `${step.bytesPerPlayerPerSecond} B/s each${step.onTime ? "" : ": late"}`,
      );
      if (!step.onTime) break;
    }
    return compare(weald, steps);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function compare(weald: LoadResult, steps: readonly PeerStep[]): PeerResult {
  const best = steps.filter(({ onTime }) => onTime).at(-1) ?? steps[0]!;
  const playersPerCore = best.players / best.cores;
  return {
    name: "Colyseus 0.18.17",
    steps,
    players: best.players,
    playersPerCore: Math.round(playersPerCore),
    bytesPerPlayerPerSecond: best.bytesPerPlayerPerSecond,
    wealdPlayersPerCore: weald.playersPerCore,
    playersPerCoreRatio: rounded(weald.playersPerCore / playersPerCore, 2),
    bytesRatio: rounded(weald.bytesPerPlayerPerSecond.mean / best.bytesPerPlayerPerSecond, 3),
  };
}

async function install(folder: string): Promise<void> {
  for (const file of FILES) await Deno.copyFile(FOLDER + file, `${folder}/${file}`);
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["install", "--node-modules-dir=auto", "--frozen"],
    cwd: folder,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (code !== 0) throw new Error(`install the peer's packages: ${new TextDecoder().decode(stderr)}`);
}

async function measureStep(
  options: LoadOptions,
  folder: string,
  players: number,
  inView: number,
): Promise<PeerStep> {
  const side = Math.round(Math.sqrt(players / inView * VIEW_SQUARE_METRES));
  const server = new Child([Deno.execPath(), "run", "-A", "room.js", String(side)], {
    cwd: folder,
    env: THREAD_ENVIRONMENT,
  });
  const port = Number(await server.find("the peer's port", (line) => /^listening (\d+)$/.exec(line)?.[1] ?? null));
  const population: PopulationOptions = {
    hostname: "127.0.0.1",
    port,
    connectsPerSecond: Math.min(options.connectsPerSecond, 200),
    moving: true,
    sayEverySeconds: 0,
    roamMetres: 12,
    readEveryMs: options.readEveryMs,
    deafPart: 0,
    play: null,
  };
  const generator = new GeneratorProcess("colyseus", false, population);
  try {
    await generator.add(players, 120_000);
    await sleep(SETTLE_MS);
    generator.measure();
    const before = readProcessorTime(server.pid);
    await sleep(SECONDS * 1000);
    const { total } = coresBetween(before, readProcessorTime(server.pid));
    const { framesPerSecond, bytesPerSecond } = await generator.report();
    const patches = { mean: rounded(mean(framesPerSecond), 2), p99: rounded(percentile(framesPerSecond, 0.01), 2) };
    return {
      players,
      cores: rounded(total, 3),
      patchesPerPlayerPerSecond: patches,
      bytesPerPlayerPerSecond: Math.round(mean(bytesPerSecond)),
      onTime: Math.min(patches.mean, patches.p99 / ON_TIME_PART) >= PATCHES_PER_SECOND * ON_TIME_PART,
      memoryBytes: residentBytes(server.pid),
    };
  } finally {
    await generator.stop();
    await server.stop();
  }
}
