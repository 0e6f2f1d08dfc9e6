/** Statistics of the world part: what the last second of ticks took. */
import { calendarAt, formatMinute } from "../calendar.ts";
import { KINDS } from "../components.ts";
import { KIND, PRESENCE } from "../kinds.ts";
import type { LinkStats } from "../base/link.ts";
import { TERRAIN_VERSION } from "../terrain/mod.ts";
import type { BlockEncoder } from "../replication/encode.ts";
import { SYSTEMS } from "../systems/mod.ts";
import type { StepClock } from "../tick.ts";
import { weatherNow } from "../almanac/mod.ts";
import type { World } from "../world.ts";
import type { LedgerReport } from "./ledger_watch.ts";
import type { Recorder } from "./recorder.ts";
import type { Saver } from "./saver.ts";
import type { Percentiles, WorldReady, WorldStats } from "./types.ts";

/** Stages of a tick besides the systems, as they are timed. */
const STAGES = ["drain", "audit", "record", "encode", "save"] as const;
export type Stage = (typeof STAGES)[number];

/** Collects timings; `take` gives the statistics and starts anew. Its lifetime is the world part's. */
export class Statistics implements StepClock {
  /** What each took in the tick under way; put to the ticks of this second when it is over. */
  readonly #nowMs = new Float64Array(SYSTEMS.length + STAGES.length);
  readonly #eachMs: number[][] = Array.from(this.#nowMs, () => []);
  #tickMs: number[] = [];
  #blocks = 0;
  #bytes = 0;
  ticksLate = 0;

  now(): number {
    return performance.now();
  }

  took(system: number, ms: number): void {
    this.#nowMs[system]! += ms;
  }

  /** Runs and times a stage. */
  stage(stage: Stage, run: () => void): void {
    const before = this.now();
    run();
    this.#nowMs[SYSTEMS.length + STAGES.indexOf(stage)]! += this.now() - before;
  }

  /** Notes what a whole tick took. */
  tickTook(ms: number): void {
    this.#tickMs.push(ms);
    this.#nowMs.forEach((took, at) => this.#eachMs[at]!.push(round(took)));
    this.#nowMs.fill(0);
  }

  /** The statistics since the last call. */
  take(
    world: World,
    encoder: BlockEncoder,
    saver: Saver,
    recorder: Recorder,
    ledger: { readonly report: LedgerReport },
    links: readonly { readonly stats: LinkStats }[],
  ): WorldStats {
    const ticks = this.#tickMs.length;
    const names = [...SYSTEMS.map(({ name }) => name), ...STAGES];
    const systems = names.map((name, at) => {
      const msEach = [...this.#eachMs[at]!];
      return { name, ms: round(msEach.reduce((sum, ms) => sum + ms, 0) / Math.max(1, ticks)), msEach };
    });
    const time = calendarAt(world.tick, world.facts.dayTicks);
    const byKind: Record<string, number> = {};
    KINDS.forEach((kind, number) => {
      const count = world.entities.countByKind[number]!;
      if (count > 0) byKind[kind] = count;
    });
    const stats: WorldStats = {
      tick: world.tick,
      ticksPerSecond: ticks,
      tickMs: percentiles(this.#tickMs),
      tickMsEach: this.#tickMs.map(round),
      systems,
      entities: world.entities.count,
      awake: countAwake(world),
      players: countHere(world),
      byKind,
      blocks: encoder.blocks - this.#blocks,
      blockBytes: encoder.bytes - this.#bytes,
      ticksLate: this.ticksLate,
      timeOfDay: formatMinute(time.minute),
      day: time.day,
      weather: weatherNow(world).kind,
      stateHash: saver.hash,
      hashTick: saver.hashTick,
      checkpoint: { ...saver.report },
      journal: { durableTick: recorder.durableTick, waitingBytes: recorder.waitingBytes },
      ledger: ledger.report,
      queues: links.map(({ stats }) => ({
        name: stats.name,
        waitingBytes: stats.sendWaitingBytes,
        capacityBytes: stats.sendCapacityBytes,
        refused: stats.sendRefused,
      })),
      memoryBytes: memoryBytes(),
    };
    this.#blocks = encoder.blocks;
    this.#bytes = encoder.bytes;
    this.#tickMs = [];
    for (const each of this.#eachMs) each.length = 0;
    return stats;
  }
}

/** What the world says of itself when it is ready. */
export function readyOf(world: World, fresh: boolean): WorldReady {
  const { seed, tickRate, dayTicks } = world.facts;
  const { tick, entities } = world;
  return { tick, seed, tickRate, dayTicks, terrainVersion: TERRAIN_VERSION, fresh, entities: entities.count };
}

/** A report as it crosses to main. */
export function encodeJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function countAwake(world: World): number {
  return world.entities.countByKind[KIND.player]! + world.awake.count;
}

function countHere(world: World): number {
  const { presence } = world.entities.components.columns;
  let count = 0;
  for (const index of world.sessions.values()) if (presence[index] === PRESENCE.here) count++;
  return count;
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

function round(ms: number): number {
  return Math.round(ms * 10_000) / 10_000;
}

function memoryBytes(): number {
  const { heapTotal, external } = Deno.memoryUsage();
  return heapTotal + external;
}
