/**
 * What a tick of the simulation costs with walking players, and what its blocks weigh. The network is not in it.
 *
 *     deno run -A tests/bench/ticks.ts [players] [ticks] [town|anywhere]
 */
import { makeAhead } from "../../world/ahead.ts";
import { hashWords } from "../../world/base/prng.ts";
import type { Command } from "../../world/commands.ts";
import { FLUSH_TICKS } from "../../world/limits.ts";
import {
  createWorld,
  makeTerrain,
  NEWCOMERS,
  type Newcomers,
  SILENT_OUTPUT,
  stepWorld,
  SYSTEMS,
} from "../../world/mod.ts";
import { BlockEncoder } from "../../world/replication/encode.ts";
import { defaultPack } from "../world/_pack.ts";
import { oneOf, optionsOf, whole } from "../tools/options.ts";

/** Milliseconds a tick, encoding included. */
export interface TicksResult {
  readonly players: number;
  readonly awake: number;
  readonly meanMs: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly encodeMeanMs: number;
  readonly systemMicroseconds: Readonly<Record<string, number>>;
  readonly blocksPerFlush: number;
  readonly bytesPerFlush: number;
}

/** How a measurement goes. */
export interface TicksOptions {
  readonly players: number;
  readonly ticks: number;
  readonly newcomers: Newcomers;
}

/** Ticks between two changes of a player's mind. */
const STEER_TICKS = 40;

/** Lets players walk, each steering anew every two seconds, with every cell watched. */
export function measureTicks({ players, ticks, newcomers }: TicksOptions): TicksResult {
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, newcomers }, makeTerrain(7), defaultPack());
  const encoder = new BlockEncoder();
  encoder.watchAll(1, true);
  let sink = 0;
  const flush = () => encoder.flush(world, (bytes) => sink += bytes.length);
  for (let character = 1; character <= players; character++) {
    stepWorld(
      world,
      [{ type: "enter", account: 0, session: character, character, name: `Walker ${character}`, look: 0 }],
      SILENT_OUTPUT,
    );
  }
  const commandsAt = (tick: number): Command[] => {
    const commands: Command[] = [];
    for (let session = 1 + tick % STEER_TICKS; session <= players; session += STEER_TICKS) {
      const hash = hashWords(session, tick);
      const speed = hash % 8 === 0 ? 0 : 16 + hash % 20;
      commands.push({
        type: "input",
        session,
        sequence: Math.floor(tick / STEER_TICKS) + 1,
        atTick: tick + 2,
        heading: hash >>> 24,
        speed,
      });
    }
    return commands;
  };
  const systemMs = new Float64Array(SYSTEMS.length);
  const clock = { now: () => performance.now(), took: (at: number, ms: number) => void (systemMs[at]! += ms) };
  let cursor = 0;
  const warm = Math.min(400, ticks);
  const times: number[] = [];
  let encodeMs = 0;
  for (let round = 0; round < warm + ticks; round++) {
    if (round === warm) {
      systemMs.fill(0);
      encoder.blocks = 0;
      encoder.bytes = 0;
    }
    const commands = commandsAt(world.tick + 1);
    const before = performance.now();
    stepWorld(world, commands, SILENT_OUTPUT, clock);
    const stepped = performance.now();
    if (world.tick % FLUSH_TICKS === 0) flush();
    if (round < warm) {
      cursor = makeAhead(world, cursor, 512, () => true);
      continue;
    }
    encodeMs += performance.now() - stepped;
    times.push(performance.now() - before);
    cursor = makeAhead(world, cursor, 512, () => true);
  }
  const sorted = times.sort((a, b) => a - b);
  const flushes = ticks / FLUSH_TICKS;
  return {
    players,
    awake: world.awake.count,
    meanMs: times.reduce((sum, ms) => sum + ms, 0) / ticks,
    p99Ms: sorted[Math.floor(ticks * 0.99)]!,
    maxMs: sorted[ticks - 1]!,
    encodeMeanMs: encodeMs / ticks,
    systemMicroseconds: Object.fromEntries(
      SYSTEMS.map(({ name }, at) => [name, Math.round(systemMs[at]! / ticks * 10_000) / 10]),
    ),
    blocksPerFlush: encoder.blocks / flushes,
    bytesPerFlush: encoder.bytes / flushes,
  };
}

if (import.meta.main) {
  const about = "What a tick of the simulation costs with walking players.";
  const task = "deno run -A tests/bench/ticks.ts";
  console.log(measureTicks(optionsOf({ task, about, bare: ["players", "ticks", "newcomers"] }, {
    players: whole("how many walk", 200, { max: 100_000 }),
    ticks: whole("for how many ticks", 2000),
    newcomers: oneOf("where they appear", NEWCOMERS, "town"),
  })));
}
