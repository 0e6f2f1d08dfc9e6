/**
 * One run of the load test: starts the server, lets the players in, measures for a while, and compares what the full
 * clients see with what the server says.
 */
import type { GeneratorResult } from "./generator/orders.ts";
import type { ByteKinds } from "./generator/byte_kinds.ts";
import { COUNTED_CLIENTS, type Findings, type Truth } from "./generator/observers.ts";
import type { PopulationOptions } from "./generator/population.ts";
import { GeneratorProcess, sleep, type Status } from "./generator_process.ts";
import { machineText } from "./machine.ts";
import { addCounts, mean, percentile, rounded } from "./numbers.ts";
import type { LoadOptions } from "./options.ts";
import { coresBetween } from "./processor_time.ts";
import type { DisturbanceResult, LoadResult } from "./result.ts";
import { LOAD_SEED, playMetres, type Scenario, SCENARIOS, spreadMetres } from "./scenarios.ts";
import { StatisticsCollector } from "./statistics.ts";
import { peacefulFiles } from "./peaceful_pack.ts";
import { playLore } from "./play/lore.ts";
import { playFiles } from "./play/pack.ts";
import { coresByPart, startWeald, useWeald, type WealdServer } from "./weald_server.ts";
import { FLUSH_TICKS } from "../../../world/limits.ts";

/** Told one line a second. */
export type Progress = (line: string) => void;

/** How long everyone may take to get in, besides the time that the rate of connecting needs. */
const ENTRY_GRACE_MS = 30_000;
/** After everyone is in, before counting begins. */
const SETTLE_MS_MAX = 3_000;
const PLAY_SETTLE_MS_MAX = 40_000;
const CHECK_EVERY_MS = 1_500;
/** From asking the server to comparing: two flushes and what the network takes; where nothing moves, a heartbeat. */
const CHECK_DELAY_MS = 500;
const CHECK_DELAY_IDLE_MS = 1_500;
const TRUTHS_MAX = 40;

/** The players of a run: full clients in a process of their own, light ones in others. */
interface Players {
  readonly full: GeneratorProcess;
  readonly light: readonly GeneratorProcess[];
  readonly all: readonly GeneratorProcess[];
}

/** Runs one scenario. Floor and peer are measured by others and put in. */
export async function runLoad(options: LoadOptions, progress: Progress): Promise<LoadResult> {
  const scenario: Scenario = SCENARIOS[options.scenario];
  const server = options.url === ""
    ? await startWeald(
      [
        ...[
          "--seed",
          String(LOAD_SEED),
          "--newcomers",
          scenario.newcomers,
          "--newcomers-metres",
          String(scenario.fightingPart === 0 ? spreadMetres(options.players) : playMetres(options.players)),
        ],
        ...options.serverArgs,
      ],
      options.runtimeArgs,
      scenario.fightingPart === 0 ? peacefulFiles() : playFiles(),
    )
    : await useWeald(options.url, { url: options.adminUrl, name: options.adminName, password: options.adminPassword });
  const players = startPlayers(options, scenario, server);
  try {
    const idleBytes = server.memoryBytes();
    await enterAll(options, players, progress);
    // Creatures get their bodies by and by, and fights begin where they are.
    const settleMs = scenario.fightingPart === 0 ? SETTLE_MS_MAX : PLAY_SETTLE_MS_MAX;
    await sleep(Math.min(settleMs, options.seconds * (settleMs / 10_000) * 1000));
    return await measure(options, scenario, server, players, idleBytes, progress);
  } finally {
    await Promise.all(players.all.map((generator) => generator.stop()));
    await server.stop();
  }
}

function startPlayers(options: LoadOptions, scenario: Scenario, server: WealdServer): Players {
  const population: PopulationOptions = {
    hostname: server.hostname,
    port: server.port,
    connectsPerSecond: options.connectsPerSecond / options.generators,
    moving: scenario.moving,
    sayEverySeconds: scenario.sayEverySeconds,
    roamMetres: scenario.roamMetres,
    readEveryMs: options.readEveryMs,
    deafPart: scenario.deafPart,
    play: scenario.fightingPart === 0 ? null : { lore: playLore(), fightingPart: scenario.fightingPart },
  };
  const full = new GeneratorProcess("weald", true, { ...population, readEveryMs: 0, deafPart: 0 });
  const light = Array.from(
    { length: options.generators },
    () => new GeneratorProcess("weald", false, population),
  );
  return { full, light, all: [full, ...light] };
}

async function enterAll(options: LoadOptions, players: Players, progress: Progress): Promise<void> {
  const withinMs = ENTRY_GRACE_MS + options.players / options.connectsPerSecond * 3_000;
  const timer = setInterval(() => {
    const sum = (of: (status: Status) => number) => players.all.reduce((all, { last }) => all + of(last), 0);
    progress(
      `entering: ${sum(({ playing }) => playing)} of ${options.players} players, ` +
        `${sum(({ connecting }) => connecting)} connecting, ${sum(({ signingIn }) => signingIn)} signing in`,
    );
  }, 1000);
  try {
    // Full clients first: their characters' numbers follow one another, and so they begin two by two.
    if (options.fullClients > 0) await players.full.add(options.fullClients, withinMs);
    await Promise.all(
      players.light.map((generator, index) =>
        generator.add(shareOf(options.players - options.fullClients, options.generators, index), withinMs)
      ),
    );
  } finally {
    clearInterval(timer);
  }
}

function shareOf(count: number, parts: number, index: number): number {
  return Math.floor(count * (index + 1) / parts) - Math.floor(count * index / parts);
}

async function measure(
  options: LoadOptions,
  scenario: Scenario,
  server: WealdServer,
  players: Players,
  idleBytes: number,
  progress: Progress,
): Promise<LoadResult> {
  const entryMs = (await Promise.all(players.all.map((generator) => generator.report()))).flatMap((one) => one.entryMs);
  const statistics = new StatisticsCollector(server.console);
  for (const generator of players.all) generator.measure();
  statistics.start();
  const serverBefore = server.processorTime();
  const generatorsBefore = players.all.map(({ processorTime }) => processorTime);
  const churnPerSecond = Math.round(scenario.churnPart * (options.players - options.fullClients));
  for (const generator of players.light) generator.churn(Math.round(churnPerSecond / options.generators));
  const delayMs = scenario.moving ? CHECK_DELAY_MS : CHECK_DELAY_IDLE_MS;
  const checking = checkRepeatedly(server, players, options.seconds * 1000, delayMs);
  const timer = everySecond(players, statistics, progress);
  const disturbance = await live(options, scenario, players);
  await checking;
  clearInterval(timer);
  const seconds = (performance.now() - serverBefore.atMs) / 1000;
  const serverCores = coresByPart(serverBefore, server.processorTime());
  const generatorCores = players.all.reduce(
    (sum, { processorTime }, index) => sum + coresBetween(generatorsBefore[index]!, processorTime).total,
    0,
  );
  const memoryBytes = server.memoryBytes();
  const known = statistics.stop();
  const results = await Promise.all(players.all.map((generator) => generator.report()));
  return {
    ...summarize(options, results),
    entryMs: { mean: rounded(mean(entryMs)), p99: rounded(percentile(entryMs, 0.99)) },
    ...known,
    seconds: rounded(seconds, 1),
    simulationHz: rounded(known.simulationHz, 2),
    flushHz: rounded(known.simulationHz / FLUSH_TICKS, 2),
    systemsMs: roundedAll(known.systemsMs),
    systemTimes: known.systemTimes,
    serverCores: roundedAll(serverCores),
    serverMicrosPerFrame: rounded(serverCores.total * 1e6 / totalFramesPerSecond(results), 2),
    playersPerCore: rounded(options.players / serverCores.total),
    generatorCores: rounded(generatorCores, 3),
    serverMemoryBytes: memoryBytes,
    serverMemoryIdleBytes: idleBytes,
    memoryBytesPerPlayer: Math.round((memoryBytes - idleBytes) / options.players),
    churnPerSecond,
    disturbance,
    floor: null,
    peer: null,
    machine: machineText(),
  };
}

/** Lets the measured time pass; where something is to happen, it does so half-way. */
async function live(options: LoadOptions, scenario: Scenario, players: Players): Promise<DisturbanceResult | null> {
  if (!scenario.storm && scenario.deafPart === 0) {
    await sleep(options.seconds * 1000);
    return null;
  }
  const others = options.players - options.fullClients;
  await sleep(options.seconds * 500);
  const before = (await players.full.report()).seen?.inputToSeenMs ?? [];
  const since = performance.now();
  let allBackMs: number | null = null;
  if (scenario.storm) {
    await Promise.all(players.light.map((generator) => generator.storm()));
    await Promise.all(players.light.map((generator) => generator.allPlaying(60_000)));
    allBackMs = Math.round(performance.now() - since);
  } else {
    for (const generator of players.light) generator.deaf(true);
    await sleep(options.seconds * 500);
  }
  const during = (await players.full.report()).seen?.inputToSeenMs.slice(before.length) ?? [];
  await sleep(Math.max(0, options.seconds * 500 - (performance.now() - since)));
  return {
    kind: scenario.storm ? "storm" : "deaf",
    players: scenario.storm ? others : Math.round(others * scenario.deafPart),
    allBackMs,
    inputToSeenMsP99Before: rounded(percentile(before, 0.99), 1),
    inputToSeenMsP99During: rounded(percentile(during, 0.99), 1),
  };
}

/** Asks the server where some of what full clients show is, and lets them compare, again and again. */
async function checkRepeatedly(server: WealdServer, players: Players, forMs: number, delayMs: number): Promise<void> {
  const until = performance.now() + forMs - delayMs;
  do {
    await checkOnce(server, players, delayMs);
    await sleep(Math.max(0, Math.min(CHECK_EVERY_MS, until - performance.now())));
  } while (performance.now() < until);
}

async function checkOnce(server: WealdServer, players: Players, delayMs: number): Promise<void> {
  const staff = server.console;
  const shown = staff === null ? [] : await players.full.sample(2);
  const truths: Truth[] = [];
  for (let at = 0; at < Math.min(shown.length, TRUTHS_MAX); at += 8) {
    truths.push(...await Promise.all(shown.slice(at, at + 8).map((entity) => staff!.truth(entity))));
  }
  await sleep(delayMs);
  players.full.compare(truths);
}

function everySecond(players: Players, statistics: StatisticsCollector, progress: Progress): number {
  const began = performance.now();
  let framesBefore = 0;
  let bytesBefore = 0;
  return setInterval(() => {
    const sum = (of: (generator: GeneratorProcess) => number) => players.all.reduce((all, one) => all + of(one), 0);
    const frames = sum(({ last }) => last.frames);
    const bytes = sum(({ last }) => last.bytes);
    const playing = sum(({ last }) => last.playing);
    const world = statistics.last?.world;
    progress(
      `${String(Math.round((performance.now() - began) / 1000)).padStart(4)} s  ${playing} players  ` +
        `${Math.max(0, frames - framesBefore)} frames/s  ${
          Math.round(Math.max(0, bytes - bytesBefore) / 1000)
        } kB/s  ` +
        (world ? `tick ${world.tickMs.p50.toFixed(2)} ms, at most ${world.tickMs.max.toFixed(1)}` : ""),
    );
    framesBefore = frames;
    bytesBefore = bytes;
  }, 1000) as unknown as number;
}

function totalFramesPerSecond(results: readonly GeneratorResult[]): number {
  return Math.max(1, results.reduce((sum, { counts, seconds }) => sum + counts.frames / seconds, 0));
}

/** What the generators counted. */
function summarize(options: LoadOptions, results: readonly GeneratorResult[]) {
  const frames = results.flatMap(({ framesPerSecond }) => framesPerSecond);
  const bytes = results.flatMap(({ bytesPerSecond }) => bytesPerSecond);
  const seen = results.find((result) => result.seen !== null);
  const inputToSeen = seen?.seen?.inputToSeenMs ?? [];
  const findings = seen!.seen!.findings;
  const updatesEach = (seen?.seen?.updates ?? 0) / Math.max(1, options.fullClients) / (seen?.seconds ?? 1);
  const total = (of: (result: GeneratorResult) => number) => results.reduce((sum, one) => sum + of(one), 0);
  return {
    scenario: options.scenario,
    players: options.players,
    framesPerSecond: Math.round(totalFramesPerSecond(results)),
    framesPerPlayerPerSecond: {
      mean: rounded(mean(frames), 2),
      p1: rounded(percentile(frames, 0.01), 2),
      min: rounded(percentile(frames, 0), 2),
    },
    bytesPerPlayerPerSecond: { mean: rounded(mean(bytes)), p99: rounded(percentile(bytes, 0.99)) },
    bytesByKind: perPlayer(seen!.seen!.byteKinds, Math.min(COUNTED_CLIENTS, options.fullClients), seen!.seconds),
    entityUpdatesPerSecond: Math.round(updatesEach * options.players),
    playersInView: rounded(seen!.seen!.inViewMean.players, 1),
    creaturesInView: rounded(seen!.seen!.inViewMean.others, 1),
    generatorLateMsP99: {
      full: rounded(results[0]!.lateMsP99, 1),
      light: rounded(Math.max(...results.slice(1).map(({ lateMsP99 }) => lateMsP99)), 1),
    },
    inputsPerSecond: Math.round(total(({ counts, seconds }) => counts.inputs / seconds)),
    inputToSeenMsP50: rounded(percentile(inputToSeen, 0.5), 1),
    inputToSeenMsP99: rounded(percentile(inputToSeen, 0.99), 1),
    inputToSeenSamples: inputToSeen.length,
    dropped: addCounts(results.map(({ counts }) => counts.dropped)),
    refused: addCounts(results.map(({ counts }) => counts.refused)),
    play: options.scenario !== "play" ? null : {
      fightingShare: rounded(mean(results.flatMap(({ fightingShares }) => fightingShares)), 3),
      done: addCounts(results.map(({ counts }) => counts.done)),
      notDone: addCounts(results.map(({ counts }) => counts.notDone)),
    },
    slowedFrames: total(({ counts }) => counts.slowedFrames),
    resets: total(({ counts }) => counts.resets),
    correct: isCorrect(findings),
    findings,
  };
}

/** Whether nothing that was compared was wrong. */
export function isCorrect(findings: Findings): boolean {
  const { missing, ghosts, disagreed, blind, compared, exact, byStep, byStepPossible, atStep, atStepRight } = findings;
  return byStep === byStepPossible && atStep === atStepRight && missing === 0 && ghosts === 0 && disagreed === 0 &&
    blind === 0 && compared === exact;
}

function perPlayer(kinds: ByteKinds, clients: number, seconds: number): ByteKinds {
  const each = Object.entries(kinds).map(([kind, bytes]) => [kind, rounded(bytes / Math.max(1, clients) / seconds, 1)]);
  return Object.fromEntries(each);
}

function roundedAll<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, rounded(value, 4)])) as T;
}
